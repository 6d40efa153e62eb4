// Makes signatures.json beside it: JWS signatures by Node's crypto with the
// keys of keys.json (RFC 7518 section 3, RFC 8037 section 3.1, RFC 8812).
//
//	node sign.mjs
import * as crypto from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname
const keys = JSON.parse(readFileSync(join(here, 'keys.json'), 'utf8'))
const input = Buffer.from('eyJhbGciOiJub25lIn0.dGhlIHNpZ25pbmcgaW5wdXQ')

const pss = (salt) => ({ padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: salt })
const p1363 = { dsaEncoding: 'ieee-p1363' }
const ways = {
  RS256: ['sha256', {}], RS384: ['sha384', {}], RS512: ['sha512', {}],
  PS256: ['sha256', pss(32)], PS384: ['sha384', pss(48)], PS512: ['sha512', pss(64)],
  ES256: ['sha256', p1363], ES384: ['sha384', p1363], ES512: ['sha512', p1363], ES256K: ['sha256', p1363],
  EdDSA: [null, {}], Ed25519: [null, {}], Ed448: [null, {}],
}

const signatures = []
function sign(name, alg) {
  const jwk = keys[name].private
  const signature = alg.startsWith('HS')
    ? crypto.createHmac('sha' + alg.slice(2), Buffer.from(jwk.k, 'base64url')).update(input).digest()
    : crypto.sign(ways[alg][0], input, { key: crypto.createPrivateKey({ key: jwk, format: 'jwk' }), ...ways[alg][1] })
  signatures.push({ key: name, alg, signature: signature.toString('base64url') })
}

for (const alg of ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']) sign('RSA 2048', alg)
sign('RSA 2041, e = 3', 'RS256')
for (const [curve, alg] of [['P-256', 'ES256'], ['P-384', 'ES384'], ['P-521', 'ES512'], ['secp256k1', 'ES256K']]) {
  for (let i = 0; i < 5; i++) sign('EC ' + curve, alg)
  sign(`EC ${curve}, zeros before x`, alg)
}
for (const alg of ['EdDSA', 'Ed25519']) sign('ed25519', alg)
for (const alg of ['EdDSA', 'Ed448']) sign('ed448', alg)
sign('oct 256', 'HS256')
sign('oct 384', 'HS384')
for (const alg of ['HS256', 'HS384', 'HS512']) sign('oct 512', alg)
writeFileSync(join(here, 'signatures.json'), JSON.stringify({ input: input.toString(), signatures }, null, 1) + '\n')
