var key = new JsonWebKey { Kty = "EC", Crv = "P-256", X = "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM", Y = "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ", Kid = "a" };
