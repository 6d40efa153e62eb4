// Makes the area pairs: JWKs whose members are written one by one, in calls, in cells, in
// elements, in the JSON of databases. The keys are those of ../../keys/keys.json, which
// Node made, and the expectations Node's.
//
//   node make.mjs
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const said = { kid: 'a-1', use: 'sig' }
const of = (key, add = said) => ({ keys: [{ ...expectation(key), ...add, notes: ['jwk_not_json'] }] })
const { private: ec, public: ecPublic } = keys['EC P-256']
const { private: ed } = keys.ed25519
const rsa = keys['RSA 2048']
const members = (key) => Object.entries({ kty: key.kty, ...said, ...key })

const each = (key, member, between) => members(key).map(([name, value]) => member(name, value)).join(between)
const calls = (call) => (n, v) => call.replace(/\bN\b/g, () => n).replace(/\bV\b/g, () => v)

// Calls.
for (const [file, before, call, between, after] of [
  ['put.java', 'Map<String, Object> jwk = new HashMap<>();\n', 'jwk.put("N", "V");', '\n', '\n'],
  ['put-chain.java', 'JSONObject jwk = new JSONObject()\n    ', '.put("N", "V")', '\n    ', ';\n'],
  ['of.java', 'Map<String, String> jwk = Map.of(\n    ', '"N", "V"', ',\n    ', ');\n'],
  ['entries.java', 'Map.ofEntries(', 'Map.entry("N", "V")', ', ', ')'],
  ['add.cs', 'var jwk = new JObject();\n', 'jwk.Add("N", "V");', '\n', '\n'],
  ['property.cs', 'new JObject(\n  ', 'new JProperty("N", "V")', ',\n  ', ');\n'],
  ['dictionary.cs', 'var jwk = new Dictionary<string, string>\n{\n    ', '{ "N", "V" }', ',\n    ', '\n};\n'],
  ['dictionary.vb', 'Dim jwk As New Dictionary(Of String, String) From {\n    ', '{"N", "V"}', ',\n    ', '\n}\n'],
  ['map.cpp', 'std::map<std::string, std::string> jwk = {', '{"N", "V"}', ', ', '};\n'],
  ['insert.rs', 'let mut jwk = HashMap::new();\n', 'jwk.insert("N".to_string(), "V".to_string());', '\n', '\n'],
  ['map.js', 'const jwk = new Map([\n  ', "['N', 'V']", ',\n  ', '\n])\n'],
  ['set.js', 'const jwk = new Map()\n', "jwk.set('N', 'V')", '\n', '\n'],
  ['append.js', 'const form = new FormData()\n', "form.append('N', 'V')", '\n', '\n'],
  ['index.py', 'jwk = {}\n', 'jwk["N"] = "V"', '\n', '\n'],
  ['index.php', '<?php\n', "$jwk['N'] = 'V';", '\n', '\n'],
  ['declare.sh', 'declare -A jwk=(\n  ', '[N]="V"', '\n  ', '\n)\n'],
  ['haskell.txt', 'fromList [', '("N",String "V")', ',', ']\n'],
  ['curl.sh', 'curl ', '-d "N=V"', ' ', ' https://as.example/keys\n'],
  ['curl-form.sh', 'curl ', '-F N=V', ' \\\n  ', ' https://as.example/keys\n'],
  ['httpie.sh', 'http POST as.example/keys ', 'N=V', ' ', '\n'],
  // Elements and cells.
  ['list.html', '<dl>\n', '  <dt>N</dt>\n  <dd>V</dd>', '\n', '\n</dl>\n'],
  ['table.html', '<table class="a"><tbody>', '<tr><th scope="row">N</th><td class="b">V</td></tr>', '', '</tbody></table>'],
  ['elements.xml', '<?xml version="1.0"?>\n<jwk>\n', '  <N>V</N>', '\n', '\n</jwk>\n'],
  ['dict.plist', '<dict>\n', '\t<key>N</key>\n\t<string>V</string>', '\n', '\n</dict>\n'],
  ['rows.csv', 'name,value\n', 'N,V', '\n', '\n'],
  ['rows-quoted.csv', '"name","value"\n', '"N","V"', '\n', '\n'],
  // Databases and services.
  ['dynamodb.json', '{"Item": {', '"N": {"S": "V"}', ', ', '}}\n'],
  ['firestore.json', '{"fields": {', '"N": {"stringValue": "V"}', ', ', '}}\n'],
  ['tags.json', '[', '{"Key": "N", "Value": "V"}', ', ', ']\n'],
  ['options.json', '{"settings":[', '{"name":"N","value":"V","slotSetting":false}', ',', ']}\n'],
]) {
  put(file, before + each(ec, calls(call), between) + after, of(ec))
  if (['put.java', 'list.html', 'dynamodb.json', 'rows.csv'].includes(file)) {
    put(`rsa-${file}`, before + each(rsa.public, calls(call), between) + after, of(rsa.public))
    put(`ed-${file}`, before + each(ed, calls(call), between) + after, of(ed))
  }
}

// kty is the last, or in the middle.
const turned = (key) => Object.entries({ ...said, ...key, kty: undefined, ...{ kty: key.kty } }).filter(([, v]) => v)
put('kty-last.java', turned(ec).map(([n, v]) => `jwk.put("${n}", "${v}");`).join('\n'), of(ec))
put('kty-between.xml', `<key>${[...turned(ec).slice(-1), ...turned(ec).slice(0, -1)].reverse().map(([n, v]) => `<${n}>${v}</${n}>`).join('')}</key>`, of(ec))

// Values that are no texts.
const mixed = (tail) => `${each(ec, (n, v) => `jwk.put("${n}", "${v}");`, '\n')}\n${tail}`
put('flag.java', mixed('jwk.put("ext", true);\n'), of(ec))
put('flag-between.java', mixed('').replace('jwk.put("x"', 'jwk.put("ext", true);\njwk.put("x"'), of(ec))
put('operations.java', mixed('jwk.put("key_ops", List.of("sign"));\n').replace('jwk.put("use", "sig");\n', ''), of(ec, { kid: 'a-1' }))
put('operations-unread.java', mixed('jwk.put("key_ops", ops);\n'), { error: 'malformed' })

// Two, and what is not whole.
const named = (key, kid) => members({ ...key, kid }).map(([n, v]) => `jwk.put("${n}", "${v}");`).join('\n')
put('two.java', `JSONObject jwk = new JSONObject();\n${named(ec, 'a')}\nkeys.put(jwk);\njwk = new JSONObject();\n${named(rsa.public, 'b')}\n`,
  { keys: [{ ...expectation(ec), kid: 'a', use: 'sig', notes: ['jwk_not_json'] }, { ...expectation(rsa.public), kid: 'b', use: 'sig', notes: ['jwk_not_json'] }] })
put('other-call.java', each(ec, (n, v) => n === 'd' ? `jwk.set("${n}", secret("${v}"));` : `jwk.put("${n}", "${v}");`, '\n'), { error: 'malformed' })
put('quote-lost.java', each(ecPublic, (n, v) => n === 'y' ? `jwk.put("${n}", ${v}");` : `jwk.put("${n}", "${v}");`, '\n'), { error: 'malformed' })
put('quote-within.java', each(rsa.public, (n, v) => `jwk.put("${n}", "${n === 'n' ? `${v.slice(0, 40)}"${v.slice(40)}` : v}");`, '\n'), { error: 'malformed' })
done()
