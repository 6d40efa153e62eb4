// Makes the area inside: texts with keys that stand in others, whose lines read one by one
// say less than the text does. The keys are those of ../../keys/keys.json, which Node made,
// and the expectations Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const { private: ec } = keys['EC P-256']
const { private: rsa, public: rsaPublic } = keys['RSA 2048']
const pem = (jwk) => createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })
const publicPEM = (jwk) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const base64 = (text) => Buffer.from(text).toString('base64')
const lines = (text, prefix) => text.trimEnd().split('\n').map((line, i) => prefix(i) + line).join('\n') + '\n'
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const screen = ['copied_from_screen']

// A service account of Google: the key ID stands beside the PEM, wherever the file stands.
const account = JSON.stringify({ type: 'service_account', project_id: 'p', private_key_id: '0a1b2c3d', private_key: pem(rsa), client_email: 'a@p.example' }, null, 2)
const own = (notes) => ({ keys: [{ ...expectation(rsa), kid: '0a1b2c3d', ...(notes && { notes }) }] })
put('account-in-env.env', `NODE_ENV=production\nGOOGLE_CREDENTIALS=${JSON.stringify(JSON.stringify(JSON.parse(account)))}\n`, own())
put('account-in-single-quotes.env', `GOOGLE_CREDENTIALS='${JSON.stringify(JSON.parse(account))}'\n`, own())
put('account-in-json.json', JSON.stringify({ name: 'projects/1/secrets/x/versions/1', payload: { data: account } }), own())
put('account-in-secret-manager.json', JSON.stringify({ name: 'projects/1/secrets/x/versions/1', payload: { data: base64(account) } }), own())
put('account-in-secret.yaml', `apiVersion: v1\nkind: Secret\ndata:\n  key.json: ${base64(account)}\n`, own())
put('account-in-log.txt', lines(account, (i) => `2026-11-26T10:00:0${i}Z web[17]: `), own(screen))
put('account-in-compose.txt', lines(account, () => 'web-1  | '), own(screen))
put('account-in-page.html', `<html><body><p>Key:</p><pre>${escaped(account)}</pre></body></html>\n`, own(screen))
put('account-in-csv.csv', `id,key\n1,"${account.replaceAll('"', '""')}"\n`, own())
put('account-in-address.txt', `https://rp.example/?a=1&key=${encodeURIComponent(account)}\n`, own())
put('account-in-javascript.js', `const account = ${JSON.stringify(JSON.stringify(JSON.parse(account)))};\n`, own())

// What a member says against the rest counts in a log as well.
const mixed = JSON.stringify({ kty: 'RSA', n: keys['RSA 4096'].public.n, e: 'AQAB', d: base64(createPrivateKey({ key: rsa, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' })) }, null, 1)
put('damaged-in-log.txt', lines(mixed, (i) => `2026-11-26T10:00:0${i}Z web[17]: `), { error: 'key_mismatch' })
put('damaged-in-log-in-env.env', `LOG=${JSON.stringify(lines(mixed, () => 'web-1  | '))}\n`, { error: 'key_mismatch' })
put('kid-with-a-quote.csv', `id,key\n1,"${JSON.stringify({ ...ec, kid: 'a"b' }).replaceAll('"', '""')}"\n`, { keys: [{ ...expectation(ec), kid: 'a"b' }] })
put('private-beside-public-in-log.txt', lines(JSON.stringify({ ...ec, pem: publicPEM(ec) }, null, 1), (i) => `10:00:0${i} | `), { keys: [{ ...expectation(ec), notes: screen }] })

// What has no BEGIN and END lines.
const dump = (der) => [...Array(Math.ceil(der.length / 16)).keys()].map((i) => (16 * i).toString(16).padStart(8, '0') + ': ' + der.subarray(16 * i, 16 * i + 16).toString('hex').replace(/(....)/g, '$1 ')).join('\n') + '\n'
const der = createPrivateKey({ key: ec, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' })
put('dump-in-json.json', JSON.stringify({ dump: dump(der) }), { keys: [expectation(ec)] })
put('dump-in-log.txt', lines(dump(der), () => 'gdb> '), { keys: [{ ...expectation(ec), notes: screen }] })
put('dump-in-page.html', `<table><tr><td><pre>${dump(der)}</pre></td></tr></table>\n`, { keys: [{ ...expectation(ec), notes: screen }] })
put('dump-in-base64.txt', base64(dump(der)) + '\n', { keys: [expectation(ec)] })
put('dump-cut-in-json.json', JSON.stringify({ dump: dump(der.subarray(0, 100)) }), { error: 'truncated' })
const map = `#{${Object.entries(ec).map(([n, v]) => `<<"${n}">> => <<"${v}">>`).join(',')}}`
put('erlang-in-json.json', JSON.stringify({ level: 'info', msg: map }), { keys: [{ ...expectation(ec), notes: ['jwk_not_json'] }] })
put('erlang-in-base64.txt', base64(map) + '\n', { keys: [{ ...expectation(ec), notes: ['jwk_not_json'] }] })

// The exponent may stand after a quote or a tag; which is not said by two of them.
const n = Buffer.from(rsaPublic.n, 'base64url').toString('hex')
const three = expectation({ ...rsaPublic, e: 'Aw' })
put('exponent-in-backquotes.js', `const key = \`e = 3\nn = ${n}\n\`;\n`, { keys: [three] })
put('exponent-in-page.html', `<pre>e = 3\nn = ${n}\n</pre>\n`, { keys: [three] })
put('exponent-in-env.env', `KEY="n = ${n}\\ne = 3\\n"\n`, { keys: [three] })
put('exponent-in-escaped-page.env', `KEY="\\u003cpre\\u003ee = 3\\nn = ${n}\\n\\u003c/pre\\u003e"\n`, { keys: [three] })
put('exponents-in-page.html', `<pre>e = 3\nn = ${n}\ne = 65537\n</pre>\n`, { error: 'malformed' })

// A token names a key for once in its header, which is none of the person's.
const url = (text) => Buffer.from(text).toString('base64url')
put('token-with-key.txt', `assertion: ${url(JSON.stringify({ alg: 'ES256', typ: 'dpop+jwt', jwk: { ...ec, d: undefined } }))}.${url('{"iat":1}')}.${url('x'.repeat(64))}\n`, { error: 'not_a_key' })
put('token-before-key.txt', `The token ${url(JSON.stringify({ alg: 'ES256', jwk: rsaPublic }))}.${url('{"iat":1}')}.${url('x'.repeat(64))}.\n${publicPEM(ec)}`, { keys: [expectation(keys['EC P-256'].public)], skipped: ['not_a_key'] })
put('escaped-garbage.xml', encodeURIComponent(`<RSAKeyValue><Modulus>${Buffer.from(rsaPublic.n, 'base64url').toString('base64').replace(/.{8}$/, '^^^^$&')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`) + '\n', { error: 'malformed' })
done()
