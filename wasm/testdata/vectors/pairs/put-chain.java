JSONObject jwk = new JSONObject()
    .put("kty", "EC")
    .put("kid", "a-1")
    .put("use", "sig")
    .put("x", "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM")
    .put("y", "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ")
    .put("crv", "P-256")
    .put("d", "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0");
