// Reads private keys with node-forge, which is JavaScript alone.
//
//   node read.cjs FORGE MANIFEST PASSPHRASE
//
// The manifest and what is printed are those of read.py.
const { readFileSync } = require('node:fs')

const [library, manifest, passphrase] = process.argv.slice(2)
const forge = require(library)
const counts = {}

function read (kind, form, pem) {
  if (kind.startsWith('RSA')) {
    if (form === 'pkcs8' || form === 'traditional') return forge.pki.privateKeyFromPem(pem)
    if (form === 'pkcs8_encrypted') return forge.pki.decryptRsaPrivateKey(pem, passphrase)
  }
  if (kind === 'Ed25519' && form === 'pkcs8') {
    return forge.pki.ed25519.privateKeyFromAsn1(forge.asn1.fromDer(forge.pem.decode(pem)[0].body)).privateKeyBytes
  }
}
const hex = (bytes) => Buffer.from(bytes).toString('hex')
function same (kind, key, spki, private) {
  if (kind === 'Ed25519') return hex(key) === private && spki.endsWith(hex(forge.pki.ed25519.publicKeyFromPrivateKey({ privateKey: forge.pki.ed25519.generateKeyPair({ seed: key }).privateKey })))
  const der = forge.asn1.toDer(forge.pki.publicKeyToAsn1(forge.pki.setRsaPublicKey(key.n, key.e))).toHex()
  return der === spki && BigInt('0x' + key.d.toString(16)) === BigInt('0x' + private)
}
for (const line of readFileSync(manifest, 'utf8').split('\n').filter(Boolean)) {
  const [kind, form, file, spki, private] = line.split('\t')
  try {
    const key = read(kind, form, readFileSync(file, 'utf8'))
    if (key === undefined) continue // node-forge has no such keys or no such form
    if (key === null || !same(kind, key, spki, private)) throw new Error('another key')
    counts[`${kind} ${form}`] = (counts[`${kind} ${form}`] ?? 0) + 1
  } catch (error) {
    console.log('FAIL', kind, form, file, String(error))
  }
}
for (const [name, n] of Object.entries(counts)) console.log('READ', name, n)
