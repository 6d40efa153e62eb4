// Makes the area shown: keys as source code has them, as languages print them, and
// as other formats carry them. Node, Python, od, ssh-keygen and openssl print what
// they print; the rest is written here after the language or the specification.
// The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const one = (jwk, notes = [], more = {}) => ({ keys: [{ ...expectation(jwk), ...more, ...(notes.length && { notes }) }] })
const run = (name, args, input) => execFileSync(name, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
const key = (jwk) => jwk.d ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPublicKey({ key: jwk, format: 'jwk' })
const type = (jwk) => jwk.d ? 'pkcs8' : 'spki'
const der = (jwk) => key(jwk).export({ format: 'der', type: type(jwk) })
const pem = (jwk) => key(jwk).export({ format: 'pem', type: type(jwk) })
const octets = (text) => Buffer.from(text, 'base64url')

const rsa = keys['RSA 2048'].public; const rsaPrivate = keys['RSA 2048'].private
const ec = keys['EC P-256'].public; const ecPrivate = keys['EC P-256'].private
const ed = keys.ed25519.public; const edPrivate = keys.ed25519.private
const json = JSON.stringify(ecPrivate)
const notJSON = ['jwk_not_json']

// What console.log leaves out of a key, and of a set.
put('inspect-key-ops.txt', inspect({ keys: [{ ...rsa, kid: 'a' }, { ...ec, kid: 'b', key_ops: ['verify'] }] }),
  { keys: [{ ...expectation(rsa), kid: 'a', notes: notJSON }, { ...expectation(ec), kid: 'b', notes: notJSON }] })
put('inspect-cut.txt', inspect({ keys: [ec, rsa] }, { maxStringLength: 100 }), { ...one(ec, notJSON), skipped: ['truncated'] })
put('inspect-nothing.txt', inspect({ keys: [[ec]] }), { error: 'truncated' })
put('inspect-buffer.txt', inspect(der(ec)), { error: 'truncated' })
put('inspect-array.txt', inspect(new Uint8Array(der(rsa))), { error: 'truncated' })
put('inspect-key-object.txt', inspect(key(ec)), { error: 'not_a_key' })

// Languages.
put('print_r.txt', `Array\n(\n    [keys] => Array\n        (\n            [0] => Array\n                (\n                    [kty] => EC\n                    [crv] => P-256\n                    [x] => ${ec.x}\n                    [y] => ${ec.y}\n                )\n\n            [1] => Array\n                (\n                    [kty] => RSA\n                    [n] => ${rsa.n}\n                    [e] => AQAB\n                )\n\n        )\n\n)\n`,
  { keys: [...one(ec, notJSON).keys, ...one(rsa, notJSON).keys] })
put('var_dump.txt', `array(4) {\n  ["kty"]=>\n  string(2) "EC"\n  ["crv"]=>\n  string(5) "P-256"\n  ["x"]=>\n  string(43) "${ec.x}"\n  ["y"]=>\n  string(43) "${ec.y}"\n}\n`, one(ec, notJSON))
put('rust-debug.txt', `Jwk { kty: "EC", crv: Some("P-256"), x: Some("${ec.x}"), y: Some("${ec.y}"), d: None }\n`, one(ec, notJSON))
put('swift-optional.txt', `["kty": Optional("EC"), "crv": Optional("P-256"), "x": Optional("${ec.x}"), "y": Optional("${ec.y}")]\n`, one(ec, notJSON))
put('csharp-initializer.cs', `var key = new JsonWebKey { Kty = "EC", Crv = "P-256", X = "${ec.x}", Y = "${ec.y}", Kid = "a" };\n`, one(ec, ['jwk_loose_encoding', ...notJSON], { kid: 'a' }))
const quoted = (text) => text.replaceAll('"', '\\"')
put('java-concatenated.java', `String jwk = "${quoted(json.slice(0, 13))}" +\n    "${quoted(json.slice(13, 80))}" +\n    "${quoted(json.slice(80))}";\n`, one(ecPrivate))
put('javascript-concatenated.js', `const key = JSON.parse('${json.slice(0, 60)}' +\n  '${json.slice(60)}')\n`, one(ecPrivate, notJSON))
put('csharp-verbatim.cs', `var jwk = @"${json.replaceAll('"', '""')}";\n`, one(ecPrivate))
put('doubled-quotes.csv', `"${json.replaceAll('"', '""')}"\n`, one(ecPrivate))
put('visual-basic.vb', `Dim jwk = "${json.slice(0, 60).replaceAll('"', '""')}" & _\n  "${json.slice(60).replaceAll('"', '""')}"\n`, one(ecPrivate))
put('stored.properties', `jwk=${json.replaceAll(':', '\\:')}\n`, one(ecPrivate))
put('query.txt', `https://client.example/?jwk=${encodeURIComponent(JSON.stringify({ keys: [ecPrivate] }))}\n`, one(ecPrivate))
put('form.txt', `jwk=${new URLSearchParams({ jwk: JSON.stringify(ecPrivate, null, 1) }).toString().slice(4)}\n`, one(ecPrivate))
put('percent-twice.txt', encodeURIComponent(encodeURIComponent(json)), one(ecPrivate))
put('line-breaks-escaped.txt', `JWK=${JSON.stringify(ecPrivate, null, 2).replaceAll('\n', '\\n')}\n`, one(ecPrivate))

// Bytes.
const list = (bytes, each) => Array.from(bytes, each).join(', ')
const hex = (b) => '0x' + b.toString(16).padStart(2, '0')
put('slice.rs', `let key: &[u8] = &[${list(der(ec), hex)}];\n`, one(ec))
put('casts.java', `byte[] key = {${list(der(rsaPrivate), (b) => (b > 127 ? '(byte) ' : '') + hex(b))}};\n`, one(rsaPrivate))
put('two-arrays.js', `const a = [${list(der(ec), String)}]\nconst b = new Uint8Array([${list(der(edPrivate), hex)}])\n`, { keys: [...one(ec).keys, ...one(edPrivate).keys] })
put('typed-array.json', JSON.stringify(new Uint8Array(der(ecPrivate))), one(ecPrivate))
put('bit-converter.txt', der(ecPrivate).toString('hex').toUpperCase().match(/../g).join('-') + '\n', one(ecPrivate))
put('python-bytes.txt', run('python3', ['-c', 'import sys; print(sys.stdin.buffer.read())'], der(ecPrivate)), one(ecPrivate))
put('python-bytearray.txt', run('python3', ['-c', 'import sys; print(bytearray(sys.stdin.buffer.read()))'], der(rsaPrivate)), one(rsaPrivate))
put('from-hex.py', `key = bytes.fromhex("${der(ecPrivate).toString('hex')}")\n`, one(ecPrivate))
put('insert.sql', `INSERT INTO keys VALUES (X'${der(rsaPrivate).toString('hex').toUpperCase()}');\n`, one(rsaPrivate))
put('hex.env', `PRIVATE=${der(edPrivate).toString('hex')}\nPUBLIC=${der(ec).toString('hex')}\n`, { keys: [...one(edPrivate).keys, ...one(ec).keys] })
put('od-t-x1.txt', run('od', ['-t', 'x1'], der(ecPrivate)), one(ecPrivate))
put('number-cut.java', `byte[] key = {${list(der(ec), hex)}};\n`.replace(/0x([1-9a-f])[0-9a-f]}/, '0x$1}'), { error: 'malformed' })
put('digit-lost.env', `PUBLIC=${der(ec).toString('hex').slice(0, -1)}\n`, { error: 'malformed' })

// Wrapped in another form.
put('pem-in-pem.pem', `-----BEGIN PRIVATE KEY-----\n${Buffer.from(pem(ecPrivate)).toString('base64')}\n-----END PRIVATE KEY-----\n`, one(ecPrivate))
const value = (text) => octets(text).toString('base64')
const xml = `<RSAKeyValue><Modulus>${value(rsa.n)}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`
put('xml-in-html.html', xml.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), one(rsa))
put('xml-in-json.json', JSON.stringify({ key: xml }).replaceAll('<', '\\u003C').replaceAll('>', '\\u003E'), one(rsa))
put('xml-in-base64.txt', Buffer.from(xml).toString('base64'), one(rsa))

// Public keys by their numbers.
const point = Buffer.concat([octets(ec.x), octets(ec.y)])
put('point-without-form.txt', point.toString('hex'), one(ec, ['point_without_form']))
put('point-without-form-base64.txt', `public: ${point.toString('base64')}\n`, one(ec, ['point_without_form']))
put('point-colons.txt', Buffer.concat([Buffer.from([4]), point]).toString('hex').match(/../g).join(':'), one(ec))
put('point-bit-changed.txt', Buffer.concat([point.subarray(0, 63), Buffer.from([point[63] ^ 1])]).toString('hex'), { error: 'which_key' })
const x25519 = keys.x25519.public
put('wg-show.txt', `interface: wg0\n  public key: ${value(x25519.x)}\n  private key: (hidden)\n  listening port: 51820\n`, one(x25519, ['wireguard_key']))

// COSE_Key (RFC 9053, RFC 8230).
const head = (major, n) => n < 24 ? Buffer.from([major << 5 | n]) : n < 256 ? Buffer.from([major << 5 | 24, n]) : Buffer.from([major << 5 | 25, n >> 8, n & 255])
const cbor = (v) => Buffer.isBuffer(v) ? Buffer.concat([head(2, v.length), v]) : v === true || v === false ? Buffer.from([v ? 0xf5 : 0xf4]) : v < 0 ? head(1, -1 - v) : head(0, v)
const map = (...members) => Buffer.concat([head(5, members.length), ...members.flat().map(cbor)])
const numbers = (jwk, names) => names.map((name, i) => [-1 - i, octets(jwk[name])])
put('cose-rsa.txt', map([1, 3], [3, -257], ...numbers(rsa, ['n', 'e'])).toString('hex'), one(rsa, [], { alg: 'RS256' }))
put('cose-rsa-private.txt', map([1, 3], [3, -37], ...numbers(rsaPrivate, ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'])).toString('base64'), one(rsaPrivate, [], { alg: 'PS256' }))
put('cose-sign-of-y.bin', map([1, 2], [-1, 1], [-2, octets(ec.x)], [-3, octets(ec.y)[31] % 2 === 1]), one(ec))
const secret = Buffer.from('0123456789abcdefghijklmnopqrstuv')
put('cose-symmetric.txt', map([1, 4], [3, 5], [-1, secret]).toString('hex'), one({ kty: 'oct', k: secret.toString('base64url') }, [], { alg: 'HS256' }))

// did:key of RSA: the multicodec 0x1205, and PKCS#1.
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const base58 = (bytes) => { let text = ''; for (let n = BigInt('0x' + bytes.toString('hex')); n > 0n; n /= 58n) text = alphabet[Number(n % 58n)] + text; return text }
put('did-key-rsa.txt', 'did:key:z' + base58(Buffer.concat([Buffer.from('8524', 'hex'), key(rsa).export({ format: 'der', type: 'pkcs1' })])), one(rsa))

// JWKs whose members hold what SSH has, or that lack their public half.
const file = '/tmp/shown-vectors.pub'
const ssh = (jwk) => { writeFileSync(file, pem(jwk)); return run('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', file]).trim() }
put('n-is-ssh-blob.json', JSON.stringify({ ...rsa, n: ssh(rsa).split(' ')[1] }), one(rsa, ['jwk_holds_key']))
put('n-is-ssh-line.json', JSON.stringify({ ...rsa, n: ssh(rsa) }), one(rsa, ['jwk_holds_key']))
put('x-is-ssh-blob.json', JSON.stringify({ ...ec, x: ssh(ec).split(' ')[1] }), one(ec, ['jwk_holds_key']))
put('ec-without-public-half.json', JSON.stringify({ ...ecPrivate, x: undefined, y: undefined }), one(ecPrivate, ['jwk_loose_encoding']))
put('okp-without-public-half.json', JSON.stringify({ ...edPrivate, x: undefined }), one(edPrivate, ['jwk_loose_encoding']))
put('okp-private-half-short.json', JSON.stringify({ ...edPrivate, x: undefined, d: edPrivate.d.slice(0, 42) }), { error: 'malformed' })

// Numbers under other names than a JWK's.
const parameters = (jwk) => Object.fromEntries(Object.entries({ n: 'Modulus', e: 'Exponent', d: 'D', p: 'P', q: 'Q', dp: 'DP', dq: 'DQ', qi: 'InverseQ' }).map(([name, theirs]) => [theirs, jwk[name] ? value(jwk[name]) : null]))
const digits = (text) => octets(text).toString('hex')
put('rsa-parameters.json', JSON.stringify(parameters(rsa)), one(rsa, [], { source: 'RSA parameters' }))
put('rsa-parameters-private.json', JSON.stringify({ KeyId: 'a', Parameters: parameters(rsaPrivate) }), one(rsaPrivate, [], { kid: 'a' }))
put('modulus-and-exponent.json', JSON.stringify({ modulus: digits(rsa.n), exponent: 65537 }), one(rsa))
put('coordinates.json', JSON.stringify({ curve: 'secp256r1', x: digits(ec.x), y: digits(ec.y) }), one(ec))
put('coordinates-of-a-drawing.json', JSON.stringify([{ curve: 'linear', x: 10, y: 20 }, { pem: pem(ec) }]), one(ec))
put('rsa-parameters-character-lost.json', JSON.stringify({ Modulus: value(rsa.n).slice(1), Exponent: 'AQAB' }), { error: 'malformed' })
put('rsa-parameters-of-two.json', JSON.stringify({ ...parameters(rsaPrivate), P: value(rsaPrivate.q) }), one(rsaPrivate, ['rsa_primes_computed']))

// The same in source code, and as screens show it.
const decimal = (text) => BigInt('0x' + digits(text)).toString()
put('big-integer.java', `BigInteger modulus = new BigInteger("${decimal(rsa.n)}");\nBigInteger exponent = new BigInteger("65537");\n`, one(rsa))
put('big-integer-16.java', `BigInteger modulus = new BigInteger("${digits(rsa.n)}", 16);\nBigInteger exponent = new BigInteger("10001", 16);\n`, one(rsa))
put('from-base64.cs', `rsa.Modulus = Convert.FromBase64String("${value(rsa.n)}");\nrsa.Exponent = Convert.FromBase64String("AQAB");\n`, one(rsa))
put('from-base64-character-lost.cs', `rsa.Modulus = Convert.FromBase64String("${value(rsa.n).slice(1)}");\nrsa.Exponent = Convert.FromBase64String("AQAB");\n`, { error: 'malformed' })
put('from-base64-one-line.cs', `rsa.ImportParameters(new RSAParameters { Exponent = Convert.FromBase64String("AQAB"), Modulus = Convert.FromBase64String("${value(rsa.n)}") });\n`, one(rsa))
put('from-base64-escapes.cs', `rsa.Modulus = Convert.FromBase64String("${value(rsa.n).replaceAll('+', '\\u002B')}");\nrsa.Exponent = Convert.FromBase64String("AQAB");\n`, one(rsa))
put('seckey.txt', `<SecKeyRef algorithm id: 1, key type: RSAPublicKey, version: 4, block size: 2048 bits, exponent: {hex: 10001, decimal: 65537}, modulus: ${digits(rsa.n).toUpperCase()}, addr: 0x600>\n`, one(rsa))
put('browser.txt', `Algorithm\tRSA\nKey Size\t2048\nExponent\t65537\nModulus\t${digits(rsa.n).toUpperCase().match(/../g).join(':')}\n`, one(rsa))
put('browser-ec.txt', `Algorithm\tElliptic Curve\nKey Size\t256\nCurve\tP-256\nPublic Value\t04:${point.toString('hex').toUpperCase().match(/../g).join(':')}\n`, one(ec))
const three = { ...rsa, e: 'Aw' }
put('exponent-first.txt', `e = 3\nn = ${digits(rsa.n)}\n`, one(three))
put('exponents-first.txt', `e = 65537\nn = ${digits(rsa.n)}\ne = 65537\nn = ${digits(keys['RSA 4096'].public.n)}\n`, { keys: [...one(rsa).keys, ...one(keys['RSA 4096'].public).keys] })
put('exponents-around.txt', `e = 3\nn = ${digits(rsa.n)}\ne = 65537\n`, { error: 'malformed' })

// What was shortened or blanked out.
const ignored = ['jwk_member_ignored']
put('n-shortened.json', JSON.stringify({ ...rsa, n: rsa.n.slice(0, 341) + '...' }), { error: 'truncated' })
put('n-shortened-in-the-middle.json', JSON.stringify({ ...rsa, n: rsa.n.slice(0, 40) + '…' + rsa.n.slice(-40) }), { error: 'truncated' })
put('n-padded-with-dots.json', JSON.stringify({ ...rsa, n: rsa.n + '..' }), one(rsa, ['jwk_loose_encoding']))
put('n-padded-with-three-dots.json', JSON.stringify({ ...rsa, n: rsa.n + '...' }), { error: 'truncated' })
put('n-blanked-out.json', JSON.stringify({ ...rsa, n: '[REDACTED]' }), { error: 'not_a_key' })
put('private-blanked-out.json', JSON.stringify({ ...ecPrivate, d: '***' }), one(ec, ignored))
put('private-blanked-out-rsa.json', JSON.stringify({ ...rsa, d: '<hidden>', p: '...', q: '...' }), one(rsa, ignored))
put('private-blanked-out-in-part.json', JSON.stringify({ ...rsaPrivate, d: '***' }), { error: 'not_a_key' })
put('secret-of-a-word.json', JSON.stringify({ kty: 'oct', k: 'redacted' }), one({ kty: 'oct', k: 'redacted' }))

// What chats, logs and editors put around each line.
const framed = (jwk, each) => pem(jwk).trimEnd().split('\n').map(each).join('\n') + '\n'
const copied = ['copied_from_screen']
put('chat.txt', framed(rsaPrivate, (line, i) => `[1${i % 3}:${10 + i} AM] alice: ${line}`), one(rsaPrivate, copied))
put('irc.txt', '10:29 <bob> hello\n' + framed(rsaPrivate, (line, i) => `10:${30 + i} <alice> ${line}`) + '11:00 <bob> thanks\n', one(rsaPrivate, copied))
put('grep-H-n.txt', framed(rsaPrivate, (line, i) => `key.pem:${i + 1}:${line}`), one(rsaPrivate, copied))
put('sql-comment.sql', framed(ecPrivate, (line) => `-- ${line}`), one(ecPrivate, copied))
put('box.txt', framed(rsaPrivate, (line) => `│ ${line.padEnd(64)} │`), one(rsaPrivate, copied))
put('carriage-returns-shown.txt', framed(rsaPrivate, (line) => `${line}^M`), one(rsaPrivate, copied))
put('spreadsheet.txt', framed(rsaPrivate, (line) => `${line}_x000D_`), one(rsaPrivate, copied))
put('chat-line-lost.txt', framed(rsaPrivate, (line, i) => i === 3 ? '' : `10:${30 + i} <alice> ${line}`).replace('\n\n', '\n'), { error: 'truncated' })
put('chat-other-line.txt', framed(rsaPrivate, (line, i) => `10:${30 + i} ${i === 3 ? 'bob' : 'alice'}: ${line}`), { error: 'truncated' })
const broken = (text, width) => text.match(new RegExp(`.{1,${width}}`, 'g')).join('\n') + '\n'
put('ssh-wrapped.pub', broken(ssh(rsa) + ' me@host', 72), one(rsa, copied, { comment: 'me@host' }))
put('ssh-wrapped-after-type.pub', ssh(rsa).replace(' ', '\n').replace(/.{76}/g, '$&\n') + '\n', one(rsa, copied))
put('ssh-wrapped-line-lost.pub', broken(ssh(rsa), 76).split('\n').filter((_, i) => i !== 2).join('\n'), { error: 'malformed' })

done()
