// Makes the area jwkmended: JWKs as programs write them that do not keep to
// RFC 7518, and what is refused because it could be more than one key.
//
//   node make.mjs
//
// The keys are those of ../../keys/keys.json, which Node made; the expected
// thumbprints and digests come from Node's JWK of the clean key. DER, PEM and
// encrypted PEM are Node's exports; certificate.pem is made by openssl when it
// is not there.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectation } from '../oracle.mjs'

const here = import.meta.dirname
const keys = JSON.parse(readFileSync(join(here, '../../keys/keys.json'), 'utf8'))
const key = (name) => keys[name].private
const pub = (name) => keys[name].public
const priv = (jwk) => createPrivateKey({ key: jwk, format: 'jwk' })
const cases = {}

/** Writes a file and what must come of it. */
function put (file, content, expected) {
  writeFileSync(join(here, file), typeof content === 'string' ? content : JSON.stringify(content, null, 1) + '\n')
  cases[file] = expected
}
const keyOf = (jwk, notes, more = {}) => ({ ...expectation(jwk), ...more, ...(notes.length && { notes }) })
const one = (jwk, ...notes) => ({ keys: [keyOf(jwk, notes)] })
const loose = (jwk) => one(jwk, 'jwk_loose_encoding')
const holds = (jwk, ...more) => one(jwk, 'jwk_holds_key', ...more)
const without = (jwk, ...names) => Object.fromEntries(Object.entries(jwk).filter(([n]) => !names.includes(n)))

const octets = (text) => Buffer.from(text, 'base64url')
const text = (bytes) => Buffer.from(bytes).toString('base64url')
const bare = (value) => { let b = octets(value); while (b.length > 1 && b[0] === 0) b = b.subarray(1); return text(b) }
const signed = (value, zeros = 1) => text(Buffer.concat([Buffer.alloc(zeros), octets(value)]))
const each = (jwk, change, names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'x', 'y', 'k']) =>
  Object.fromEntries(Object.entries(jwk).map(([n, v]) => [n, names.includes(n) ? change(v, n) : v]))

const rsa = key('RSA 2048'); const rsaPublic = pub('RSA 2048')
const ec = key('EC P-256'); const ecPublic = pub('EC P-256')
const ed = key('ed25519'); const edPublic = pub('ed25519')
const other = pub('EC P-384')

// A whole key in a member.
const der = (k, type) => k.export({ format: 'der', type })
const pem = (k, type, more) => k.export({ format: 'pem', type, ...more })
const spki = der(createPublicKey(priv(rsa)), 'spki')
const certificate = join(here, 'certificate.pem')
if (!existsSync(certificate)) {
  const dir = mkdtempSync(join(tmpdir(), 'jwkmended-'))
  writeFileSync(join(dir, 'key.pem'), pem(priv(rsa), 'pkcs8'))
  execFileSync('openssl', ['req', '-x509', '-new', '-key', join(dir, 'key.pem'), '-subj', '/CN=mended', '-days', '9999', '-out', certificate])
  rmSync(dir, { recursive: true })
}
const certPEM = readFileSync(certificate, 'utf8')
const cert = Buffer.from(certPEM.replace(/-----.*-----/g, ''), 'base64')
cases['certificate.pem'] = { keys: [keyOf(rsaPublic, [], { certificates: 1 })] }
const withCert = (...notes) => ({ keys: [keyOf(rsaPublic, notes, { certificates: 1, subject: 'CN=mended' })] })
const e = rsa.e
put('n-spki-base64url.json', { kty: 'RSA', n: text(spki), e }, holds(rsaPublic))
put('n-spki-base64.json', { kty: 'RSA', n: spki.toString('base64'), e }, holds(rsaPublic))
put('n-spki-base64-lines.json', { kty: 'RSA', n: spki.toString('base64').replace(/.{64}/g, '$&\n'), e }, holds(rsaPublic))
put('n-spki-hex.json', { kty: 'RSA', n: spki.toString('hex'), e }, holds(rsaPublic))
put('n-spki-no-e.json', { kty: 'RSA', n: text(spki), alg: 'RS256' }, holds(rsaPublic))
put('n-spki-base64-twice.json', { kty: 'RSA', n: Buffer.from(spki.toString('base64')).toString('base64'), e }, holds(rsaPublic))
put('n-spki-pem.json', { kty: 'RSA', n: pem(createPublicKey(priv(rsa)), 'spki'), e }, holds(rsaPublic))
put('n-pem-base64-twice.json', { kty: 'RSA', n: Buffer.from(Buffer.from(pem(createPublicKey(priv(rsa)), 'spki')).toString('base64')).toString('base64'), e }, holds(rsaPublic))
put('n-pkcs1-public.json', { kty: 'RSA', n: text(der(createPublicKey(priv(rsa)), 'pkcs1')), e }, holds(rsaPublic))
put('n-certificate.json', { kty: 'RSA', n: text(cert), e, kid: 'a' }, withCert('jwk_holds_key'))
put('n-certificate-pem.json', { kty: 'RSA', n: certPEM, e }, withCert('jwk_holds_key'))
put('n-pkcs8.json', { kty: 'RSA', n: text(der(priv(rsa), 'pkcs8')), e }, holds(rsa))
put('n-spki-in-private.json', { ...rsa, n: text(spki) }, holds(rsa))
put('d-pkcs1-private.json', { ...rsaPublic, d: text(der(priv(rsa), 'pkcs1')) }, holds(rsa))
put('d-pkcs8-of-another.json', { ...rsaPublic, d: text(der(priv(key('RSA 2041, e = 3')), 'pkcs8')) }, { error: 'key_mismatch' })
put('n-spki-other-e.json', { kty: 'RSA', n: text(spki), e: 'Aw' }, { error: 'key_mismatch' })
put('n-spki-cut.json', { kty: 'RSA', n: text(spki.subarray(0, -20)), e }, { error: 'truncated' })
put('n-spki-and-more.json', { kty: 'RSA', n: text(Buffer.concat([spki, Buffer.from('abc')])), e }, { error: 'trailing_data' })
put('n-two-keys.json', { kty: 'RSA', n: pem(createPublicKey(priv(rsa)), 'spki') + pem(createPublicKey(priv(ec)), 'spki'), e }, { error: 'malformed' })
const locked = pem(priv(rsa), 'pkcs8', { cipher: 'aes-256-cbc', passphrase: 'correct horse' })
put('n-encrypted.json', { kty: 'RSA', n: locked, e }, { ...holds(rsa), passphrase: 'correct horse' })
put('n-encrypted-no-passphrase.json', { kty: 'RSA', n: locked, e }, { error: 'passphrase_required' })
put('x-spki-p256.json', { kty: 'EC', crv: 'P-256', x: text(der(createPublicKey(priv(ec)), 'spki')) }, holds(ecPublic))
put('x-spki-y-right.json', { ...ecPublic, x: text(der(createPublicKey(priv(ec)), 'spki')) }, holds(ecPublic))
put('x-and-y-spki.json', { ...each(ecPublic, () => text(der(createPublicKey(priv(ec)), 'spki')), ['x', 'y']) }, holds(ecPublic))
put('x-and-y-of-two-keys.json', { kty: 'EC', crv: 'P-256', x: text(der(createPublicKey(priv(ec)), 'spki')), y: text(der(createPublicKey(priv(key('EC P-384'))), 'spki')) }, { error: 'key_mismatch' })
put('x-spki-wrong-crv.json', { kty: 'EC', crv: 'P-384', x: text(der(createPublicKey(priv(ec)), 'spki')) }, holds(ecPublic))
put('x-spki-y-of-another.json', { kty: 'EC', crv: 'P-256', x: text(der(createPublicKey(priv(ec)), 'spki')), y: pub('EC P-256, zeros before x').y }, { error: 'invalid_key' })
put('d-sec1.json', { ...ecPublic, d: text(der(priv(ec), 'sec1')) }, holds(ec))
put('d-pkcs8-p256.json', { ...ecPublic, d: der(priv(ec), 'pkcs8').toString('base64') }, holds(ec))
put('x-spki-ed25519.json', { kty: 'OKP', crv: 'Ed25519', x: text(der(createPublicKey(priv(ed)), 'spki')) }, holds(edPublic))
put('d-pkcs8-ed25519.json', { ...edPublic, d: text(der(priv(ed), 'pkcs8')) }, holds(ed))
put('k-pem.json', { kty: 'oct', k: Buffer.from(pem(priv(ed), 'pkcs8')).toString('base64') }, holds(ed))
put('k-spki-raw-pem.json', { kty: 'oct', k: pem(createPublicKey(priv(rsa)), 'spki') }, holds(rsaPublic))

// Coordinates and private numbers of the wrong length.
for (const [name, jwk] of Object.entries(keys).filter(([n]) => /zeros before/.test(n) && /^EC/.test(n)).map(([n, k]) => [n, k.private])) {
  const file = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  put(`${file}-lost.json`, each(jwk, bare, ['x', 'y', 'd']), loose(jwk))
}
put('ec-p-256-sign-octets.json', each(ec, (v) => signed(v), ['x', 'y', 'd']), loose(ec))
put('ec-p-256-four-zeros.json', each(ec, (v) => signed(v, 4), ['x']), loose(ec))
put('ec-p-521-sign-octet.json', each(key('EC P-521'), (v) => signed(v), ['x']), loose(key('EC P-521')))
put('ec-secp256k1-sign-octets.json', each(key('EC secp256k1'), (v) => signed(v), ['x', 'y', 'd']), loose(key('EC secp256k1')))
put('ec-p-256-x-cut.json', { ...ecPublic, x: text(octets(ec.x).subarray(0, 31)) }, { error: 'invalid_key' })
put('ec-p-256-x-longer.json', { ...ecPublic, x: text(Buffer.concat([Buffer.from([1]), octets(ec.x)])) }, { error: 'invalid_key' })
put('ec-p-256-d-of-another-short.json', { ...ec, d: 'AQ' }, { error: 'key_mismatch' })
put('rsa-sign-octets.json', each(rsa, (v) => signed(v), ['n', 'p', 'q', 'dp', 'dq', 'qi', 'd']), loose(rsa))
put('ed25519-d-and-x.json', { ...ed, d: text(Buffer.concat([octets(ed.d), octets(ed.x)])) }, loose(ed))
put('ed25519-d-and-another-x.json', { ...ed, d: text(Buffer.concat([octets(ed.d), octets(ed.d)])) }, { error: 'invalid_key' })
put('ed25519-d-of-another-and-x.json', { ...ed, d: text(Buffer.concat([octets(ed.x), octets(ed.x)])) }, { error: 'key_mismatch' })
put('ed25519-d-octet-string.json', { ...ed, d: text(Buffer.concat([Buffer.from([4, 32]), octets(ed.d)])) }, loose(ed))
put('x25519-d-and-x.json', { ...key('x25519'), d: text(Buffer.concat([octets(key('x25519').d), octets(key('x25519').x)])) }, loose(key('x25519')))

// Names.
const names = {
  'EC P-256': ['secp256r1', 'prime256v1', 'P256', 'p-256', 'nistp256', 'NIST P-256', '1.2.840.10045.3.1.7'],
  'EC P-384': ['secp384r1', 'P384', '1.3.132.0.34'],
  'EC P-521': ['secp521r1', 'nistp521', 'p_521', '1.3.132.0.35'],
  'EC secp256k1': ['P-256K', 'K-256', 'SECP256K1', '1.3.132.0.10'],
  ed25519: ['ed25519', 'ED25519', '1.3.101.112'],
  x25519: ['Curve25519', 'x25519', '1.3.101.110'],
  ed448: ['ed448', '1.3.101.113'],
  x448: ['X-448', '1.3.101.111']
}
for (const [name, list] of Object.entries(names)) {
  put(`crv-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`, { keys: list.map((crv) => ({ ...key(name), crv })) },
    { keys: list.map(() => keyOf(key(name), ['jwk_loose_encoding'])) })
}
put('kty-capitals.json', { keys: [{ ...rsa, kty: 'rsa' }, { ...ec, kty: 'Ec' }, { ...ed, kty: 'okp' }, { ...key('oct 256'), kty: 'OCT' }, { ...rsaPublic, kty: 'rsa-hsm' }] },
  { keys: [rsa, ec, ed, key('oct 256'), rsaPublic].map((k) => keyOf(k, ['jwk_loose_encoding'])) })
put('crv-unknown.json', { ...ecPublic, crv: 'P-257' }, { error: 'unsupported_curve' })
put('crv-brainpool.json', { ...ecPublic, crv: 'brainpoolp256R1' }, { error: 'unsupported_curve', detail: 'brainpoolP256r1' })

// Keys in and beside a JWK.
put('keys-inside.json', { ...ecPublic, kid: 'a', keys: [{ ...rsaPublic, kid: 'b' }, edPublic] }, { keys: [keyOf(ecPublic, [], { kid: 'a' }), keyOf(rsaPublic, [], { kid: 'b' }), keyOf(edPublic, [])] })
put('keys-inside-inside.json', { keys: [{ ...ecPublic, keys: [{ ...rsaPublic, keys: [{ ...edPublic }] }] }] }, { keys: [ecPublic, rsaPublic, edPublic].map((k) => keyOf(k, [])) })
put('next-inside.json', { ...ecPublic, next: { key: rsaPublic }, previous: [edPublic] }, { keys: [ecPublic, rsaPublic, edPublic].map((k) => keyOf(k, [])) })
put('private-pem-beside.json', { ...ecPublic, pem: pem(priv(ec), 'pkcs8') }, { keys: [keyOf(ecPublic, []), keyOf(ec, [])] })
put('public-pem-beside.json', { ...ec, pem: pem(createPublicKey(priv(ec)), 'spki') }, one(ec))
put('other-pem-beside.json', { pem: pem(createPublicKey(priv(ed)), 'spki'), ...ec }, { keys: [keyOf(ec, []), keyOf(edPublic, [])] })
put('broken-with-keys-inside.json', { ...ecPublic, x: 'AQAB', keys: [edPublic], set: { keys: [other] } }, { keys: [keyOf(edPublic, []), keyOf(other, [])], skipped: ['invalid_key'] })

// Members beside the key.
put('kid-too-long.json', { ...ecPublic, kid: 'k'.repeat(1025), use: 'u'.repeat(1025), alg: 'a'.repeat(1025) }, { keys: [keyOf(ecPublic, ['jwk_member_ignored'], { kid: '' })] })
put('kid-just-right.json', { ...ecPublic, kid: 'ü'.repeat(1024) }, { keys: [keyOf(ecPublic, [], { kid: 'ü'.repeat(1024) })] })

writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n')
