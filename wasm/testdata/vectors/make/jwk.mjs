// JWK, JWK Set, and JWKs in other text. The rules of JWK itself are tested in
// package jose.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { Area, der, ec, generate, publicOf, rsa, ssl, want, wantPublic } from './lib.mjs'
import { expectation } from '../oracle.mjs'

const a = new Area('jwk')
const r = rsa(2048)
const e = ec('P-256')
const ed = generate('ed25519')
const jwk = (pem, more = {}) => ({ ...createPrivateKey(pem).export({ format: 'jwk' }), ...more })
const pub = (pem, more = {}) => ({ ...createPublicKey(pem).export({ format: 'jwk' }), ...more })
const oct = { kty: 'oct', k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow' }
const json = (o) => JSON.stringify(o, null, 2)

a.add('rsa-private.json', json(jwk(r, { kid: 'one', use: 'sig' })), want(r, { kid: 'one', source: 'Private JWK' }))
a.add('rsa-public.json', json(pub(r)), wantPublic(r, { source: 'Public JWK' }))
for (const [name, k] of [['p256', e], ['p384', ec('P-384')], ['p521', ec('P-521')], ['secp256k1', ec('secp256k1')], ['ed25519', ed], ['x25519', generate('x25519')]]) {
  a.add(`${name}-private.json`, json(jwk(k)), k)
  a.add(`${name}-public.json`, json(pub(k)), wantPublic(k))
}
a.add('oct.json', json(oct), expectation(oct))
a.add('set.json', json({ keys: [jwk(r, { kid: 'a' }), pub(e, { kid: 'b' }), oct] }), [want(r, { kid: 'a' }), wantPublic(e, { kid: 'b' }), expectation(oct)])
a.add('array.json', json([pub(r), pub(ed)]), [wantPublic(r), wantPublic(ed)])
a.add('lines.json', [pub(r), pub(ed)].map((o) => JSON.stringify(o)).join('\n'), [wantPublic(r), wantPublic(ed)])
a.add('set-with-unknown.json', json({ keys: [{ kty: 'AKP', alg: 'SLH-DSA-SHA2-128s', pub: 'AAAA' }, pub(e)] }), wantPublic(e), { skipped: ['unsupported_algorithm'] })
a.add('nested.json', json({ jwks: { keys: [pub(e)] } }), wantPublic(e))
a.add('deep-in-config.json', json({ auth: { providers: [{ name: 'x', signing: { key: jwk(ed) } }, { key: pub(r) }] } }), [want(ed), wantPublic(r)])
// As the Azure CLI shows a key of an HSM.
const vault = (key) => json({ attributes: { enabled: true }, key: { ...key, kid: 'https://vault.example/keys/a/1', keyOps: ['verify'], d: null, p: null } })
a.add('azure-rsa-hsm.json', vault(pub(r, { kty: 'RSA-HSM' })), wantPublic(r, { kid: 'https://vault.example/keys/a/1', notes: ['jwk_loose_encoding'] }))
a.add('azure-ec-hsm.json', vault(pub(e, { kty: 'EC-HSM' })), wantPublic(e, { kid: 'https://vault.example/keys/a/1', notes: ['jwk_loose_encoding'] }))
a.refuse('azure-oct-hsm.json', vault({ kty: 'oct-HSM', k: null }), 'not_a_key', 'HSM')
a.add('in-javascript.js', `const key = ${json(jwk(e))};\nexport default key\n`, e)
a.add('in-log.txt', `time=1 msg="keys" set={"keys":[${JSON.stringify(pub(e))}]} done\n`, wantPublic(e))
a.add('in-html.html', `<pre>\n${json(pub(r))}\n</pre>`, wantPublic(r))
a.add('base64.txt', Buffer.from(json(jwk(e))).toString('base64'), e)
a.add('json-in-string.json', JSON.stringify({ JWK: JSON.stringify(jwk(e)) }), e)
a.add('bom-crlf.json', '\ufeff' + json(jwk(e)).replaceAll('\n', '\r\n'), e)
a.add('utf16.json', Buffer.from('\ufeff' + json(jwk(e)), 'utf16le'), e)
a.add('pem-after.txt', json(pub(e)) + '\n' + ed, [wantPublic(e), want(ed)])
a.add('pem-before.txt', ed + json(pub(e)) + '\n', [want(ed), wantPublic(e)])
const ca = ssl('req -x509 -new -key k -days 30 -subj /CN=jwk', { k: e }).toString()
a.add('x5c.json', json(pub(e, { x5c: [der(ca).toString('base64')] })), wantPublic(e, { certificates: 1, subject: 'CN=jwk' }))
a.add('x5c-of-another-key.json', json(pub(ed, { x5c: [der(ca).toString('base64')] })), wantPublic(ed, { notes: ['x5c_other_key'] }))
a.add('x5c-set.json', json({ keys: [pub(e, { x5c: [der(ca).toString('base64')] }), pub(r)] }), [wantPublic(e, { certificates: 1 }), wantPublic(r)])
a.refuse('off-curve.json', json({ ...pub(e), x: pub(ec('P-256')).x }), 'invalid_key')
a.refuse('mismatch.json', json({ ...jwk(e), d: jwk(ec('P-256')).d }), 'key_mismatch')
a.refuse('brainpool.json', json({ ...pub(e), crv: 'brainpoolP256r1' }), 'unsupported_curve')
a.refuse('cut.json', json(jwk(r)).slice(0, 900), 'truncated')
a.add('no-kty.json', json({ ...jwk(e), kty: undefined }), want(e, { notes: ['jwk_loose_encoding'] }))
a.refuse('empty-set.json', '{"keys":[]}', 'no_key')
a.refuse('deep-broken.json', json({ auth: { key: { ...pub(e), y: 'AA' } } }), 'invalid_key')
a.done()
