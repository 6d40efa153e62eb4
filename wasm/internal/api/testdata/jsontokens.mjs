// Tokens by Node's crypto in JSON serialization (RFC 7515 section 7.2), in the places
// where people have them, and tokens with what changes how they are read: crit, b64
// (RFC 7797), what was left out.
//
//   node jsontokens.mjs > jsontokens.json
import { generateKeyPairSync, sign } from 'node:crypto'

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { privateKey, publicKey } = pair()
const { privateKey: other, publicKey: otherPublic } = pair()
const base64url = (text) => Buffer.from(text).toString('base64url')
const es256 = (input, key = privateKey) => sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const claims = '{"iss":"c","sub":"c","url":"https://as.example/a.b"}'
const part = (header, key) => {
  const protectedHeader = base64url(JSON.stringify(header))
  return { protected: protectedHeader, signature: es256(protectedHeader + '.' + base64url(claims), key) }
}
const list = []
const add = (name, says, text, same = true, unknown = false) => list.push({ name, says, same, unknown, text })
const json = (value) => JSON.stringify(value)
const mine = 'signed by this key, and names its key ID.'
const payload = base64url(claims)
const flat = { payload, ...part({ alg: 'ES256', kid: 'k1' }) }
const general = { payload, signatures: [part({ alg: 'ES256', kid: 'k2' }, other), part({ alg: 'ES256', kid: 'k1' })] }

add('flattened', mine, json(flat))
add('general', 'Of the 2 tokens in it, number 2. This token was ' + mine, JSON.stringify(general, null, 2))
add('the kid is not protected', mine, json({ payload, ...part({ alg: 'ES256' }), header: { kid: 'k1' } }))
add('nothing is protected', mine, json({ payload, header: { alg: 'ES256', kid: 'k1' }, signature: es256('.' + payload) }))
add('a member', mine, json({ status: 'refused', signature: 'none', request: { jws: flat } }))
add('in an array', mine, json([{ a: 1 }, flat]))
add('in a string', mine, json({ body: json(flat) }))
add('in a string of a string', mine, json({ log: json({ body: JSON.stringify(general, null, 1) }) }))
add('among words', mine, 'POST /jws said "no":\n' + json(flat) + '\nand "that" was it')
add('by curl', mine, `curl -d '${json(flat)}' https://as.example/`)
add('by another key', 'was not signed by this key, or it was changed', json({ payload, ...part({ alg: 'ES256', kid: 'k9' }, other) }), false)
add('another key in its header', 'carries a key of its own (jwk), which signed it', json({ payload, ...part({ alg: 'ES256' }, other), header: { jwk: otherPublic.export({ format: 'jwk' }) } }), false)
const { protected: head, signature } = part({ alg: 'ES256', kid: 'k1' })
add('detached', 'its content is missing', json({ protected: head, signature }), false, true)
add('detached, general', 'its content is missing', json({ signatures: [{ protected: head, signature }] }), false, true)

// RFC 7797: the payload is signed as it is.
const raw = base64url('{"alg":"ES256","kid":"k1","b64":false,"crit":["b64"]}')
const b64 = 'names its key ID. The header has crit'
add('not encoded', b64, json({ payload: claims, protected: raw, signature: es256(raw + '.' + claims) }))
add('signed as it is, and sent encoded', b64, raw + '.' + payload + '.' + es256(raw + '.' + claims))
add('signed encoded', b64, raw + '.' + payload + '.' + es256(raw + '.' + payload))
add('not encoded, with + and /', '(RFC 7515 section 4.1.11).', json({ payload: '+/=', protected: raw, signature: es256(raw + '.+/=') }))

const compact = (header, body = claims) => {
  const input = base64url(header) + '.' + base64url(body)
  return input + '.' + es256(input)
}
add('crit', 'refuse the token if it does not know', compact('{"alg":"ES256","crit":["x"],"x":1}'))

const whole = compact('{"alg":"ES256","kid":"k1"}')
const [h, p] = whole.split('.')
for (const [mark, what] of [['...', 'dots'], ['…', 'an ellipsis'], ['[...]', 'dots in brackets']]) {
  const short = 'The token was shortened'
  add(`its middle is ${what}`, short, h + '.' + p.slice(0, 9) + mark + p.slice(30) + whole.slice(h.length + p.length + 1), true)
  add(`its end is ${what}`, short, h + '.' + p.slice(0, 9) + mark, true)
  add(`all but its header is ${what}`, short, h + mark, true)
  // 48 bytes are a signature's by another key; not so where something was left out.
  add(`the end of its signature is ${what}`, 'it may have been cut', h + '.' + p + '.' + whole.split('.')[2].slice(0, 64) + mark, false, true)
}
add('dots behind a whole one', mine, whole + ' ... and so on')
for (const mark of ['[truncated]', '(truncated)', ' <redacted>', '[+123 chars]', '***', '[PII is hidden]', '[Signature]']) {
  add('shortened by ' + mark, 'a word stand there for its rest', whole.slice(0, h.length + p.length + 3) + mark, false, true)
  add('no signature, but ' + mark, 'a word stand there for its rest', h + '.' + p + '.' + mark)
}
add('whole, before words', mine, whole + ' (the signature was invalid)')

// Detached, beside the content (RFC 7515 appendix F): as HTTP has it, and otherwise.
const detached = h + '..' + whole.split('.')[2]
const beside = mine + ' Its content is not in it'
add('detached, HTTP', beside, `POST /payments HTTP/1.1\r\nx-jws-signature: ${detached}\r\nContent-Type: application/json\r\n\r\n${claims}\r\n`)
add('detached, JSON before it', beside, `body: ${claims}\nx-jws-signature: ${detached}`)
add('detached, other content', 'its content is missing', detached + '\n\n' + claims.replace('c', 'd'), false, true)
add('detached, braces the wrong way round', 'its content is missing', detached + '\n} {', false, true)
add('detached, signed as it is', mine + ' Its content is not in it', `x-jws-signature: ${raw}..${es256(raw + '.' + claims)}\n\n${claims}`)
console.log(JSON.stringify({ jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'k1' }, tokens: list }, null, 1))
