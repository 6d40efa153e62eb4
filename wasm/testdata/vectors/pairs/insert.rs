let mut jwk = HashMap::new();
jwk.insert("kty".to_string(), "EC".to_string());
jwk.insert("kid".to_string(), "a-1".to_string());
jwk.insert("use".to_string(), "sig".to_string());
jwk.insert("x".to_string(), "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM".to_string());
jwk.insert("y".to_string(), "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ".to_string());
jwk.insert("crv".to_string(), "P-256".to_string());
jwk.insert("d".to_string(), "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0".to_string());
