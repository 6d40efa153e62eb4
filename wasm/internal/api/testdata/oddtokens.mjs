// Tokens by Node's crypto whose signature is right but for one thing: the salt of
// PSS, the digest, hexadecimal or base64 in place of bytes, the text of a secret.
//
//   node oddtokens.mjs > oddtokens.json
import { constants, createHmac, createSecretKey, generateKeyPairSync, sign } from 'node:crypto'

const { privateKey: rsa, publicKey: rsaPublic } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: ec, publicKey: ecPublic } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const secret = Buffer.from('0123456789abcdefghijklmnopqrstuv')
const jwk = (key) => key.export({ format: 'jwk' })
const base64url = (text) => Buffer.from(text).toString('base64url')
const list = []
const add = (name, says, alg, key, signer) => {
  const input = base64url(JSON.stringify({ alg })) + '.' + base64url('{"sub":"1"}')
  list.push({ name, says, jwk: jwk(key), token: input + '.' + Buffer.from(signer(Buffer.from(input))).toString('base64url') })
}
const pss = (saltLength) => (input) => sign('sha256', input, { key: rsa, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
add('salt of 20 bytes', 'salt', 'PS256', rsaPublic, pss(20))
add('the longest salt', 'salt', 'PS256', rsaPublic, pss(constants.RSA_PSS_SALTLEN_MAX_SIGN))
add('SHA-1', 'over the SHA-1', 'RS256', rsaPublic, (input) => sign('sha1', input, rsa))
add('SHA-384', 'over the SHA-384', 'ES256', ecPublic, (input) => sign('sha384', input, { key: ec, dsaEncoding: 'ieee-p1363' }))
add('hexadecimal', 'written as text', 'ES256', ecPublic, (input) => sign('sha256', input, { key: ec, dsaEncoding: 'ieee-p1363' }).toString('hex'))
add('base64', 'written as text', 'RS256', rsaPublic, (input) => sign('sha256', input, rsa).toString('base64'))
add('text of the secret', 'text of the secret', 'HS256', createSecretKey(secret), (input) => createHmac('sha256', secret.toString('base64')).update(input).digest())
console.log(JSON.stringify(list, null, 1))
