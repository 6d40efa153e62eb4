const key = {
  "kty": "EC",
  "x": "JtM7C44PjB22uCqbHTdAlIWA2OJchpWqv0fRuQHfhI8",
  "y": "XqYEoFGwIxp9KSIp49fzf5KhrHGNSklQqs9u6vmkM8Y",
  "crv": "P-256",
  "d": "4uUIJy2P4b8z2aLXyIg-kmokAUTbVj68mTFZolKqfDM"
};
export default key
