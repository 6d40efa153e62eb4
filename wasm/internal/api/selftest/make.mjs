// Makes known.json: a key of each kind as PKCS#8 PEM (a secret as a JWK), and
// the SHA-256 of its private JWK as Node's OpenSSL writes it, with the
// thumbprint as kid, members sorted. Nothing of ours has a part in it. Node 20
// knows no ML-DSA: those keys, and what becomes of them, are the ones in
// testdata/vectors/mldsa.
//
//	node make.mjs > known.json
import { readFileSync } from "node:fs";
import { createHash, createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";

const required = { RSA: ["e", "kty", "n"], EC: ["crv", "kty", "x", "y"], OKP: ["crv", "kty", "x"], oct: ["k", "kty"], AKP: ["alg", "kty", "pub"] };
const sorted = (jwk, names = Object.keys(jwk).sort()) => JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));

function known(kind, input, jwk) {
  const kid = createHash("sha256").update(sorted(jwk, required[jwk.kty])).digest("base64url");
  return { kind, input, sha256: createHash("sha256").update(sorted({ ...jwk, kid })).digest("hex") };
}

const pair = (kind, type, options) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return known(kind, privateKey.export({ type: "pkcs8", format: "pem" }), privateKey.export({ format: "jwk" }));
};

const vectors = new URL("../../../testdata/vectors/mldsa/", import.meta.url);
const mldsa = (size) => {
  const { kty, alg, pub, priv } = JSON.parse(readFileSync(new URL(`${size}-private.json`, vectors)));
  return known(alg, readFileSync(new URL(`${size}-bare-seed.pem`, vectors), "utf8"), { kty, alg, pub, priv });
};

const secret = createSecretKey(randomBytes(32)).export({ format: "jwk" });
console.log(JSON.stringify([
  pair("RSA", "rsa", { modulusLength: 2048 }),
  ...["P-256", "P-384", "P-521", "secp256k1"].map((curve) => pair(curve, "ec", { namedCurve: curve })),
  ...["Ed25519", "X25519", "Ed448", "X448"].map((curve) => pair(curve, curve.toLowerCase())),
  ...[44, 65, 87].map(mldsa),
  known("oct", JSON.stringify(secret), secret),
], null, 1));
