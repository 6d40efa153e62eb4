var jwk = new JObject();
jwk.Add("kty", "EC");
jwk.Add("kid", "a-1");
jwk.Add("use", "sig");
jwk.Add("x", "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM");
jwk.Add("y", "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ");
jwk.Add("crv", "P-256");
jwk.Add("d", "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0");
