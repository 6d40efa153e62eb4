// OpenSSH files that ssh-keygen does not write, after OpenSSH's PROTOCOL.key
// and PROTOCOL.u2f.
//
//   node craft.mjs pkcs8 OPENSSH-ED25519 OUT.pem
//   node craft.mjs cases OPENSSH-ED25519 DSA.pub CASES
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'

const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }
const str = (b) => { b = Buffer.from(b); return Buffer.concat([u32(b.length), b]) }
const mpint = (b) => str(b[0] >= 0x80 ? Buffer.concat([Buffer.of(0), b]) : b)
const dearmor = (text) => Buffer.from(text.replace(/-----.*-----/g, ''), 'base64')
const armor = (blob) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob.toString('base64').replace(/.{1,70}/g, '$&\n')}-----END OPENSSH PRIVATE KEY-----\n`

function strings (b) {
  const out = []
  for (let i = 0; i + 4 <= b.length;) {
    const n = b.readUInt32BE(i)
    out.push(b.subarray(i + 4, i + 4 + n))
    i += 4 + n
  }
  return out
}
const MAGIC = 'openssh-key-v1\0'
/** The private part of an unencrypted file with one key. */
function privatePart (blob) {
  const head = MAGIC.length + str('none').length * 2 + 4 + 4
  return strings(blob.subarray(head))[1]
}
const fields = (part) => strings(part.subarray(8)) // type, public, private, comment

const [op, edFile, ...args] = process.argv.slice(2)
const ed = readFileSync(edFile, 'utf8')
const [, x, d] = fields(privatePart(dearmor(ed)))
const b64url = (b) => b.toString('base64url')
const edKey = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: b64url(x), d: b64url(d.subarray(0, 32)) } })
if (op === 'pkcs8') {
  writeFileSync(args[0], edKey.export({ format: 'pem', type: 'pkcs8' }))
  process.exit()
}

const [dsaPub, casesFile] = args
const edPem = casesFile + '-ed.pem'
writeFileSync(edPem, edKey.export({ format: 'pem', type: 'pkcs8' }))
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const otherPem = casesFile + '-other.pem'
writeFileSync(otherPem, other.export({ format: 'pem', type: 'pkcs8' }))
const add = (file, blob, keys, members) => {
  writeFileSync(file, armor(blob))
  appendFileSync(casesFile, `${file}\t${keys}\t${JSON.stringify(members)}\n`)
}
const refused = (file, blob, error, detail = '') => add(file, blob, '-', { error, detail })

/** A file of keys, each {public, private}; options change one part of it. */
function file (keys, { cipher = 'none', kdf = 'none', kdfOptions = '', check = [7, 7], count = keys.length, tail = '', pad } = {}) {
  let part = Buffer.concat([u32(check[0]), u32(check[1]), ...keys.map((k) => k.private)])
  pad ??= Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - part.length % 8) % 8))
  part = Buffer.concat([part, pad])
  return Buffer.concat([Buffer.from(MAGIC), str(cipher), str(kdf), str(kdfOptions), u32(count),
    ...keys.map((k) => str(k.public)), str(part), Buffer.from(tail)])
}
const edPublic = Buffer.concat([str('ssh-ed25519'), str(x)])
const edEntry = { public: edPublic, private: Buffer.concat([str('ssh-ed25519'), str(x), str(d), str('first')]) }
const jwk = other.export({ format: 'jwk' })
const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x, 'base64url'), Buffer.from(jwk.y, 'base64url')])
const ecPublic = Buffer.concat([str('ecdsa-sha2-nistp256'), str('nistp256'), str(point)])
const ecEntry = { public: ecPublic, private: Buffer.concat([ecPublic, mpint(Buffer.from(jwk.d, 'base64url')), str('second')]) }
const dsaBlob = Buffer.from(readFileSync(dsaPub, 'utf8').split(' ')[1], 'base64')
const dsaEntry = { public: dsaBlob, private: Buffer.concat([dsaBlob, mpint(randomBytes(20)), str('dsa')]) }
const skPublic = Buffer.concat([str('sk-ssh-ed25519@openssh.com'), str(x), str('ssh:')])
const skEntry = { public: skPublic, private: Buffer.concat([skPublic, Buffer.of(1), str(randomBytes(64)), str(''), str('sk')]) }
const skEC = Buffer.concat([str('sk-ecdsa-sha2-nistp256@openssh.com'), str('nistp256'), str(point), str('ssh:')])
const skECEntry = { public: skEC, private: Buffer.concat([skEC, Buffer.of(1), str(randomBytes(64)), str(''), str('sk')]) }

add('two-keys.key', file([edEntry, ecEntry]), `${edPem} ${otherPem}`, { about: 'ssh-keygen writes one key a file; the format allows several' })
add('dsa-between.key', file([edEntry, dsaEntry, ecEntry]), `${edPem} ${otherPem}`, { skipped: ['unsupported_algorithm'], detail: 'DSA' })
refused('sk-ed25519.key', file([skEntry]), 'unsupported_algorithm', 'sk-ed25519')
refused('sk-ecdsa.key', file([skECEntry]), 'unsupported_algorithm', 'sk-ecdsa')
refused('xmss.key', file([{ public: str('ssh-xmss@openssh.com'), private: str('ssh-xmss@openssh.com') }]), 'unsupported_algorithm', 'XMSS')
refused('unknown-type.key', file([{ public: str('ssh-frob@example.com'), private: str('ssh-frob@example.com') }]), 'unsupported_algorithm', 'not known')
refused('check-differs.key', file([edEntry], { check: [1, 2] }), 'malformed')
refused('public-differs.key', file([{ ...edEntry, public: ecPublic }]), 'key_mismatch')
refused('padding-wrong.key', file([edEntry], { pad: Buffer.from([1, 2, 4]) }), 'malformed', 'padding')
refused('tail.key', file([edEntry], { tail: 'x' }), 'trailing_data')
refused('no-keys.key', file([]), 'truncated')
refused('too-many-keys.key', file([edEntry], { count: 2 ** 32 - 1 }), 'too_large')
refused('cut.key', file([edEntry]).subarray(0, 120), 'truncated')
refused('not-openssh.key', Buffer.from('openssh-key-v2\0none'), 'malformed')
const bcrypt = (rounds, salt = 'saltsaltsaltsalt') => Buffer.concat([str(salt), u32(rounds)])
const aes = { cipher: 'aes256-ctr', kdf: 'bcrypt' }
refused('costly-rounds.key', file([edEntry], { ...aes, kdfOptions: bcrypt(2 ** 32 - 1) }), 'kdf_too_costly', 'iterations')
refused('no-rounds.key', file([edEntry], { ...aes, kdfOptions: bcrypt(0) }), 'malformed')
refused('no-salt.key', file([edEntry], { ...aes, kdfOptions: bcrypt(1, '') }), 'malformed')
refused('unknown-kdf.key', file([edEntry], { ...aes, kdf: 'argon2' }), 'unsupported_encryption', 'bcrypt')
refused('blowfish.key', file([edEntry], { ...aes, cipher: 'blowfish-cbc', kdfOptions: bcrypt(1) }), 'unsupported_encryption', 'Blowfish')
refused('unknown-cipher.key', file([edEntry], { ...aes, cipher: 'rot13', kdfOptions: bcrypt(1) }), 'unsupported_encryption', 'unknown')
refused('gcm-without-tag.key', file([edEntry], { ...aes, cipher: 'aes256-gcm@openssh.com', kdfOptions: bcrypt(1) }), 'truncated')
