// Makes the area windows: keys as Windows exports them. Those of CryptoAPI are written by
// openssl (MSBLOB and PVK); those of CNG are put together after bcrypt.h, since no tool here
// writes them. The keys are those of ../../keys/keys.json, the expectations Node's.
//
//   node make.mjs
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const rsa = keys['RSA 2048']
const pem = createPrivateKey({ key: rsa.private, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' })
const publicPEM = createPublicKey({ key: rsa.public, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const openssl = (input, ...args) => execFileSync('openssl', ['rsa', ...args], { input, stdio: ['pipe', 'pipe', 'ignore'] })
const read = (jwk, more) => ({ keys: [{ ...expectation(jwk), source: 'Windows key blob', ...more }] })
const word = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b }
const octets = (text) => Buffer.from(text, 'base64url')

const privateBlob = openssl(pem, '-outform', 'MSBLOB')
const publicBlob = openssl(publicPEM, '-pubin', '-pubout', '-outform', 'MSBLOB')
put('private.snk', privateBlob, read(rsa.private))
put('public.blob', publicBlob, read(rsa.public))
put('keyx.blob', Buffer.concat([publicBlob.subarray(0, 4), word(0xa400), publicBlob.subarray(8)]), read(rsa.public))
put('private.pvk', openssl(pem, '-outform', 'PVK', '-pvk-none'), read(rsa.private))
put('csp.config', `<add key="SigningKey" value="${privateBlob.toString('base64')}"/>\n`, read(rsa.private))
put('csp.cs', `var key = Convert.FromBase64String("${publicBlob.toString('base64')}");\n`, read(rsa.public))
put('csp.hex', publicBlob.toString('hex').toUpperCase() + '\n', read(rsa.public))
put('csp-bytes.cs', `rsa.ImportCspBlob(new byte[] { ${[...privateBlob].map((b) => '0x' + b.toString(16).padStart(2, '0').toUpperCase()).join(', ')} });\n`, read(rsa.private))

const cng = (magic, ...names) => {
  const [e, n, p, q] = ['e', 'n', 'p', 'q'].map((name) => names.includes(name) ? octets(rsa.private[name]).length : 0)
  return Buffer.concat([Buffer.from(magic), word(2048), word(e), word(n), word(p), word(q), ...names.map((name) => octets(rsa.private[name]))])
}
put('cng-public.bin', cng('RSA1', 'e', 'n'), read(rsa.public))
put('cng-private.bin', cng('RSA2', 'e', 'n', 'p', 'q'), read(rsa.private))
put('cng-full.txt', cng('RSA3', 'e', 'n', 'p', 'q', 'dp', 'dq', 'qi', 'd').toString('base64') + '\n', read(rsa.private))

const curves = { 'P-256': '12', 'P-384': '34', 'P-521': '56' }
const ec = (kind, curve, isPrivate) => {
  const { x, y, d } = keys['EC ' + curve].private
  const numbers = (isPrivate ? [x, y, d] : [x, y]).map(octets)
  return Buffer.concat([Buffer.from(kind + curves[curve][Number(isPrivate)]), word(numbers[0].length), ...numbers])
}
for (const curve of Object.keys(curves)) {
  put(`cng-${curve}.bin`, ec('ECS', curve, true), read(keys['EC ' + curve].private))
  put(`cng-${curve}.txt`, ec('ECS', curve, false).toString('base64') + '\n', read(keys['EC ' + curve].public))
}
put('cng-ecdh.txt', ec('ECK', 'P-256', false).toString('base64') + '\n', read(keys['EC P-256'].public, { use: 'enc' }))

// Not whole, or not what they say.
const changed = (blob, at, by = 1) => { const b = Buffer.from(blob); b[at] ^= by; return b }
put('cut.snk', privateBlob.subarray(0, -1), { error: 'unsupported_format', detail: 'cut' })
put('longer.snk', Buffer.concat([privateBlob, Buffer.alloc(1)]), { error: 'unsupported_format', detail: 'cut' })
put('modulus-changed.snk', changed(privateBlob, 60), { error: 'key_mismatch' })
put('exponent-changed.snk', changed(privateBlob, privateBlob.length - 20), { error: 'key_mismatch' })
put('prime-changed.bin', changed(cng('RSA3', 'e', 'n', 'p', 'q', 'dp', 'dq', 'qi', 'd'), 24 + 3 + 256 + 9), read(rsa.private, { notes: ['rsa_primes_computed'] }))
put('point-changed.txt', changed(ec('ECS', 'P-256', false), 20).toString('base64') + '\n', { error: 'invalid_key' })
put('number-changed.bin', changed(ec('ECS', 'P-256', true), 90), { error: 'key_mismatch' })
put('dss.blob', Buffer.concat([publicBlob.subarray(0, 4), word(0x2200), Buffer.from('DSS1'), publicBlob.subarray(12)]), { error: 'unsupported_format', detail: 'JWK' })
done()
