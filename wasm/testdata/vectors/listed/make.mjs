// Makes the area listed: several keys in one text, in PEM, each with its key ID in the lines
// before or after it. The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs        needs openssl
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const pem = (jwk) => jwk.d
  ? createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' })
  : createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
const block = (jwk, indent) => pem(jwk).replace(/^(?=.)/gm, indent)
const ec = keys['EC P-256'].public; const rsa = keys['RSA 2048'].public; const ed = keys.ed25519.private; const p384 = keys['EC P-384'].public
const of = (jwk, kid = '', alg = '', use = '') => ({ ...expectation(jwk), kid, alg, use })
const all = (...list) => ({ keys: list })

const three = all(of(ec, 'first'), of(rsa, 'second'), of(ed, 'third'))
const before = (list) => 'keys:\n' + list.map(([jwk, ...lines]) => `  - ${lines.map((l) => l + '\n    ').join('')}pem: |\n${block(jwk, '      ')}`).join('')
const after = (list) => 'keys:\n' + list.map(([jwk, ...lines]) => `  - pem: |\n${block(jwk, '      ')}${lines.map((l) => `    ${l}\n`).join('')}`).join('')
put('before.yaml', before([[ec, 'kid: first'], [rsa, 'kid: second'], [ed, 'kid: third']]), three)
put('after.yaml', after([[ec, 'keyId: first'], [rsa, 'keyId: second'], [ed, 'keyId: third']]), three)
put('around.yaml', `keys:\n${[[ec, 'a', 'ES256'], [rsa, 'b', 'PS256']].map(([jwk, kid, alg]) => `  - kid: ${kid}\n    pem: |\n${block(jwk, '      ')}    alg: ${alg}\n`).join('')}`, all(of(ec, 'a'), of(rsa, 'b')))
put('everything.yaml', before([[ec, 'kid: a', 'use: sig', 'alg: ES256'], [p384, 'kid: b', 'use: enc', 'alg: ECDH-ES']]), all(of(ec, 'a'), of(p384, 'b')))
put('tables.toml', [[ec, 'first'], [rsa, 'second'], [ed, 'third']].map(([jwk, kid]) => `[[keys]]\nkid = "${kid}"\npem = """\n${pem(jwk)}"""\n`).join('\n'), three)
put('settings.env', `A_KID=first\nKID=x1\nPEM="${pem(ec)}"\n`, all(of(ec, 'x1')))
// What fits no pattern belongs to none of them for sure.
const none = all(of(ec), of(rsa), of(ed))
put('one-lacks.yaml', before([[ec, 'kid: first'], [rsa], [ed, 'kid: third']]), none)
put('first-alone.yaml', before([[ec, 'kid: first'], [rsa], [ed]]), none)
put('last-alone.yaml', after([[ec], [rsa], [ed, 'kid: third']]), none)
put('two-for-one.yaml', before([[ec, 'kid: first', 'kid: other'], [rsa, 'kid: second'], [ed, 'kid: third']]), none)
put('mixed-sides.yaml', `keys:\n  - kid: first\n    pem: |\n${block(ec, '      ')}  - pem: |\n${block(rsa, '      ')}    kid: second\n`, all(of(ec), of(rsa)))
put('both-sides.yaml', `kid: of-the-list\n${after([[ec, 'kid: first'], [rsa, 'kid: second'], [ed, 'kid: third']])}`, none)
put('algs-only.yaml', before([[ec, 'kid: first', 'alg: ES256'], [rsa, 'kid: second'], [ed, 'kid: third', 'alg: EdDSA']]), three)
put('one-refused.yaml', before([[ec, 'kid: first'], [rsa, 'kid: second'], [ed, 'kid: third']]).replace(/(MC4CAQ\S{20})\S/, '$1'), { ...all(of(ec), of(rsa)), skipped: ['truncated'] })
// One block without a key, and one with two.
const certificates = ['rsa', 'ed25519'].map((name) => join(import.meta.dirname, `../cert/${name}.pem`))
const bundle = execFileSync('openssl', ['crl2pkcs7', '-nocrl', ...certificates.flatMap((file) => ['-certfile', file])], { encoding: 'utf8' })
const certified = (file) => ({ ...expectation(createPublicKey(readFileSync(file))), kid: '', certificates: 1 })
put('parameters-and-bundle.txt', `kid: a\n-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\nkid: b\n${bundle}`, all(...certificates.map(certified)))
put('refused-and-bundle.txt', `kid: a\n-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\nkid: b\n${bundle}`, { ...all(...certificates.map(certified)), skipped: ['truncated'] })
put('bundle.txt', `kid: a\n${bundle}`, all(...certificates.map(certified)))
done()
