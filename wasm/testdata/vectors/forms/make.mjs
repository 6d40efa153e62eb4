// Makes the area forms: keys in forms that are no file of a key. What programs
// print is printed by them (Node, Python, openssl, certtool, cat, base64, gzip);
// the rest is written here after their documentation. The keys are those of
// ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expectation } from '../oracle.mjs'

const here = import.meta.dirname
const keys = JSON.parse(readFileSync(join(here, '../../keys/keys.json'), 'utf8'))
const priv = (name) => keys[name].private
const pub = (name) => keys[name].public
const cases = {}
const put = (file, content, expected) => {
  writeFileSync(join(here, file), content)
  cases[file] = expected
}
const one = (jwk, notes = [], more = {}) => ({ keys: [{ ...expectation(jwk), ...more, ...(notes.length && { notes }) }] })
const dir = mkdtempSync(join(tmpdir(), 'forms'))
const run = (name, args, input) => execFileSync(name, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
const file = (name, content) => { writeFileSync(join(dir, name), content); return join(dir, name) }
const pem = (jwk) => jwk.d
  ? createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' })
  : createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
const der = (jwk) => createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' })
const octets = (text) => Buffer.from(text, 'base64url')

const rsa = pub('RSA 2048'); const rsaPrivate = priv('RSA 2048')
const ec = pub('EC P-256'); const ecPrivate = priv('EC P-256'); const ed = pub('ed25519'); const edPrivate = priv('ed25519')
const given = { ...ec, use: 'sig', alg: 'ES256', kid: 'a' }
const is = one(ec, ['jwk_not_json'], { kid: 'a' })

// JWKs that are not JSON.
put('inspect.txt', inspect(given), is)
put('inspect-private.txt', inspect({ ...ecPrivate, kid: 'a' }), one(ecPrivate, ['jwk_not_json'], { kid: 'a' }))
put('inspect-set.txt', inspect({ keys: [given, { ...rsa, kid: 'b' }] }, { depth: 9 }), { keys: [{ ...is.keys[0] }, { ...expectation(rsa), kid: 'b', notes: ['jwk_not_json'] }] })
put('inspect-depth.txt', inspect({ a: { b: { keys: [given, { kty: 'EC' }] } } }), { error: 'truncated' })
put('inspect-null-prototype.txt', inspect(Object.assign(Object.create(null), given)), is)
put('inspect-map.txt', inspect(new Map(Object.entries(given))), is)
put('inspect-log.txt', `2026-11-25 key: ${inspect(given)} loaded\n`, is)
put('python.txt', run('python3', ['-c', 'import json,sys; d=json.load(sys.stdin); d["x5u"]=None; d["ext"]=True; print(d)'], JSON.stringify(given)), is)
put('python-pprint.txt', run('python3', ['-c', 'import json,sys,pprint; pprint.pprint(json.load(sys.stdin), width=40)'], JSON.stringify(given)), is)
put('ruby.txt', `{:kty=>"EC", :crv=>"P-256", :x=>"${ec.x}", :y=>"${ec.y}", :use=>"sig", :kid=>"a", :x5u=>nil}\n`, is)
put('ruby-3.4.txt', `{kty: "EC", crv: "P-256", "x" => "${ec.x}", "y" => "${ec.y}", kid: "a", use: :sig}\n`, is)
put('php.txt', `[\n    'kty' => 'EC',\n    'crv' => 'P-256',\n    'x' => '${ec.x}',\n    'y' => '${ec.y}',\n    'kid' => 'a',\n]\n`, is)
put('php-array.txt', `$jwk = array('kty' => 'EC', 'crv' => 'P-256', 'x' => '${ec.x}', 'y' => '${ec.y}', 'kid' => 'a');\n`, is)
put('elixir.txt', `%{"kty" => "EC", "crv" => "P-256", "x" => "${ec.x}", "y" => "${ec.y}", "kid" => "a"}\n`, is)
put('java-map.txt', `{kty=EC, crv=P-256, x=${ec.x}, y=${ec.y}, kid=a}\n`, is)
put('go-map.txt', `map[crv:P-256 kid:a kty:EC x:${ec.x} y:${ec.y}]\n`, is)
put('bare.txt', `{ kty: EC, crv: P-256, x: ${ec.x}, y: ${ec.y}, kid: a }\n`, is)
put('json5.txt', `{\n  // my key\n  kty: 'EC', crv: "P-256",\n  x: '${ec.x}', /* and */ y: '${ec.y}',\n  kid: 'a',\n}\n`, is)
put('comma-missing.json', `{\n  "kty": "EC",\n  "crv": "P-256"\n  "x": "${ec.x}",\n  "y": "${ec.y}",\n  "kid": "a"\n}\n`, is)
put('joined.js', `const jwk = {kty: 'EC', crv: 'P-256', x: '${ec.x.slice(0, 20)}' +\n  '${ec.x.slice(20)}', y: '${ec.y}', kid: 'a'};\n`, is)
put('yaml.yaml', `jwk:\n  kty: EC\n  crv: P-256\n  x: ${ec.x}\n  y: >-\n    ${ec.y.slice(0, 20)}\n    ${ec.y.slice(20)}\n  kid: a\n`, is)
put('yaml-set.yaml', `keys:\n- kty: EC\n  crv: P-256\n  x: ${ec.x}\n  y: ${ec.y}\n  kid: a\n- kty: OKP\n  crv: Ed25519\n  x: ${ed.x}\n  key_ops:\n  - verify\n`,
  { keys: [is.keys[0], { ...expectation(ed), notes: ['jwk_not_json'] }] })
put('hcl.tf', `key {\n  kty = "EC"\n  crv = "P-256"\n  x   = "${ec.x}"\n  y   = "${ec.y}"\n  kid = "a"\n}\n`, is)
put('toml.toml', `[jwk]\nkty = "EC"\ncrv = "P-256"\nx = "${ec.x}"\ny = "${ec.y}"\nkid = "a"\n`, is)
put('shortened.txt', `{ kty: 'EC', crv: 'P-256', x: '${ec.x.slice(0, 9)}'... 34 more characters, y: '${ec.y}' }\n`, { error: 'truncated', detail: 'left part of it out' })
put('expression.js', `const jwk = { kty: 'EC', crv: 'P-256', x: x + '${ec.x.slice(4)}', y: '${ec.y}' }\n`, { error: 'malformed' })

// Numbers as tools print them.
const rsaFile = file('rsa.pem', pem(rsaPrivate)); const ecFile = file('ec.pem', pem(ecPrivate)); const edFile = file('ed.pem', pem(edPrivate))
put('text-rsa.txt', run('openssl', ['pkey', '-pubin', '-noout', '-text_pub'], pem(rsa)), one(rsa))
put('text-rsa-private.txt', run('openssl', ['pkey', '-in', rsaFile, '-noout', '-text']), one(rsaPrivate))
put('text-ec.txt', run('openssl', ['pkey', '-pubin', '-noout', '-text_pub'], pem(ec)), one(ec))
put('text-ec-private.txt', run('openssl', ['pkey', '-in', ecFile, '-noout', '-text']), one(ecPrivate))
for (const name of ['EC P-384', 'EC P-521', 'EC secp256k1', 'ed25519', 'ed448', 'x25519']) {
  put(`text-${name.replace(' ', '-').toLowerCase()}.txt`, run('openssl', ['pkey', '-pubin', '-noout', '-text_pub'], pem(pub(name))), one(pub(name)))
}
put('modulus.txt', run('openssl', ['rsa', '-in', rsaFile, '-noout', '-modulus']), one(rsa, ['exponent_assumed']))
const withoutPEM = (text) => text.replace(/-----BEGIN[^]*/, '')
for (const [name, path, jwk] of [['rsa', rsaFile, rsa], ['ec', ecFile, ec], ['ed', edFile, ed]]) {
  const crt = file(`${name}.crt`, run('openssl', ['req', '-x509', '-key', path, '-subj', '/CN=x', '-days', '9']))
  put(`x509-${name}.txt`, run('openssl', ['x509', '-in', crt, '-noout', '-text']), one(jwk))
  put(`certtool-${name}.txt`, withoutPEM(run('certtool', ['-i', '--infile', crt])), one(jwk))
}
const decimal = (text) => BigInt('0x' + octets(text).toString('hex')).toString()
put('java-rsa.txt', `Sun RSA public key, 2048 bits\n  params: null\n  modulus: ${decimal(rsa.n)}\n  public exponent: 65537\n`, one(rsa))
put('java-ec.txt', `Sun EC public key, 256 bits\n  public x coord: ${decimal(ec.x)}\n  public y coord: ${decimal(ec.y)}\n  parameters: secp256r1 [NIST P-256,X9.62 prime256v1] (1.2.840.10045.3.1.7)\n`, one(ec))
put('hex-pair.txt', `Modulus: ${octets(rsa.n).toString('hex')}\nExponent: 010001\n`, one(rsa))
put('hex-exponent-without-zero.txt', `Modulus: ${octets(rsa.n).toString('hex')}\nExponent: 10001\n`, one(rsa))
put('modulus-digit-lost.txt', run('openssl', ['rsa', '-in', rsaFile, '-noout', '-modulus']).replace('A', ''), { error: 'malformed' })
put('text-line-lost.txt', run('openssl', ['pkey', '-pubin', '-noout', '-text_pub'], pem(rsa)).replace(/\n    [0-9a-f:]+:\n/, '\n'), { error: 'malformed' })

// Raw keys that prove what they are, or whose surroundings say it.
const point = Buffer.concat([Buffer.from([4]), octets(ec.x), octets(ec.y)])
put('vapid.txt', `=======================================\n\nPublic Key:\n${point.toString('base64url')}\n\nPrivate Key:\n${ecPrivate.d}\n\n=======================================\n`, one(ecPrivate))
put('vapid-other-private.txt', `Public Key:\n${point.toString('base64url')}\n\nPrivate Key:\n${priv('EC P-256, zeros before x').d}\n`, one(ec, ['private_number_unread']))
put('p256dh.json', JSON.stringify({ keys: { p256dh: point.toString('base64url'), auth: 'q0zW2Wb8aOkRNQkUkhxxQw' } }), one(ec))
put('ec-point.txt', `  EC_POINT:   0441${point.toString('hex')}\n  EC_PARAMS:  06082a8648ce3d030107 (OID 1.2.840.10045.3.1.7)\n`, one(ec))
put('point-off-curve.txt', Buffer.concat([point.subarray(0, 64), Buffer.from([point[64] ^ 1])]).toString('hex') + '\n', { error: 'no_key' })
put('libsodium.txt', Buffer.concat([octets(edPrivate.d), octets(ed.x)]).toString('base64') + '\n', one(edPrivate))
put('libsodium-other-half.txt', Buffer.concat([octets(edPrivate.d), octets(pub('ed25519, zeros before x').x)]).toString('base64') + '\n', { error: 'which_key' })
put('vault.json', JSON.stringify({ data: { type: 'ed25519', keys: { 2: { name: 'ed25519', public_key: octets(pub('ed25519, zeros before x').x).toString('base64') }, 1: { name: 'ed25519', public_key: octets(ed.x).toString('base64') } } } }),
  { keys: [expectation(ed), expectation(pub('ed25519, zeros before x'))] })
put('dkim.txt', `brisbane._domainkey IN TXT "v=DKIM1; k=ed25519; p=${octets(ed.x).toString('base64')}"\n`, one(ed))
put('dkim-rsa.txt', `v=DKIM1; k=rsa; p=${der(rsa).toString('base64')}\n`, one(rsa))
const x = priv('x25519')
put('wireguard-pair.conf', `[Interface]\nPrivateKey = ${octets(x.d).toString('base64')}\n\n[Peer]\nPublicKey = ${octets(pub('x25519, zeros before x').x).toString('base64')}\n`,
  { keys: [{ ...expectation(x), notes: ['wireguard_key'] }, { ...expectation(pub('x25519, zeros before x')), notes: ['wireguard_key'] }] })

// Multikeys: base58 of a multicodec and the key.
const base58 = (bytes) => {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let n = BigInt('0x' + bytes.toString('hex')); let out = ''
  for (; n > 0n; n /= 58n) out = alphabet[Number(n % 58n)] + out
  return out
}
const compressed = (jwk) => Buffer.concat([Buffer.from([2 + (octets(jwk.y).at(-1) & 1)]), octets(jwk.x)])
const multi = (prefix, bytes) => 'z' + base58(Buffer.concat([Buffer.from(prefix, 'hex'), bytes]))
for (const [name, prefix, jwk, bytes] of [
  ['ed25519', 'ed01', ed, octets(ed.x)], ['x25519', 'ec01', pub('x25519'), octets(pub('x25519').x)], ['p256', '8024', ec, compressed(ec)],
  ['p384', '8124', pub('EC P-384'), compressed(pub('EC P-384'))], ['p521', '8224', pub('EC P-521'), compressed(pub('EC P-521'))],
  ['secp256k1', 'e701', pub('EC secp256k1'), compressed(pub('EC secp256k1'))]]) {
  put(`did-key-${name}.txt`, `did:key:${multi(prefix, bytes)}\n`, one(jwk))
}
put('did-document.json', JSON.stringify({ id: 'did:example:1', verificationMethod: [{ id: '#1', type: 'Multikey', publicKeyMultibase: multi('ed01', octets(ed.x)) }] }), one(ed))
put('multikey-base64url.txt', 'u' + Buffer.concat([Buffer.from('ed01', 'hex'), octets(ed.x)]).toString('base64url') + '\n', one(ed))
put('multikey-secret.txt', multi('8026', octets(edPrivate.d)) + '\n', one(edPrivate))

// COSE_Key, RFC 9052 section 7.
const cose = (...parts) => Buffer.concat(parts.map((p) => Buffer.isBuffer(p) ? p : Buffer.from(p, 'hex')))
const coseEC = cose('a5', '0102', '024161', '2001', '215820', octets(ec.x), '225820', octets(ec.y))
put('cose-ec.hex', coseEC.toString('hex') + '\n', one(ec, [], { kid: 'a' }))
put('cose-ec-private.txt', cose('a5', '0102', '2001', '215820', octets(ec.x), '225820', octets(ec.y), '235820', octets(ecPrivate.d)).toString('base64url') + '\n', one(ecPrivate))
put('cose-okp.txt', cose('a4', '0101', '0327', '2006', '215820', octets(ed.x)).toString('base64') + '\n', one(ed))

// Bytes as languages list them.
const spki = der(rsa)
put('java-bytes.txt', `byte[] key = {${[...spki].map((b) => b > 127 ? `(byte) ${b - 256}` : b).join(', ')}};\n`.replace('byte[] key = ', ''), one(rsa))
put('signed.txt', '[' + [...spki].map((b) => b > 127 ? b - 256 : b).join(', ') + ']\n', one(rsa))
put('buffer.json', JSON.stringify(spki), one(rsa))
put('powershell.txt', [...spki].join('\n') + '\n', one(rsa))
put('escaped.txt', '"' + [...spki].map((b) => '\\x' + b.toString(16).padStart(2, '0')).join('') + '"\n', one(rsa))
put('gzip.txt', gzipSync(pem(rsa)).toString('base64') + '\n', one(rsa))
put('gzip.bin', gzipSync(pem(ecPrivate)), one(ecPrivate))

// As screens show them.
const screen = (jwk) => one(jwk, ['copied_from_screen'])
const plain = pem(rsa); const plainFile = file('plain.pem', plain)
put('cat-n.txt', run('cat', ['-n', plainFile]), screen(rsa))
put('cat-A.txt', run('cat', ['-A', plainFile]), screen(rsa))
put('grep-n.txt', run('grep', ['-n', '', plainFile]), screen(rsa))
put('bat.txt', plain.trim().split('\n').map((l, i) => `${String(i + 1).padStart(4)} │ ${l}`).join('\n') + '\n', screen(rsa))
put('vim.txt', plain.trim().split('\n').map((l, i) => `${String(i + 1).padStart(3)} ${l}`).join('\n') + '\n', screen(rsa))
put('colours.txt', plain.trim().split('\n').map((l) => `\x1b[38;5;231m${l}\x1b[0m`).join('\n') + '\n', screen(rsa))
put('colours-numbers.txt', plain.trim().split('\n').map((l, i) => `\x1b[32m${String(i + 1).padStart(4)}\x1b[0m  ${l}`).join('\n') + '\n', screen(rsa))
put('carets.txt', plain.trim().replaceAll('\n', '^\n') + '\n', screen(rsa))
put('nbsp.html', '<p>' + plain.trim().replaceAll('\n', '</p>\n<p>') + '</p>&nbsp;\n', screen(rsa))
put('soft-hyphens.txt', plain.replace(/(\w{30})/g, '$1\u00ad'), screen(rsa))
put('rich.rtf', `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Courier;}}\\f0\\fs20 ${plain.trim().replaceAll('\n', '\\par\n')}\\par }\n`, screen(rsa))
put('backslash-lost.txt', `KEY="${plain.trim().replaceAll('\n', 'n')}n"\n`, one(rsa, ['line_breaks_restored']))
put('backslash-lost-ec.txt', pem(ec).trim().replaceAll('\n', 'n') + 'n\n', one(ec, ['line_breaks_restored']))
put('plus-lost.txt', plain.replace(/^(?!-).*$/gm, (l) => l.replaceAll('+', ' ')), one(rsa, ['plus_restored']))
put('dots.pem', plain.replace(/\n.{64}\n.{64}\n/, '\n...\n'), { error: 'truncated', detail: 'dots' })
put('redacted.pem', '-----BEGIN PRIVATE KEY-----\n[REDACTED]\n-----END PRIVATE KEY-----\n', { error: 'not_a_key', detail: 'blanked' })
put('stars.pem', '-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----\n', { error: 'not_a_key', detail: 'blanked' })

// What is no key.
for (const [name, text, error, detail] of [
  ['address.txt', 'https://idp.example/.well-known/jwks.json', 'not_a_key', 'address'],
  ['command.txt', 'openssl genrsa -out private.key 4096', 'not_a_key', 'command'],
  ['file-name.txt', 'C:\\keys\\private.key', 'not_a_key', 'name of a file'],
  ['api-key.txt', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'not_a_key', 'API key'],
  ['sha256.txt', 'SHA256:' + 'A'.repeat(43), 'not_a_key', 'fingerprint'],
  ['md5.txt', 'aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99', 'not_a_key', 'fingerprint'],
  ['sops.yaml', 'key: ENC[AES256_GCM,data:abc=,iv:def=,tag:ghi=,type:str]\nsops:\n    version: 3.9.0', 'unsupported_format', 'SOPS'],
  ['eyaml.yaml', 'key: ENC[PKCS7,MIIBeQYJKoZIhvcNAQcDoIIBajCCAWYCAQAxggEhMIIBHQIBADAFMAACAQEw]', 'unsupported_format', 'eyaml'],
  ['jasypt.properties', 'key=ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)', 'unsupported_format', 'encrypted value'],
  ['sealed.yaml', 'kind: SealedSecret\nspec:\n  encryptedData:\n    key: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq', 'unsupported_format', 'sealed secret'],
  ['token-response.json', '{"access_token":"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln","token_type":"Bearer"}', 'not_a_key', 'JWT'],
  ['git-crypt.bin', '\x00GITCRYPT\x00abcdefghijklmnop', 'unsupported_format', 'git-crypt']]) put(name, text + '\n', { error, detail })

writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n')
