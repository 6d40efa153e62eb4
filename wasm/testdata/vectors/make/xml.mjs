// RSAKeyValue as .NET's RSA.ToXmlString and XML Signature write it, of numbers
// that Node's crypto gives.
import { createPrivateKey } from 'node:crypto'
import { Area, der, ec, publicOf, rsa, ssl, want, wantPublic } from './lib.mjs'

const a = new Area('xml')
const r = rsa(2048)
const other = rsa(1024)
const wrap = (s, n) => s.replace(new RegExp(`.{1,${n}}`, 'g'), '$&\n')
/** The members in base64, of fixed length as .NET has them. */
function numbers (pem) {
  const jwk = createPrivateKey(pem).export({ format: 'jwk' })
  const bytes = Object.fromEntries(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => [name, Buffer.from(jwk[name], 'base64url')]))
  const fixed = (name) => Buffer.concat([Buffer.alloc(Math.max(0, (name === 'd' ? bytes.n : bytes.p).length - bytes[name].length)), bytes[name]]).toString('base64')
  return {
    Modulus: bytes.n.toString('base64'), Exponent: bytes.e.toString('base64'), P: fixed('p'), Q: fixed('q'),
    DP: fixed('dp'), DQ: fixed('dq'), InverseQ: fixed('qi'), D: fixed('d')
  }
}
/** An element with some of the members. */
function xml (pem, names = undefined, { prefix = '', attributes = '', space = '' } = {}) {
  const list = Object.entries(numbers(pem)).filter(([name]) => !names || names.includes(name))
  return `<${prefix}RSAKeyValue${attributes}>${space}${list.map(([name, text]) => `<${prefix}${name}>${space ? space + wrap(text, 64) : text}</${prefix}${name}>${space}`).join('')}</${prefix}RSAKeyValue>`
}
const open = ['Modulus', 'Exponent']
const ds = ' xmlns="http://www.w3.org/2000/09/xmldsig#"'

a.add('public.xml', xml(r, open), wantPublic(r, { source: 'XML public key' }))
a.add('private.xml', xml(r), want(r, { source: 'XML private key' }))
a.add('private-indented.xml', `<?xml version="1.0" encoding="utf-8"?>\r\n${xml(r, undefined, { space: '\r\n  ' })}\r\n`, r)
a.add('private-without-crt.xml', xml(r, [...open, 'D', 'P', 'Q']), r)
a.add('private-exponent-only.xml', xml(r, [...open, 'D']), r)
a.add('namespace.xml', `<KeyInfo><KeyValue>${xml(r, open, { attributes: ds })}</KeyValue></KeyInfo>`, wantPublic(r))
a.add('prefix.xml', `<ds:KeyInfo><ds:KeyValue>${xml(r, open, { prefix: 'ds:', space: '\n' })}</ds:KeyValue></ds:KeyInfo>`, wantPublic(r))
a.add('references.xml', xml(r, open, { space: '\n' }).replaceAll('\n', '&#13;\n'), wantPublic(r))
a.add('utf16.xml', Buffer.from('\ufeff' + xml(r), 'utf16le'), r)
a.add('two.xml', `<keys>\n${xml(r)}\n${xml(other, open)}\n</keys>\n`, [want(r), wantPublic(other)])
a.add('one-broken.xml', `<keys>${xml(r, ['Modulus'])}${xml(other, open)}</keys>`, wantPublic(other), { skipped: ['malformed'] })
const cert = ssl('req -x509 -key k -subj /CN=xml -days 30', { k: ec('P-256') }).toString()
a.add('certificate-beside.xml', `<KeyInfo><KeyValue>${xml(r, open)}</KeyValue><X509Certificate>${der(cert).toString('base64')}</X509Certificate></KeyInfo>`,
  [want(cert, { certificates: 1 }), wantPublic(r, { source: 'XML public key' })])
const own = ssl('req -x509 -key k -subj /CN=xml -days 30', { k: r }).toString()
a.add('certificate-of-it.xml', `<KeyInfo><KeyValue>${xml(r, open)}</KeyValue><X509Certificate>${der(own).toString('base64')}</X509Certificate></KeyInfo>`, want(own, { certificates: 1 }))

a.refuse('no-exponent.xml', xml(r, ['Modulus']), 'malformed', 'XML')
a.refuse('no-private-exponent.xml', xml(r, [...open, 'P', 'Q']), 'malformed', 'XML')
a.refuse('not-base64.xml', xml(r, open).replace('<Modulus>', '<Modulus>?'), 'malformed', 'XML')
a.refuse('empty-number.xml', xml(r, ['Exponent']).replace('<Exponent>', '<Modulus></Modulus><Exponent>'), 'malformed', 'XML')
a.refuse('other-exponent.xml', xml(r).replace(/<D>.*<.D>/, `<D>${numbers(rsa(2048)).D}</D>`), 'key_mismatch')
a.refuse('huge.xml', xml(r, ['Exponent']).replace('<Exponent>', `<Modulus>${Buffer.alloc(5000, 0xaa).toString('base64')}</Modulus><Exponent>`), 'too_large', 'XML')
a.refuse('cut.xml', xml(r, open).slice(0, -20), 'unsupported_format', 'XML')
a.done()
