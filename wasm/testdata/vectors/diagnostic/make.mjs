// Makes the area diagnostic: COSE_Keys as text, in the diagnostic notation of CBOR (RFC 8949
// section 8) and as Python prints such a map, and public keys beside which WebAuthn
// has an algorithm of COSE. The keys are those of ../../keys/keys.json, which Node made, and
// the expectations Node's.
//
//   node make.mjs        needs python3
import { createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const one = (jwk, said = {}, notes = []) => ({ keys: [{ ...expectation(jwk), ...said, ...(notes.length && { notes }) }] })
const octets = (s) => Buffer.from(s, 'base64url')

/** The members of a COSE_Key (RFC 9052, RFC 9053, RFC 8230). */
const cose = (jwk, alg, kid) => new Map([
  [1, { OKP: 1, EC: 2, RSA: 3 }[jwk.kty]], ...(kid ? [[2, Buffer.from(kid)]] : []), ...(alg ? [[3, alg]] : []),
  ...(jwk.kty === 'RSA'
    ? [[-1, octets(jwk.n)], [-2, octets(jwk.e)]]
    : [[-1, { 'P-256': 1, 'P-384': 2, 'P-521': 3, Ed25519: 6 }[jwk.crv]], [-2, octets(jwk.x)], ...(jwk.y ? [[-3, octets(jwk.y)]] : []), ...(jwk.d ? [[-4, octets(jwk.d)]] : [])]),
])
const notation = (map, string, apart = ', ') => `{${[...map].map(([n, v]) => `${n}: ${Buffer.isBuffer(v) ? string(v) : v}`).join(apart)}}`
const hex = (b) => `h'${b.toString('hex')}'`
const python = (map, code) => execFileSync('python3', ['-c', `m = ${notation(map, (b) => `bytes.fromhex('${b.toString('hex')}')`)}\n${code}`])

for (const [name, jwk, number, alg] of [
  ['ec', keys['EC P-256'].private, -7, 'ES256'], ['ec-public', keys['EC P-256'].public, -7, 'ES256'], ['p521', keys['EC P-521'].private, -36, 'ES512'],
  ['ed', keys.ed25519.private, -8, 'EdDSA'], ['ed-public', keys.ed25519.public, -8, 'EdDSA'], ['rsa', keys['RSA 2048'].public, -37, 'PS256']]) {
  const map = cose(jwk, number, 'key-1'); const said = { kid: 'key-1', alg }
  put(`hex-${name}.txt`, notation(map, hex), one(jwk, said))
  put(`lines-${name}.txt`, 'The key:\n\n' + notation(map, (b) => hex(b).toUpperCase().replace('H', 'h'), ',\n  '), one(jwk, said))
  put(`comments-${name}.txt`, notation(map, hex).replace('1: ', '1 / kty /: ').replace('3: ', '/ alg: / 3: '), one(jwk, said))
  put(`python-${name}.txt`, python(map, 'print(m)'), one(jwk, said))
}
const [ec, ed, rsa] = [keys['EC P-256'], keys.ed25519, keys['RSA 2048']]
put('two.txt', `[${notation(cose(ec.public, -7, 'a'), hex)}, ${notation(cose(ed.private, -8, 'b'), hex)}]`,
  { keys: [{ ...expectation(ec.public), kid: 'a', alg: 'ES256' }, { ...expectation(ed.private), kid: 'b', alg: 'EdDSA' }] })
put('no-algorithm.txt', notation(cose(ec.private), hex), one(ec.private, { kid: '', alg: '' }))

// Beside a public key.
for (const [name, k, number, alg] of [['ec', ec, -7, 'ES256'], ['ed', ed, -8, 'EdDSA'], ['rsa', rsa, -257, 'RS256']]) {
  const spki = createPublicKey({ key: k.public, format: 'jwk' }).export({ type: 'spki', format: 'der' })
  put(`webauthn-${name}.json`, JSON.stringify({ id: 'AQID', type: 'public-key', response: { publicKey: spki.toString('base64url'), publicKeyAlgorithm: number } }), one(k.public, { alg }))
  put(`webauthn-${name}.js`, `{\n  publicKey: '${spki.toString('base64')}',\n  publicKeyAlgorithm: ${number},\n}`, one(k.public, { alg }))
  put(`webauthn-${name}-of-another.json`, JSON.stringify({ publicKey: spki.toString('base64url'), alg: number === -7 ? -257 : -7 }), one(k.public, { alg: '' }))
}
done()
