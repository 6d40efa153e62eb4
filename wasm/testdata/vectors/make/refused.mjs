// What is recognised and has no JWK form, or holds no key: refused by name.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { bitString, explicitTag, int, nul, octets, oid, pem, seq } from './asn1.mjs'
import { Area, der, ec, generate, publicOf, rsa, sec1, ssl } from './lib.mjs'

const a = new Area('refused')
const dsa = ssl('dsaparam -genkey -noout 1024').toString()
a.refuse('dsa-traditional.pem', dsa, 'unsupported_algorithm', 'DSA')
a.refuse('dsa-traditional.der', der(dsa), 'unsupported_algorithm', 'DSA')
a.refuse('dsa-pkcs8.pem', ssl('pkcs8 -topk8 -nocrypt -in k', { k: dsa }), 'unsupported_algorithm', 'DSA')
a.refuse('dsa-spki.pem', publicOf(dsa), 'unsupported_algorithm', 'DSA')
a.refuse('dsa-parameters.pem', ssl('dsaparam 1024'), 'not_a_key', 'DSA parameters')
const params = ssl('genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048').toString()
const dh = ssl('genpkey -paramfile p', { p: params }).toString()
a.refuse('dh-pkcs8.pem', dh, 'unsupported_algorithm', 'Diffie-Hellman')
a.refuse('dh-spki.pem', publicOf(dh), 'unsupported_algorithm', 'Diffie-Hellman')
a.refuse('dh-parameters.pem', params, 'not_a_key', 'Diffie-Hellman parameters')
a.refuse('dh-parameters.der', der(params), 'not_a_key', 'parameters')
// Two numbers, like an RSA public key; the first is prime.
for (const g of [3, 5]) a.refuse(`dh-parameters-${g}.der`, ssl(`dhparam -${g} -outform DER 512`), 'not_a_key', 'Diffie-Hellman parameters')
a.refuse('dh-parameters-5-base64.txt', ssl('dhparam -5 -outform DER 512').toString('base64'), 'not_a_key', 'Diffie-Hellman parameters')
const dhx = ssl('genpkey -algorithm DHX -pkeyopt group:dh_2048_256').toString()
a.refuse('dhx-spki.pem', publicOf(dhx), 'unsupported_algorithm', 'X9.42')
for (const [name, curve] of [['brainpoolP256r1', 'brainpoolP256r1'], ['brainpoolP512t1', 'brainpoolP512t1'], ['p192', 'P-192'], ['p224', 'P-224'], ['secp224k1', 'secp224k1'], ['secp112r1', 'secp112r1'], ['sect283k1', 'sect283k1'], ['c2pnb163v1', 'c2pnb163v1'], ['wap-wsg-idm-ecid-wtls9', 'wap-wsg-idm-ecid-wtls9']]) {
  const k = ec(curve)
  const said = { sect283k1: 'binary', c2pnb163v1: 'binary', 'wap-wsg-idm-ecid-wtls9': 'WTLS' }[curve] ?? curve
  a.refuse(`${name}-spki.pem`, publicOf(k), 'unsupported_curve', said)
  if (name.startsWith('b')) {
    a.refuse(`${name}-pkcs8.pem`, k, 'unsupported_curve', said)
    a.refuse(`${name}-sec1.pem`, sec1(k), 'unsupported_curve', said)
    a.refuse(`${name}-explicit.pem`, ssl('ec -in k -param_enc explicit', { k }), 'unsupported_curve', 'explicit')
  }
}
a.refuse('sect283k1-explicit.pem', ssl('ec -in k -param_enc explicit', { k: ec('sect283k1') }), 'unsupported_curve', 'binary')
const sm2 = generate('SM2')
a.refuse('sm2-pkcs8.pem', sm2, 'unsupported_curve', 'SM2')
a.refuse('sm2-spki.pem', publicOf(sm2), 'unsupported_curve', 'SM2')

// Algorithms that OpenSSL 3.0 does not make: only the identifier counts.
const spki = (id, ...more) => pem('PUBLIC KEY', seq(seq(oid(id), ...more), bitString(Buffer.alloc(64, 9))))
const pkcs8 = (id) => pem('PRIVATE KEY', seq(int(0), seq(oid(id)), octets(Buffer.alloc(64, 9))))
for (const [name, id, said] of [
  ['ml-kem-768', '2.16.840.1.101.3.4.4.2', 'ML-KEM-768'],
  ['slh-dsa-sha2-128s', '2.16.840.1.101.3.4.3.20', 'SLH-DSA-SHA2-128s'], ['gost2001', '1.2.643.2.2.19', 'GOST R 34.10-2001'],
  ['gost2012', '1.2.643.7.1.1.1.1', 'GOST R 34.10-2012'], ['elgamal', '1.3.6.1.4.1.3029.1.2.1', 'ElGamal'],
  ['xmss', '1.3.6.1.5.5.7.6.34', 'XMSS'], ['hss-lms', '1.2.840.113549.1.9.16.3.17', 'HSS/LMS'],
  ['composite', '2.16.840.1.114027.80.8.1.21', 'composite'], ['signature-oid', '1.2.840.113549.1.1.11', 'signature'],
  ['unknown', '1.2.3.4.5', 'unknown']
]) {
  a.refuse(`${name}-spki.pem`, spki(id, nul), 'unsupported_algorithm', said)
  a.refuse(`${name}-pkcs8.pem`, pkcs8(id), 'unsupported_algorithm', said)
}
a.refuse('curve-unknown.pem', spki('1.2.840.10045.2.1', oid('1.2.3.4')), 'unsupported_curve', 'unknown')
a.refuse('curve-implicit.pem', spki('1.2.840.10045.2.1', nul), 'unsupported_curve', 'does not say')

// Blocks and files that are no key, or another program's.
const block = (label, text = 'aGVsbG8gd29ybGQ=') => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`
for (const [name, label, code] of [
  ['crl', 'X509 CRL', 'not_a_key'], ['attribute-certificate', 'ATTRIBUTE CERTIFICATE', 'not_a_key'],
  ['session', 'SSL SESSION PARAMETERS', 'not_a_key'], ['ssh-signature', 'SSH SIGNATURE', 'not_a_key'],
  ['pgp-signature', 'PGP SIGNATURE', 'not_a_key'], ['unknown-block', 'SOMETHING ELSE', 'not_a_key'],
  ['pgp-public', 'PGP PUBLIC KEY BLOCK', 'unsupported_format'], ['pgp-private', 'PGP PRIVATE KEY BLOCK', 'unsupported_format'],
  ['ssh-com', 'SSH2 ENCRYPTED PRIVATE KEY', 'unsupported_format'], ['tpm', 'TSS2 PRIVATE KEY', 'unsupported_format'],
  ['cosign', 'ENCRYPTED COSIGN PRIVATE KEY', 'unsupported_format'], ['age', 'AGE ENCRYPTED FILE', 'unsupported_format']
]) a.refuse(`${name}.pem`, block(label), code)
a.refuse('crl.der', seq(seq(int(1), seq(oid('1.2.840.113549.1.1.11'), nul), seq(), Buffer.from('170d3236303130313030303030305a', 'hex')), seq(oid('1.2.840.113549.1.1.11'), nul), bitString(Buffer.alloc(256))), 'not_a_key', 'revocation')
a.refuse('spkac.der', seq(seq(der(publicOf(rsa(1024))), Buffer.from('16016e', 'hex')), seq(oid('1.2.840.113549.1.1.4'), nul), bitString(Buffer.alloc(128))), 'unsupported_format', 'SPKAC')
a.refuse('other.der', seq(explicitTag(5, int(1)), octets(Buffer.alloc(80))), 'not_a_key')
const token = [{ alg: 'HS256', typ: 'JWT' }, { sub: 'someone', name: 'A. Person', iat: 1 }].map((o) => Buffer.from(JSON.stringify(o)).toString('base64url')).join('.')
a.refuse('jwt.txt', token + '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'not_a_key', 'JWT')
a.refuse('jwe.txt', token.split('.')[0] + '.AAAA.BBBB.CCCC.DDDD', 'unsupported_encryption', 'JWE')
a.refuse('age-identity.txt', '# created: 2026\nAGE-SECRET-KEY-1QQPQQQQ\n', 'unsupported_format', 'age')
const [recipient, identity] = execFileSync('sh', ['-c', 'age-keygen 2>/dev/null'], { encoding: 'utf8' }).trim().split('\n').slice(1).map((line) => line.replace('# public key: ', ''))
if (!identity.startsWith('AGE-')) throw new Error('not of age')
a.refuse('age-recipient.txt', recipient + '\n', 'unsupported_format', 'recipient of age')
a.refuse('age-recipients.txt', `# of the team\n${recipient}\n`, 'unsupported_format', 'recipient of age')
a.refuse('age-encrypted.age', execFileSync('age', ['-r', recipient], { input: 'text' }), 'unsupported_format', 'encrypted with age')
a.refuse('minisign.pub', 'untrusted comment: minisign public key 1\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n', 'unsupported_format', 'minisign')
a.refuse('public-key-of-nobody.conf', 'PublicKey = somewhere\n', 'no_key')
a.refuse('dnssec.private', 'Private-key-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: GU6SnQ/Ou+xC5RumuIUIuJZteXT2z0O/ok1s38Et6mQ=\n', 'unsupported_format', 'DNSSEC')
a.refuse('rsa-key-value.xml', '<RSAKeyValue><Modulus>4f5wg5l2hKsTeNem</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>', 'invalid_key', 'even')
a.refuse('rsa-key-value-empty.xml', '<KeyValue><RSAKeyValue/></KeyValue>', 'unsupported_format', 'XML')
a.refuse('rsa-key-value-escaped.xml', '&lt;RSAKeyValue&gt;&lt;Modulus&gt;4f5wg5l2hKsTeNem&lt;/Modulus&gt;&lt;/RSAKeyValue&gt;', 'malformed', 'XML')
a.refuse('keybox.kbx', Buffer.concat([Buffer.from('0000002001010002', 'hex'), Buffer.from('KBXf'), Buffer.alloc(20)]), 'unsupported_format', 'GnuPG')
// What gpg exports, and the same with the packet header of RFC 9580 that Sequoia writes.
const home = mkdtempSync('/tmp/gnupg-')
const gpg = (...args) => execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
const rewrapped = (packets) => {
  const [start, size] = packets[0] & 1 ? [3, packets.readUInt16BE(1)] : [2, packets[1]]
  const head = size < 192 ? [size] : [192 + ((size - 192) >> 8), (size - 192) & 0xff]
  return Buffer.concat([Buffer.from([0xc0 | (packets[0] >> 2 & 15), ...head]), packets.subarray(start)])
}
for (const algorithm of ['rsa1024', 'rsa2048', 'rsa4096', 'ed25519', 'nistp256']) {
  gpg('--quick-gen-key', algorithm, algorithm, 'sign', 'never')
  const [open, secret] = [gpg('--export', algorithm), gpg('--export-secret-keys', algorithm)]
  a.refuse(`pgp-${algorithm}.gpg`, open, 'unsupported_format', 'OpenPGP public')
  a.refuse(`pgp-${algorithm}-private.gpg`, secret, 'unsupported_format', 'OpenPGP private')
  a.refuse(`pgp-${algorithm}-new-header.gpg`, rewrapped(open), 'unsupported_format', 'OpenPGP public')
  a.refuse(`pgp-${algorithm}-private-new-header.gpg`, rewrapped(secret), 'unsupported_format', 'OpenPGP private')
}
rmSync(home, { recursive: true, force: true })
// Binary that only begins with the same byte.
for (const first of ['94', '95', '98', '99', 'c5', 'c6']) a.refuse(`binary-${first}.bin`, Buffer.from(first + '020000'.repeat(20), 'hex'), 'no_key')
a.refuse('windows-encrypted.pvk', ssl('rsa -provider legacy -provider default -in k -outform PVK -pvk-strong -passout pass:secret', { k: rsa(1024) }), 'unsupported_format', 'PVK')
const ssh1 = mkdtempSync('/tmp/ssh1-')
execFileSync('puttygen', ['-t', 'rsa1', '-b', '1024', '-o', `${ssh1}/key`, '--new-passphrase', '/dev/null', '-q'], { stdio: 'ignore' })
a.refuse('ssh-1.key', readFileSync(`${ssh1}/key`), 'unsupported_format', 'SSH-1')
rmSync(ssh1, { recursive: true })
a.refuse('archive.zip', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60)]), 'unsupported_format', 'ZIP')
a.refuse('archive.gz', Buffer.concat([Buffer.from('1f8b0800', 'hex'), Buffer.alloc(60)]), 'unsupported_format', 'gzip')
a.done()
