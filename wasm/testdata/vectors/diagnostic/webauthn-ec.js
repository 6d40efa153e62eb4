{
  publicKey: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyCbvQ3WGPqyPesPD0Ec9Pd6/bNqdaWgNKEisecF1mWPWX5J02RcBkDSMDOarnXGZgQDEVKOHEmZxkp/JuA+m9A==',
  publicKeyAlgorithm: -7,
}