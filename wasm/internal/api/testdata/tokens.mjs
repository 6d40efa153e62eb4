// Makes tokens.json: for every signature algorithm a public (or, for HMAC,
// secret) JWK and a JWS that Node's crypto signed with its other half.
// node tokens.mjs >tokens.json
import { constants, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const b64 = (v) => Buffer.from(v).toString('base64url');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = (namedCurve) => generateKeyPairSync('ec', { namedCurve });
const pss = (n) => ({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: n });
const p1363 = { dsaEncoding: 'ieee-p1363' };

const algs = {
  RS256: [rsa, 'sha256', {}], RS384: [rsa, 'sha384', {}], RS512: [rsa, 'sha512', {}],
  PS256: [rsa, 'sha256', pss(32)], PS384: [rsa, 'sha384', pss(48)], PS512: [rsa, 'sha512', pss(64)],
  ES256: [ec('P-256'), 'sha256', p1363], ES384: [ec('P-384'), 'sha384', p1363], ES512: [ec('P-521'), 'sha512', p1363],
  ES256K: [ec('secp256k1'), 'sha256', p1363],
  EdDSA: [generateKeyPairSync('ed25519'), null, {}],
  HS256: 'sha256', HS384: 'sha384', HS512: 'sha512',
};

const out = [];
for (const [alg, how] of Object.entries(algs)) {
  const input = `${b64(JSON.stringify({ alg, kid: `the ${alg} key` }))}.${b64(JSON.stringify({ sub: 'ada' }))}`;
  let jwk, signature;
  if (typeof how === 'string') {
    const secret = randomBytes(64);
    jwk = { kty: 'oct', k: b64(secret) };
    signature = createHmac(how, secret).update(input).digest();
  } else {
    const [pair, hash, options] = how;
    jwk = pair.publicKey.export({ format: 'jwk' });
    signature = sign(hash, Buffer.from(input), { key: pair.privateKey, ...options });
  }
  out.push({ alg, jwk, token: `${input}.${b64(signature)}` });
}
console.log(JSON.stringify(out, null, 1));
