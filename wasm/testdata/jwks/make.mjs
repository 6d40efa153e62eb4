// Makes the JWKs and JWK Sets of this folder: what standards print and what is
// published, with the members that each of them has beside the numbers.
//
//   node make.mjs
//
// Files of an RFC have the numbers and members of its example; those of
// services have the members and their order as the service writes them, with
// keys of ../keys/keys.json, and the certificate of ../vectors/jwkmended. None
// holds a key that anybody uses. A folder is what must hold: public/ comes out
// of the page as it went in, private/ so in the private form.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const read = (name) => JSON.parse(readFileSync(join(here, name), 'utf8'))
const node = read('../keys/keys.json')
const printed = read('../published/keys.json')
const pub = (name) => node[name].public
const priv = (name) => node[name].private
const rfc = (number, test = () => true) => {
  const found = printed.find(({ printedIn, jwk }) => printedIn === `RFC ${number}` && test(jwk))
  if (!found) throw new Error(`RFC ${number}`)
  return found.jwk
}
const cert = Buffer.from(readFileSync(join(here, '../vectors/jwkmended/certificate.pem'), 'utf8').replace(/-----.*-----/g, ''), 'base64')
const x5c = [cert.toString('base64')]
const x5t = createHash('sha1').update(cert).digest('base64url')
const x5tS256 = createHash('sha256').update(cert).digest('base64url')

for (const folder of ['public', 'private']) mkdirSync(join(here, folder), { recursive: true })
const text = (value) => typeof value === 'string' ? value : JSON.stringify(value, null, 2) + '\n'
const put = (name, value) => writeFileSync(join(here, name + '.json'), text(value))
const set = (...keys) => ({ keys })
const kty = (name) => (jwk) => jwk.kty === name
const crv = (name) => (jwk) => jwk.crv === name

// RFC 7517 appendices A.1 and A.3, RFC 7520 sections 3.1 to 3.6, RFC 8037
// appendix A.2 and A.6, RFC 7638 section 3.1, RFC 9278 section 5.
const rsa7517 = rfc(7517, (jwk) => jwk.kty === 'RSA' && jwk.n.startsWith('0vx7'))
put('public/rfc7517-a1', set({ ...rfc(7517, kty('EC')), use: 'enc', kid: '1' }, { ...rsa7517, alg: 'RS256', kid: '2011-04-29' }))
put('private/rfc7517-a3', set({ kty: 'oct', alg: 'A128KW', k: 'GawgguFyGrWKav7AX4VKUg' }, { ...rfc(7515, kty('oct')), kid: 'HMAC key used in JWS spec Appendix A.1 example' }))
const bilbo = 'bilbo.baggins@hobbiton.example'
const rsa7520 = rfc(7520, kty('RSA')); const ec7520 = rfc(7520, kty('EC'))
put('public/rfc7520-3-1', { kty: 'EC', kid: bilbo, use: 'sig', crv: 'P-521', x: ec7520.x, y: ec7520.y })
put('public/rfc7520-3-3', { kty: 'RSA', kid: bilbo, use: 'sig', n: rsa7520.n, e: rsa7520.e })
put('private/rfc7520-3-5', { kty: 'oct', kid: '018c0ae5-4d9b-471b-bfd6-eef314bc7037', use: 'sig', alg: 'HS256', k: 'hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg' })
put('private/rfc7520-3-6', { kty: 'oct', kid: '1e571774-2e08-40da-8308-e8d68773842d', use: 'enc', alg: 'A256GCM', k: 'AAPapAv4LbFbiVawEjagUBluYqN5rhna-8nuldDvOx8' })
put('public/rfc8037-a2', set(rfc(8037, crv('Ed25519'))))
put('public/rfc8037-a6', { kty: 'OKP', crv: 'X25519', kid: 'Bob', x: rfc(8037, crv('X25519')).x })
put('public/rfc7638-3-1', { ...rsa7517, alg: 'RS256', kid: '2011-04-29' })
put('public/rfc9278', { ...rsa7517, kid: 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' })
put('public/rfc8812', { kty: 'EC', crv: 'secp256k1', kid: 'AdjPTtUhNRd6gK2lqL_wOV2E', alg: 'ES256K', x: pub('EC secp256k1').x, y: pub('EC secp256k1').y })
put('public/rfc9864', { kty: 'OKP', crv: 'Ed448', alg: 'Ed448', kid: 'k', use: 'sig', x: pub('ed448').x })
put('private/rfc7517-a2', set(
  { kty: 'EC', crv: 'P-256', ...priv('EC P-256'), use: 'enc', kid: '1' },
  { ...priv('RSA 2048'), alg: 'RS256', kid: '2011-04-29' }))

// As services and programs publish.
const r = pub('RSA 2048'); const r2 = pub('RSA 4096')
put('public/google', set(
  { alg: 'RS256', e: r2.e, kid: 'c8ab71530972bba20b49f78a09c9852c43ff9118', kty: 'RSA', n: r2.n, use: 'sig' },
  { use: 'sig', n: r.n, kid: '89ce3598c473af1bda4bff95e6c8736450206fba', e: r.e, kty: 'RSA', alg: 'RS256' }))
put('public/entra', set({ kty: 'RSA', use: 'sig', kid: x5t, x5t, n: r.n, e: r.e, x5c, cloud_instance_name: 'microsoftonline.com', issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0' }))
put('public/keycloak', set({ kid: 'bGW0qIYEkvyyf5lVX8g2lQ2mJZ1Vb3rmC4hJ0k9fMZs', kty: 'RSA', alg: 'RS256', use: 'sig', x5c, x5t, 'x5t#S256': x5tS256, n: r.n, e: r.e }))
put('public/auth0-x5u', set({ alg: 'RS256', kty: 'RSA', use: 'sig', x5u: 'https://example.org/certs/1.pem?a=1&b=2', n: r.n, e: r.e, kid: 'NjVBRjY5MDlCMUIwNzU4RTA2QzZFMDQ4QzQ2MDAyQjVDNjk1RTM2Qg', x5t: 'NjVBRjY5MDlCMUIwNzU4RTA2QzZFMDQ4QzQ2MDAyQjVDNjk1RTM2Qg' }))
put('public/webcrypto', { alg: 'RS256', e: r.e, ext: true, key_ops: ['verify'], kty: 'RSA', n: r.n })
put('public/webcrypto-ecdh', { crv: 'P-384', ext: true, key_ops: [], kty: 'EC', x: pub('EC P-384').x, y: pub('EC P-384').y })
put('private/webcrypto-ecdh', { ...priv('EC P-384'), ext: false, key_ops: ['deriveKey', 'deriveBits'] })
put('private/webcrypto-hmac', { alg: 'HS256', ext: true, k: priv('oct 512').k, key_ops: ['sign', 'verify'], kty: 'oct' })
put('public/federation', set({ kty: 'EC', crv: 'P-256', x: pub('EC P-256').x, y: pub('EC P-256').y, kid: '2HnoFS3YnC9tjiCaivhWLVUJ3AxwGGz_98uRFaqMEEs', use: 'sig', iat: 123972394, nbf: 123972395, exp: 123974395, revoked: { revoked_at: 123972399, reason: 'compromised' } }))
put('public/open-banking', set(
  { e: r.e, kid: '0', kty: 'RSA', n: r.n, use: 'tls', x5c, x5t, 'x5t#S256': x5tS256, x5u: 'https://keystore.example/0/0.pem' },
  { e: r2.e, kid: '1', kty: 'RSA', n: r2.n, use: 'enc', alg: 'RSA-OAEP' }))
put('public/sig-and-enc', set(
  { kty: 'RSA', ...r, use: 'sig', alg: 'RS384', kid: 'a' },
  { kty: 'EC', ...pub('EC P-384'), use: 'sig', alg: 'ES384', kid: 'b' },
  { kty: 'EC', ...pub('EC P-384, zeros before x'), use: 'enc', alg: 'ECDH-ES+A256KW', kid: 'c' },
  { ...pub('x25519'), use: 'enc', alg: 'ECDH-ES', kid: 'd' },
  { ...pub('x448'), use: 'enc', kid: 'e' },
  { ...pub('ed25519') }))
put('public/use-and-key-ops', { ...pub('ed25519'), use: 'sig', key_ops: ['verify'], alg: 'EdDSA' })
put('public/use-of-its-own', { ...pub('ed25519'), use: 'attest', alg: 'example+Ed', key_ops: ['attest', 'verify'] })
put('public/own-members', `{"x":${JSON.stringify(pub('ed25519').x)},"status":"active","weights":[1,2.50,1e3,-0,12345678901234567890],"empty":{},
 "none":[], "nothing":null, "kid":"\\u0061 \\"b\\" \\/ \\ud83d\\ude00","nested":{"z":[{"a":[]},true,false,null],"type":"not a key"},
"text":"<b>\u202e\u2028\u00e9</b>", "":"no name", "kty":"OKP",
"crv":"Ed25519", "N":"x", "names \\u0000\u2066":"odd"}\n`)
put('private/own-members', { ...priv('RSA 2048'), owner: 'team-a', nested: { d: priv('ed25519').d }, seed: 'correct horse', exp: 1e9 })
put('private/multi-order', Object.fromEntries(Object.entries({ kid: 'z', ...priv('RSA 2048'), alg: 'PS256' }).reverse()))
