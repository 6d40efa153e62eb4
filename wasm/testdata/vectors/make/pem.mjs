// PEM: every label, and what may be inside.
import { createPublicKey } from 'node:crypto'
import { digest, expectation, read } from '../oracle.mjs'
import { bitString, explicitTag, nul, octets, oid, pem, seq, int } from './asn1.mjs'
import { Area, children, contents, der, ec, generate, integer, pkcs1, pkcs1Public, plainRSA, publicOf, rsa, sec1, ssl, want, wantPublic } from './lib.mjs'

const a = new Area('pem')
const rsa2048 = rsa(2048)
const p256 = ec('P-256')
const explicit = { notes: ['ec_explicit_parameters'] }

a.add('rsa-pkcs8.pem', rsa2048, want(rsa2048, { source: 'PKCS#8 private key' }))
a.add('rsa-pkcs1.pem', pkcs1(rsa2048), want(rsa2048, { source: 'PKCS#1 private key' }))
a.add('rsa-spki.pem', publicOf(rsa2048), wantPublic(rsa2048, { source: 'SPKI public key' }))
a.add('rsa-pkcs1-public.pem', pkcs1Public(rsa2048), wantPublic(rsa2048, { source: 'PKCS#1 public key' }))
for (const [name, curve] of [['p256', 'P-256'], ['p384', 'P-384'], ['p521', 'P-521'], ['secp256k1', 'secp256k1']]) {
  const k = ec(curve)
  a.add(`${name}-pkcs8.pem`, k, k)
  a.add(`${name}-sec1.pem`, sec1(k), want(k, { source: 'SEC 1 private key' }))
  a.add(`${name}-spki.pem`, publicOf(k), wantPublic(k))
  a.add(`${name}-params-sec1.pem`, ssl(`ecparam -name ${curve}`).toString() + sec1(k), k)
  a.add(`${name}-compressed-spki.pem`, ssl('ec -in k -pubout -conv_form compressed', { k }), wantPublic(k))
  a.add(`${name}-hybrid-spki.pem`, ssl('ec -in k -pubout -conv_form hybrid', { k }), wantPublic(k, { notes: ['ec_point_hybrid'] }))
  a.add(`${name}-compressed-sec1.pem`, ssl('ec -in k -conv_form compressed', { k }), k)
  a.add(`${name}-no-public-sec1.pem`, ssl('ec -in k -no_public', { k }), k)
  a.add(`${name}-explicit-pkcs8.pem`, ssl('pkey -in e', { e: ssl('ec -in k -param_enc explicit', { k }) }), want(k, explicit))
  a.add(`${name}-explicit-sec1.pem`, ssl('ec -in k -param_enc explicit', { k }), want(k, explicit))
  a.add(`${name}-explicit-spki.pem`, ssl('ec -in k -pubout -param_enc explicit', { k }), wantPublic(k, explicit))
  a.add(`${name}-explicit-compressed.pem`, ssl('ec -in k -pubout -param_enc explicit -conv_form compressed', { k }), wantPublic(k, explicit))
}
for (const curve of ['ed25519', 'x25519', 'ed448', 'x448']) {
  const k = generate(curve)
  a.add(`${curve}-pkcs8.pem`, k, k)
  a.add(`${curve}-spki.pem`, publicOf(k), wantPublic(k))
  const [, alg, seed] = children(der(k))
  const point = contents(children(der(publicOf(k)))[1]).subarray(1)
  const v2 = (p) => pem('PRIVATE KEY', seq(int(1), alg, seed, bitString(p, 0x81)))
  a.add(`${curve}-pkcs8-v2.pem`, v2(point), want(k), { about: 'RFC 5958: the public key comes along' })
  const other = Buffer.from(point)
  other[5] ^= 1
  const ring = (...content) => pem('PRIVATE KEY', seq(int(1), alg, seed, explicitTag(1, ...content)))
  a.add(`${curve}-pkcs8-v2-explicit.pem`, ring(bitString(point)), want(k), { about: 'as ring wrote it until 2023: the BIT STRING has its own tag' })
  a.refuse(`${curve}-pkcs8-v2-explicit-mismatch.pem`, ring(bitString(other)), 'key_mismatch')
  a.refuse(`${curve}-pkcs8-v2-mismatch.pem`, v2(other), 'key_mismatch')
}

// A key under a label that is another form's.
a.add('pkcs8-under-rsa-label.pem', rsa2048.replaceAll('PRIVATE', 'RSA PRIVATE'), rsa2048)
a.add('pkcs1-under-pkcs8-label.pem', pkcs1(rsa2048).replaceAll('RSA PRIVATE', 'PRIVATE'), rsa2048)
a.add('sec1-under-pkcs8-label.pem', sec1(p256).replaceAll('EC PRIVATE', 'PRIVATE'), p256)
a.add('spki-under-rsa-label.pem', publicOf(rsa2048).replaceAll('PUBLIC', 'RSA PUBLIC'), wantPublic(rsa2048))
const field = (b) => { const n = Buffer.alloc(4); n.writeUInt32BE(b.length); return Buffer.concat([n, b]) }
const number = (element) => field(contents(element))
const [n, exponent] = children(der(pkcs1Public(rsa2048)))
const wire = Buffer.concat([field(Buffer.from('ssh-rsa')), number(exponent), number(n)])
const dsa = ssl('dsaparam -genkey -noout 1024').toString()
a.add('ssh-under-spki-label.pem', pem('PUBLIC KEY', wire), wantPublic(rsa2048, { source: 'SSH public key' }))
a.add('ssh-under-rsa-label.pem', pem('RSA PUBLIC KEY', wire), wantPublic(rsa2048))
a.add('ssh-under-unknown-label.pem', pem('SSH KEY', wire), wantPublic(rsa2048))
a.add('ssh-line-under-spki-label.pem', `-----BEGIN PUBLIC KEY-----\nssh-rsa ${wire.toString('base64')} me@host\n-----END PUBLIC KEY-----\n`, wantPublic(rsa2048, { comment: 'me@host' }))
a.add('pkcs8-under-openssh-label.pem', pem('OPENSSH PRIVATE KEY', der(p256)), p256)
a.add('pkcs1-under-openssh-label.pem', pem('OPENSSH PRIVATE KEY', der(pkcs1(rsa2048))), rsa2048)
a.add('spki-under-ssh2-label.pem', pem('SSH2 PUBLIC KEY', der(publicOf(p256))), wantPublic(p256))
a.add('spki-under-ssh2-label-four-dashes.pem', pem('SSH2 PUBLIC KEY', der(publicOf(p256))).replace(/-----(.*)-----/g, '---- $1 ----'), wantPublic(p256))
a.add('rsa-under-dsa-label.pem', pem('DSA PRIVATE KEY', der(pkcs1(rsa2048))), rsa2048)
a.add('rsa-under-dsa-public-label.pem', pem('DSA PUBLIC KEY', der(pkcs1Public(rsa2048))), wantPublic(rsa2048))
a.add('pkcs8-under-dh-label.pem', pem('DH PRIVATE KEY', der(p256)), p256)
a.add('pkcs8-under-dhx-label.pem', pem('X9.42 DH PRIVATE KEY', der(p256)), p256)
a.refuse('dsa-under-rsa-label.pem', dsa.replaceAll('DSA', 'RSA'), 'unsupported_algorithm', 'DSA')
a.refuse('dsa-under-dh-label.pem', dsa.replaceAll('DSA', 'DH'), 'unsupported_algorithm', 'DSA')
a.refuse('dsa-encrypted.pem', ssl('dsa -in k -aes128 -passout pass:secret', { k: dsa }), 'unsupported_algorithm', 'DSA')
a.refuse('dh-of-no-kind.pem', pem('DH PRIVATE KEY', Buffer.alloc(40, 7)), 'unsupported_algorithm', 'Diffie-Hellman')
a.refuse('pkcs8-cut-under-openssh-label.pem', pem('OPENSSH PRIVATE KEY', der(p256).subarray(0, 100)), 'malformed', 'OpenSSH')
a.add('unknown-label.pem', p256.replaceAll('PRIVATE KEY', 'SECRET THING'), p256)

// PKCS#8 with attributes; with the parameters in one place of two or in both.
{
  const [version, alg, key] = children(der(p256))
  const attribute = explicitTag(0, seq(oid('2.5.29.15'), Buffer.from('3104030204b0', 'hex')))
  a.add('pkcs8-attributes.pem', pem('PRIVATE KEY', seq(version, alg, key, attribute)), p256)
  const bare = seq(oid('1.2.840.10045.2.1'))
  const named = octets(der(sec1(p256)))
  a.add('ec-curve-inside-only.pem', pem('PRIVATE KEY', seq(version, bare, named)), p256)
  a.add('ec-curve-twice.pem', pem('PRIVATE KEY', seq(version, alg, named)), p256)
  const other = seq(oid('1.2.840.10045.2.1'), oid('1.3.132.0.10'))
  a.refuse('ec-two-curves.pem', pem('PRIVATE KEY', seq(version, other, named)), 'key_mismatch')
  const [one, scalar] = children(der(sec1(p256)))
  const curveless = pem('EC PRIVATE KEY', seq(one, scalar))
  a.refuse('ec-no-curve.pem', curveless, 'malformed')
  a.add('ec-curve-in-parameters-only.pem', ssl('ecparam -name P-256') + curveless, p256)
  a.refuse('ec-parameters-alone.pem', ssl('ecparam -name P-256'), 'not_a_key', 'EC PARAMETERS')
  const ecdh = seq(seq(oid('1.3.132.1.12'), oid('1.2.840.10045.3.1.7')), children(der(publicOf(p256)))[1])
  const algs = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']
  a.add('ecdh-only-spki.pem', pem('PUBLIC KEY', ecdh), wantPublic(p256, { algs }))
}

// EC private numbers that lost their leading zeros, or have too many.
for (const [name, curve] of [['p256', 'P-256'], ['p521', 'P-521']]) {
  let k
  do k = ec(curve); while (contents(children(der(sec1(k)))[1])[curve === 'P-521' ? 1 : 0] !== 0)
  const [version, scalar, ...rest] = children(der(sec1(k)))
  const d = contents(scalar)
  const short = d.subarray(d.findIndex((b) => b !== 0))
  a.add(`${name}-short-scalar.pem`, pem('EC PRIVATE KEY', seq(version, octets(short), ...rest)), want(k, { notes: ['ec_private_length'] }))
  a.add(`${name}-long-scalar.pem`, pem('EC PRIVATE KEY', seq(version, octets(Buffer.concat([Buffer.alloc(7), d])), ...rest)), want(k, { notes: ['ec_private_length'] }))
  a.add(`${name}-zero-in-scalar.pem`, k, k)
}

// RSA with restricted padding: the same numbers as plain RSA to Node.
const pss = (options) => generate(`RSA-PSS -pkeyopt rsa_keygen_bits:1024 ${options}`)
for (const [file, options, algs, notes] of [
  ['pss-free', '', ['PS256', 'PS384', 'PS512']],
  ['pss-sha256', '-pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32', ['PS256']],
  ['pss-sha384', '-pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:20', ['PS384']],
  ['pss-sha512', '-pkeyopt rsa_pss_keygen_md:sha512 -pkeyopt rsa_pss_keygen_mgf1_md:sha512 -pkeyopt rsa_pss_keygen_saltlen:0', ['PS512']],
  ['pss-sha1', '-pkeyopt rsa_pss_keygen_md:sha1 -pkeyopt rsa_pss_keygen_mgf1_md:sha1', [], ['rsa_no_algorithm']],
  ['pss-two-hashes', '-pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha1', [], ['rsa_no_algorithm']],
  ['pss-long-salt', '-pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:40', [], ['rsa_no_algorithm']]
]) {
  const k = pss(options)
  a.add(`${file}-pkcs8.pem`, k, want(plainRSA(k), { algs, notes }))
  a.add(`${file}-spki.pem`, publicOf(k), wantPublic(plainRSA(k), { algs, notes }))
}
{
  const small = rsa(1024)
  const bits = children(der(publicOf(small)))[1]
  const oaep = (...params) => pem('PUBLIC KEY', seq(seq(oid('1.2.840.113549.1.1.7'), ...params), bits))
  const hash = (id) => seq(oid(id), nul)
  const params = (h, m) => seq(explicitTag(0, hash(h)), explicitTag(1, seq(oid('1.2.840.113549.1.1.8'), hash(m))))
  const sha256 = '2.16.840.1.101.3.4.2.1'
  const sha1 = '1.3.14.3.2.26'
  a.add('oaep-free-spki.pem', oaep(), wantPublic(small, { algs: ['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'] }))
  a.add('oaep-default-spki.pem', oaep(seq()), wantPublic(small, { algs: ['RSA-OAEP'] }))
  a.add('oaep-sha256-spki.pem', oaep(params(sha256, sha256)), wantPublic(small, { algs: ['RSA-OAEP-256'] }))
  a.add('oaep-sha512-spki.pem', oaep(params('2.16.840.1.101.3.4.2.3', '2.16.840.1.101.3.4.2.3')), wantPublic(small, { algs: ['RSA-OAEP-512'] }))
  a.add('oaep-two-hashes-spki.pem', oaep(params(sha256, sha1)), wantPublic(small, { algs: [], notes: ['rsa_no_algorithm'] }))
  const label = seq(explicitTag(2, seq(oid('1.2.840.113549.1.1.9'), octets('label'))))
  a.add('oaep-label-spki.pem', oaep(label), wantPublic(small, { algs: [], notes: ['rsa_no_algorithm'] }))
  a.refuse('oaep-broken-params.pem', oaep(seq(int(1))), 'malformed')
  const x509 = pem('PUBLIC KEY', seq(seq(oid('2.5.8.1.1'), int(1024)), bits))
  a.add('rsa-x509-oid-spki.pem', x509, wantPublic(small))
  a.add('rsa-no-null-spki.pem', pem('PUBLIC KEY', seq(seq(oid('1.2.840.113549.1.1.1')), bits)), wantPublic(small, { notes: ['algorithm_parameters_odd'] }))
}

// Multi-prime RSA: Node drops the further primes, so they are read here.
for (const [primes, bits] of [[3, 2048], [4, 4096]]) {
  const k = ssl(`genrsa -primes ${primes} ${bits}`).toString()
  const jwk = read(k).export({ format: 'jwk' })
  const others = children(contents(children(der(k))[2])).at(-1)
  jwk.oth = children(others).map((o) => { const [r, d, t] = children(o).map(integer); return { r, d, t } })
  const expected = { thumbprint: expectation(createPublicKey(k)).thumbprint, private: digest(jwk) }
  a.add(`rsa-${primes}-primes-pkcs8.pem`, k, expected)
  a.add(`rsa-${primes}-primes-pkcs1.pem`, pkcs1(k), expected)
}
{
  const k = ssl('genrsa -3 1024').toString()
  a.add('rsa-exponent-3.pem', k, k)
  const big = generate('RSA -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_keygen_pubexp:79228162514264337593543950337')
  a.add('rsa-exponent-97-bits.pem', big, big)
}
a.done()
