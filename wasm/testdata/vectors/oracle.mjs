// The independent oracle: what Node's crypto says a key is.
//
//   node oracle.mjs FILE [PASSPHRASE]
//
// prints {"thumbprint","private"} of a key, "private" only for a private one.
import { createHash, createPrivateKey, createPublicKey, KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const MEMBERS = 'crv d dp dq e k kty n oth p q qi x y'.split(' ')
const THUMBPRINT = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'], oct: ['k', 'kty'] }

const sha256 = (text) => createHash('sha256').update(text).digest('base64url')
const sorted = (o, names) => Object.fromEntries(names.filter((n) => n in o).map((n) => [n, o[n]]))

/** RFC 7638 thumbprint of a JWK. */
export const thumbprint = (jwk) => sha256(JSON.stringify(sorted(jwk, THUMBPRINT[jwk.kty])))

/** Digest of a private JWK as README.md defines it. */
export function digest (jwk) {
  const canonical = sorted(jwk, MEMBERS)
  if (canonical.oth) canonical.oth = canonical.oth.map((o) => sorted(o, ['d', 'r', 't']))
  return sha256(JSON.stringify(canonical))
}

/** The expectation of a JWK or KeyObject. */
export function expectation (key) {
  const jwk = key instanceof KeyObject ? key.export({ format: 'jwk' }) : key
  const out = { thumbprint: thumbprint(jwk) }
  if (jwk.d || jwk.k) out.private = digest(jwk)
  return out
}

/** Reads a PEM private key, public key or certificate. */
export function read (pem, passphrase) {
  return /PRIVATE KEY/.test(pem) ? createPrivateKey({ key: pem, passphrase }) : createPublicKey(pem)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, passphrase] = process.argv.slice(2)
  console.log(JSON.stringify(expectation(read(readFileSync(file, 'utf8'), passphrase))))
}
