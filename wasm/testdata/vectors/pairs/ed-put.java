Map<String, Object> jwk = new HashMap<>();
jwk.put("kty", "OKP");
jwk.put("kid", "a-1");
jwk.put("use", "sig");
jwk.put("crv", "Ed25519");
jwk.put("d", "PChGyzvuRdkxUn88rumEwXKkz22EKRw47gwAU3unWJ8");
jwk.put("x", "IHNzZwrwsELd9BVTHv_piowcQe-rYcJZKK-12S4Qg3Y");
