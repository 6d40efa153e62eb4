// Makes the area remains: what is left of JWKs and tokens that were cut, and tokens that
// stand in something else. Nothing of it is a key, but the
// public half in what openssl -text says of a pair.
//
//   node make.mjs        needs openssl
import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const of = (error, detail) => ({ error, detail })
const members = of('malformed', 'members of a JWK'); const broken = { error: 'malformed' }
for (const [name, jwk] of [['ed', keys.ed25519.public], ['ed-private', keys.ed25519.private], ['ec', keys['EC P-256'].private], ['rsa', keys['RSA 2048'].public]]) {
  const json = JSON.stringify({ ...jwk, kid: 'a' }); const entries = Object.entries({ kty: jwk.kty, kid: 'a', ...jwk })
  put(`java-${name}.txt`, '{' + entries.map(([n, v]) => `${n}=${v}`).join(', ').slice(0, -12), members)
  if (name !== 'rsa') put(`python-${name}.txt`, ('{' + entries.map(([n, v]) => `'${n}': '${v}'`).join(', ')).slice(0, -12), members)
  put(`end-${name}.txt`, json.slice(json.indexOf('":"', 10)), broken)
  if (name !== 'rsa') put(`percent-${name}.txt`, encodeURIComponent(json.slice(json.indexOf('":"', 10))), broken)
}
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ alg: 'RS256', kid: 'a', typ: 'JWT' })}.${part({ sub: 'a', iss: 'https://issuer.example', exp: 1 })}.${Buffer.alloc(256, 9).toString('base64url')}`
const base64 = (text) => Buffer.from(text).toString('base64')
const whole = of('not_a_key', 'a signed token')
put('token-base64.txt', base64(token), whole)
put('token-base64-lines.txt', base64(token).replace(/.{76}/g, '$&\n'), whole)
put('token-base64-twice.txt', base64(base64(token)), whole)
put('token-json-base64.txt', base64(JSON.stringify({ token })), whole)
put('token-secret.yaml', `kind: Secret\ndata:\n  token: ${base64(token)}\n`, whole)
put('token-address.txt', `https://app.example/callback#id_token=${token}&state=a`, whole)
put('token-address-percent.txt', encodeURIComponent(`https://app.example/?id_token=${token}`), whole)
put('token-flattened.json', JSON.stringify({ payload: token.split('.')[1], protected: token.split('.')[0], signature: token.split('.')[2] }), whole)
put('token-header.txt', token.split('.')[0], of('not_a_key', 'a part of a token'))
put('token-unsigned.txt', token.split('.').slice(0, 2).join('.'), of('not_a_key', 'a part of a token'))

const ec = keys['EC P-256']
const text = execFileSync('openssl', ['pkey', '-text', '-noout'], { input: createPrivateKey({ key: ec.private, format: 'jwk' }).export({ type: 'sec1', format: 'pem' }) }).toString().split('\n')
for (const line of [2, 3, 4]) put(`openssl-from-line-${line}.txt`, text.slice(line).join('\n'), { keys: [{ ...expectation(ec.public), notes: ['private_numbers_left_out'] }] })
put('openssl-from-a-line.txt', text.slice(3).join('\n').slice(12), { keys: [{ ...expectation(ec.public), notes: ['private_numbers_left_out'] }] })
put('openssl-from-the-point.txt', text.slice(5).join('\n'), { keys: [expectation(ec.public)] })
done()
