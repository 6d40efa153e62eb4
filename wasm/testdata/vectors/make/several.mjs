// Several keys in one input: order, what is skipped, what belongs together.
import { Area, der, ec, generate, pkcs1, publicOf, rsa, sec1, ssl, want, wantPublic } from './lib.mjs'

const a = new Area('several')
const r = rsa(2048)
const e = ec('P-256')
const ed = generate('ed25519')
const selfSigned = (key, name) => ssl(`req -x509 -new -key k -days 30 -subj /CN=${name}`, { k: key }).toString()
const csr = (key, name) => ssl(`req -new -key k -subj /CN=${name}`, { k: key }).toString()
const ca = selfSigned(r, 'ca')
const leaf = ssl('x509 -req -in q -CA ca -CAkey cak -days 30', { q: csr(e, 'leaf'), ca, cak: r }).toString()
const issuers = [wantPublic(r).thumbprint]
const encrypted = ssl('pkcs8 -topk8 -in k -passout pass:secret', { k: e }).toString()
const dsa = ssl('dsaparam -genkey -noout 1024').toString()
const crl = '-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n'
const dh = '-----BEGIN DH PARAMETERS-----\nMAYCARcCAQI=\n-----END DH PARAMETERS-----\n'

a.add('three.pem', r + e + ed, [r, e, ed])
a.add('three-kinds.pem', pkcs1(r) + publicOf(e) + ed, [want(r), wantPublic(e), want(ed)])
a.add('private-and-public.pem', e + publicOf(e), [want(e), wantPublic(e)])
a.add('public-and-private.pem', publicOf(e) + e, [wantPublic(e), want(e)])
a.add('twice.pem', e + e, [e, e])
a.add('key-and-certificate.pem', e + leaf, want(e, { certificates: 1, subject: 'CN=leaf', source: 'PKCS#8' }))
a.add('certificate-and-key.pem', leaf + e, want(e, { certificates: 1, subject: 'CN=leaf', source: 'PKCS#8' }))
a.add('key-and-chain.pem', e + leaf + ca, want(e, { certificates: 2 }), { issuers })
a.add('chain-and-key.pem', ca + leaf + e, want(e, { certificates: 2 }), { issuers })
a.add('public-key-and-certificate.pem', publicOf(e) + leaf, wantPublic(e, { certificates: 1 }))
a.add('both-halves-and-certificate.pem', publicOf(e) + leaf + e, [wantPublic(e), want(e, { certificates: 1 })])
a.add('renewed-certificate.pem', e + leaf + selfSigned(e, 'renewed'), [want(e, { certificates: 1, subject: 'CN=renewed' }), wantPublic(e, { certificates: 1, subject: 'CN=leaf' })])
a.add('two-certificates-of-one-key.pem', leaf + selfSigned(e, 'renewed'), [wantPublic(e, { certificates: 1 }), wantPublic(e, { certificates: 1 })])
a.add('request-and-key.pem', csr(e, 'x') + e, [wantPublic(e), want(e)])
a.add('text-between.txt', `first\n${r}second:\n${e}\nthird, ${ed.replaceAll('\n', '\\n')} and no more`, [r, e, ed])
a.add('newlines-stripped.txt', (r + e + ed).replaceAll('\n', ''), [r, e, ed])
a.add('parameters-between.pem', r + ssl('ecparam -name P-256') + sec1(e) + ed, [r, e, ed])
a.add('ssh-line-between.txt', ed + 'ssh-ed25519 ' + sshBlob(ed) + ' me@host\n' + e, [want(ed), wantPublic(ed, { comment: 'me@host' }), want(e)])
a.add('base64-between.txt', `a: ${der(ed).toString('base64')}\n${e}b: ${der(publicOf(r)).toString('base64')}\n`, [want(ed), want(e), wantPublic(r)])
a.add('env-file.env', `A="${e.replaceAll('\n', '\\n')}"\nB=${Buffer.from(ed).toString('base64')}\nC='${publicOf(r).replaceAll('\n', '\\n')}'\n`, [want(e), want(ed), wantPublic(r)])
a.add('config.json', JSON.stringify({ a: e, list: [{ b: ed }, publicOf(r)] }), [want(e), want(ed), wantPublic(r)])
a.add('secret.yaml', `data:\n  tls.crt: ${Buffer.from(leaf + ca).toString('base64')}\n  tls.key: ${Buffer.from(e).toString('base64')}\n`,
  want(e, { certificates: 2 }), { issuers })

// What is skipped, with why.
a.add('skips-dsa.pem', dsa + e, e, { skipped: ['unsupported_algorithm'], detail: 'DSA' })
a.add('skips-crl-and-dh.pem', crl + e + dh, e, { skipped: ['not_a_key', 'not_a_key'] })
a.add('skips-encrypted.pem', encrypted + ed, ed, { skipped: ['passphrase_required'] })
a.add('skips-wrong-passphrase.pem', encrypted + ed, ed, { skipped: ['wrong_passphrase'], passphrase: 'guess' })
a.add('opens-encrypted.pem', encrypted + ed, [e, ed], { passphrase: 'secret' })
a.add('skips-broken.pem', r.split('\n').toSpliced(4, 1).join('\n') + e, e, { skipped: ['truncated'] })
a.add('skips-unknown.pem', '-----BEGIN STRANGE THING-----\naGVsbG8=\n-----END STRANGE THING-----\n' + e, e, { skipped: ['not_a_key'] })
a.add('skips-pgp.pem', e + '-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: x\n\nmQENBF\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n', e, { skipped: ['unsupported_format'] })
a.add('certificate-of-refused-key.pem', selfSigned(ec('brainpoolP256r1'), 'bp') + e, e, { skipped: ['unsupported_curve'] })

// With no key at all, the fault that a person can do something about.
a.refuse('encrypted-and-refused.pem', dsa + encrypted, 'passphrase_required')
a.refuse('wrong-and-refused.pem', dsa + encrypted, 'wrong_passphrase', undefined, { passphrase: 'guess' })
a.refuse('refused-and-not-a-key.pem', crl + dsa, 'unsupported_algorithm')
a.refuse('two-not-a-key.pem', crl + dh, 'not_a_key', 'revocation')
a.done()

function sshBlob (key) {
  const field = (b) => { const n = Buffer.alloc(4); n.writeUInt32BE(b.length); return Buffer.concat([n, b]) }
  return Buffer.concat([field(Buffer.from('ssh-ed25519')), field(der(publicOf(key)).subarray(-32))]).toString('base64')
}
