const key = {
  "kty": "EC",
  "x": "7K9tgusDTWOWREasgT8nrqWs_4s5x3NbjiEVWgl22AM",
  "y": "b3ow9ClumF40vb3skN0KuLzHN6nVaDFLgv1xCZ9zYUA",
  "crv": "P-256",
  "d": "mzL_Yuhu-kKBZ6Z_1X67kje7GI9Qqj-9T8GxNZsGJK4"
};
export default key
