val jwk = mapOf(
  "kty" to "EC",
  "crv" to "P-256",
  "kid" to "a-1",
  "use" to "sig",
  "alg" to "ES256",
  "x" to "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM",
  "y" to "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ",
  "d" to "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0"
)
