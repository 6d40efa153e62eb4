// What openssl 3.0 cannot write: AES-GCM (RFC 5084) in PBES2, and hostile
// parameters. The schemes are put together from Node's own primitives after
// RFC 8018 and RFC 7914.
//
//   node craft.mjs KEY.pem CASES
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createCipheriv, createPrivateKey, pbkdf2Sync } from 'node:crypto'
import { int, nul, octets, oid, pem, seq } from '../der.mjs'

const [keyFile, casesFile] = process.argv.slice(2)
const plain = createPrivateKey(readFileSync(keyFile)).export({ format: 'der', type: 'pkcs8' })
const passphrase = 'correct horse'
const salt = Buffer.from('0123456789abcdef')

const add = (file, der, keys, members) => {
  writeFileSync(file, pem('ENCRYPTED PRIVATE KEY', der))
  appendFileSync(casesFile, `${file}\t${keys}\t${JSON.stringify(members)}\n`)
}
const HMAC_SHA256 = '1.2.840.113549.2.9'
const pbkdf2 = (iterations, prf = HMAC_SHA256, more = []) =>
  seq(oid('1.2.840.113549.1.5.12'), seq(octets(salt), int(iterations), ...more, seq(oid(prf), nul)))
const scrypt = (n, r, p) => seq(oid('1.3.6.1.4.1.11591.4.11'), seq(octets(salt), int(n), int(r), int(p)))
const pbes2 = (kdf, cipher, ciphertext) =>
  seq(seq(oid('1.2.840.113549.1.5.13'), seq(kdf, cipher)), octets(ciphertext))

const GCM = { 128: '2.16.840.1.101.3.4.1.6', 192: '2.16.840.1.101.3.4.1.26', 256: '2.16.840.1.101.3.4.1.46' }
function gcm (bits, nonceLength, tagLength) {
  const nonce = Buffer.alloc(nonceLength, 7)
  const key = pbkdf2Sync(passphrase, salt, 2048, bits / 8, 'sha256')
  const c = createCipheriv(`aes-${bits}-gcm`, key, nonce, { authTagLength: tagLength })
  const ciphertext = Buffer.concat([c.update(plain), c.final(), c.getAuthTag()])
  const params = tagLength === 12 ? seq(octets(nonce)) : seq(octets(nonce), int(tagLength))
  return pbes2(pbkdf2(2048), seq(oid(GCM[bits]), params), ciphertext)
}
const opens = (source) => ({ passphrase, key: { source } })
for (const bits of [128, 192, 256]) add(`aes-${bits}-gcm.pem`, gcm(bits, 12, 16), keyFile, opens(`AES-${bits}-GCM`))
add('aes-256-gcm-tag-12.pem', gcm(256, 12, 12), keyFile, opens('AES-256-GCM'))
add('aes-256-gcm-nonce-16.pem', gcm(256, 16, 16), keyFile, opens('AES-256-GCM'))
add('wrong-gcm.pem', gcm(256, 12, 16), '-', { passphrase: 'Correct horse', error: 'wrong_passphrase' })

const aes256 = seq(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)))
const junk = Buffer.alloc(160, 0xa5)
const refused = (file, der, error, detail) => add(file, der, '-', { error, detail })
refused('ccm.pem', pbes2(pbkdf2(2048), seq(oid('2.16.840.1.101.3.4.1.47'), seq(octets(Buffer.alloc(12)))), junk), 'unsupported_encryption', 'AES-256-CCM')
refused('prf-sha3.pem', pbes2(pbkdf2(2048, '2.16.840.1.101.3.4.2.14'), aes256, junk), 'unsupported_encryption', 'SHA3-256')
refused('prf-gost.pem', pbes2(pbkdf2(2048, '1.2.643.7.1.1.4.2'), aes256, junk), 'unsupported_encryption', 'GOST')
refused('pbe-md2-des.pem', seq(seq(oid('1.2.840.113549.1.5.1'), seq(octets(salt.subarray(0, 8)), int(2048))), octets(junk)), 'unsupported_encryption', 'PBE-MD2-DES')
refused('unknown-scheme.pem', seq(seq(oid('1.3.6.1.4.1.99999.1.2'), nul), octets(junk)), 'unsupported_encryption', 'unknown')
refused('costly-pbkdf2.pem', pbes2(pbkdf2(2 ** 31 - 1), aes256, junk), 'kdf_too_costly', 'iterations')
refused('costly-pbkdf2-bignum.pem', pbes2(pbkdf2(2n ** 200n), aes256, junk), 'kdf_too_costly', 'iterations')
refused('costly-pbes1.pem', seq(seq(oid('1.2.840.113549.1.12.1.3'), seq(octets(salt.subarray(0, 8)), int(2 ** 30))), octets(junk)), 'kdf_too_costly', 'iterations')
refused('costly-scrypt-n.pem', pbes2(scrypt(2 ** 19, 8, 1), aes256, junk), 'kdf_too_costly', 'memory')
refused('costly-scrypt-p.pem', pbes2(scrypt(16384, 8, 100000), aes256, junk), 'kdf_too_costly', 'passes')
refused('costly-scrypt-r.pem', pbes2(scrypt(2, 2 ** 31 - 1, 1), aes256, junk), 'kdf_too_costly', 'memory')
refused('costly-scrypt-overflow.pem', pbes2(scrypt(2 ** 30, 2 ** 27, 1), aes256, junk), 'kdf_too_costly', 'memory')
refused('scrypt-n-odd.pem', pbes2(scrypt(1000, 8, 1), aes256, junk), 'malformed', 'parameters')
refused('iterations-zero.pem', pbes2(pbkdf2(0), aes256, junk), 'malformed', 'iteration')
refused('iterations-negative.pem', pbes2(seq(oid('1.2.840.113549.1.5.12'), seq(octets(salt), Buffer.from([2, 1, 0xff]))), aes256, junk), 'malformed', 'parameters')
refused('key-length-differs.pem', pbes2(pbkdf2(2048, HMAC_SHA256, [int(16)]), aes256, junk), 'malformed', 'parameters')
refused('iv-too-short.pem', pbes2(pbkdf2(2048), seq(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(8))), junk), 'malformed', 'parameters')
refused('no-parameters.pem', seq(seq(oid('1.2.840.113549.1.5.13')), octets(junk)), 'malformed', 'parameters')
