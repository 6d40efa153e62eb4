// SSH public keys that ssh-keygen cannot or will not write.
//
//   node craft.mjs ED25519.pub CASES
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { generateKeyPairSync } from 'node:crypto'

const [edFile, casesFile] = process.argv.slice(2)
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }
const str = (b) => { b = Buffer.from(b); return Buffer.concat([u32(b.length), b]) }
const add = (file, type, blob, error, detail = '') => {
  writeFileSync(file, `${type} ${blob.toString('base64')} crafted\n`)
  appendFileSync(casesFile, `${file}\t-\t${JSON.stringify({ error, detail })}\n`)
}
const ed = Buffer.from(readFileSync(edFile, 'utf8').split(' ')[1], 'base64')
const x = ed.subarray(-32)
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
const point = Buffer.concat([Buffer.of(4), Buffer.from(ec.x, 'base64url'), Buffer.from(ec.y, 'base64url')])

const skEd = 'sk-ssh-ed25519@openssh.com'
add('sk-ed25519.pub', skEd, Buffer.concat([str(skEd), str(x), str('ssh:')]), 'unsupported_algorithm', 'sk-ed25519')
const skEC = 'sk-ecdsa-sha2-nistp256@openssh.com'
add('sk-ecdsa.pub', skEC, Buffer.concat([str(skEC), str('nistp256'), str(point), str('ssh:')]), 'unsupported_algorithm', 'sk-ecdsa')
const skCert = 'sk-ssh-ed25519-cert-v01@openssh.com'
add('sk-ed25519-cert.pub', skCert, Buffer.concat([str(skCert), str('nonce'), str(x), str('ssh:')]), 'unsupported_algorithm', 'sk-ed25519')
add('xmss.pub', 'ssh-xmss@openssh.com', Buffer.concat([str('ssh-xmss@openssh.com'), str('x')]), 'unsupported_algorithm', 'XMSS')
// RFC 5656 names other curves by their OIDs; AsyncSSH writes secp256k1 so.
const byOID = (dotted) => {
  const type = `ecdsa-sha2-${dotted}`
  return [type, (q) => Buffer.concat([str(type), str(dotted), str(q)])]
}
const k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
const k1jwk = k1.publicKey.export({ format: 'jwk' })
const k1point = Buffer.concat([Buffer.of(4), Buffer.from(k1jwk.x, 'base64url'), Buffer.from(k1jwk.y, 'base64url')])
const [k1type, k1blob] = byOID('1.3.132.0.10')
writeFileSync(casesFile + '-k1.pem', k1.privateKey.export({ format: 'pem', type: 'pkcs8' }))
writeFileSync('secp256k1.pub', `${k1type} ${k1blob(k1point).toString('base64')} by OID\n`)
appendFileSync(casesFile, `secp256k1.pub\t${casesFile}-k1.pem.pub\t{}\n`)
const [p224type, p224blob] = byOID('1.3.132.0.33')
add('p224-by-oid.pub', p224type, p224blob(Buffer.concat([Buffer.of(4), Buffer.alloc(56, 1)])), 'unsupported_curve')

const rsa = (e, n) => Buffer.concat([str('ssh-rsa'), str(e), str(n)])
const odd = Buffer.concat([Buffer.of(0), Buffer.alloc(128, 0xf1)])
add('rsa-zero-exponent.pub', 'ssh-rsa', rsa([], odd), 'malformed')
add('rsa-negative.pub', 'ssh-rsa', rsa([1, 0, 1], odd.subarray(1)), 'malformed')
add('rsa-huge.pub', 'ssh-rsa', rsa([1, 0, 1], Buffer.concat([Buffer.of(0), Buffer.alloc(1 << 16, 0xf1)])), 'too_large')
add('trailing.pub', 'ssh-ed25519', Buffer.concat([ed, str('more')]), 'trailing_data')
add('ed25519-short.pub', 'ssh-ed25519', Buffer.concat([str('ssh-ed25519'), str(x.subarray(1))]), 'malformed')
add('point-off-curve.pub', 'ecdsa-sha2-nistp256', Buffer.concat([str('ecdsa-sha2-nistp256'), str('nistp256'), str(Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]))]), 'invalid_key')
add('point-compressed.pub', 'ecdsa-sha2-nistp256', Buffer.concat([str('ecdsa-sha2-nistp256'), str('nistp256'), str(Buffer.concat([Buffer.of(2), point.subarray(1, 33)]))]), 'malformed')
add('curve-name-differs.pub', 'ecdsa-sha2-nistp256', Buffer.concat([str('ecdsa-sha2-nistp256'), str('nistp384'), str(point)]), 'malformed')
