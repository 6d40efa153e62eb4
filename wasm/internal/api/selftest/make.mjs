// Makes known.json: a key of each kind as PKCS#8 PEM (a secret as a JWK), and
// the SHA-256 of its private JWK as Node's OpenSSL writes it, with the
// thumbprint as kid, members sorted. Nothing of ours has a part in it.
//
//	node make.mjs > known.json
import { createHash, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";

const required = { RSA: ["e", "kty", "n"], EC: ["crv", "kty", "x", "y"], OKP: ["crv", "kty", "x"], oct: ["k", "kty"] };
const sorted = (jwk, names = Object.keys(jwk).sort()) => JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));

function known(kind, input, jwk) {
  const kid = createHash("sha256").update(sorted(jwk, required[jwk.kty])).digest("base64url");
  return { kind, input, sha256: createHash("sha256").update(sorted({ ...jwk, kid })).digest("hex") };
}

const pair = (kind, type, options) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return known(kind, privateKey.export({ type: "pkcs8", format: "pem" }), privateKey.export({ format: "jwk" }));
};

const secret = createSecretKey(randomBytes(32)).export({ format: "jwk" });
console.log(JSON.stringify([
  pair("RSA", "rsa", { modulusLength: 2048 }),
  ...["P-256", "P-384", "P-521", "secp256k1"].map((curve) => pair(curve, "ec", { namedCurve: curve })),
  ...["Ed25519", "X25519", "Ed448", "X448"].map((curve) => pair(curve, curve.toLowerCase())),
  known("oct", JSON.stringify(secret), secret),
], null, 1));
