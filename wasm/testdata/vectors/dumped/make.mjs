// Makes the area dumped: the bytes of keys as programs show them, in hexadecimal with and
// without offsets, and PEM in strings of source code with more than an operator between
// them. xxd, hexdump, od and Node show bytes themselves; what PowerShell's Format-Hex,
// certutil -encodehex, Wireshark, openssl's BIO_dump, Go's spew, Erlang, Apple's NSData
// and compilers show is written as their documentation has it. The keys are those of
// ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs        needs xxd, hexdump, od and openssl
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const ec = keys['EC P-256']; const ed = keys.ed25519
const pkcs8 = (jwk, format) => createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format })
const spki = (jwk, format) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format })
const of = (jwk, notes) => ({ keys: [{ ...expectation(jwk), ...(notes && { notes }) }] })
const der = pkcs8(ec.private, 'der')
const run = (name, ...args) => execFileSync(name, args, { input: der, encoding: 'utf8' })
const hex = (b) => b.toString(16).padStart(2, '0')
const text = (bytes) => [...bytes].map((b) => b >= 32 && b < 127 ? String.fromCharCode(b) : '.').join('')
const rows = (row, width = 16) => Array.from({ length: Math.ceil(der.length / width) }, (_, i) => row(i * width, der.subarray(i * width, (i + 1) * width))).join('\n') + '\n'
const pairs = (bytes) => [...bytes].map(hex).join(' ')

// With offsets.
const dumps = {
  'hexdump.txt': run('hexdump'), 'hexdump-x.txt': run('hexdump', '-x'), 'hexdump-C.txt': run('hexdump', '-C'),
  'od.txt': run('od'), 'od-x.txt': run('od', '-x'), 'od-tx2.txt': run('od', '-tx2'), 'od-big.txt': run('od', '--endian=big', '-tx2'), 'od-tx4.txt': run('od', '-tx4'), 'od-Ax-tx1z.txt': run('od', '-Ax', '-tx1z'),
  'xxd.txt': run('xxd'), 'xxd-c8.txt': run('xxd', '-c8'), 'xxd-g4-u.txt': run('xxd', '-g4', '-u'),
  'format-hex-5.txt': `\n\n           Path: C:\\keys\\key.der\n\n           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n${rows((at, b) => `${hex(at).padStart(8, '0').toUpperCase()}   ${pairs(b).toUpperCase().padEnd(48)} ${text(b)}`)}\n`,
  'format-hex-7.txt': `\n   Label: C:\\keys\\key.der\n\n          Offset Bytes                                           Ascii\n                 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n          ------ ----------------------------------------------- -----\n${rows((at, b) => `${hex(at).padStart(16, '0').toUpperCase()} ${pairs(b).toUpperCase().padEnd(47)} ${text(b)}`)}\n`,
  'certutil.txt': rows((at, b) => `${hex(at).padStart(4, '0')}\t${(pairs(b.subarray(0, 8)) + '  ' + pairs(b.subarray(8))).padEnd(48)}   ${text(b)}`),
  'wireshark.txt': rows((at, b) => `${hex(at).padStart(4, '0')}   ${pairs(b).padEnd(47)}   ${text(b)}`),
  'bio-dump.txt': rows((at, b) => `${hex(at).padStart(4, '0')} - ${(pairs(b.subarray(0, 8)) + (b.length > 8 ? '-' : '') + pairs(b.subarray(8))).padEnd(47)}   ${text(b)}`),
  'spew.txt': `([]uint8) (len=${der.length} cap=${der.length}) {\n${rows((at, b) => ` ${hex(at).padStart(8, '0')}  ${(pairs(b.subarray(0, 8)) + '  ' + pairs(b.subarray(8))).padEnd(48)}  |${text(b).padEnd(16)}|`)}}\n`,
}
// In other writings of a byte.
const printed = (name, ...args) => execFileSync(name, args, { input: der, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
for (const [name, ...args] of [['od', '-b'], ['od', '-c'], ['od', '-d'], ['od', '-tu1'], ['od', '-td1'], ['od', '-Ad', '-tx1z'], ['od', '-Ad', '-td2'],
  ['hexdump', '-b'], ['hexdump', '-c'], ['hexdump', '-o'], ['xxd', '-e'], ['xxd', '-e', '-g2'], ['xxd', '-b'], ['xxd', '-d']]) {
  dumps[`${name}${args.join('')}.txt`] = printed(name, ...args)
}
for (const [name, dump] of Object.entries(dumps)) put(name, dump, of(ec.private))
put('hexdump-odd.txt', execFileSync('hexdump', { input: Buffer.concat([der, Buffer.from('\n')]), encoding: 'utf8' }), of(ec.private, ['trailing_bytes']))
put('hexdump-of-pem.txt', execFileSync('hexdump', { input: pkcs8(ec.private, 'pem'), encoding: 'utf8' }), of(ec.private))
put('hexdump-line-lost.txt', run('hexdump').replace(/\n0000020.*/, ''), { error: 'malformed' })
put('od-c-line-lost.txt', dumps['od-c.txt'].replace(/\n0000040.*/, ''), { error: 'malformed' })
put('od-tu1-number-lost.txt', dumps['od-tu1.txt'].replace(/(\n0000040) {2,}\d+/, '$1'), { error: 'malformed' })
put('xxd-e-word-lost.txt', dumps['xxd-e.txt'].replace(/(\n00000020: )\w+ /, '$1'), { error: 'malformed' })
put('format-hex-line-lost.txt', dumps['format-hex-5.txt'].replace(/\n00000020.*/, ''), { error: 'malformed' })
put('certutil-digit-lost.txt', dumps['certutil.txt'].replace(/(\n0020\t..) ./, '$1 '), { error: 'malformed' })
put('wireshark-other-text.txt', dumps['wireshark.txt'].replace(/^(0000.*)0/, '$1x'), { error: 'malformed' })

// What openssl asn1parse lists of a structure. It has the contents of a BIT STRING with -dump alone.
const listing = (der, ...args) => execFileSync('openssl', ['asn1parse', '-inform', 'DER', ...args], { input: der, encoding: 'utf8' })
const rsa = keys['RSA 2048']; const unlisted = { error: 'not_a_key', detail: 'asn1parse' }
const pkcs1 = createPrivateKey({ key: rsa.private, format: 'jwk' }).export({ type: 'pkcs1', format: 'der' })
for (const [name, pair] of Object.entries({ ec, ed, rsa, p384: keys['EC P-384'], p521: keys['EC P-521'], k256: keys['EC secp256k1'], x25519: keys.x25519, ed448: keys.ed448, x448: keys.x448 })) {
  put(`asn1parse-${name}.txt`, listing(pkcs8(pair.private, 'der')), of(pair.private))
  put(`asn1parse-${name}-dump.txt`, listing(spki(pair.public, 'der'), '-dump'), of(pair.public))
}
put('asn1parse-pkcs1.txt', listing(pkcs1), of(rsa.private))
put('asn1parse-indented.txt', listing(pkcs8(ed.private, 'der'), '-i', '-dump'), of(ed.private))
put('asn1parse-windows.txt', listing(pkcs8(ed.private, 'der')).replaceAll('\n', '\r\n'), of(ed.private))
put('asn1parse-80-columns.txt', listing(pkcs8(ec.private, 'der')).replace(/.{80}(?=.)/g, '$&\n'), of(ec.private))
put('asn1parse-several.txt', `$ openssl asn1parse -in a.pem\n${listing(pkcs8(ed.private, 'der'))}$ openssl asn1parse -dump -in b.pem\n${listing(spki(ec.public, 'der'), '-dump')}$ cat c.pem\n${spki(rsa.public, 'pem')}`, { keys: [expectation(ed.private), expectation(ec.public), expectation(rsa.public)] })
put('asn1parse-part.txt', listing(spki(rsa.public, 'der'), '-strparse', '19'), of(rsa.public))
put('asn1parse-public.txt', listing(spki(ed.public, 'der')), unlisted)
put('asn1parse-digits-lost.txt', listing(pkcs8(ed.private, 'der')).replace(/..\n$/, '\n'), unlisted)
put('asn1parse-digits-added.txt', listing(pkcs8(ed.private, 'der')).replace(/\n$/, '00\n'), unlisted)
put('asn1parse-number-lost.txt', listing(pkcs8(ed.private, 'der')).replace(':00\n', ':\n'), unlisted)
put('asn1parse-set.txt', listing(pkcs8(ed.private, 'der')).replace('5 cons: SEQUENCE', '5 cons: SET     '), unlisted)
put('asn1parse-line-lost.txt', listing(spki(ec.public, 'der'), '-dump').replace(/ +0010.*\n/, ''), unlisted)
put('asn1parse-object-lost.txt', listing(pkcs8(ed.private, 'der')).replace(/.*ED25519\n/, ''), unlisted)

// Without.
const quad = (bytes) => bytes.toString('hex').replace(/(.{8})(?=.)/g, '$1 ')
const public8 = spki(ed.public, 'der')
put('node-buffer.txt', inspect(public8) + '\n', of(ed.public))
put('node-buffers.txt', inspect({ publicKey: public8, privateKey: pkcs8(ed.private, 'der') }) + '\n', { keys: [expectation(ed.public), expectation(ed.private)] })
put('node-array-buffer.txt', inspect(public8.buffer.slice(public8.byteOffset, public8.byteOffset + public8.length)) + '\n', of(ed.public))
put('nsdata.txt', `<${quad(der)}>\n`, of(ec.private))
put('nsdata-13.txt', `{length = ${der.length}, bytes = 0x${quad(public8)}}\n`, of(ed.public))
put('nsdata-13-cut.txt', `{length = ${der.length}, bytes = 0x${quad(der.subarray(0, 16))} ... ${quad(der.subarray(-8))} }\n`, { error: 'truncated' })
put('erlang.txt', `Key = <<${[...der].join(',')}>>.\n`, of(ec.private))
put('elixir-cut.txt', `<<${[...der.subarray(0, 50)].join(', ')}, ...>>\n`, { error: 'truncated' })
put('powershell.ps1', `[byte[]] $key = ${[...der].map((b) => `0x${hex(b).toUpperCase()}`).join(', ')}\n`, of(ec.private))
put('visual-basic.vb', `Dim key() As Byte = {${[...der].map((b) => `&H${hex(b).toUpperCase()}`).join(', ')}}\n`, of(ec.private))
put('delphi.pas', `const Key: array[0..${der.length - 1}] of Byte = (\n${rows((_, b) => `  ${[...b].map((c) => `$${hex(c).toUpperCase()}`).join(', ')},`).replace(/,\n$/, '\n')});\n`, of(ec.private))
put('key.reg', `Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Me]\r\n"Key"=hex:${rows((_, b) => `${[...b].map(hex).join(',')},`).trim().replaceAll('\n', '\\\r\n  ').replace(/,$/, '')}\r\n`, of(ec.private))
put('node-buffer-digit-lost.txt', inspect(public8).replace(' 2b ', ' 2 ') + '\n', { error: 'no_key' })

// Bytes that do not say what they are.
const seed = Buffer.from(ed.private.d, 'base64url')
put('seed-buffer.txt', inspect(seed) + '\n', { error: 'which_key' })
put('seed-pairs.txt', pairs(seed) + '\n', { error: 'which_key' })
put('seed-numbers.txt', [...seed].map((b) => `0x${hex(b)}`).join(', ') + '\n', { error: 'which_key' })
put('seed-dashes.txt', pairs(seed).toUpperCase().replaceAll(' ', '-') + '\n', { error: 'which_key' })
put('seed-xxd-p.txt', execFileSync('xxd', ['-p'], { input: seed, encoding: 'utf8' }), { error: 'which_key' })
put('seed-escapes.txt', `b'${[...seed].map((b) => `\\x${hex(b)}`).join('')}'\n`, { error: 'which_key' })
put('seed-named.env', `export SIGNING_KEY="${seed.toString('hex')}"\n`, { error: 'which_key' })
put('seed-named.txt', `seed: ${seed.toString('hex')}\n`, { error: 'which_key' })
const said = of(ed.private, ['said_in_words'])
put('seed-json.json', JSON.stringify({ algorithm: 'Ed25519', privateKey: seed.toString('base64') }) + '\n', said)
put('seed-python.py', `k = Ed25519PrivateKey.from_private_bytes(bytes.fromhex("${seed.toString('hex')}"))\n`, said)
put('seed-lines.txt', `Created.\nAddress:     0x52908400098527886E0F7030069857D2E4169EE7\nPrivate key: 0x${seed.toString('hex')}\n`, { error: 'which_key' })
put('seed-twice.json', JSON.stringify({ key: seed.toString('hex'), copy: seed.toString('hex') }) + '\n', { error: 'which_key' })
put('two-seeds.json', JSON.stringify({ key: seed.toString('hex'), other: Buffer.from(ed.public.x, 'base64url').toString('hex').replace(/^../, '00') }) + '\n', { error: 'no_key' })
put('digest.json', JSON.stringify({ key: 'a', sha256: seed.toString('hex') }) + '\n', { error: 'no_key' })
put('no-key-named.json', JSON.stringify({ id: seed.toString('hex') }) + '\n', { error: 'no_key' })
put('secret-of-64.txt', execFileSync('openssl', ['base64', '-e'], { input: Buffer.concat([seed, seed]), encoding: 'utf8' }), { error: 'which_key' })

// PEM in strings, with code between them.
const pem = pkcs8(ec.private, 'pem').trimEnd().split('\n')
const strings = { between: (before, code, after) => before + pem.join(code) + after, each: (before, after) => pem.map((l) => before + l + after).join('\n') + '\n' }
const sources = {
  'vbcrlf.vb': strings.between('Const Key = "', '" & vbCrLf & _\r\n    "', '"\r\n'),
  'appended.vb': strings.between('k = "', '" & vbNewLine\r\nk = k & "', '"\r\n'),
  'newline.cs': strings.between('var key = "', '" + Environment.NewLine +\n    "', '";\n'),
  'eol.php': strings.between("$key = '", "' . PHP_EOL .\n    '", "';\n"),
  'separator.java': strings.between('String key = "', '" + System.lineSeparator() +\n    "', '";\n'),
  'builder.java': strings.each('key.append("', '").append("\\n");'),
  'delphi-lines.pas': strings.between("Key := '", "'#13#10 +\n    '", "';\n"),
  'chr.sql': strings.between("select '", "' || chr(10) ||\n    '", "' from dual;\n"),
  'newline.m': strings.between("key = ['", "' newline ...\n    '", "'];\n"),
  'dots.lua': strings.between('local key = "', '\\n" ..\n    "', '"\n'),
  'echo.sh': pem.map((l, i) => `echo "${l}" ${i ? '>>' : '>'} key.pem\n`).join(''),
}
for (const [name, source] of Object.entries(sources)) put(`code-${name}`, source, of(ec.private, ['copied_from_screen']))
put('code-quote-lost.vb', sources['vbcrlf.vb'].replace(/"( & vbCrLf & _\r\n {4}"-----END)/, '$1'), { error: 'malformed' })
done()
