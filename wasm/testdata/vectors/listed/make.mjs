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

// What pkcs11-tool 0.23 lists of a token: of RSA it shows the size alone.
const hex = (text) => Buffer.from(text, 'base64url').toString('hex')
const object = (kind, label, ...lines) => `Public Key Object; ${kind}\n${lines.map((l) => `  ${l}\n`).join('')}  label:      ${label}\n  ID:         01\n  Usage:      encrypt, verify, wrap, derive\n  Access:     local\n`
const hidden = (kind) => `Private Key Object; ${kind}\n  label:      k\n  ID:         01\n  Usage:      decrypt, sign, unwrap, derive\n  Access:     sensitive, always sensitive, never extractable, local\n`
const edwards = (x) => object('EC_EDWARDS  EC_POINT 255 bits', 'ed', `EC_POINT:   0420${x}`, 'EC_PARAMS:  130c656477617264733235353139 (OID 2.21.100.119.97.114.100.115.50.53.53.49.57)')
const weierstrass = object('EC  EC_POINT 256 bits', 'ec', `EC_POINT:   044104${hex(ec.x)}${hex(ec.y)}`, 'EC_PARAMS:  06082a8648ce3d030107')
const size = object('RSA 2048 bits', 'rsa')
const ed448 = keys.ed448.public; const x25519 = keys.x25519.public; const x448 = keys.x448.public
const named = (jwk, comment) => ({ ...expectation(jwk), comment })
const token = hidden('EC') + weierstrass + size + hidden('EC_EDWARDS') + edwards(hex(ed.x)) + hidden('RSA ')
const edPublic = keys.ed25519.public
put('token.txt', token, { keys: [named(ec, 'ec'), named(edPublic, 'ed')], skipped: ['not_a_key'] })
put('token-windows.txt', token.replaceAll('\n', '\r\n'), { keys: [named(ec, 'ec'), named(edPublic, 'ed')], skipped: ['not_a_key'] })
put('token-oid.txt', object('EC_EDWARDS  EC_POINT 255 bits', 'ed', `EC_POINT:   ${hex(ed.x)}`, 'EC_PARAMS:  06032b6570'), { keys: [named(edPublic, 'ed')] })
put('token-others.txt', [[x25519, '0420', '130a63757276653235353139'], [x25519, '', '06032b656e'], [ed448, '0439', '06032b6571'], [x448, '0438', '06032b656f']].map(([jwk, head, parameters], i) => object('EC', `k${i}`, `EC_POINT:   ${head}${hex(jwk.x)}`, `EC_PARAMS:  ${parameters}`)).join(''), { keys: [named(x25519, 'k0'), named(x25519, 'k1'), named(ed448, 'k2'), named(x448, 'k3')] })
put('token-without-label.txt', weierstrass.replace(/label: .*/, 'label:      '), { keys: [named(ec, '')] })
put('token-rsa.txt', size, { error: 'not_a_key', detail: 'a key in a token' })
put('token-digit-lost.txt', weierstrass + edwards(hex(ed.x).slice(1)), { keys: [named(ec, 'ec')], skipped: ['malformed'] })
put('token-digit-added.txt', weierstrass + edwards(hex(ed.x) + '0'), { keys: [named(ec, 'ec')], skipped: ['malformed'] })
put('token-octet-lost.txt', weierstrass + edwards(hex(ed.x).slice(2)), { keys: [named(ec, 'ec')], skipped: ['malformed'] })
done()
