// PKCS#12 files that no tool on hand writes: PBMAC1 after RFC 9579, BER after
// X.690 section 8, nested and odd bags, hostile parameters. The starting
// points are openssl's: one file without MAC and encryption, one usual file.
//
//   node craft.mjs PLAIN.p12 USUAL.p12 PLAIN-KEY.pem USUAL-KEY.pem CASES
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createHmac, pbkdf2Sync, scryptSync } from 'node:crypto'
import { int, nul, octets, oid, seq, set, tlv } from '../der.mjs'

const [plainFile, usualFile, plainKey, usualKey, casesFile] = process.argv.slice(2)
const passphrase = 'correct horse'
const add = (file, bytes, keys, members) => {
  writeFileSync(file, bytes)
  appendFileSync(casesFile, `${file}\t${keys}\t${JSON.stringify(members)}\n`)
}

/** The elements in a run of DER. */
function read (b) {
  const out = []
  for (let i = 0; i < b.length;) {
    let size = b[i + 1]
    let head = 2
    if (size >= 0x80) {
      head += size - 0x80
      size = parseInt(b.subarray(i + 2, i + head).toString('hex'), 16)
    }
    out.push({ tag: b[i], raw: b.subarray(i, i + head + size), body: b.subarray(i + head, i + head + size) })
    i += head + size
  }
  return out
}
const explicit = (...content) => tlv(0xa0, ...content)
const data = (content) => seq(oid('1.2.840.113549.1.7.1'), explicit(octets(content)))
const pfx = (content, mac = Buffer.alloc(0)) => seq(int(3), data(content), mac)

// The authenticated safe of the plain file: a certificate's and a key's bags.
const safe = read(read(read(read(read(readFileSync(plainFile))[0].body)[1].body)[1].body)[0].body)[0]
const parts = read(safe.body).map((p) => read(read(read(p.body)[1].body)[0].body)[0].raw)
const [certBags, keyBags] = parts
const content = safe.raw
const one = { certificates: 1 }

// PBMAC1.
const HMAC = { sha1: '1.2.840.113549.2.7', sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11' }
const salt = Buffer.from('saltsalt')
function pbmac1 (prf, digest, { iterations = 2048, size = 32, length = [int(size)], key } = {}) {
  key ??= pbkdf2Sync(passphrase, salt, Math.min(iterations, 2048), size, prf)
  const kdf = seq(oid('1.2.840.113549.1.5.12'), seq(octets(salt), int(iterations), ...length, seq(oid(HMAC[prf]), nul)))
  return mac(kdf, digest, key)
}
function mac (kdf, digest, key) {
  const alg = seq(oid('1.2.840.113549.1.5.14'), seq(kdf, seq(oid(HMAC[digest]), nul)))
  return seq(seq(alg, octets(createHmac(digest, key).update(content).digest())), octets(Buffer.from('NOT USED')), int(1))
}
add('pbmac1-sha256.p12', pfx(content, pbmac1('sha256', 'sha256')), plainKey, { passphrase, key: one })
add('pbmac1-sha256-sha512.p12', pfx(content, pbmac1('sha256', 'sha512')), plainKey, { passphrase, key: one })
add('pbmac1-sha512.p12', pfx(content, pbmac1('sha512', 'sha512', { size: 64 })), plainKey, { passphrase, key: one })
add('pbmac1-scrypt.p12', pfx(content, mac(
  seq(oid('1.3.6.1.4.1.11591.4.11'), seq(octets(salt), int(1024), int(8), int(1), int(32))), 'sha256',
  scryptSync(passphrase, salt, 32, { N: 1024, r: 8, p: 1 }))), plainKey, { passphrase, key: one })
add('pbmac1-wrong.p12', pfx(content, pbmac1('sha256', 'sha256')), '-', { passphrase: 'Correct horse', error: 'wrong_passphrase' })
add('pbmac1-required.p12', pfx(content, pbmac1('sha256', 'sha256')), '-', { error: 'passphrase_required' })
add('pbmac1-no-length.p12', pfx(content, pbmac1('sha256', 'sha256', { length: [] })), '-', { passphrase, error: 'malformed' })
add('pbmac1-costly.p12', pfx(content, pbmac1('sha256', 'sha256', { iterations: 2 ** 31 - 1 })), '-', { error: 'kdf_too_costly' })
const oldMAC = (iterations) => seq(seq(seq(oid('1.3.14.3.2.26'), nul), octets(Buffer.alloc(20))), octets(salt), int(iterations))
add('mac-costly.p12', pfx(content, oldMAC(2 ** 31 - 1)), '-', { error: 'kdf_too_costly' })
add('mac-iterations-zero.p12', pfx(content, oldMAC(0)), '-', { passphrase, error: 'malformed' })

// BER: every constructed element of indefinite length, every long OCTET
// STRING in pieces, here also the implicit one of EncryptedContentInfo.
const END = Buffer.alloc(2)
function pieces (tag, b) {
  const out = []
  for (let i = 0; i < b.length; i += 100) out.push(tlv(0x04, b.subarray(i, i + 100)))
  return Buffer.concat([Buffer.of(tag, 0x80), ...out, END])
}
function ber (b) {
  return Buffer.concat(read(b).map(({ tag, raw, body }) => {
    if (tag === 0x04 && body.length > 200) return pieces(0x24, body)
    if (tag === 0x80 && body.length > 200) return pieces(0xa0, body)
    return tag & 0x20 ? Buffer.concat([Buffer.of(tag, 0x80), ber(body), END]) : raw
  }))
}
/** As ber, and the authenticated safe within its OCTET STRING too. */
function berInside (file) {
  const [version, info, macData] = read(read(file)[0].body)
  const safe = read(read(info.body)[1].body)[0].body
  const wrapped = Buffer.concat([Buffer.of(0x24, 0x80), tlv(0x04, ber(safe)), END])
  const inner = Buffer.concat([Buffer.of(0xa0, 0x80), wrapped, END])
  return Buffer.concat([Buffer.of(0x30, 0x80), version.raw, Buffer.of(0x30, 0x80),
    read(info.body)[0].raw, inner, END, macData ? macData.raw : Buffer.alloc(0), END])
}
const usual = readFileSync(usualFile)
add('ber.p12', ber(usual), usualKey, { passphrase, key: one })
add('ber-inside.p12', berInside(pfx(content)), plainKey, { key: one })
add('ber-cut.p12', ber(usual).subarray(0, 700), '-', { passphrase, error: 'truncated' })
const long = Buffer.concat([Buffer.from([0x30, 0x84]), Buffer.alloc(4), read(usual)[0].body])
long.writeUInt32BE(long.length - 6, 2)
add('ber-length-not-minimal.p12', long, usualKey, { passphrase, key: one })
let deep = Buffer.alloc(0)
for (let i = 0; i < 2000; i++) deep = Buffer.concat([Buffer.of(0x30, 0x80), deep, END])
add('ber-deep.p12', pfx(deep), '-', { error: 'too_large' })

// Bags.
const bag = (kind, value, ...attributes) => seq(oid(`1.2.840.113549.1.12.10.1.${kind}`), explicit(value), ...attributes)
const nest = (bags, n) => n === 0 ? bags : nest(seq(bag(6, bags)), n - 1)
const file = (...safes) => pfx(seq(...safes.map(data)))
add('nested.p12', file(nest(keyBags, 3), certBags), plainKey, { key: one })
add('nested-deep.p12', file(nest(keyBags, 12)), '-', { error: 'too_large' })
const crl = seq(bag(4, seq(oid('1.2.840.113549.1.9.23.1'), explicit(octets(Buffer.of(0x30, 0))))))
add('crl.p12', file(keyBags, crl), plainKey, { skipped: ['not_a_key'], detail: 'revocation' })
add('crl-only.p12', file(crl), '-', { error: 'not_a_key' })
const sdsi = seq(bag(3, seq(oid('1.2.840.113549.1.9.22.2'), explicit(tlv(0x16, Buffer.from('c2Rzaq=='))))))
add('sdsi.p12', file(keyBags, sdsi), plainKey, { skipped: ['unsupported_format'], detail: 'SDSI' })
add('unknown-bag.p12', file(keyBags, seq(bag(99, nul))), plainKey, { skipped: ['unsupported_format'] })
add('empty.p12', file(seq()), '-', { error: 'not_a_key', detail: 'empty' })
const name = set(seq(oid('1.2.840.113549.1.9.20'), set(tlv(0x1e, Buffer.from('Ä key 🔑', 'utf16le').swap16()))))
const [key] = read(keyBags).map((k) => read(read(read(k.body)[0].body)[1].body)[0].raw)
add('friendly-name.p12', file(seq(bag(1, key, name))), plainKey, { key: { comment: 'Ä key 🔑' } })
add('friendly-name-odd.p12', file(seq(bag(1, key, set(seq(oid('1.2.840.113549.1.9.20'), set(octets(salt))))))), plainKey, { key: { comment: '' } })

// Parts that are protected otherwise.
const signed = seq(int(3), seq(oid('1.2.840.113549.1.7.2'), explicit(seq(int(1)))))
add('signed.p12', signed, '-', { error: 'unsupported_format', detail: 'signature' })
const enveloped = seq(oid('1.2.840.113549.1.7.3'), explicit(seq(int(0))))
add('enveloped.p12', pfx(seq(data(keyBags), enveloped)), plainKey, { skipped: ['unsupported_encryption'], detail: 'certificate' })
const pbe = (iterations) => seq(oid('1.2.840.113549.1.12.1.3'), seq(octets(salt), int(iterations)))
const encrypted = (alg) => seq(oid('1.2.840.113549.1.7.6'), explicit(seq(int(0), seq(oid('1.2.840.113549.1.7.1'), alg, tlv(0x80, Buffer.alloc(160, 0xa5))))))
add('part-costly.p12', pfx(seq(encrypted(pbe(2 ** 31 - 1)))), '-', { error: 'kdf_too_costly' })
