{
  publicKey: 'MCowBQYDK2VwAyEAIHNzZwrwsELd9BVTHv/piowcQe+rYcJZKK+12S4Qg3Y=',
  publicKeyAlgorithm: -8,
}