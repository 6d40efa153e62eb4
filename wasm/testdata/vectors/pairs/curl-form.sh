curl -F kty=EC \
  -F kid=a-1 \
  -F use=sig \
  -F x=yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM \
  -F y=1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ \
  -F crv=P-256 \
  -F d=Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0 https://as.example/keys
