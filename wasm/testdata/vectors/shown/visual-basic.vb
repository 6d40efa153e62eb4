Dim jwk = "{""kty"":""EC"",""x"":""yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM" & _
  """,""y"":""1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ"",""crv"":""P-256"",""d"":""Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0""}"
