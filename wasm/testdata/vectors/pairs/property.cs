new JObject(
  new JProperty("kty", "EC"),
  new JProperty("kid", "a-1"),
  new JProperty("use", "sig"),
  new JProperty("x", "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM"),
  new JProperty("y", "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ"),
  new JProperty("crv", "P-256"),
  new JProperty("d", "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0"));
