// Makes the area wrapped: keys in base64 of base64, as they come where a program encodes
// what was encoded already: a setting in base64 in a Secret of Kubernetes, which is base64
// itself. The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs        needs openssl
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const of = (jwk, more = {}) => ({ ...expectation(jwk), ...more })
const lines = (content) => execFileSync('openssl', ['base64', '-e'], { input: content, encoding: 'utf8' })
const line = (content) => Buffer.from(content).toString('base64')
const url = (content) => Buffer.from(content).toString('base64url')
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']; const ed = keys.ed25519
const pem = (jwk) => createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })
const jwk = JSON.stringify(rsa.private)

for (const [name, by] of Object.entries({ lines, line, url })) {
  put(`jwk-twice-${name}.txt`, by(by(jwk)), { keys: [of(rsa.private)] })
  put(`jwk-thrice-${name}.txt`, by(by(by(jwk))), { keys: [of(rsa.private)] })
  put(`pem-twice-${name}.txt`, by(by(pem(ec.private))), { keys: [of(ec.private)] })
}
put('jwk-indented-twice.txt', lines(lines(JSON.stringify(ec.public, null, 2) + '\n')), { keys: [of(ec.public)] })
put('set-twice.json', JSON.stringify({ jwks: line(line(JSON.stringify({ keys: [rsa.public, ec.public] }))) }), { keys: [of(rsa.public), of(ec.public)] })
put('secret.yaml', `apiVersion: v1\nkind: Secret\ndata:\n  jwk.b64: ${line(line(jwk) + '\n')}\n  spki.b64: ${line(lines(createPublicKey({ key: ec.public, format: 'jwk' }).export({ type: 'spki', format: 'der' })))}\n  other: ${line('not a secret at all, and much longer than a key would be')}\n`, { keys: [of(rsa.private), of(ec.public)] })
put('setting.env', `OIDC_KEY="${line(line(JSON.stringify(ed.private)))}"\n`, { keys: [of(ed.private)] })
put('gzip-twice.txt', line(line(gzipSync(jwk))), { keys: [of(rsa.private)] })
put('words-twice.txt', line(line('These are only words, and many of them, but no key.')), { error: 'no_key' })
put('secret-twice.txt', line(line(Buffer.from(ec.private.d, 'base64url'))), { error: 'no_key' })
put('cut-twice.txt', line(line(jwk).slice(0, -8)), { error: 'truncated' })
put('character-lost-twice.txt', line(line(jwk).replace(/^(.{100})./, '$1')), { error: 'malformed' })
done()
