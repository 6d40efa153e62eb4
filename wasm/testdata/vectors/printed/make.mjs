// Makes the area printed: keys as programs print them for people, in tables and in one
// line. Node's console.table, Go's fmt, Java's toString, Python's cryptography and
// PowerShell's lists (written here after what it prints) say what they say; the keys are
// those of ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs        needs go, java and python3 with cryptography
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { Console } from 'node:console'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const one = (jwk, notes = [], more = {}) => ({ keys: [{ ...expectation(jwk), ...more, ...(notes.length && { notes }) }] })
const notJSON = ['jwk_not_json']
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']; const p521 = keys['EC P-521']; const k1 = keys['EC secp256k1']; const ed = keys.ed25519

// Tables.
const table = (value) => {
  let text = ''
  new Console({ stdout: new Writable({ write (chunk, _, done) { text += chunk; done() } }) }).table(value)
  return text
}
for (const [name, k] of Object.entries({ rsa, ec, ed })) {
  for (const [half, jwk] of Object.entries({ public: k.public, private: k.private })) {
    put(`table-${name}-${half}.txt`, table({ kid: 'a', ...jwk }), one(jwk, notJSON, { kid: 'a' }))
    put(`table-row-${name}-${half}.txt`, '> console.table([jwk])\n' + table([{ kid: 'a', ...jwk }]) + 'undefined\n', one(jwk, notJSON, { kid: 'a' }))
  }
}
const set = [{ kid: 'a', ...rsa.public }, { kid: 'b', ...ec.public }, { ...ed.public, kid: 'c' }]
const three = { keys: [{ ...expectation(rsa.public), kid: 'a', notes: notJSON }, { ...expectation(ec.public), kid: 'b', notes: notJSON }, { ...expectation(ed.public), kid: 'c', notes: notJSON }] }
put('table-set.txt', table(set), three)
put('table-key-ops.txt', table({ ...rsa.public, key_ops: ['verify', 'wrapKey'] }), one(rsa.public, notJSON))
put('table-inspected.txt', table({ ...rsa.public, key_ops: [] }), one(rsa.public, notJSON))
const rows = (jwk) => Object.entries(jwk).map(([n, v]) => `| ${n} | ${v} |\n`).join('')
const columns = (...list) => {
  const names = [...new Set(list.flatMap((jwk) => Object.keys(jwk)))]
  return `| ${names.join(' | ')} |\n|${names.map(() => '---').join('|')}|\n` + list.map((jwk) => `| ${names.map((n) => jwk[n] ?? '').join(' | ')} |\n`).join('')
}
const jwk = { kid: 'a', ...ec.private }
put('markdown-rows.md', `Our key:\n\n| Parameter | Its content |\n|-----------|:------------|\n${rows(jwk)}\nThat is all.\n`, one(ec.private, notJSON, { kid: 'a' }))
put('markdown-rows-no-head.md', rows(jwk), one(ec.private, notJSON, { kid: 'a' }))
put('markdown-code.md', rows(jwk).replace(/\| (\S+) \| (\S+) \|/g, '| **`$1`** | `$2` |'), one(ec.private, notJSON, { kid: 'a' }))
put('markdown-escaped.md', rows(rsa.public).replaceAll('_', '\\_'), one(rsa.public, notJSON))
put('markdown-columns.md', columns(jwk), one(ec.private, notJSON, { kid: 'a' }))
put('markdown-columns-set.md', columns(...set), three)
put('markdown-rows-kty-first.md', `| kty | EC |\n|---|---|\n${rows(Object.fromEntries(Object.entries(ec.public).filter(([n]) => n !== 'kty')))}`, one(ec.public, notJSON))
put('tabs.txt', Object.entries(jwk).map(([n, v]) => `${n}\t${v}\n`).join(''), one(ec.private, notJSON, { kid: 'a' }))
const [names, values] = [Object.keys(rsa.public), Object.values(rsa.public)]
put('mysql.txt', `+${names.map((_, i) => '-'.repeat(values[i].length + 2)).join('+')}+\n| ${names.map((n, i) => n.padEnd(values[i].length)).join(' | ')} |\n+${names.map((_, i) => '-'.repeat(values[i].length + 2)).join('+')}+\n| ${values.join(' | ')} |\n+${names.map((_, i) => '-'.repeat(values[i].length + 2)).join('+')}+\n1 row in set (0.00 sec)\n`, one(rsa.public, notJSON))
put('psql.txt', ` ${names.map((n, i) => n.padEnd(values[i].length)).join(' | ')}\n${names.map((_, i) => '-'.repeat(values[i].length + 2)).join('+')}\n ${values.join(' | ')}\n(1 row)\n`, one(rsa.public, notJSON))
put('psql-expanded.txt', `-[ RECORD 1 ]${'-'.repeat(30)}\n${names.map((n, i) => `${n.padEnd(3)} | ${values[i]}\n`).join('')}`, one(rsa.public, notJSON))
const cells = (mark, list) => `    <tr>\n${list.map((c) => `      <${mark} class="c">${c}</${mark}>\n`).join('')}    </tr>\n`
const heads = ['kid', ...Object.keys(ec.public)]
put('table-columns.html', `<table>\n${cells('th', heads)}${cells('td', heads.map((h) => ({ kid: 'a', ...ec.public })[h]))}</table>\n`, one(ec.public, ['jwk_not_json', 'copied_from_screen'], { kid: 'a' }))
put('mysql-vertical.txt', ['a', 'b'].map((kid, i) => `*************************** ${i + 1}. row ***************************\n${Object.entries({ kid, ...set[i], kid }).map(([n, v]) => `${n.padStart(7)}: ${v}\n`).join('')}`).join('') + '2 rows in set (0.00 sec)\n', { keys: three.keys.slice(0, 2) })
put('semicolons.csv', `${Object.keys(jwk).join(';')}\r\n${Object.values(jwk).join(';')}\r\n`, one(ec.private, notJSON, { kid: 'a' }))
put('quoted.csv', `kid,key_ops,${Object.keys(ec.public).join(',')}\n"a, b","[""verify"",""wrapKey""]",${Object.values(ec.public).join(',')}\n`, one(ec.public, notJSON, { kid: 'a, b' }))
put('table-wrapped.txt', `│ kty │ RSA │\n${rsa.public.n.match(/.{1,60}/g).map((part, i) => `│ ${i ? ' ' : 'n'} │ ${part} │\n`).join('')}│ e │ AQAB │\n`, { error: 'malformed', detail: 'table' })
put('table-shortened.txt', rows({ ...rsa.public, n: rsa.public.n.slice(0, 40) + '…' }), { error: 'malformed', detail: 'table' })
put('table-member-lost.md', rows({ kty: 'RSA', e: rsa.public.e }), { error: 'malformed' })
put('table-exponent-lost.md', rows({ kty: 'RSA', n: rsa.public.n }), one(rsa.public, ['jwk_loose_encoding', 'jwk_not_json']))
put('table-twice.md', rows({ ...ec.public }) + rows({ y: ec.public.y }), { error: 'malformed' })
put('table-of-names.md', '| kty | the type of the key |\n|---|---|\n| n | the modulus |\n', { error: 'unsupported_algorithm' })

// What Go, Java and Python print.
const dir = mkdtempSync(join(tmpdir(), 'printed-'))
const run = (name, ...args) => execFileSync(name, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const all = { rsa, ec, p521, k1, ed }
for (const [name, k] of Object.entries(all)) {
  const key = createPrivateKey({ key: k.private, format: 'jwk' })
  writeFileSync(join(dir, `${name}.pem`), key.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(join(dir, `${name}.p8`), key.export({ format: 'der', type: 'pkcs8' }))
  writeFileSync(join(dir, `${name}.spki`), createPublicKey(key).export({ format: 'der', type: 'spki' }))
}
writeFileSync(join(dir, 'go.mod'), 'module printed\n\ngo 1.24\n')
writeFileSync(join(dir, 'main.go'), `package main

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	for _, name := range []string{"rsa", "ec", "p521", "ed"} {
		text, _ := os.ReadFile(name + ".pem")
		block, _ := pem.Decode(text)
		private, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if err != nil {
			panic(err)
		}
		der, _ := x509.MarshalPKIXPublicKey(private.(interface{ Public() crypto.PublicKey }).Public())
		os.WriteFile("go-"+name+"-public-der.out", fmt.Appendf(nil, "%#v\\n", der), 0o600)
		public := private.(interface{ Public() crypto.PublicKey }).Public()
		for verb, format := range map[string]string{"v": "%v", "plus": "%+v", "sharp": "%#v", "type": "2026/01/02 03:04:05 key %T %+v"} {
			for half, k := range map[string]any{"public": public, "private": private} {
				a := []any{k}
				if verb == "type" {
					a = []any{k, k}
				}
				os.WriteFile("go-"+name+"-"+half+"-"+verb+".out", fmt.Appendf(nil, format+"\\n", a...), 0o600)
			}
		}
	}
}
`)
run('go', 'run', '.')
// Structures with the fields of a JWK.
mkdirSync(join(dir, 'jwk'))
writeFileSync(join(dir, 'jwk', 'main.go'), `package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type JWK struct {
	Kty    string \`json:"kty"\`
	Kid    string \`json:"kid"\`
	Alg    string \`json:"alg"\`
	Crv    string \`json:"crv"\`
	X, Y, D, N, E string
	KeyOps []string \`json:"key_ops"\`
	X5c    []string
	Exp    *int
}

func main() {
	var k JWK
	if err := json.Unmarshal([]byte(os.Args[1]), &k); err != nil {
		panic(err)
	}
	fmt.Printf(os.Args[2]+"\\n", k)
}
`)
const struct = (jwk, format = '%+v') => run('go', 'run', './jwk', JSON.stringify(jwk), format)
const fields = ['jwk_loose_encoding', ...notJSON]
put('go-jwk-rsa.txt', struct({ ...rsa.public, kid: 'a' }), one(rsa.public, fields, { kid: 'a' }))
put('go-jwk-ec-private.txt', `2026/01/02 03:04:05 key: &${struct(ec.private)}`, one(ec.private, fields))
put('go-jwk-ops.txt', struct({ ...ec.public, kid: 'b', alg: 'ES256', key_ops: ['verify', 'deriveKey'] }), one(ec.public, fields, { kid: 'b', alg: 'ES256' }))
put('go-jwk-set.txt', `{Keys:[${struct({ ...rsa.public, kid: 'a' }).trim()} ${struct({ ...ec.public, kid: 'b' }).trim()}]}\n`, { keys: [{ ...expectation(rsa.public), kid: 'a', notes: fields }, { ...expectation(ec.public), kid: 'b', notes: fields }] })
put('go-jwk-kid-of-two-words.txt', struct({ ...ec.public, kid: 'a b' }), { error: 'malformed', detail: 'JWK' })
put('go-jwk-sharp.txt', struct({ ...ec.public, kid: 'a' }, '%#v'), { error: 'malformed', detail: 'JWK' })
for (const file of readdirSync(dir).filter((f) => f.endsWith('.out')).sort()) {
  const [, name, half, verb] = file.slice(0, -4).split('-')
  const notes = verb === 'der' ? ['bytes_of_one_digit'] : []
  const text = readFileSync(join(dir, file))
  const to = file.replace('.out', '.txt')
  if (name === 'ed') {
    const named = half === 'public' && (verb === 'sharp' || verb === 'type') // ed25519.PublicKey
    put(to, text, half === 'public' && verb !== 'der' && !named ? { error: 'which_key' } : one(ed[half], named ? ['said_in_words'] : notes))
  } else if (verb === 'der') {
    put(to, text, one(all[name].public, notes))
  } else if (verb === 'v') { // numbers without names
    put(to, text, { error: 'not_a_key' })
  } else if (verb === 'sharp' && name === 'rsa') {
    put(to, text, one(rsa.public, half === 'private' ? ['numbers_left_out'] : []))
  } else {
    put(to, text, one(all[name][half], name === 'rsa' && half === 'private' ? ['jwk_completed'] : []))
  }
}
writeFileSync(join(dir, 'P.java'), `
import java.nio.file.*; import java.security.*; import java.security.interfaces.*; import java.security.spec.*;
public class P {
  public static void main(String[] a) throws Exception {
    for (String[] k : new String[][] {{"rsa", "RSA"}, {"ec", "EC"}, {"p521", "EC"}}) {
      PublicKey p = KeyFactory.getInstance(k[1]).generatePublic(new X509EncodedKeySpec(Files.readAllBytes(Path.of(k[0] + ".spki"))));
      Files.writeString(Path.of("java-" + k[0] + ".txt"), "2026-01-02 03:04:05.123  INFO 1 --- [main] c.e.Demo : key = " + p + "\\n");
      Files.writeString(Path.of("java-" + k[0] + "-numbers.txt"), p instanceof RSAPublicKey r
        ? "modulus=" + r.getModulus() + ", exponent=" + r.getPublicExponent() + "\\n"
        : "x=" + ((ECPublicKey) p).getW().getAffineX() + ", y=" + ((ECPublicKey) p).getW().getAffineY() + "\\n");
    }
  }
}`)
run('java', 'P.java')
for (const name of ['rsa', 'ec', 'p521']) {
  for (const more of ['', '-numbers']) put(`java-${name}${more}.txt`, readFileSync(join(dir, `java-${name}${more}.txt`)), one(all[name].public))
}
writeFileSync(join(dir, 'p.py'), `
from cryptography.hazmat.primitives.serialization import load_pem_private_key
for name in ['rsa', 'ec', 'p521', 'k1']:
    k = load_pem_private_key(open(name + '.pem', 'rb').read(), None)
    numbers = k.private_numbers()
    public = numbers.public_numbers
    open('python-' + name + '-numbers.txt', 'w').write('>>> key.public_key().public_numbers()\\n%r\\n' % public)
    if name == 'rsa':
        open('python-rsa-tuple.txt', 'w').write('(%d, %d)\\n' % (public.n, public.e))
        open('python-rsa-rsa.txt', 'w').write('PublicKey(%d, %d)\\n' % (public.n, public.e))
        open('python-rsa-two.txt', 'w').write('n=%dL, e=%d\\n' % (public.n, public.e))
        open('python-rsa-lines.txt', 'w').write('n = %d\\ne = %d\\nd = %d\\n' % (public.n, public.e, numbers.d))
        open('python-rsa-crypto.txt', 'w').write('RsaKey(n=%d, e=%d, d=%d, p=%d, q=%d, u=%d)\\n' % (public.n, public.e, numbers.d, numbers.p, numbers.q, numbers.iqmp))
        open('python-rsa-cut.txt', 'w').write('<RSAPublicNumbers(e=65537, n=%s...\\n' % str(public.n)[:200])
        open('python-rsa-broken.txt', 'w').write('<RSAPublicNumbers(e=65537, n=%s\\n%s)>\\n' % (str(public.n)[:200], str(public.n)[200:]))
        open('python-rsa-blank.txt', 'w').write('(%s %s, 65537)\\n' % (str(public.n)[:200], str(public.n)[200:]))
        open('python-rsa-letter.txt', 'w').write('RSAPublicNumbers(e=65537, n=%sx%s)\\n' % (str(public.n)[:200], str(public.n)[200:]))
        open('python-rsa-digit-lost.txt', 'w').write('RSAPublicNumbers(e=65537, n=%s%s)\\n' % (str(public.n)[:200], str(public.n)[201:]))
        open('python-rsa-d-of-another.txt', 'w').write('RsaKey(n=%d, e=%d, d=%d)\\n' % (public.n, public.e, numbers.d - 2))
    else:
        open('python-' + name + '-ecc.txt', 'w').write("EccKey(curve='%s', point_x=%d, point_y=%d, d=%d)\\n" % (k.curve.name, public.x, public.y, numbers.private_value))
        open('python-' + name + '-of-another.txt', 'w').write("EccKey(curve='%s', point_x=%d, point_y=%d, d=%d)\\n" % (k.curve.name, public.x, public.y, numbers.private_value + 1))
        open('python-' + name + '-digit.txt', 'w').write('%r\\n' % repr(public).replace('7', '8', 1).replace('sec8', 'sec7'))
`)
run('/usr/bin/python3', 'p.py')
const loose = ['jwk_loose_encoding']
const special = {
  tuple: { error: 'not_a_key' }, rsa: { error: 'not_a_key' }, two: one(rsa.public, loose), lines: one(rsa.private),
  crypto: one(rsa.private, ['jwk_loose_encoding', 'jwk_completed']), cut: { error: 'not_a_key' }, broken: { error: 'not_a_key' }, blank: { error: 'not_a_key' }, letter: { error: 'not_a_key' }, digit: { error: 'invalid_key' },
}
const outcome = (name, file) => {
  if (file.includes('-of-another')) return { error: 'key_mismatch' }
  if (file.includes('-digit-lost')) return null
  const what = file.slice(0, -4).split('-')[2]
  return special[what] ?? (what === 'numbers' ? one(all[name].public, name === 'rsa' ? loose : []) : one(all[name].private))
}
for (const file of readdirSync(dir).filter((f) => f.startsWith('python-')).sort()) {
  const [, name] = file.split('-')
  const text = readFileSync(join(dir, file), 'utf8')
  if (file === 'python-rsa-digit-lost.txt') { // the key is another, and that is said
    const n = BigInt(text.match(/n=(\d+)/)[1])
    const bytes = Buffer.from(n.toString(16).padStart(512, '0'), 'hex')
    put(file, text, one({ kty: 'RSA', n: bytes.toString('base64url').replace(/^A+(?=.)/, ''), e: 'AQAB' }, [...loose, 'rsa_odd_size']))
  } else {
    put(file, text, outcome(name, file))
  }
}
put('python-object.txt', run('/usr/bin/python3', '-c', "from cryptography.hazmat.primitives.serialization import load_pem_private_key as l; print(l(open('ec.pem','rb').read(), None))"), { error: 'not_a_key' })
put('python-numbers-object.txt', run('/usr/bin/python3', '-c', "from cryptography.hazmat.primitives.serialization import load_pem_private_key as l; print(l(open('ec.pem','rb').read(), None).private_numbers())"), { error: 'not_a_key' })
const java = (of) => {
  writeFileSync(join(dir, 'O.java'), `public class O { public static void main(String[] a) throws Exception { var f = java.security.KeyFactory.getInstance("Ed25519"); System.out.println(${of}); } }`)
  return run('java', 'O.java')
}
const read = (name) => `java.nio.file.Files.readAllBytes(java.nio.file.Path.of("ed.${name}"))`
put('java-object.txt', java(`f.generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(${read('p8')}))`), { error: 'not_a_key' })
put('java-ed.txt', java(`f.generatePublic(new java.security.spec.X509EncodedKeySpec(${read('spki')}))`), { error: 'not_a_key' })
put('net-object.txt', 'RSAParameters { Exponent = System.Byte[], Modulus = System.Byte[] }\n', { error: 'not_a_key' })
rmSync(dir, { recursive: true })

// What Node prints of the bytes of libsodium, and of a seed, over lines.
const pair = Buffer.concat([Buffer.from(ed.private.d, 'base64url'), Buffer.from(ed.private.x, 'base64url')])
put('node-sodium.txt', inspect(new Uint8Array(pair)) + '\n', one(ed.private))
put('node-seed.txt', inspect(new Uint8Array(pair.subarray(0, 32))) + '\n', { error: 'which_key' })

// RSAParameters of .NET.
const n = Buffer.from(rsa.public.n, 'base64url')
const list = (bytes) => `{${[...bytes].join(', ')}}`
put('net-base64.txt', `Modulus: ${n.toString('base64')}\nExponent: AQAB\n`, one(rsa.public))
put('net-base64-cut.txt', `Modulus: ${n.toString('base64').slice(0, -3)}\nExponent: AQAB\n`, { error: 'malformed' })
put('net-dashes.txt', `Modulus = ${n.toString('hex').toUpperCase().replace(/..(?=.)/g, '$&-')}\nExponent = 01-00-01\n`, one(rsa.public))
put('powershell.txt', `\nD        : \nDP       : \nDQ       : \nExponent : {1, 0, 1}\nInverseQ : \nModulus  : ${list(n)}\nP        : \nQ        : \n\n`, one(rsa.public))
const part = (name) => list(Buffer.from(rsa.private[name], 'base64url'))
put('powershell-private.txt', `\nD        : ${part('d')}\nDP       : ${part('dp')}\nDQ       : ${part('dq')}\nExponent : {1, 0, 1}\nInverseQ : ${part('qi')}\nModulus  : ${part('n')}\nP        : ${part('p')}\nQ        : ${part('q')}\n\n`, one(rsa.private))
put('powershell-shortened.txt', `\nD        : \nExponent : {1, 0, 1}\nModulus  : {${[...n.subarray(0, 4)].join(', ')}...}\nP        : \n`, { error: 'malformed' })
done()
