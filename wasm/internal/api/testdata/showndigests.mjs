// Digests of a public key as programs show them: openssl and coreutils,
// lists of bytes by Node, and strings of them by Python.
//
//   node showndigests.mjs > showndigests.json
import { createHash, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'

const pem = readFileSync(new URL('../../../testdata/vectors/digest/rsa.pem', import.meta.url), 'utf8')
const spki = createPublicKey(pem).export({ type: 'spki', format: 'der' })
const digest = (hash) => createHash(hash).update(spki).digest()
const run = (input, command, ...args) => execFileSync(command, args, { input }).toString()
const list = []
const add = (name, hash, text) => list.push({ name, hash, text })
add('openssl, base64', 'SHA-512', run(digest('sha512'), 'openssl', 'base64'))
add('coreutils, base64', 'SHA-512', run(digest('sha512'), 'base64'))
for (const [name, hash] of [['sha1', 'SHA-1'], ['sha256', 'SHA-256'], ['sha512', 'SHA-512']]) {
  const sum = digest(name)
  add('Uint8Array, ' + hash, hash, inspect(new Uint8Array(sum), { maxArrayLength: null }))
  add('Int8Array, ' + hash, hash, inspect(new Int8Array(sum), { maxArrayLength: null }))
  add('JSON, ' + hash, hash, JSON.stringify([...sum]))
  add('C, ' + hash, hash, 'static const uint8_t digest[] = {\n  ' + [...sum].map((c) => '0x' + c.toString(16).padStart(2, '0')).join(', ') + '\n};')
}
for (const [name, hash] of [['md5', 'MD5'], ['sha1', 'SHA-1'], ['sha256', 'SHA-256'], ['sha512', 'SHA-512']]) {
  add('Python, ' + hash, hash, run(digest(name), 'python3', '-c', 'import sys; print(repr(sys.stdin.buffer.read()))'))
  add('JavaScript, ' + hash, hash, 'const d = "' + [...digest(name)].map((c) => '\\x' + c.toString(16).padStart(2, '0')).join('') + '";')
}
// Of two of one thing the stronger is answered for.
add('SHA-1 and SHA-256', 'SHA-256', digest('sha1').toString('hex') + '\n' + digest('sha256').toString('hex'))
add('cut', 'SHA-256', digest('sha256').toString('hex').slice(0, 8))
add('cut, base64', 'SHA-256', digest('sha256').toString('base64').slice(0, 12) + '...')
console.log(JSON.stringify(list, null, 1))
