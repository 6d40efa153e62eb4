// Makes the area written: JWKs as languages and settings write and print a map of text,
// as rows of a table with commas or tabs, and as a query. The key is that of
// ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const { private: ec } = keys['EC P-256']
const jwk = { kty: ec.kty, crv: ec.crv, kid: 'a-1', use: 'sig', alg: 'ES256', x: ec.x, y: ec.y, d: ec.d }
const members = Object.entries(jwk)
const each = (member, between = ', ') => members.map(([name, value]) => member(name, value)).join(between)
const said = { kid: 'a-1', use: 'sig', alg: 'ES256' }
const of = (notes = ['jwk_not_json']) => ({ keys: [{ ...expectation(ec), ...said, notes }] })

put('erlang.txt', `#{${each((n, v) => `<<"${n}">> => <<"${v}">>`, ',\n  ')}}\n`, of())
put('erlang-set.txt', `#{<<"keys">> => [#{${each((n, v) => `<<"${n}">> => <<"${v}">>`, ',')}}]}\n`, of())
put('scala.txt', `Map(${each((n, v) => `${n} -> ${v}`)})\n`, of())
put('scala-quoted.txt', `val jwk = Map(${each((n, v) => `"${n}" -> "${v}"`)})\n`, of())
put('kotlin.kt', `val jwk = mapOf(\n  ${each((n, v) => `"${n}" to "${v}"`, ',\n  ')}\n)\n`, of())
put('lua.txt', `local jwk = { ${each((n, v) => `["${n}"] = "${v}"`)} }\n`, of())
put('index.cs', `var jwk = new Dictionary<string, string>\n{\n    ${each((n, v) => `["${n}"] = "${v}"`, ',\n    ')}\n};\n`, of())
put('serde.txt', `Object {${each((n, v) => `"${n}": String("${v}")`)}}\n`, of())
put('serde-set.txt', `Object {"keys": Array [Object {${each((n, v) => `"${n}": String("${v}")`)}}]}\n`, of())
put('commas.csv', `${each((n) => n, ',')}\n${each((_, v) => v, ',')}\n`, of())
put('commas-two.csv', `${each((n) => n, ',')}\n${each((_, v) => v, ',')}\n${each((n, v) => n === 'kid' ? 'b' : v, ',')}\n`, { keys: [of().keys[0], { ...of().keys[0], kid: 'b' }] })
put('commas-cell-lost.csv', `${each((n) => n, ',')}\n${each((_, v) => v, ',').replace('sig,', '')}\n`, { error: 'malformed' })
put('tabs.tsv', `${each((n) => n, '\t')}\n${each((_, v) => v, '\t')}`, of())
put('tabs-rows.txt', each((n, v) => `${n}\t${v}`, '\n'), of())
put('query.txt', `https://rp.example/register?client=1&${each((n, v) => `${n}=${encodeURIComponent(v)}`, '&')}\n`, of())
put('form.txt', each((n, v) => `${n}=${v}`, '&'), of())
put('jwk.properties', `# my key\n${each((n, v) => `app.jwk.${n}=${v}`, '\n')}\napp.other=1\n`, of())
put('jwk.env', `${each((n, v) => `JWK_${n.toUpperCase()}=${v}`, '\n')}\nOTHER=1\n`, of())
put('two.env', `${each((n, v) => `SIGN_${n.toUpperCase()}=${v}`, '\n')}\n${each((n, v) => `NEXT_${n.toUpperCase()}=${n === 'kid' ? 'b' : v}`, '\n')}\n`, { keys: [of().keys[0], { ...of().keys[0], kid: 'b' }] })
put('beside-a-prefix.yaml', `${each((n, v) => `${n}: ${v}`, '\n')}\nold.kty: RSA\n`, of())
put('net.txt', `Value: ${JSON.stringify(jwk).replaceAll('"', '\\u0022')}\n`, of([]))
put('import-key.js', `crypto.subtle.importKey("jwk", {\n  ${each((n, v) => `${n}: "${v}"`, ',\n  ')}\n}, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"])\n`, of())

// RSA without its kty, as people write and programs print n and e alone.
const rsa = keys['RSA 2048'].private
const bare = (jwk, notes = ['jwk_loose_encoding', 'jwk_not_json']) => ({ keys: [{ ...expectation(jwk), notes }] })
const { kty, ...numbers } = rsa
const pub = { kty, n: rsa.n, e: rsa.e }
put('rsa-without-kty.js', `const key = {\n  n: '${rsa.n}',\n  e: 'AQAB',\n}\n`, bare(pub))
put('rsa-without-kty-private.rb', `{${Object.entries(numbers).map(([n, v]) => `:${n}=>"${v}"`).join(', ')}}\n`, bare(rsa))
put('rsa-without-kty-go.txt', `map[e:AQAB n:${rsa.n}]\n`, bare(pub))
put('rsa-without-kty-cut.js', `{ n: '${rsa.n.slice(0, 40)}...', e: 'AQAB' }\n`, { error: 'truncated' })
done()
