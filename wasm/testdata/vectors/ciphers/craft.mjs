// PBES2 whose PBKDF2 is over HMAC with MD5, which openssl reads and does not write.
//
//   node craft.mjs KEY.pem OUT.pem
import { readFileSync, writeFileSync } from 'node:fs'
import { createCipheriv, createPrivateKey, pbkdf2Sync } from 'node:crypto'
import { int, nul, octets, oid, pem, seq } from '../der.mjs'

const [keyFile, out] = process.argv.slice(2)
const plain = createPrivateKey(readFileSync(keyFile)).export({ format: 'der', type: 'pkcs8' })
const salt = Buffer.from('0123456789abcdef')
const c = createCipheriv('aes-256-cbc', pbkdf2Sync('correct horse', salt, 2048, 32, 'md5'), Buffer.alloc(16))
const ciphertext = Buffer.concat([c.update(plain), c.final()])
const kdf = seq(oid('1.2.840.113549.1.5.12'), seq(octets(salt), int(2048), seq(oid('1.2.840.113549.2.6'), nul)))
const cipher = seq(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)))
writeFileSync(out, pem('ENCRYPTED PRIVATE KEY', seq(seq(oid('1.2.840.113549.1.5.13'), seq(kdf, cipher)), octets(ciphertext))))
