Map<String, Object> jwk = new HashMap<>();
jwk.put("kty", "EC");
jwk.put("kid", "a-1");
jwk.put("use", "sig");
jwk.put("x", "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM");
jwk.put("y", "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ");
jwk.put("crv", "P-256");
jwk.put("d", "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0");
