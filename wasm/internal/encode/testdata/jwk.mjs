// Writes jwk, jwk_private, jwks and jwks_private of every key in this folder:
// the numbers from Node's crypto (of a key with three primes, from the DER of
// its PKCS#1 form), the members in the order that jwkmint promises, the layout
// of JSON.stringify.
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const usual = { 'RSA': 'RS256', 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', 'secp256k1': 'ES256K',
  'Ed25519': 'EdDSA', 'Ed448': 'EdDSA', 'X25519': 'ECDH-ES', 'X448': 'ECDH-ES' };
const publicNames = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] };
const privateNames = { RSA: ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'], EC: ['d'], OKP: ['d'] };

for (const dir of readdirSync('.', { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name)) {
  if (!existsSync(`${dir}/pkcs8`)) continue;
  const numbers = jwkOf(dir);
  const { kty, crv } = numbers;
  const alg = usual[crv ?? kty];
  const head = { kty, use: alg === 'ECDH-ES' ? 'enc' : 'sig', alg, kid: thumbprint(numbers) };
  const pub = { ...head, ...pick(numbers, publicNames[kty]) };
  const priv = { ...pub, ...pick(numbers, privateNames[kty]) };
  if (existsSync(`${dir}/certificate`)) {
    const chain = readFileSync(`${dir}/certificate`, 'utf8').match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g)
      .map((pem) => new X509Certificate(pem));
    const x = { x5c: chain.map((c) => c.raw.toString('base64')),
      'x5t#S256': Buffer.from(chain[0].fingerprint256.replaceAll(':', ''), 'hex').toString('base64url') };
    Object.assign(pub, x);
    Object.assign(priv, x);
  }
  const write = (name, value) => writeFileSync(`${dir}/${name}`, JSON.stringify(value, null, 2));
  write('jwk', pub);
  write('jwks', { keys: [pub] });
  write('jwk_private', priv);
  write('jwks_private', { keys: [priv] });
}

function pick(from, names) {
  return Object.fromEntries(names.filter((n) => n in from).map((n) => [n, from[n]]));
}

function thumbprint(jwk) {
  const names = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'] }[jwk.kty];
  return createHash('sha256').update(JSON.stringify(pick(jwk, names))).digest('base64url');
}

function jwkOf(dir) {
  if (dir !== 'rsa3primes') {
    return createPrivateKey(readFileSync(`${dir}/pkcs8`)).export({ format: 'jwk' });
  }
  const der = Buffer.from(readFileSync(`${dir}/traditional`, 'utf8').replace(/-----.*-----/g, ''), 'base64');
  const all = integers(der);
  const [, n, e, d, p, q, dp, dq, qi, r, rd, t] = all;
  return { kty: 'RSA', n, e, d, p, q, dp, dq, qi, oth: [{ r, d: rd, t }] };
}

// integers lists the INTEGERs of a DER, at any depth, as base64url.
function integers(der) {
  const out = [];
  for (let i = 0; i < der.length;) {
    const tag = der[i++];
    let length = der[i++];
    if (length & 0x80) {
      const n = length & 0x7f;
      length = der.readUIntBE(i, n);
      i += n;
    }
    const value = der.subarray(i, i + length);
    i += length;
    if (tag === 0x30) out.push(...integers(value));
    if (tag === 0x02) out.push(value.subarray(value[0] === 0 && value.length > 1 ? 1 : 0).toString('base64url'));
  }
  return out;
}
