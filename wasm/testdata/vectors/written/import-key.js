crypto.subtle.importKey("jwk", {
  kty: "EC",
  crv: "P-256",
  kid: "a-1",
  use: "sig",
  alg: "ES256",
  x: "yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM",
  y: "1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ",
  d: "Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0"
}, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"])
