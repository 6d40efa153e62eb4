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
put('crv-unknown.json', { kty: 'OKP', crv: 'Ed25520', x: ed.x }, { error: 'unsupported_curve' })
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

// Numbers that are not base64url.
const decimal = (value) => BigInt('0x' + octets(value).toString('hex')).toString()
const hex = (value) => octets(value).toString('hex')
const colons = (value) => ('00' + hex(value)).replace(/..(?=.)/g, '$&:').replace(/(.{44})/g, '$1\n')
const rsaNames = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']
const point = ['x', 'y', 'd']
put('rsa-decimal.json', each(rsa, decimal, rsaNames), loose(rsa))
put('rsa-public-decimal.json', each(rsaPublic, decimal), loose(rsaPublic))
put('rsa-e3-decimal.json', each(pub('RSA 2041, e = 3'), decimal), one(pub('RSA 2041, e = 3'), 'jwk_loose_encoding', 'rsa_odd_size'))
put('rsa-hex.json', each(rsa, hex, rsaNames), loose(rsa))
put('rsa-hex-upper-0x.json', each(rsaPublic, (v) => '0x' + hex(v).toUpperCase()), loose(rsaPublic))
put('rsa-hex-colons.json', each(rsaPublic, colons, ['n']), loose(rsaPublic))
put('rsa-hex-e-decimal.json', { ...each(rsaPublic, hex), e: '65537' }, loose(rsaPublic))
put('rsa-hex-e-10001.json', { ...each(rsaPublic, hex), e: '10001' }, loose(rsaPublic))
put('rsa-decimal-e-AQAB.json', { ...each(rsaPublic, decimal), e: 'AQAB' }, loose(rsaPublic))
put('rsa-e-11-ambiguous.json', { ...each(rsaPublic, hex), e: '12' }, { error: 'malformed', detail: 'decimal or hexadecimal' })
put('rsa-e-number.json', { ...rsa, e: 65537 }, loose(rsa))
put('rsa-e-decimal-text.json', { ...rsa, e: '65537' }, loose(rsa))
put('rsa-e-hex-text.json', { ...rsa, e: '010001' }, loose(rsa))
put('rsa-e-0x.json', { ...rsa, e: '0x10001' }, loose(rsa))
put('rsa-e-fraction.json', JSON.stringify({ ...rsa, e: 0 }).replace('"e":0', '"e":65537.5'), { error: 'malformed', detail: 'rounded' })
put('rsa-e-negative.json', JSON.stringify({ ...rsa, e: 0 }).replace('"e":0', '"e":-65537'), { error: 'malformed' })
put('rsa-n-number.json', JSON.stringify({ ...rsaPublic, n: 0 }).replace('"n":0', `"n":${decimal(rsa.n)}`), loose(rsaPublic))
put('rsa-n-number-rounded.json', JSON.stringify({ ...rsaPublic, n: 0 }).replace('"n":0', '"n":2.34e+616'), { error: 'malformed', detail: 'rounded' })
put('rsa-n-true.json', { ...rsaPublic, n: true }, { error: 'malformed' })
put('rsa-base64-of-hex.json', each(rsaPublic, (v) => Buffer.from(hex(v)).toString('base64'), ['n']), loose(rsaPublic))
put('rsa-base64-twice.json', each(rsa, (v) => text(Buffer.from(v)), rsaNames.filter((n) => n !== 'e')), loose(rsa))
put('rsa-bytes-java.json', each(rsaPublic, (v) => [...Buffer.concat([Buffer.alloc(1), octets(v)])].map((b) => b > 127 ? b - 256 : b), ['n']), loose(rsaPublic))
put('rsa-bytes-node.json', each(rsaPublic, (v) => octets(v)), loose(rsaPublic))
put('rsa-bytes-both-signs.json', each(rsaPublic, (v) => [-1, 200, ...octets(v)], ['n']), { error: 'malformed' })
put('p256-bytes-uint8array.json', each(ec, (v) => Object.fromEntries([...octets(v)].entries()), point), loose(ec))
put('oct-bytes.json', { kty: 'oct', k: [...octets(key('oct 256').k)] }, loose(key('oct 256')))
for (const name of ['EC P-256, zeros before x', 'EC P-384', 'EC P-521, zeros before d', 'EC secp256k1']) {
  const file = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  put(`${file}-hex.json`, each(key(name), hex, point), loose(key(name)))
  put(`${file}-decimal.json`, each(key(name), decimal, point), loose(key(name)))
}
put('ed25519-hex.json', each(ed, hex, point), loose(ed))
put('ed25519-decimal.json', each(ed, decimal, point), { error: 'malformed' })
put('oct-hex.json', { kty: 'oct', k: hex(key('oct 256').k) }, one({ kty: 'oct', k: hex(key('oct 256').k) }, 'jwk_secret_in_hex'))
put('oct-hex-colons.json', { kty: 'oct', k: hex(key('oct 256').k).replace(/..(?=.)/g, '$&:') }, loose(key('oct 256')))
put('padded-with-commas.json', each(rsa, (v) => octets(v).toString('base64').replaceAll('=', ','), rsaNames), loose(rsa))
put('padded-with-dots.json', each(ec, (v) => Buffer.from(octets(v)).toString('base64').replaceAll('=', '.'), point), loose(ec))
put('broken-over-lines.json', each(rsa, (v) => v.replace(/.{60}/g, '$&\n   '), rsaNames), loose(rsa))
put('no-break-spaces.json', each(ec, (v) => `\u00a0${v}\u200b `, point), loose(ec))
put('stray-bits.json', { ...ec, d: ec.d.slice(0, -1) + (ec.d.at(-1) === '9' ? '8' : '9') }, { error: 'malformed' })

// Octets that were taken for text: for characters, one each, as JavaScript's binary strings are written in UTF-8, or for UTF-8.
const utf8 = (value) => text(Buffer.from(octets(value).toString('latin1'), 'utf8'))
put('rsa-utf8.json', each(rsa, utf8, rsaNames), loose(rsa))
put('rsa-public-utf8-base64.json', each(rsaPublic, (v) => Buffer.from(utf8(v), 'base64url').toString('base64'), ['n']), loose(rsaPublic))
put('p256-utf8.json', each(ec, utf8, point), loose(ec))
put('ed25519-utf8.json', each(ed, utf8, point), loose(ed))
put('rsa-lost-as-utf8.json', each(rsaPublic, (v) => text(Buffer.from(octets(v).toString('utf8'))), ['n']), { error: 'malformed', detail: 'n were taken for text' })
put('oct-utf8.json', each(key('oct 256'), utf8, ['k']), one(each(key('oct 256'), utf8, ['k'])))

// Members that are missing or null, or have other names.
put('no-kty-rsa.json', without(rsa, 'kty'), loose(rsa))
put('no-kty-p256.json', without(ecPublic, 'kty'), loose(ecPublic))
put('no-kty-secp256r1.json', { ...without(ecPublic, 'kty'), crv: 'secp256r1' }, loose(ecPublic))
put('no-kty-ed25519.json', without(ed, 'kty'), loose(ed))
put('no-kty-x448.json', { keys: [without(key('x448'), 'kty'), ecPublic] }, { keys: [keyOf(key('x448'), ['jwk_loose_encoding']), keyOf(ecPublic, [])] })
put('no-kty-oct.json', { ...without(key('oct 256'), 'kty'), alg: 'HS256' }, loose(key('oct 256')))
put('no-kty-in-config.json', { a: { b: [without(ecPublic, 'kty')] }, c: { n: 'a', e: 'b' }, d: { k: 'v', x: 1, y: 2 } }, loose(ecPublic))
put('no-kty-oct-no-alg.json', without(key('oct 256'), 'kty'), { error: 'no_key' })
put('null-kty.json', { ...ec, kty: null }, loose(ec))
for (const name of ['EC P-256', 'EC P-384', 'EC P-521, zeros before x', 'EC secp256k1', 'ed25519', 'x25519', 'ed448', 'x448']) {
  put(`no-crv-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`, without(key(name), 'crv'), loose(key(name)))
}
put('no-crv-ed25519-public.json', without(edPublic, 'crv'), { error: 'malformed', detail: 'crv' })
put('no-crv-eddsa.json', { ...without(edPublic, 'crv'), alg: 'EdDSA' }, loose(edPublic))
put('no-crv-ecdh-es.json', { ...without(pub('x25519'), 'crv'), alg: 'ECDH-ES+A128KW' }, loose(pub('x25519')))
put('no-crv-no-kty-p256.json', { ...without(ecPublic, 'crv', 'kty'), use: 'sig' }, loose(ecPublic))
put('nulls.json', { ...ecPublic, d: null, kid: null, use: null, alg: null, key_ops: null, x5c: null, x5t: null }, one(ecPublic))
put('json-web-key-of-net.json', { AdditionalData: {}, Alg: null, Crv: null, D: null, DP: null, DQ: null, E: rsa.e, K: null, KeyOps: [], Kid: 'net', Kty: 'RSA', N: rsa.n, Oth: null, P: null, Q: null, QI: null, Use: 'sig', X: null, X5c: [], X5t: null, 'X5tS256': null, Y: null, KeySize: 2048, HasPrivateKey: false },
  { keys: [keyOf(rsaPublic, ['jwk_loose_encoding'], { kid: 'net' })] })
put('kty-capitals-no-jwk.json', { Kty: 'person', N: rsa.n }, { error: 'no_key' })

put('key-ops-text.json', { ...ecPublic, key_ops: 'verify' }, loose(ecPublic))
put('n-no-base64.json', { kty: 'RSA', n: rsa.n.replace(/^.{20}/, '$&!'), e }, { error: 'malformed', detail: 'the member n is not base64url' })
put('n-to-be-filled-in.json', { keys: ['<MODULUS>', '{{ jwk_n }}', '$N', 'YOUR_MODULUS_HERE'].map((n) => ({ kty: 'RSA', n, e })).concat(ecPublic) }, { keys: [keyOf(ecPublic, [])], skipped: Array(4).fill('not_a_key') })
put('d-to-be-filled-in.json', { ...rsaPublic, d: '${PRIVATE_EXPONENT}' }, one(rsaPublic, 'jwk_member_ignored'))
put('d-named.json', { ...rsaPublic, d: 'd', p: 'p', q: 'YOUR_Q' }, one(rsaPublic, 'jwk_member_ignored'))
put('n-to-be-filled-in.yaml', 'kty: RSA\nn: $N\ne: AQAB\n', { error: 'not_a_key', detail: 'the member n' })
put('n-example.json', { ...rsaPublic, n: 'YOUR_MODULUS' }, { error: 'not_a_key', detail: 'the member n' }) // which is base64url
put('k-no-template.json', { keys: ['$ecret123', '@Secret.1', 'my-secret-key!'].map((k) => ({ kty: 'oct', k })).concat(ecPublic) }, { keys: [keyOf(ecPublic, [])], skipped: Array(3).fill('malformed') })
put('x-printed.json', { keys: ['<Buffer 30 a0>', '[object Uint8Array]', '[1, 2]', '%2Fabc%3D'].map((x) => ({ ...ecPublic, x })).concat(edPublic) }, { keys: [keyOf(edPublic, [])], skipped: Array(4).fill('malformed') })
put('kty-with-parameters-inside.json', { kty: 'RSA', modulus: rsa.n, exponent: rsa.e }, one(rsaPublic))
put('key-id-names.json', { keys: ['keyId', 'KeyId', 'key_id'].map((name) => ({ ...ecPublic, [name]: 'a' })).concat({ ...edPublic, kid: 'b', keyId: 'c' }) },
  { keys: [...Array(3).fill(keyOf(ecPublic, ['jwk_loose_encoding'], { kid: 'a' })), keyOf(edPublic, [], { kid: 'b' })] })
put('kty-curve-names.json', { keys: [{ kty: 'Ed25519', x: ed.x }, { kty: 'secp256r1', x: ec.x, y: ec.y }] }, { keys: [keyOf(edPublic, ['jwk_loose_encoding']), keyOf(ecPublic, ['jwk_loose_encoding'])] })
put('oth-empty.json', { ...rsa, oth: '' }, loose(rsa))
put('set-elements-inside-lists.json', { keys: [[ecPublic], edPublic] }, { keys: [keyOf(ecPublic, [], { source: 'from a JWK Set' }), keyOf(edPublic, [])] })
put('set-elements-in-strings.json', { keys: [JSON.stringify(ecPublic), edPublic, 'none'] }, { keys: [keyOf(ecPublic, []), keyOf(edPublic, [])], skipped: ['malformed'] })

// x5c.
const x5c = cert.toString('base64')
const end = '-----END CERTIFICATE-----'
const looseCert = () => withCert('jwk_loose_encoding')
put('x5c-right.json', { ...rsaPublic, x5c: [x5c] }, withCert())
put('x5c-end-line.json', { ...rsaPublic, x5c: [x5c + end] }, looseCert())
put('x5c-pem.json', { ...rsaPublic, x5c: [certPEM] }, looseCert())
put('x5c-begin-end-spaces.json', { ...rsaPublic, x5c: [`-----BEGIN CERTIFICATE----- ${x5c} ${end}`] }, looseCert())
put('x5c-two-pems-in-one.json', { ...rsaPublic, x5c: [certPEM + certPEM] }, { keys: [keyOf(rsaPublic, ['jwk_loose_encoding'], { certificates: 2 })] })
put('x5c-text.json', { ...rsaPublic, x5c }, looseCert())
put('x5c-lines.json', { ...rsaPublic, x5c: [x5c.replace(/.{64}/g, '$&\n')] }, looseCert())
put('x5c-base64url.json', { ...rsaPublic, x5c: [cert.toString('base64url')] }, looseCert())
put('x5c-not-base64.json', { ...rsaPublic, x5c: [x5c.replace(/^.{20}/, '$&!')] }, one(rsaPublic, 'jwk_member_ignored'))
put('x5c-of-spki.json', { ...rsaPublic, x5c: [spki.toString('base64')] }, one(rsaPublic, 'jwk_member_ignored'))
put('x5c-empty.json', { ...rsaPublic, x5c: [] }, one(rsaPublic))
put('x5c-alone.json', { kty: 'RSA', use: 'sig', kid: 'a', x5c: [x5c] }, looseCert())
put('x5c-spki-alone.json', { kty: 'EC', x5c: [der(createPublicKey(priv(ec)), 'spki').toString('base64')] }, { keys: [keyOf(ecPublic, ['jwk_loose_encoding', 'jwk_member_ignored'])] })
put('x5c-no-e.json', { kty: 'RSA', n: rsa.n, x5c: [x5c] }, looseCert())
put('x5c-alone-of-another-type.json', { kty: 'EC', crv: 'P-256', x5c: [x5c] }, { error: 'malformed' })
put('x5c-no-e-another-n.json', { kty: 'RSA', n: pub('RSA 4096').n, x5c: [x5c] }, { error: 'key_mismatch' })
put('x5c-in-javascript.js', `const jwk = { ${Object.entries({ ...rsa, kid: 'c' }).map(([n, v]) => `${n}: "${v}"`).join(', ')}, x5c: ["${x5c}"] };\n`, { keys: [keyOf(rsa, ['jwk_not_json'], { kid: 'c', certificates: 1 })] })
put('lines-with-certificates.json', [{ ...rsa, kid: 'c', x5c: [x5c], other: JSON.stringify(rsa) }, { ...rsaPublic, kid: 'd', x5c: [x5c], nested: { keys: ['z'] } }].map((k) => JSON.stringify(k)).join('\n') + '\n',
  { keys: [keyOf(rsa, [], { kid: 'c', certificates: 1 }), keyOf(rsaPublic, [], { kid: 'd', certificates: 1 })] })

// A number beyond float64 beside a key.
put('number-beyond-float64.json', `{"a":{"jwk":${JSON.stringify(ecPublic)}},"b":${decimal(rsa.n)},"c":1e9999}`, one(ecPublic))

writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n')
