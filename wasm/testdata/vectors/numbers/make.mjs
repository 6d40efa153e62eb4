// Makes the area numbers: keys, most of them private, whose numbers a program printed with a
// label each. openssl, certtool (GnuTLS) and Node print them here; what Java, Bouncy Castle,
// macOS, tpm2-tools, pkcs11-tool and Go print is written as they do. The keys are those of
// ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs        needs openssl and certtool
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']; const ed = keys.ed25519
const one = (jwk, notes) => ({ keys: [{ ...expectation(jwk), ...(notes && { notes }) }] })
const malformed = { error: 'malformed' }
const pem = (jwk, type = 'pkcs8') => createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type })
const run = (name, args, input) => execFileSync(name, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
const hex = (text) => Buffer.from(text, 'base64url').toString('hex')
const decimal = (text) => BigInt('0x' + hex(text)).toString()
const another = (text, label) => text.replace(new RegExp(`(${label}:?\\s*\\n?\\s*..:.)(.)`), (_, head, c) => head + (c === '5' ? '6' : '5'))

// openssl and certtool, private.
for (const [name, k] of Object.entries({ 'p-384': keys['EC P-384'], 'p-521': keys['EC P-521'], secp256k1: keys['EC secp256k1'], ed25519: ed, x25519: keys.x25519, ed448: keys.ed448 })) {
  put(`text-${name}.txt`, run('openssl', ['pkey', '-noout', '-text'], pem(k.private)), one(k.private))
}
const text = run('openssl', ['pkey', '-noout', '-text'], pem(rsa.private))
put('text-rsa-d-damaged.txt', another(text, 'privateExponent'), malformed)
put('text-rsa-line-lost.txt', text.replace(/(privateExponent:\n.*\n).*\n/, '$1'), malformed)
const ecText = run('openssl', ['pkey', '-noout', '-text'], pem(ec.private))
put('text-ec-d-damaged.txt', another(ecText, 'priv'), { error: 'key_mismatch' })
put('text-ec-compressed.txt', run('openssl', ['ec', '-noout', '-text', '-conv_form', 'compressed'], pem(ec.private)), one(ec.private))
put('text-ec-explicit.txt', run('openssl', ['ec', '-noout', '-text', '-param_enc', 'explicit'], pem(ec.private)), one(ec.private))
for (const [name, k] of Object.entries({ rsa, ec, ed })) {
  const whole = run('certtool', ['-k'], pem(k.private))
  put(`certtool-${name}.txt`, whole.replace(/-----BEGIN[^]*/, ''), one(k.private))
  if (name === 'ec') {
    put('certtool-sec1.txt', whole, one(k.private, ['curve_not_named']))
    put('sec1-without-curve.pem', whole.replace(/[^]*(?=-----BEGIN)/, ''), one(k.private, ['curve_not_named']))
  }
}

// RSA in hexadecimal, in base64, with quotes.
const n = hex(rsa.public.n); const d = hex(rsa.private.d)
put('quoted.txt', `modulus: "${n.toUpperCase()}"\nexponent: "0x10001"\n`, one(rsa.public))
put('python-hex.py', `n = 0x${n}\ne = 0x10001\nd = 0x${d}\n`, one(rsa.private))
put('base64.yaml', `modulus: ${Buffer.from(n, 'hex').toString('base64')}\nexponent: AQAB\n`, one(rsa.public))
put('base64-wrapped.yaml', `modulus: ${Buffer.from(n, 'hex').toString('base64').replace(/^.{200}/, '$&\n')}\nexponent: AQAB\n`, malformed)
put('base64-of-hex-damaged.txt', `modulus: ${n.slice(0, 100)}z${n.slice(101)}\nexponent: AQAB\n`, malformed)
put('big.go', `key := &rsa.PrivateKey{\n\tPublicKey: rsa.PublicKey{\n\t\tN: fromBase10("${decimal(rsa.public.n)}"),\n\t\tE: 65537,\n\t},\n\tD: fromBase10("${decimal(rsa.private.d)}"),\n}\n`, one(rsa.private))
put('pkcs11.txt', `CKA_MODULUS: ${n}\nCKA_PUBLIC_EXPONENT: 010001\n`, one(rsa.public))
put('tpm2.yaml', `type:\n  value: rsa\n  raw: 0x1\nexponent: 65537\nbits: 2048\nrsa: ${n}\n`, one(rsa.public))
put('rsa-type.yaml', 'rsa: yes\nbits: 2048\n', { error: 'no_key' })
put('macos.txt', `Public Key Info\nAlgorithm RSA Encryption ( 1.2.840.113549.1.1.1 )\nParameters None\nPublic Key 256 bytes : ${n.toUpperCase().match(/../g).join(' ')}\nExponent 65537\nKey Size 2,048 bits\n`, one(rsa.public))
put('text-ec-other-curve.txt', ecText.replace('prime256v1', 'secp256k1').replace(/NIST.*\n/, ''), malformed)
put('private-key-elsewhere.txt', `Private key: it is kept in a hardware module\nModulus: ${n}\nExponent: 010001\n`, one(rsa.public))
const file = join(mkdtempSync(join(tmpdir(), 'numbers')), 'rsa.key')
writeFileSync(file, pem(rsa.private))
put('private-key-on-card.txt', `Private key: card 12345, slot 9\nModulus: ${n}\nExponent: 010001\n`, one(rsa.public))
const crt = new X509Certificate(run('openssl', ['req', '-x509', '-key', file, '-subj', '/CN=x', '-days', '9999']))
const { modulus, bits, exponent } = crt.toLegacyObject()
put('peer-certificate.txt', inspect({ subject: { CN: 'x' }, modulus, bits, exponent, valid_to: 'Jan  1 00:00:00 2030 GMT' }, { maxStringLength: null }) + '\n', one(rsa.public))

// Points whose curve is told by what lies on it.
const zeros = keys['EC P-256, zeros before x'].public
const castle = (k, bits) => `EC Public Key [aa:bb:${bits}]\n            X: ${BigInt('0x' + hex(k.x)).toString(16)}\n            Y: ${BigInt('0x' + hex(k.y)).toString(16)}\n`
put('castle-ec.txt', castle(ec.public, 'cc'), one(ec.public))
put('castle-ec-zeros.txt', castle(zeros, 'cc'), one(zeros))
put('castle-secp256k1.txt', castle(keys['EC secp256k1'].public, 'cc'), one(keys['EC secp256k1'].public))
put('castle-ed.txt', `Ed25519 Public Key [aa:bb:cc]\n    public data: ${hex(ed.public.x)}\n`, one(ed.public))
put('castle-off-curve.txt', castle({ x: ec.public.x, y: keys['EC secp256k1'].public.y }, 'cc'), { error: 'no_key' })
done()
