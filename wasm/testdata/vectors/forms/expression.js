const jwk = { kty: 'EC', crv: 'P-256', x: x + 'Q3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM', y: '1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ' }
