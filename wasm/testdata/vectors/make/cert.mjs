// Certificates, requests and bundles, the odd ones too.
import { X509Certificate } from 'node:crypto'
import { bitString, explicitTag, int, nul, octets, oid, pem, seq, set, tlv } from './asn1.mjs'
import { Area, children, contents, der, ec, generate, publicOf, rsa, ssl, want, wantPublic } from './lib.mjs'

const a = new Area('cert')
const e = ec('P-256')
const r = rsa(2048)
const ed = generate('ed25519')
const make = (key, more, files = {}) => ssl(`req -x509 -new -key k -days 30 ${more}`, { k: key, ...files }).toString()
const of = (key, subject, more = {}) => wantPublic(key, { certificates: 1, subject, source: 'X.509 certificate', ...more })

// What Node says of a certificate; null dates where it has none to say.
const shown = (pem, odd = false) => {
  const c = new X509Certificate(pem)
  const date = (text) => new Date(text).toISOString().replace('.000Z', 'Z')
  return { serial: c.serialNumber.toLowerCase(), notBefore: date(c.validFrom), notAfter: date(c.validTo), ca: c.ca, odd }
}
// Only that it is odd: what it shows of the rest is its own affair.
const odd = (more = {}) => ({ ...of(e), certificate: { ...shown(plain, true), ...more } })

const plain = make(e, '-subj /CN=example.com/O=Example␣Inc')
a.add('certificate.pem', plain, of(e, 'O=Example Inc,CN=example.com', { certificate: shown(plain) }))
a.add('x509-certificate.pem', plain.replaceAll('BEGIN ', 'BEGIN X509 ').replaceAll('END ', 'END X509 '), of(e))
a.add('trusted-certificate.pem', ssl('x509 -in c -trustout -addtrust serverAuth -setalias test', { c: plain }), of(e))
a.add('trusted-without-trust.pem', plain.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'), of(e))
a.add('openssl-text.pem', ssl('x509 -in c -text', { c: plain }), of(e))
for (const [name, days, more] of [['until-2060', 12600, ''], ['not-ca', 30, '-addext basicConstraints=critical,CA:FALSE'], ['serial-20-bytes', 30, '-set_serial 0xf1f2f3f4f5f6f7f8f9fafbfcfdfeff0102030405']]) {
  const pem = ssl(`req -x509 -new -key k -subj /CN=x -days ${days} ${more}`, { k: e }).toString()
  a.add(`${name}.pem`, pem, of(e, 'CN=x', { certificate: shown(pem) }))
}
a.add('rsa.pem', make(r, '-subj /CN=rsa'), of(r, 'CN=rsa'))
a.add('ed25519.pem', make(ed, '-subj /CN=ed'), of(ed, 'CN=ed'))
{
  const k1 = ec('secp256k1')
  a.add('secp256k1.pem', make(k1, '-subj /CN=k1'), of(k1, 'CN=k1'))
  const explicit = ssl('ec -in k -param_enc explicit', { k: e }).toString()
  a.add('explicit-parameters.pem', make(explicit, '-subj /CN=explicit'), of(e, 'CN=explicit', { notes: ['ec_explicit_parameters'] }))
}

// Names, as RFC 4514 writes them.
const names = { config: '[req]\ndistinguished_name=d\nprompt=no\nutf8=yes\nstring_mask=MASK\n[d]\nBODY\n' }
const named = (mask, body) => make(e, '-config config -utf8', { config: names.config.replace('MASK', mask).replace('BODY', body) })
a.add('name-unicode.pem', named('utf8only', 'CN=Žofie Ångström 鍵'), of(e, 'CN=Žofie Ångström 鍵'))
a.add('name-bmp.pem', named('MASK:0x800', 'CN=Žofie'), of(e, 'CN=Žofie'))
a.add('name-latin1.pem', named('MASK:0x4', 'CN=Ångström'), of(e, 'CN=Ångström'))
a.add('name-escaped.pem', make(e, '-subj /CN=a,b\\+c"d\\\\e<f>g;h=i/O=#x/OU=␣y␣'), of(e, 'OU=\\ y\\ ,O=\\#x,CN=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h=i'))
a.add('name-two-in-one.pem', make(e, '-multivalue-rdn -subj /O=org/CN=a+UID=b'), of(e, 'CN=a+UID=b,O=org'))
a.add('name-many.pem', make(e, '-subj /C=DE/ST=Berlin/L=Berlin/O=o/OU=u/CN=c/emailAddress=a@example.com/DC=example'),
  of(e, 'DC=example,emailAddress=a@example.com,CN=c,OU=u,O=o,L=Berlin,ST=Berlin,C=DE'))
a.add('name-unknown-type.pem', named('utf8only', 'CN=c\n0.1.2.3.4=x'), of(e, '1.2.3.4=#0c0178,CN=c'))
a.add('name-empty.pem', make(e, '-subj /'), of(e, ''))

// Certificates that other readers refuse: the key is still there.
const [tbs, alg, signature] = children(der(plain))
const fields = children(tbs)
const rebuilt = (change, tail = [alg, signature]) => {
  const copy = [...fields]
  change(copy)
  return pem('CERTIFICATE', seq(seq(...copy), ...tail))
}
// Their signature is of what they were.
const unsound = (want) => ({ ...want, notes: ['certificate_unsound'] })
a.add('negative-serial.pem', rebuilt((f) => { f[1] = tlv(2, [0x85]) }), unsound(odd({ serial: '85' })))
a.add('serial-not-minimal.pem', rebuilt((f) => { f[1] = tlv(2, [0, 0, 5]) }), unsound(of(e)))
a.add('serial-zero.pem', rebuilt((f) => { f[1] = int(0) }), unsound({ ...of(e), certificate: { ...shown(plain), serial: '00' } }))
a.add('serial-huge.pem', rebuilt((f) => { f[1] = tlv(2, Buffer.alloc(100, 0x5a)) }), unsound(of(e)))
a.add('version-1.pem', rebuilt((f) => { f.shift(); f.pop() }), unsound(of(e)))
a.add('version-9.pem', rebuilt((f) => { f[0] = explicitTag(0, int(9)) }), unsound(of(e)))
a.add('date-broken.pem', rebuilt((f) => { f[4] = seq(tlv(23, Buffer.from('991332256199Z')), tlv(23, Buffer.from('not a time'))) }), unsound(odd({ notBefore: '0001-01-01T00:00:00Z', notAfter: '0001-01-01T00:00:00Z' })))
a.add('name-broken.pem', rebuilt((f) => { f[5] = seq(set(int(1))) }), { ...odd(), subject: '' })
a.add('extensions-broken.pem', rebuilt((f) => { f[7] = explicitTag(3, octets('?')) }), unsound(odd({ ca: false })))
a.add('extension-twice.pem', rebuilt((f) => { const x = children(contents(f[7])); f[7] = explicitTag(3, seq(contents(x[0]), contents(x[0]))) }), unsound(of(e)))
a.add('critical-unknown.pem', rebuilt((f) => { f[7] = explicitTag(3, seq(seq(oid('1.2.3.4'), tlv(1, [255]), octets('?')))) }), unsound(of(e)))
a.add('signature-missing.pem', rebuilt(() => {}, [alg, bitString(Buffer.alloc(0))]), unsound(of(e)))
a.add('signature-algorithm-other.pem', rebuilt(() => {}, [seq(oid('1.2.3.4'), nul), signature]), unsound(of(e)))
const spki = (der) => rebuilt((f) => { f[6] = der })
a.refuse('dsa.pem', spki(seq(seq(oid('1.2.840.10040.4.1'), seq(int(23), int(11), int(2))), bitString(int(9)))), 'unsupported_algorithm', 'DSA')
a.refuse('brainpool.pem', make(ec('brainpoolP256r1'), '-subj /CN=bp'), 'unsupported_curve', 'brainpoolP256r1')
a.refuse('point-off-curve.pem', spki(seq(children(der(publicOf(e)))[0], bitString(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)])))), 'invalid_key')
a.add('trailing.pem', pem('CERTIFICATE', Buffer.concat([der(plain), Buffer.from('x')])), of(e, undefined, { notes: ['trailing_data_left_out'] }))
a.refuse('trusted-trailing.pem', pem('TRUSTED CERTIFICATE', Buffer.concat([der(plain), seq(), Buffer.from('x')])), 'trailing_data')
a.refuse('cut.pem', pem('CERTIFICATE', der(plain).subarray(0, 200)), 'truncated')
a.refuse('no-key.pem', pem('CERTIFICATE', seq(seq(...fields.slice(0, 6)), alg, signature)), 'malformed')

// Requests.
const csr = (key, more) => ssl(`req -new -key k ${more}`, { k: key }).toString()
a.add('request.pem', csr(e, '-subj /CN=request'), wantPublic(e, { comment: 'CN=request', source: 'certificate request' }))
a.add('new-request.pem', csr(r, '-newhdr -subj /CN=request'), wantPublic(r, { comment: 'CN=request' }))
a.add('request-empty-name.pem', csr(ed, '-subj /'), wantPublic(ed, { comment: '' }))

// Bundles. The intermediate is no CA, as openssl verify finds too: it is of
// X.509 version 1.
const ca = make(r, '-subj /CN=ca')
const issue = (key, subject, issuer, issuerKey, extra = '') =>
  ssl(`x509 -req -in q -CA ca -CAkey cak -days 30 -CAcreateserial ${extra}`, { q: csr(key, `-subj /CN=${subject}`), ca: issuer, cak: issuerKey }).toString()
const middleKey = ec('P-384')
const middle = issue(middleKey, 'middle', ca, r)
const leaf = issue(e, 'leaf', middle, middleKey)
const chain = (certificates, key, subject) => wantPublic(key, { certificates, subject })
const notCA = wantPublic(e, { certificates: 1, subject: 'CN=leaf', notes: ['chain_not_ca'] })
const issuers = [middleKey, r].map((key) => wantPublic(key).thumbprint)
const about = 'the intermediate is of X.509 version 1 and no CA'
a.add('chain.pem', leaf + middle + ca, notCA, { about, issuers })
a.add('chain-reversed.pem', ca + middle + leaf, notCA, { about, issuers: issuers.toReversed() })
a.add('chain-with-gap.pem', leaf + ca, [chain(1, e, 'CN=leaf'), chain(1, r, 'CN=ca')])
a.add('pkcs7.pem', ssl('crl2pkcs7 -nocrl -certfile c', { c: leaf + middle + ca }), notCA, { about, issuers })
a.add('pkcs7-signed-data.pem', ssl('crl2pkcs7 -nocrl -certfile c', { c: leaf }).toString().replaceAll('PKCS7', 'PKCS #7 SIGNED DATA'), chain(1, e, 'CN=leaf'))
a.add('cms.pem', ssl('crl2pkcs7 -nocrl -certfile c', { c: leaf }).toString().replaceAll('PKCS7', 'CMS'), chain(1, e, 'CN=leaf'))
a.refuse('pkcs7-empty.pem', ssl('crl2pkcs7 -nocrl'), 'not_a_key', 'without certificates')
a.refuse('pkcs7-enveloped.pem', ssl('smime -encrypt -in m -outform PEM c', { m: 'text', c: ca }), 'not_a_key', 'encrypted')
a.done()
