const jwk = new Map([
  ['kty', 'EC'],
  ['kid', 'a-1'],
  ['use', 'sig'],
  ['x', 'yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM'],
  ['y', '1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ'],
  ['crv', 'P-256'],
  ['d', 'Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0']
])
