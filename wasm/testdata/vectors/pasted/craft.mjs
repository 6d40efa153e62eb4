// What no tool at hand writes: see make.sh.
//
//   node craft.mjs jwk KEY.pem           the public JWK
//   node craft.mjs jwe KEY.pem           the private JWK under a password (RFC 7517 appendix C)
//   node craft.mjs pem CA.json           the public key of step-ca's first provisioner
//   node craft.mjs sexp FILE             a key of GnuPG in the layout before 2.2.16
//   node craft.mjs python-jose KEY.pem   what python-jose before 3.0 wrote
import { createCipheriv, createPrivateKey, createPublicKey, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [what, file] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')
const url = (data) => Buffer.from(data).toString('base64url')
const out = {
  jwk: () => JSON.stringify(createPublicKey(text).export({ format: 'jwk' })),
  jwe: () => {
    const alg = 'PBES2-HS256+A128KW'
    const salt = randomBytes(16)
    const cek = randomBytes(16)
    const header = url(JSON.stringify({ alg, enc: 'A128GCM', cty: 'jwk+json', p2c: 4096, p2s: url(salt) }))
    const kek = pbkdf2Sync('secret', Buffer.concat([Buffer.from(alg), Buffer.of(0), salt]), 4096, 16, 'sha256')
    const wrap = createCipheriv('aes128-wrap', kek, Buffer.alloc(8, 0xa6))
    const wrapped = Buffer.concat([wrap.update(cek), wrap.final()])
    const iv = randomBytes(12)
    const seal = createCipheriv('aes-128-gcm', cek, iv).setAAD(Buffer.from(header))
    const body = Buffer.concat([seal.update(JSON.stringify(createPrivateKey(text).export({ format: 'jwk' }))), seal.final()])
    return [header, url(wrapped), url(iv), url(body), url(seal.getAuthTag())].join('.')
  },
  pem: () => createPublicKey({ key: JSON.parse(text).authority.provisioners[0].key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
  sexp: () => Buffer.concat([...text.slice(text.indexOf('(')).matchAll(/[()]|#([0-9A-F\s]+)#|[^()\s#]+/g)].map(([token, hex]) => {
    const atom = hex ? Buffer.from(hex.replace(/\s/g, ''), 'hex') : Buffer.from(token)
    return '()'.includes(token) ? atom : Buffer.concat([Buffer.from(`${atom.length}:`), atom])
  })),
  'python-jose': () => {
    const header = Buffer.from('308204bd020100300d06092a864886f70d0101010500', 'hex')
    const der = Buffer.concat([header, createPrivateKey(text).export({ type: 'pkcs1', format: 'der' })])
    return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
  }
}[what]()
process.stdout.write(out)
