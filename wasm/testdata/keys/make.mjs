// Makes keys.json and ssh.json beside it, with Node's crypto and ssh-keygen:
//
//	node --expose-gc make.mjs
//
// (Node 20 can lock itself up when it collects garbage during an export, so
// the collector is called at other times.)
//
// keys.json: keys of every kind that Node knows, as Node's own JWK export of
// both halves, with the SHA-256 thumbprint that RFC 7638 describes. Keys whose
// numbers begin with zero bytes are looked for until found, and named so.
//
// ssh.json: public keys made by ssh-keygen, with the fingerprint and picture
// that ssh-keygen shows for each.
import * as crypto from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname

const required = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'], oct: ['k', 'kty'] }

function thumbprint(jwk) {
  const members = Object.fromEntries(required[jwk.kty].map((name) => [name, jwk[name]]))
  return crypto.createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}

function make(type, options, accept = () => true) {
  for (let i = 0; ; i++) {
    if (i % 10 === 0) globalThis.gc()
    const pair = crypto.generateKeyPairSync(type, options)
    const jwk = pair.privateKey.export({ format: 'jwk' })
    const bytes = Object.fromEntries(Object.entries(jwk).map(([n, v]) => [n, Buffer.from(v, 'base64url')]))
    if (accept(bytes)) return { private: jwk, public: pair.publicKey.export({ format: 'jwk' }), thumbprint: thumbprint(jwk) }
  }
}

const rsa = (modulusLength, publicExponent = 65537) => ['rsa', { modulusLength, publicExponent }]
const ec = (namedCurve) => ['ec', { namedCurve }]

const keys = {
  'RSA 2048': make(...rsa(2048)),
  'RSA 4096': make(...rsa(4096)),
  'RSA 2041, e = 3': make(...rsa(2041, 3)),
  'RSA 512, short d': make(...rsa(512), (b) => b.d.length < 64),
  'RSA 512, short dp': make(...rsa(512), (b) => b.dp.length < 32),
  'RSA 512, short dq': make(...rsa(512), (b) => b.dq.length < 32),
  'RSA 512, short qi': make(...rsa(512), (b) => b.qi.length < 32),
  'RSA 1024, e = 2^31+11': make(...rsa(1024, 2147483659)),
}
for (const curve of ['P-256', 'P-384', 'P-521', 'secp256k1']) {
  keys[`EC ${curve}`] = make(...ec(curve))
  for (const name of ['x', 'y', 'd']) {
    // P-521 has seven spare bits: half of all numbers begin with a zero byte.
    keys[`EC ${curve}, zeros before ${name}`] = make(...ec(curve), (b) => b[name][0] === 0 && (curve !== 'P-521' || b[name][1] === 0))
  }
}
for (const type of ['ed25519', 'x25519', 'ed448', 'x448']) {
  keys[type] = make(type)
  keys[`${type}, zeros before x`] = make(type, undefined, (b) => b.x[0] === 0)
}
for (const size of [8, 16, 24, 32, 48, 64, 65]) {
  const jwk = crypto.createSecretKey(crypto.randomBytes(size)).export({ format: 'jwk' })
  keys[`oct ${size * 8}`] = { private: jwk, public: null, thumbprint: thumbprint(jwk) }
}
writeFileSync(join(here, 'keys.json'), JSON.stringify(keys, null, 1) + '\n')

const dir = mkdtempSync(join(tmpdir(), 'keys-'))
const sshgen = (...args) => execFileSync('ssh-keygen', args, { encoding: 'utf8' })
const ssh = {}
for (const [title, type, bits] of [
  ['RSA 2048', 'rsa', '2048'], ['RSA 4096', 'rsa', '4096'],
  ['EC P-256', 'ecdsa', '256'], ['EC P-384', 'ecdsa', '384'], ['EC P-521', 'ecdsa', '521'],
  ['Ed25519', 'ed25519', '256'],
]) {
  const file = join(dir, type + bits)
  sshgen('-q', '-t', type, '-b', bits, '-N', '', '-C', 'test', '-f', file)
  const [line, ...art] = sshgen('-lv', '-E', 'sha256', '-f', file + '.pub').trimEnd().split('\n')
  const [sshType, blob] = readFileSync(file + '.pub', 'utf8').split(' ')
  const jwk = type === 'ed25519'
    ? { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(blob, 'base64').subarray(-32).toString('base64url') }
    : crypto.createPublicKey(sshgen('-e', '-m', 'PKCS8', '-f', file + '.pub')).export({ format: 'jwk' })
  ssh[title] = { jwk, sshType, blob, fingerprint: line.split(' ')[1], art: art.join('\n') }
}
rmSync(dir, { recursive: true })
writeFileSync(join(here, 'ssh.json'), JSON.stringify(ssh, null, 1) + '\n')
