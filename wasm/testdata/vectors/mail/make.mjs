// Makes the area mail: keys in the source of messages, in quoted-printable and base64
// (RFC 2045 section 6). Python's email package, Perl's MIME::QuotedPrint and nodemailer of
// npm encode; what is damaged, or only looks encoded, is edited here. The keys are those
// of ../../keys/keys.json, which Node made, and the expectations Node's.
//
//   node make.mjs        needs npm, python3, perl and openssl
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const dir = mkdtempSync(join(tmpdir(), 'mail-'))
const run = (name, args, input) => execFileSync(name, args, { cwd: dir, input, stdio: ['pipe', 'pipe', 'inherit'] })
const of = (jwk, notes = ['mail_encoding_undone'], more = {}) => ({ ...expectation(jwk), ...more, ...(notes.length && { notes }) })
const spki = (jwk) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const octets = (text) => Buffer.from(text, 'base64url')
const rsa = keys['RSA 2048']; const p384 = keys['EC P-384']; const ec = keys['EC P-256']; const ed = keys.ed25519

const words = (key) => `Hallo,\n\nhier ist unser öffentlicher Schlüssel:\n\n${key}\nViele Grüße\nJörg\n`
const jwk = JSON.stringify({ ...rsa.public, kid: 'a=b', use: 'sig' })
const ssh = 'ssh-ed25519 ' + Buffer.concat([[0, 0, 0, 11], 'ssh-ed25519', [0, 0, 0, 32], octets(ed.public.x)].map((p) => Buffer.from(p))).toString('base64') + ' jörg@example.org\n'
const forms = {
  pem: [spki(ec.public), of(ec.public)],
  jwk: [jwk + '\n', of(rsa.public, undefined, { kid: 'a=b', use: 'sig' })],
  ssh: [ssh, of(ed.public, undefined, { comment: 'jörg@example.org' })]
}

// Messages of Python: the words encoded, an HTML copy of them, the key attached.
const python = (parts) => run('/usr/bin/python3', ['-c', `
import sys, json
from email.message import EmailMessage
from email import policy
p = json.load(sys.stdin)
m = EmailMessage(policy=policy.SMTP)
m['From'] = 'Jörg <joerg@example.org>'
m['Subject'] = 'Unser öffentlicher Schlüssel für die Anmeldung'
m['Message-ID'] = '<CAF=ab=12@mail.example.org>'
m.set_content(p['text'], cte=p.get('cte', 'quoted-printable'))
if 'html' in p: m.add_alternative(p['html'], subtype='html', cte='quoted-printable')
for name, content in p.get('attached', {}).items():
    m.add_attachment(bytes.fromhex(content), maintype='application', subtype='octet-stream', filename=name)
if m.is_multipart(): m.set_boundary('=====8271940=')
sys.stdout.buffer.write(m.as_bytes())
`], JSON.stringify(parts))
const hex = (content) => Buffer.from(content).toString('hex')
for (const [name, [key, want]] of Object.entries(forms)) {
  const notes = name === 'pem' ? [] : undefined // base64 of PEM is read as it is
  put(`${name}.eml`, python({ text: words(key) }), { keys: [want] })
  put(`${name}-base64.eml`, python({ text: words(key), cte: 'base64' }), { keys: [want] })
  put(`${name}-attached.eml`, python({ text: 'Siehe Anhänge', attached: { 'key.txt': hex(key), 'p384.der': hex(createPublicKey({ key: p384.public, format: 'jwk' }).export({ type: 'spki', format: 'der' })) } }), { keys: [notes ? { ...want, notes: undefined } : want, of(p384.public, notes)] })
}
put('pem-html.eml', python({ text: words(forms.pem[0]), html: `<html><body><p style="color:#123">${words('')}</p><pre>${forms.pem[0]}</pre></body></html>` }), { keys: [forms.pem[1], forms.pem[1]] })
put('private.eml', python({ text: createPrivateKey({ key: ec.private, format: 'jwk' }).export({ type: 'sec1', format: 'pem' }) }), { keys: [of(ec.private)] })
const locked = run('openssl', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-iter', '10000', '-passout', 'pass:correct horse'], createPrivateKey({ key: ec.private, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })).toString()
put('encrypted.eml', python({ text: locked }), { passphrase: 'correct horse', keys: [of(ec.private)] })
put('encrypted-unopened.eml', python({ text: locked, cte: 'base64' }), { error: 'passphrase_required' })
const dump = run('openssl', ['pkey', '-pubin', '-noout', '-text'], spki(rsa.public)).toString()
put('text-dump.eml', python({ text: dump, cte: 'base64' }), { keys: [of(rsa.public)] })

// One of nodemailer, which many services send with.
run('npm', ['install', '--silent', '--no-audit', '--no-fund', 'nodemailer@6'])
const Composer = createRequire(join(dir, 'node_modules', 'x.js'))('nodemailer/lib/mail-composer')
put('nodemailer.eml', await new Composer({ from: 'a@example.org', to: 'b@example.org', subject: 'Key', text: words(jwk), html: `<p class="a">${words('')}</p>`, textEncoding: 'quoted-printable', attachments: [{ filename: 'key.pem', content: spki(ec.public) }] }).compile().build(), { keys: [forms.jwk[1], of(ec.public)] })

// Without headers, as copied from the source of a message.
const bare = (text) => run('perl', ['-MMIME::QuotedPrint', '-e', 'undef $/; print encode_qp(<STDIN>)'], text)
for (const [name, [key, want]] of Object.entries(forms)) put(`${name}-bare.txt`, bare(words(key)), { keys: [want] })
put('alone.pem', bare(spki(ec.public)), { keys: [of(ec.public)] })
put('alone.json', bare(JSON.stringify(rsa.private, null, 2)), { keys: [of(rsa.private)] })
put('two-one-padded.pem', bare(spki(rsa.public) + forms.pem[0]), { keys: [of(rsa.public), of(ec.public)] })
put('numbers.txt', bare(`n = ${BigInt('0x' + octets(rsa.public.n).toString('hex'))}\ne = 65537\n`), { keys: [of(rsa.public)] })
put('blank-line.txt', bare('app-1  | ' + run('openssl', ['rsa', '-traditional', '-aes128', '-passout', 'pass:correct horse'], createPrivateKey({ key: rsa.private, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })).toString().trimEnd().replaceAll('\n', '\napp-1  | ') + '\n'), { passphrase: 'correct horse', keys: [of(rsa.private)] })
put('outlook.txt', bare(words(forms.pem[0])).toString().replaceAll('\n', '=0D=0A=\n'), { keys: [of(ec.public)] })
put('dashes-escaped.txt', bare(forms.pem[0]).toString().replaceAll(/^-/gm, '=2D'), { keys: [of(ec.public)] })

put('parameters.txt', bare(run('openssl', ['ecparam', '-name', 'prime256v1'])), { error: 'not_a_key' })
put('list.txt', bare(`the key is ${JSON.stringify([...octets(ed.public.x)])}\n`), { error: 'which_key' })
put('pem-and-dump.txt', bare(run('openssl', ['pkey', '-pubin', '-text'], spki(ec.public))), { keys: [of(ec.public)] })

// Where only the words are encoded, the key is as it is.
put('key-plain.eml', python({ text: spki(ec.public), cte: '7bit', html: `<p class="a">${words('')}</p>` }), { keys: [of(ec.public, [])] })

// Damaged: the encoding is undone, and the damage stays.
put('cut.eml', python({ text: words(forms.pem[0]) }).toString().replace(/\r\n[^\r]{20,}=3D=3D\r\n|\r\n[^\r]*\r\n(?=-----END)/, '\r\n'), { error: 'truncated' })
put('character-lost.txt', bare(jwk).toString().replace('=\n', ''), { error: 'malformed' })

// What only looks encoded is left as it is: an escape in hexadecimal, padding at the end
// of a line of 76, a value that begins with 3D.
put('not-d.txt', `n=${hex(octets(rsa.public.n)).toUpperCase()}\ne=010001\n`, { keys: [of(rsa.public, [])] })
put('not-padding.txt', `public key   ${Buffer.from(spki(ed.public).split('\n')[1], 'base64').toString('base64')}\nof jörg\n`, { keys: [of(ed.public, [])] })
rmSync(dir, { recursive: true })
done()
