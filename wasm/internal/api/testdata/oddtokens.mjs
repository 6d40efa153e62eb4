// Tokens by Node's crypto whose signature is right but for one thing: the salt of
// PSS or its mask, the digest, hexadecimal or base64 in place of bytes, the order or the
// length of its numbers, the text that was signed, the text of a secret or a key. Node
// has no other mask: openssl (3) makes that.
//
//   node oddtokens.mjs > oddtokens.json
import { constants, createHash, createHmac, createSecretKey, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { privateKey: rsa, publicKey: rsaPublic } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const { privateKey: ec, publicKey: ecPublic } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const secret = Buffer.from('0123456789abcdefghijklmnopqrstuv')
const jwk = (key) => key.export({ format: 'jwk' })
const base64url = (text) => Buffer.from(text).toString('base64url')
const list = []
const add = (name, says, alg, key, signer, same = true) => {
  const input = base64url(JSON.stringify({ alg, typ: 'JWT' })) + '.' + base64url('{"sub":"1"}')
  const signature = Buffer.from(signer(Buffer.from(input)))
  list.push({ name, says, same, jwk: jwk(key), token: input + '.' + signature.toString('base64url') })
}
const pss = (saltLength) => (input) => sign('sha256', input, { key: rsa, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
add('salt of 20 bytes', 'salt', 'PS256', rsaPublic, pss(20))
add('the longest salt', 'salt', 'PS256', rsaPublic, pss(constants.RSA_PSS_SALTLEN_MAX_SIGN))
add('SHA-1', 'over the SHA-1', 'RS256', rsaPublic, (input) => sign('sha1', input, rsa))
add('SHA-384', 'over the SHA-384', 'ES256', ecPublic, (input) => sign('sha384', input, { key: ec, dsaEncoding: 'ieee-p1363' }))
add('hexadecimal', 'written as text', 'ES256', ecPublic, (input) => sign('sha256', input, { key: ec, dsaEncoding: 'ieee-p1363' }).toString('hex'))
add('base64', 'written as text', 'RS256', rsaPublic, (input) => sign('sha256', input, rsa).toString('base64'))
add('text of the secret', 'text of the secret', 'HS256', createSecretKey(secret), (input) => createHmac('sha256', secret.toString('base64')).update(input).digest())

// Over another text, or written in another order or length.
const { privateKey: ec384, publicKey: ec384Public } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const { privateKey: ed, publicKey: edPublic } = generateKeyPairSync('ed25519')
const es256 = (input) => sign('sha256', input, { key: ec, dsaEncoding: 'ieee-p1363' })
const digest = (hash, input) => createHash(hash).update(input).digest()
const until = (make, found) => {
  for (;;) {
    const made = make()
    if (found(made)) return made
  }
}
add('another mask', 'mask of its RSASSA-PSS', 'PS256', rsaPublic, (input) => {
  const folder = mkdtempSync(join(tmpdir(), 'odd-'))
  const file = (name) => join(folder, name)
  writeFileSync(file('key.pem'), rsa.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(file('input'), input)
  const options = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:32', 'rsa_mgf1_md:sha1'].flatMap((o) => ['-sigopt', o])
  const signature = execFileSync('openssl', ['dgst', '-sha256', '-sign', file('key.pem'), ...options, file('input')])
  rmSync(folder, { recursive: true })
  return signature
})
add('ES256 on P-384', 'ES256 is for keys on another curve', 'ES256', ec384Public, (input) => sign('sha256', input, { key: ec384, dsaEncoding: 'ieee-p1363' }))
add('RS1', 'RS1 is RSASSA-PKCS1-v1_5 over the SHA-1', 'RS1', rsaPublic, (input) => sign('sha1', input, rsa))
add('no alg', 'its header names no algorithm: it', undefined, edPublic, (input) => sign(null, input, ed))
add('with a line break', 'end of a line was signed', 'RS256', rsaPublic, (input) => sign('sha256', input + '\n', rsa))
add('with a line break, EC', 'end of a line was signed', 'ES256', ecPublic, (input) => es256(input + '\r\n'))
add('with a line break, HMAC', 'end of a line was signed', 'HS256', createSecretKey(secret), (input) => createHmac('sha256', secret).update(input + '\n').digest())
add('of the digest', 'digest was taken twice', 'RS256', rsaPublic, (input) => sign('sha256', digest('sha256', input), rsa))
add('of the digest, PS512', 'digest was taken twice', 'PS512', rsaPublic, (input) => sign('sha512', digest('sha512', input), { key: rsa, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }))
add('of the digest as text', 'digest was taken twice', 'ES256', ecPublic, (input) => es256(digest('sha256', input).toString('hex')))
add('of the digest, in DER', 'digest was taken twice', 'ES384', ec384Public, (input) => sign('sha384', digest('sha384', input), ec384))
add('of the digest, Ed25519', 'digest was taken twice', 'EdDSA', edPublic, (input) => sign(null, digest('sha512', input), ed))
add('r without its zero', 'lost the zeros', 'ES256', ecPublic, (input) => until(() => es256(input), (s) => s[0] === 0).subarray(1))
add('s without its zero', 'lost the zeros', 'ES256', ecPublic, (input) => {
  const made = until(() => es256(input), (s) => s[32] === 0)
  return Buffer.concat([made.subarray(0, 32), made.subarray(33)])
})
add('s before r', 's before r', 'ES256', ecPublic, (input) => {
  const made = es256(input)
  return Buffer.concat([made.subarray(32), made.subarray(0, 32)])
})
add('reversed', 'reverse order', 'RS256', rsaPublic, (input) => sign('sha256', input, rsa).reverse())
add('hexadecimal by itself', 'is written in hexadecimal', 'ES256', ecPublic, (input) => Buffer.from(es256(input).toString('hex'), 'base64url'))
add('hexadecimal by itself, RSA', 'is written in hexadecimal', 'RS256', rsaPublic, (input) => Buffer.from(sign('sha256', input, rsa).toString('hex'), 'base64url'))
const bare = (hash) => (input) => privateEncrypt({ key: rsa, padding: constants.RSA_PKCS1_PADDING }, digest(hash, input))
add('the bare digest', 'name of the digest', 'RS256', rsaPublic, bare('sha256'))
add('the bare digest, RS512', 'name of the digest', 'RS512', rsaPublic, bare('sha512'))
const parts = (input) => input.toString().split('.')
const decoded = (input) => parts(input).map((part) => Buffer.from(part, 'base64url').toString())
for (const [name, text] of [
  ['its JSON', (input) => decoded(input).join('.')], ['its payload', (input) => parts(input)[1]], ['the JSON of its payload', (input) => decoded(input)[1]],
  ['no dot', (input) => parts(input).join('')], ['with padding', (input) => decoded(input).map((part) => Buffer.from(part).toString('base64')).join('.')],
]) add(name, 'another text was signed', 'RS256', rsaPublic, (input) => sign('sha256', text(input), rsa))

// A text of the key in place of a secret.
const hmac = (key) => (input) => createHmac('sha256', key).update(input).digest()
const pem = (key, type) => key.export({ type, format: 'pem' })
const texts = (what, key, text) => {
  const body = text.trim().split('\n').slice(1, -1).join('\n')
  for (const [how, secret, kind] of [
    ['', text, 'PEM'], [', no last line break', text.trim(), 'PEM'], [', Windows', text.replaceAll('\n', '\r\n'), 'PEM'],
    [', Windows, no last', text.trim().replaceAll('\n', '\r\n'), 'PEM'], [', its lines', body, 'base64'], [', in one line', body.replaceAll('\n', ''), 'base64'],
  ]) add(what + how, `the ${kind} text of the ${what}`, 'HS256', key, hmac(secret), false)
}
texts('public key', rsaPublic, pem(rsaPublic, 'spki'))
texts('public key in PKCS#1', rsaPublic, pem(rsaPublic, 'pkcs1'))
texts('private key in PKCS#8', rsa, pem(rsa, 'pkcs8'))
texts('private key in its traditional form', ec, pem(ec, 'sec1'))
console.log(JSON.stringify(list, null, 1))
