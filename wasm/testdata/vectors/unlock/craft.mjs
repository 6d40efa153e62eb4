// What no tool on hand writes: key derivations that cost too much by what their
// usual measure leaves out, PKCS#12 files with one broken bag, and OpenSSH files
// of several keys of which some are not read. After RFC 7914, RFC 8018, RFC 7292
// and OpenSSH's PROTOCOL.key, PROTOCOL.u2f and PROTOCOL.certkeys.
//
//   node craft.mjs dek KEY.pem OUT.pem        a DEK-Info block under the empty passphrase
//   node craft.mjs cases KEY.pem CERTIFICATE.pem CASES
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createCipheriv, createHash, createHmac, createPrivateKey, generateKeyPairSync, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import { int, nul, octets, oid, pem, seq, tlv } from '../der.mjs'

const [op, keyFile, certificateFile, casesFile] = process.argv.slice(2)
if (op === 'dek') { // the key is MD5 of passphrase and salt, the salt the IV's first half
  const iv = randomBytes(16)
  const c = createCipheriv('aes-128-cbc', createHash('md5').update(iv.subarray(0, 8)).digest(), iv)
  const der = createPrivateKey(readFileSync(keyFile)).export({ format: 'der', type: 'sec1' })
  const headers = `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${iv.toString('hex').toUpperCase()}\n\n`
  writeFileSync(certificateFile, pem('EC PRIVATE KEY', Buffer.concat([c.update(der), c.final()])).replace('\n', '\n' + headers))
  process.exit()
}
const passphrase = 'correct horse'
const add = (file, data, keys, members) => {
  writeFileSync(file, data)
  appendFileSync(casesFile, `${file}\t${keys}\t${JSON.stringify(members)}\n`)
}
const pkcs8 = createPrivateKey(readFileSync(keyFile)).export({ format: 'der', type: 'pkcs8' })
const certificate = Buffer.from(readFileSync(certificateFile, 'utf8').replace(/-----.*-----/g, ''), 'base64')

// Derivations.
const salt = (n) => Buffer.alloc(n, 's')
const aes256 = seq(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)))
const pbes2 = (kdf, key) => {
  let ciphertext = Buffer.alloc(160, 0xa5)
  if (key) {
    const c = createCipheriv('aes-256-cbc', key, Buffer.alloc(16))
    ciphertext = Buffer.concat([c.update(pkcs8), c.final()])
  }
  return seq(seq(oid('1.2.840.113549.1.5.13'), seq(kdf, aes256)), octets(ciphertext))
}
const scrypt = (s, n, r, p) => seq(oid('1.3.6.1.4.1.11591.4.11'), seq(octets(s), int(n), int(r), int(p)))
const pbkdf2 = (s, n) => seq(oid('1.2.840.113549.1.5.12'), seq(octets(s), int(n), seq(oid('1.2.840.113549.2.9'), nul)))
const pbes1 = (s, n) => seq(oid('1.2.840.113549.1.12.1.3'), seq(octets(s), int(n)))
const encrypted = (file, der, keys, members) => add(file, pem('ENCRYPTED PRIVATE KEY', der), keys, members)
const costly = (file, der, detail) => encrypted(file, der, '-', { passphrase, error: 'kdf_too_costly', detail })

costly('scrypt-salt-64-kib.pem', pbes2(scrypt(salt(65536), 2, 1, 4096)), 'salt')
costly('scrypt-salt-1025.pem', pbes2(scrypt(salt(1025), 2, 1, 1)), 'salt')
costly('scrypt-p-1025.pem', pbes2(scrypt(salt(16), 2, 1, 1025)), 'passes')
costly('scrypt-p-8388607.pem', pbes2(scrypt(salt(16), 2, 1, 2 ** 23 - 1)), 'passes')
costly('scrypt-p-memory.pem', pbes2(scrypt(salt(16), 4, 520000, 1)), 'memory')
costly('scrypt-fill.pem', pbes2(scrypt(salt(1024), 2, 1000, 1000)), 'iterations')
encrypted('scrypt-salt-1024.pem', pbes2(scrypt(salt(1024), 2, 1, 1024),
  scryptSync(passphrase, salt(1024), 32, { N: 2, r: 1, p: 1024 })), keyFile, { passphrase })
costly('pbkdf2-salt-1025.pem', pbes2(pbkdf2(salt(1025), 1)), 'salt')
encrypted('pbkdf2-salt-1024.pem', pbes2(pbkdf2(salt(1024), 1), pbkdf2Sync(passphrase, salt(1024), 1, 32, 'sha256')), keyFile, { passphrase })
costly('pbes1-salt-1025.pem', seq(seq(...[pbes1(salt(1025), 1)].flatMap((a) => [a.subarray(4)])), octets(Buffer.alloc(160))), 'salt')

// PKCS#12.
const explicit = (...content) => tlv(0xa0, ...content)
const data = (content) => seq(oid('1.2.840.113549.1.7.1'), explicit(octets(content)))
const pfx = (content, ...mac) => seq(int(3), data(content), ...mac)
const bag = (kind, value) => seq(oid(`1.2.840.113549.1.12.10.1.${kind}`), explicit(value))
const keyBag = bag(1, pkcs8)
const certBag = (der) => bag(3, seq(oid('1.2.840.113549.1.9.22.1'), explicit(octets(der))))
const goodCert = certBag(certificate)
const withSalt = (n) => pfx(seq(data(seq(keyBag))), seq(seq(seq(oid('2.16.840.1.101.3.4.2.1'), nul), octets(Buffer.alloc(32))), octets(salt(n)), int(1)))
add('mac-salt-1025.p12', withSalt(1025), '-', { passphrase, error: 'kdf_too_costly', detail: 'salt' })
add('mac-salt-1024.p12', withSalt(1024), '-', { passphrase, error: 'wrong_passphrase' })

// One bag is broken, each in its own way; what is around it is read.
const withoutTag = (der) => seq(oid('1.2.840.113549.1.12.10.1.3'), seq(oid('1.2.840.113549.1.9.22.1'), explicit(octets(der))))
const broken = {
  'certificate-cut': [certBag(certificate.subarray(0, 200)), 'truncated'],
  'certificate-empty': [certBag(Buffer.alloc(0)), 'malformed'],
  'certificate-junk': [certBag(Buffer.alloc(40, 0xff)), 'malformed'],
  'bag-without-tag': [withoutTag(certificate), 'malformed'],
  'bag-not-sequence': [bag(3, octets(certificate)), 'malformed'],
  'bag-inner-length': [bag(3, Buffer.from([0x30, 0x05, 0x06, 0x7f, 1, 2, 3])), 'truncated'],
  'bag-indefinite': [bag(3, Buffer.from([0x04, 0x80, 0, 0])), 'malformed'],
  'bag-no-oid': [seq(int(1), explicit(nul)), 'malformed'],
  'bag-is-number': [int(7), 'malformed'],
}
for (const [name, [bad, code]] of Object.entries(broken)) {
  const members = { key: { certificates: 1 }, skipped: [code] }
  add(`${name}.p12`, pfx(seq(data(seq(bad, goodCert, keyBag)))), keyFile, members)
  add(`${name}-nested.p12`, pfx(seq(data(seq(bag(6, seq(bad, bag(6, seq(bad, goodCert, keyBag)))))))), keyFile, { key: { certificates: 1 }, skipped: [code, code] })
  add(`${name}-part.p12`, pfx(seq(data(seq(bad)), data(seq(keyBag, goodCert)))), keyFile, members)
  if (name === 'bag-is-number') continue // so it begins when the passphrase is wrong, too
  const c = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt(8), 2048, 32, 'sha256'), Buffer.alloc(16))
  const inside = Buffer.concat([c.update(seq(bad, goodCert)), c.final()])
  const scheme = seq(oid('1.2.840.113549.1.5.13'), seq(pbkdf2(salt(8), 2048), aes256))
  const part = seq(oid('1.2.840.113549.1.7.6'), explicit(seq(int(0), seq(oid('1.2.840.113549.1.7.1'), scheme, tlv(0x80, inside)))))
  add(`${name}-encrypted.p12`, pfx(seq(part, data(seq(keyBag)))), keyFile, { passphrase, ...members })
}
add('part-junk.p12', pfx(seq(data(Buffer.alloc(6, 0x04)), data(seq(keyBag, goodCert)))), keyFile, { key: { certificates: 1 }, skipped: ['malformed'] })
add('part-not-sequence.p12', pfx(seq(int(1), data(seq(keyBag, goodCert)))), keyFile, { key: { certificates: 1 }, skipped: ['malformed'] })
add('part-no-oid.p12', pfx(seq(seq(int(1)), data(seq(keyBag, goodCert)))), keyFile, { key: { certificates: 1 }, skipped: ['malformed'] })
const scheme = seq(oid('1.2.840.113549.1.5.13'), seq(pbkdf2(salt(8), 2048), aes256))
const shut = seq(oid('1.2.840.113549.1.7.6'), explicit(seq(int(0), seq(oid('1.2.840.113549.1.7.1'), scheme, tlv(0x80, Buffer.alloc(160, 0xa5))))))
add('plain-key-beside-shut.p12', pfx(seq(shut, data(seq(keyBag)))), keyFile, { about: 'no MAC, and the key is not encrypted', skipped: ['passphrase_required'] })
add('certificate-beside-shut.p12', pfx(seq(shut, data(seq(goodCert)))), '-', { error: 'passphrase_required' })

// The MAC is right, the certificates' cipher is not read, and the key is under
// another passphrase: that is what a person can do something about.
const camellia = seq(oid('1.2.840.113549.1.5.13'), seq(pbkdf2(salt(8), 2048), seq(oid('1.2.392.200011.61.1.1.1.4'), octets(Buffer.alloc(16)))))
const unread = seq(oid('1.2.840.113549.1.7.6'), explicit(seq(int(0), seq(oid('1.2.840.113549.1.7.1'), camellia, tlv(0x80, Buffer.alloc(160, 0xa5))))))
const other12 = createCipheriv('aes-256-cbc', pbkdf2Sync('another', salt(8), 2048, 32, 'sha256'), Buffer.alloc(16))
const shrouded = bag(2, seq(scheme, octets(Buffer.concat([other12.update(pkcs8), other12.final()]))))
const inside12 = seq(unread, data(seq(shrouded)))
const hmac = seq(oid('1.2.840.113549.2.9'), nul)
const kdf12 = seq(oid('1.2.840.113549.1.5.12'), seq(octets(salt(8)), int(2048), int(32), hmac))
const sum = createHmac('sha256', pbkdf2Sync(passphrase, salt(8), 2048, 32, 'sha256')).update(inside12).digest()
add('key-under-another.p12', pfx(inside12, seq(seq(seq(oid('1.2.840.113549.1.5.14'), seq(kdf12, hmac)), octets(sum)), octets(salt(8)), int(1))),
  '-', { passphrase, error: 'wrong_passphrase' })

// OpenSSH.
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }
const str = (b) => { b = Buffer.from(b); return Buffer.concat([u32(b.length), b]) }
const mpint = (b) => str(b[0] >= 0x80 ? Buffer.concat([Buffer.of(0), b]) : b)
const member = (jwk, name) => Buffer.from(jwk[name], 'base64url')
const comment = (text) => str(text)
let made = 0
function fresh (type, options) {
  const key = generateKeyPairSync(type, options).privateKey
  const file = `${casesFile}-${made++}.pem`
  writeFileSync(file, key.export({ format: 'pem', type: 'pkcs8' }))
  const jwk = key.export({ format: 'jwk' })
  const m = (name) => mpint(member(jwk, name))
  switch (type) {
    case 'ed25519': {
      const blob = Buffer.concat([str('ssh-ed25519'), str(member(jwk, 'x'))])
      return { file, public: blob, private: Buffer.concat([blob, str(Buffer.concat([member(jwk, 'd'), member(jwk, 'x')])), comment('ed')]) }
    }
    case 'ec': {
      const blob = Buffer.concat([str('ecdsa-sha2-nistp256'), str('nistp256'), str(Buffer.concat([Buffer.of(4), member(jwk, 'x'), member(jwk, 'y')]))])
      return { file, public: blob, private: Buffer.concat([blob, m('d'), comment('ec')]) }
    }
  }
  return { file, public: Buffer.concat([str('ssh-rsa'), m('e'), m('n')]),
    private: Buffer.concat([str('ssh-rsa'), m('n'), m('e'), m('d'), m('qi'), m('p'), m('q'), comment('rsa')]) }
}
const ed = fresh('ed25519'), ed2 = fresh('ed25519'), ec = fresh('ec', { namedCurve: 'P-256' }), rsa = fresh('rsa', { modulusLength: 1024 })
const skBlob = Buffer.concat([str('sk-ssh-ed25519@openssh.com'), str(randomBytes(32)), str('ssh:')])
const sk = { public: skBlob, private: Buffer.concat([skBlob, Buffer.of(1), str(randomBytes(64)), str(''), comment('sk')]) }
const skECBlob = Buffer.concat([str('sk-ecdsa-sha2-nistp256@openssh.com'), str('nistp256'), str(randomBytes(65)), str('ssh:')])
const skEC = { public: skECBlob, private: Buffer.concat([skECBlob, Buffer.of(1), str(randomBytes(64)), str(''), comment('sk')]) }
const frobBlob = Buffer.concat([str('ssh-frob@example.com'), str(randomBytes(20))])
const frob = { public: frobBlob, private: Buffer.concat([frobBlob, randomBytes(77), comment('frob')]) }
const other = { public: ed2.public, private: ec.private }
function sshFile (keys, tail = Buffer.alloc(0)) {
  let part = Buffer.concat([u32(7), u32(7), ...keys.map((k) => k.private), tail])
  part = Buffer.concat([part, Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - part.length % 8) % 8))])
  const blob = Buffer.concat([Buffer.from('openssh-key-v1\0'), str('none'), str('none'), str(''), u32(keys.length), ...keys.map((k) => str(k.public)), str(part)])
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob.toString('base64').replace(/.{1,70}/g, '$&\n')}-----END OPENSSH PRIVATE KEY-----\n`
}
const several = (file, keys, read, skipped, detail) =>
  add(file, sshFile(keys), read.map((k) => k.file).join(' '), { skipped, detail })
const no = 'unsupported_algorithm'
several('sk-between.key', [ed, sk, ed2], [ed, ed2], [no], 'sk-ed25519')
several('sk-first.key', [sk, ed, ed2], [ed, ed2], [no], 'sk-ed25519')
several('sk-last.key', [ed, ed2, sk], [ed, ed2], [no], 'sk-ed25519')
several('sk-twice.key', [sk, ed, sk, skEC, rsa], [ed, rsa], [no, no, no], 'sk-ed25519')
several('sk-before-each.key', [skEC, rsa, skEC, ec, skEC, ed], [rsa, ec, ed], [no, no, no], 'sk-ecdsa')
several('unknown-between.key', [ed, frob, rsa], [ed, rsa], [no], 'not known')
several('public-of-another-between.key', [ed, other, rsa], [ed, rsa], ['key_mismatch'], 'another')
several('lost-behind.key', [ed, frob, other, rsa], [ed, rsa], [no, 'malformed'], 'not known')
