const jwk = {kty: 'EC', crv: 'P-256', x: 'yCbvQ3WGPqyPesPD0Ec9' +
  'Pd6_bNqdaWgNKEisecF1mWM', y: '1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ', kid: 'a'};
