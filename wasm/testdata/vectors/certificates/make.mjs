// Makes the area certificates: JWKs whose x5t or x5t#S256 is not that of their x5c,
// and certificates that say something of themselves that is not so.
//
//   node make.mjs
//
// Keys and certificates are openssl's; the digests of the certificates are Node's. What
// openssl does not write, a version or a salt of another length than is said, is written
// into a copy that openssl signs again. `openssl verify` is asked of every chain.
import { constants, createHash, createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectation } from '../oracle.mjs'
import { pem, seq, tlv } from '../der.mjs'
import { children } from '../make/lib.mjs'

const here = import.meta.dirname
const cases = {}
function put (file, data, expected) {
  writeFileSync(join(here, file), typeof data === 'string' || Buffer.isBuffer(data) ? data : JSON.stringify(data, null, 1) + '\n')
  cases[file] = expected
}
const dir = mkdtempSync(join(tmpdir(), 'certificates-'))
const ssl = (...args) => execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
const save = (name, data) => { writeFileSync(join(dir, name), data); return name }
const generate = () => ssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048')
const self = (key, cn, ...more) => ssl('req', '-x509', '-new', '-key', save('k', key), '-subj', `/CN=${cn}`, '-days', '9999', ...more)

// x5t and x5t#S256 beside x5c.
const key = generate(); const other = generate()
const [own, renewed, others] = [self(key, 'own'), self(key, 'renewed'), self(other, 'other')].map((c) => new X509Certificate(c))
const jwk = createPublicKey(key).export({ format: 'jwk' })
const x5c = (c) => [c.raw.toString('base64')]
const digest = (c, hash, as = 'base64url') => createHash(hash).update(c.raw).digest(as)
const want = (notes, more = { certificates: 1, subject: 'CN=own' }) => ({ keys: [{ ...expectation(jwk), ...more, ...(notes.length && { notes }) }] })
const other_ = ['x5t_other_certificate']
put('both-right.json', { ...jwk, x5c: x5c(own), x5t: digest(own, 'sha1'), 'x5t#S256': digest(own, 'sha256') }, want([]))
put('x5t-of-renewed.json', { ...jwk, x5c: x5c(own), x5t: digest(renewed, 'sha1') }, want(other_))
put('x5t-s256-of-renewed.json', { ...jwk, x5t: digest(own, 'sha1'), 'x5t#S256': digest(renewed, 'sha256'), x5c: x5c(own) }, want(other_))
put('both-of-renewed.json', { ...jwk, x5t: digest(renewed, 'sha1'), 'x5t#S256': digest(renewed, 'sha256'), x5c: x5c(own) }, want([...other_, ...other_]))
put('x5t-is-sha256.json', { ...jwk, x5c: x5c(own), x5t: digest(own, 'sha256') }, want(other_))
put('x5t-empty.json', { ...jwk, x5c: x5c(own), x5t: '' }, want(other_))
put('x5t-number.json', { ...jwk, x5c: x5c(own), x5t: 7 }, want(other_))
put('x5t-null.json', { ...jwk, x5c: x5c(own), x5t: null }, want([]))
put('x5t-hex.json', { ...jwk, x5c: x5c(own), x5t: digest(own, 'sha1', 'hex') }, want(other_))
put('x5t-hex-colons.json', { ...jwk, x5c: x5c(own), x5t: own.fingerprint }, want(other_))
put('x5t-base64-of-hex.json', { ...jwk, x5c: x5c(own), x5t: Buffer.from(digest(own, 'sha1', 'hex').toUpperCase()).toString('base64') }, want(other_))
put('x5t-s256-base64.json', { ...jwk, x5c: x5c(own), 'x5t#S256': digest(own, 'sha256', 'base64') }, want(other_))
put('x5t-without-x5c.json', { ...jwk, x5t: digest(others, 'sha1') }, want([], {}))
put('x5c-and-x5t-of-another-key.json', { ...jwk, x5c: x5c(others), x5t: digest(others, 'sha1') }, want(['x5c_other_key'], {}))
put('x5c-of-another-key.json', { ...jwk, x5c: x5c(others), x5t: digest(own, 'sha1') }, want(['x5c_other_key'], {}))
put('kid-empty.json', { ...jwk, kid: '' }, want(['jwk_member_ignored'], {}))
put('use-and-alg-empty.json', { ...jwk, use: '', alg: '' }, want(['jwk_member_ignored'], {}))

// Certificates of no version.
const changed = (certificate, change, by) => {
  const [tbs, algorithm] = children(certificate.raw)
  const parts = children(tbs)
  const made = seq(...change(parts))
  return seq(made, algorithm, tlv(0x03, [0], sign('sha256', made, by)))
}
const version = (n) => (parts) => [tlv(0xa0, n), ...parts.slice(1)]
const odd = (file, c) => put(file, pem('CERTIFICATE', c), { keys: [{ ...expectation(jwk), certificates: 1, certificate: { serial: own.serialNumber.toLowerCase(), notBefore: new Date(own.validFrom), notAfter: new Date(own.validTo), ca: true, odd: file !== 'version-3.pem' } }] })
odd('version-3.pem', changed(own, version([2, 1, 2]), key))
odd('version-0.pem', changed(own, version([2, 1, 255]), key))
odd('version-4.pem', changed(own, version([2, 1, 3]), key))
odd('version-empty.pem', changed(own, version([]), key))
odd('version-of-two.pem', changed(own, version([2, 1, 2, 5, 0]), key))
odd('version-text.pem', changed(own, version([12, 1, 50]), key))

// A chain whose leaf says that its signature has no salt.
const pss = (salt) => ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', `rsa_pss_saltlen:${salt}`, '-sha256']
const leafKey = ssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256')
const root = self(other, 'Root', '-addext', 'subjectKeyIdentifier=none')
save('req', ssl('req', '-new', '-key', save('leaf', leafKey), '-subj', '/CN=leaf'))
const saltless = ssl('x509', '-req', '-in', 'req', '-CA', save('ca', root), '-CAkey', save('cak', other), '-set_serial', '77', '-days', '9999', ...pss(0))
const resigned = (salt) => {
  const [tbs, algorithm] = children(new X509Certificate(saltless).raw)
  return pem('CERTIFICATE', seq(tbs, algorithm, tlv(0x03, [0], sign('sha256', tbs, { key: createPrivateKey(other), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }))))
}
const verifies = (leaf) => {
  save('c', leaf)
  try { return ssl('verify', '-no-CAfile', '-no-CApath', '-trusted', 'ca', 'c').includes('OK') } catch { return false }
}
const rootWant = { ...expectation(createPublicKey(other).export({ format: 'jwk' })), certificates: 1 }
const leafWant = { ...expectation(createPublicKey(leafKey).export({ format: 'jwk' })), certificates: 1 }
const print = (c) => new X509Certificate(c).fingerprint256.replaceAll(':', '').toLowerCase()
for (const [file, leaf] of Object.entries({ 'salt-none.pem': saltless, 'salt-none-signed-again.pem': resigned(0), 'salt-said-none.pem': resigned(32), 'salt-said-none-has-one.pem': resigned(1) })) {
  const linked = verifies(leaf)
  if (linked !== file.startsWith('salt-none')) throw new Error(`openssl verify thinks otherwise of ${file}`)
  put(file, leaf + root, linked
    ? { keys: [{ ...leafWant, certificates: 2, chain: [print(leaf), print(root)] }], issuers: [rootWant.thumbprint] }
    : { keys: [{ ...leafWant, chain: [print(leaf)], notes: ['chain_other_issuer'] }, rootWant] })
}
rmSync(dir, { recursive: true })
writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n')
