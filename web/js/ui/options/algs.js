// @ts-check
/**
 * The algorithms to offer before there is a key that says itself what it can
 * do. With a key, its own list (algs) counts.
 */

const RSA_SIG = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
const RSA_ENC = ["RSA-OAEP-256", "RSA-OAEP", "RSA-OAEP-384", "RSA-OAEP-512"];
const ECDH = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"];
const HMAC = ["HS256", "HS384", "HS512"];
const AES = [
  "A128GCM", "A192GCM", "A256GCM", "A128KW", "A192KW", "A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW",
  "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512",
];

/** @type {Record<string, {sig: string[], enc: string[]}>} by type or curve to generate */
const KINDS = {
  RSA: { sig: RSA_SIG, enc: RSA_ENC },
  "P-256": { sig: ["ES256"], enc: ECDH },
  "P-384": { sig: ["ES384"], enc: ECDH },
  "P-521": { sig: ["ES512"], enc: ECDH },
  secp256k1: { sig: ["ES256K"], enc: [] },
  Ed25519: { sig: ["EdDSA", "Ed25519"], enc: [] },
  X25519: { sig: [], enc: ECDH },
  oct: { sig: HMAC, enc: AES },
};

/**
 * @param {string} kind a type or curve, or "" for all of them
 * @param {string} use sig, enc or none
 */
export function algsFor(kind, use) {
  const kinds = kind ? [KINDS[kind]] : Object.values(KINDS);
  const names = kinds.flatMap(({ sig, enc }) => (use === "sig" ? sig : use === "enc" ? enc : [...sig, ...enc]));
  return [...new Set(names)];
}
