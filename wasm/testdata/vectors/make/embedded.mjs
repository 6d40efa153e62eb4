// Keys inside files of other things: several on a line, beside each other,
// quoted and escaped as those files do. The keys are those of other areas, so
// that a run gives the same files again; ssh-keygen writes the SSH lines.
import { execFileSync } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Area, der, readFileSync, want, wantPublic } from './lib.mjs'

const a = new Area('embedded')
const vector = (name) => readFileSync(new URL(`../${name}`, import.meta.url))
const [r, e, ed] = vector('several/three.pem').toString().match(/-----BEGIN[^]*?-----END.*\n/g)

/** What another area expects of its file. */
const expected = (name) => JSON.parse(vector(`${name.split('/')[0]}/expect.json`))[name.split('/')[1]].keys

/** The line of a .pub file, without its comment. */
function ssh (pem) {
  const dir = mkdtempSync(join(tmpdir(), 'vectors-'))
  try {
    const file = join(dir, 'k')
    writeFileSync(file, createPublicKey(pem).export({ format: 'pem', type: 'spki' }))
    return execFileSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', file]).toString().trim()
  } finally {
    rmSync(dir, { recursive: true })
  }
}

// Several SSH keys on one line.
const [sshR, sshE] = [ssh(r), ssh(e)]
const two = [wantPublic(r, { comment: 'ann@example' }), wantPublic(e, { comment: 'bob@example' })]
const bare = [wantPublic(r, { comment: '' }), wantPublic(e, { comment: '' })]
const ann = `${sshR} ann@example`
const bob = `${sshE} bob@example`
a.add('ssh-yaml-list.yaml', `users:\n  - name: ann\n    ssh_authorized_keys: ["${ann}", '${bob}']\n`, two)
a.add('ssh-yaml-bare.yaml', `keys: [${sshR}, ${sshE}]\n`, bare)
a.add('ssh-escaped.env', `A=1\nSSH_KEYS="${ann}\\n${bob}\\n"\nB=2\n`, two)
a.add('ssh-escaped-bare.env', `SSH_KEYS=${sshR}\\n${sshE}\\n`, bare)
a.add('ssh-escaped-alone.txt', `${ann}\\n${bob}\\n`, [two[0], wantPublic(e, { comment: 'bob@example' })])
a.add('ssh-escaped-no-comment.txt', `${sshR}\\n${sshE}\\n`, bare)
a.add('ssh-escaped-one.txt', `${sshR}\\n`, bare[0])
a.add('ssh-terraform.tf', `  ssh-keys = "ann:${ann}\\nbob:${bob}"\n`, two)
a.add('ssh-comma.txt', `${ann},${bob}\n`, two)
a.add('ssh-comma-bare.txt', `${sshR},${sshE}\n`, bare)
a.add('ssh-spaces.txt', `${ann} ${bob}\n`, two)
a.add('ssh-html.html', `<li>${ann}</li><li>${bob}</li>\n`, two)
a.add('ssh-twice-on-two-lines.txt', `a: "${ann}", b: "${bob}"\nc: "${bob}", d: "${ann}"\n`, [...two, ...two.toReversed()])
a.add('ssh-second-cut.yaml', `keys: ["${ann}", "${bob.slice(0, 100)}"]\n`, two[0], { skipped: ['malformed'] })
a.add('ssh-domain-comment.pub', `${sshR} CORP\\nancy@pc\n`, wantPublic(r, { comment: 'CORP\\nancy@pc' }))
a.add('ssh-after-base64.txt', `key=${der(e).toString('base64')} known_hosts="host ${ann}" also=${der(r).toString('base64')}\n`, [want(e), two[0], want(r)])

// What stands beside a JWK.
const jwk = (pem) => createPublicKey(pem).export({ format: 'jwk' })
const pretty = (o) => JSON.stringify(o, null, 2)
const [jwkR, jwkE] = [jwk(r), jwk(e)]
a.add('jwk-then-ssh.txt', `${pretty(jwkE)}\n${ann}\n`, [wantPublic(e), two[0]])
a.add('ssh-then-jwk.txt', `${ann}\n${pretty(jwkE)}\n`, [two[0], wantPublic(e)])
a.add('ssh-between-jwks.txt', `first ${pretty(jwkE)}\n${ann}\n${pretty(jwkR)} and ${der(ed).toString('base64')}\n`, [wantPublic(e), two[0], wantPublic(r), want(ed)])
a.add('jwk-on-a-line.env', `A="${ann}" B='${JSON.stringify(jwkE)}' C=${Buffer.from(ed).toString('base64')}\n`, [two[0], wantPublic(e), want(ed)])
a.add('jwk-then-putty.txt', `${pretty(jwkE)}\n${vector('ppk/v3-ed25519.ppk')}`, [wantPublic(e), ...expected('ppk/v3-ed25519.ppk')])
a.add('jwk-in-ini.ini', `[keys]\nA=${JSON.stringify(jwkE)}\nB=${ann}\n`, [wantPublic(e), two[0]])
a.add('second-jwk-cut.json', pretty({ keys: [jwkE, jwkR] }).slice(0, -40), wantPublic(e), { skipped: ['truncated'] })
a.add('second-jwk-broken.txt', `${pretty(jwkE)}\n${pretty(jwkR).replace(',', ';')}\n`, [wantPublic(e), { ...wantPublic(r), notes: ['jwk_not_json'] }])

// Keys in other members than the one with the JWK Set.
const cert = vector('several/key-and-certificate.pem').toString().match(/-----BEGIN CERT[^]*?-----END.*\n/)[0]
const inSet = { source: 'from a JWK Set' }
a.add('set-and-certificate.json', pretty({ keys: [jwkE], public_cert: { kid: 'k1', cert }, public_certs: [{ kid: 'k1', cert }] }),
  wantPublic(e, { ...inSet, certificates: 1 }))
a.add('certificate-before-set.json', pretty({ pem: cert, keys: [jwkR, { kty: 'AKP', alg: 'SLH-DSA-SHA2-128s' }] }),
  [want(cert, { certificates: 1 }), wantPublic(r, inSet)], { skipped: ['unsupported_algorithm'] })
a.add('set-and-jwk.json', pretty({ jwks: { keys: [jwkR] }, signing: { jwk: jwkE } }), [wantPublic(r, inSet), wantPublic(e)])
a.add('jwks-and-jwk.json', pretty({ jwk: jwkR, jwks: [jwkE] }), [wantPublic(r), wantPublic(e, inSet)])
a.add('set-and-pem.json', pretty({ keys: [jwkE], pem: createPublicKey(r).export({ format: 'pem', type: 'spki' }) }), [wantPublic(e, inSet), wantPublic(r)])
a.add('keys-of-pem-and-jwk.json', pretty({ keys: [createPublicKey(r).export({ format: 'pem', type: 'spki' })], jwk: jwkE }), [wantPublic(r), wantPublic(e)])
a.add('set-and-deep.json', JSON.stringify({ x: JSON.parse('['.repeat(70) + ']'.repeat(70)), keys: [jwkE] }), wantPublic(e, inSet), { skipped: ['too_large'] })

// A JWK after much that has braces.
a.add('jwk-after-code.js', 'function a(){ if(x){ y() } }\n'.repeat(10) + `const jwk = ${JSON.stringify(jwkE)};\n`, wantPublic(e))
a.add('jwk-in-helm.yaml', 'a: {{ .Values.a }}\n'.repeat(10) + `jwk: '${JSON.stringify(jwkE)}'\n`, wantPublic(e))
a.add('jwk-in-helm-first.yaml', `{{ if .Values.a }}\njwk: '${JSON.stringify(jwkE)}'\n{{ end }}\n`, wantPublic(e))

// A JWK whose quotes or lines are those of something else.
const line = JSON.stringify(jwkE)
const escaped = line.replaceAll('"', '\\"')
const lines = (mark) => pretty(jwkE).replace(/^/gm, mark) + '\n'
a.add('jwk-escaped.env', `A=1\nJWK="${escaped}"\nB=2\n`, wantPublic(e))
a.add('jwk-escaped-lines.env', `JWK="${pretty(jwkE).replaceAll('"', '\\"').replaceAll('\n', '\\n')}"\n`, wantPublic(e))
a.add('jwk-escaped-twice.yaml', `command: ${JSON.stringify(`run --jwk "${escaped}"`)}\n`, wantPublic(e))
a.add('jwk-string.java', `String s = "${escaped}";\nString t = "${JSON.stringify(jwkR).replaceAll('"', '\\"')}";\n`, [wantPublic(e), wantPublic(r)])
a.add('jwk-string-only.txt', `"${escaped}";\n`, wantPublic(e))
a.add('jwk-plain-and-escaped.txt', `a = ${line}\nb = "${JSON.stringify(jwkR).replaceAll('"', '\\"')}"\nc = "${ann}"\n`, [wantPublic(e), wantPublic(r), two[0]])
a.add('jwk-html.html', `<p data-jwk="${line.replaceAll('"', '&quot;')}"></p><p data-jwk="${JSON.stringify(jwkR).replaceAll('"', '&#34;')}"></p>\n`, [wantPublic(e), wantPublic(r)])
a.add('jwk-typographic.txt', `Our key: ${line.replace(/"([^"]*)"/g, '\u201c$1\u201d')}.\n`, wantPublic(e))
a.add('jwk-python.py', `key = ${line.replaceAll('"', "'")}\n`, { ...wantPublic(e), notes: ['jwk_not_json'] })
a.add('jwk-mail-quoted.txt', `Ann wrote:\n${lines('> ')}> ${ann}\n`, [wantPublic(e), two[0]])
a.add('jwk-comment.js', `// The key:\n${lines('// ')}`, wantPublic(e))
a.add('jwk-diff.patch', `@@ -1,6 +1,6 @@\n jwk:\n${lines('+')}`, wantPublic(e))
a.add('jwk-escaped-cut.env', `JWK="${escaped.slice(0, 60)}"\nKEY="${ann}"\n`, two[0], { skipped: ['malformed'] })

// BER of indefinite length in base64 and hexadecimal.
const dump = (command, args, name) => execFileSync(command, [...args, new URL(`../${name}`, import.meta.url).pathname]).toString()
const horse = { passphrase: 'correct horse' }
const store = expected('pkcs12/ber.p12')
const signed = expected('der/signed-ber.p7m')
const base64 = (name) => vector(name).toString('base64')
a.add('ber-base64.txt', dump('base64', [], 'pkcs12/ber.p12'), store, horse)
a.add('ber-base64.yaml', `data:\n  keystore.p12: ${base64('pkcs12/ber.p12')}\n  next: word\n  signed.p7m: "${base64('der/signed-ber.p7m')}"\ntype: Opaque\n`, [...store, ...signed], horse)
a.add('ber-wrapped.yaml', `data:\n  signed.p7m: |\n${base64('der/signed-ber.p7m').replace(/.{1,64}/g, '    $&\n')}  next: word\n`, signed)
a.add('ber-two.txt', dump('base64', [], 'der/signed-ber.p7m') + dump('base64', [], 'pkcs12/ber.p12'), [...signed, ...store], horse)
a.add('ber-hex.txt', dump('xxd', ['-p'], 'pkcs12/ber.p12'), store, horse)
a.add('ber-json.json', JSON.stringify({ p12: base64('pkcs12/ber.p12') }), store, horse)
a.refuse('ber-cut.txt', base64('pkcs12/ber-cut.p12'), 'truncated', undefined, horse)

// A word before base64 that begins as base64 of DER does.
const spki = createPublicKey(r).export({ format: 'pem', type: 'spki' }).replace(/-----.*\n/g, '')
for (const word of ['MODE', 'MAC', 'MAIN KEY', 'MFA', 'MIX', 'MILK']) {
  a.add(`${word.toLowerCase().replace(' ', '-')}-before-base64.txt`, `${word}\n${spki}`, wantPublic(r))
}
a.add('cut-base64-before-base64.txt', `${spki.slice(0, 200)}\n\n${spki}`, wantPublic(r), { skipped: ['malformed'] })

// A PuTTY file inside something else.
const ppk = vector('ppk/v3-ed25519.ppk').toString()
const locked = vector('ppk/v2-rsa-encrypted.ppk').toString()
const [putty] = expected('ppk/v3-ed25519.ppk')
const [unlocked] = expected('ppk/v2-rsa-encrypted.ppk')
const indent = (text, mark) => text.replace(/^/gm, mark).slice(0, -mark.length)
a.add('putty-indented.yaml', `a:\n  key: |\n${indent(ppk, '    ')}  other: |\n${indent(locked, '      ')}`, [putty, unlocked], horse)
a.add('putty-mail-quoted.txt', `Ann wrote:\n${indent(ppk, '> ')}> ${bob}\n`, [putty, two[1]])
a.add('putty-log.txt', indent(ppk, 'app_1  | '), putty)
a.add('putty-multi-line.env', `KEY="${ppk}"\nB=1\n`, putty)
a.add('putty-escaped.env', `KEY="${ppk.replaceAll('\n', '\\n')}"\nSSH="${bob}"\n`, [putty, two[1]])
a.add('putty-escaped-crlf.env', `KEY=${ppk.replaceAll('\n', '\\r\\n')}\n`, putty)
a.add('putty-escaped-twice.txt', `a: ${JSON.stringify(JSON.stringify(ppk))}`, putty)
a.add('putty-then-ssh.txt', ppk + ann + '\n', [putty, two[0]])

// What tools that show bytes write.
const shown = expected('pkcs12/ber.p12')
a.add('xxd.txt', dump('xxd', [], 'pkcs12/ber.p12'), shown, horse)
a.add('xxd-columns.txt', dump('xxd', ['-c', '32', '-g', '4'], 'pkcs12/ber.p12'), shown, horse)
a.add('xxd-certificate.txt', dump('xxd', ['-u'], 'der/certificate.cer'), expected('der/certificate.cer'))
a.add('hexdump-c.txt', dump('hexdump', ['-C', '-v'], 'der/p256-pkcs8.der'), expected('der/p256-pkcs8.der'))
a.add('hexdump-of-pem.txt', dump('hexdump', ['-C'], 'several/three.pem'), [r, e, ed])
a.add('xxd-i.c', dump('xxd', ['-i'], 'der/p256-pkcs8.der').replaceAll(/_\w*_vectors_/g, '') + dump('xxd', ['-i'], 'der/rsa-spki.der').replaceAll(/_\w*_vectors_/g, ''),
  [...expected('der/p256-pkcs8.der'), ...expected('der/rsa-spki.der')])
a.refuse('xxd-cut.txt', dump('xxd', [], 'der/p256-pkcs8.der').split('\n').slice(0, 4).join('\n'), 'truncated')

// A PEM in source code, diffs and logs of kinds that mark every line.
const pem = r.trim().split('\n')
const marked = (mark) => r.replace(/^/gm, mark).slice(0, -mark.length)
a.add('pem-concatenated.php', `$k = ${pem.map((l) => `'${l}' . "\\n"`).join(' .\n  ')};\n`, r)
a.add('pem-concatenated-leading.php', `$k = ${pem.map((l) => `"${l}\\n"`).join('\n  . ')};\n`, r)
a.add('pem-appended.php', `$k = "";\n${pem.map((l) => `$k .= "${l}\\n";\n`).join('')}`, r)
a.add('pem-appended.js', `let key_1 = ''\n${pem.map((l) => `key_1 += '${l}\\n'\n`).join('')}`, r)
a.add('pem-bytes.py', `k = (${pem.map((l) => `b"${l}\\n"`).join('\n    ')})\n`, r)
// Without BEGIN and END, in strings of which each language makes one.
const [body, bodyE] = [r, e].map((k) => der(k).toString('base64').match(/.{1,64}/g))
const strings = (name, text, key) => a.add(name, text, { ...want(key), notes: ['copied_from_screen'] })
strings('base64-continued.bas', `k = ${body.map((l) => `"${l}"`).join(' & _\n  ')}\n`, r)
strings('base64-appended.java', body.map((l) => `sb.append("${l}");\n`).join(''), r)
strings('base64-joined.sql', `SELECT ${body.map((l) => `'${l}'`).join(' ||\n  ')};\n`, r)
strings('base64-array.json', JSON.stringify(body, null, 1), r)
strings('base64-joined.tf', `key = join("", [${bodyE.map((l) => `"${l}"`).join(', ')}])\n`, e)
a.refuse('base64-a-string-lost.java', body.filter((_, i) => i !== 3).map((l) => `sb.append("${l}");\n`).join(''), 'truncated')
a.add('pem-added.patch', `@@ -0,0 +1,28 @@\n${marked('+')}`, r)
a.add('pem-removed.patch', `@@ -1,28 +0,0 @@\n${marked('-')}`, r)
a.add('pem-log.txt', `app_1  | starting\n${marked('app_1  | ')}app_1  | done\n`, r)
a.add('pem-locked-log.txt', vector('dek/rsa-aes-128-cbc.pem').toString().replace(/^/gm, 'app-1  | ').slice(0, -9), expected('dek/rsa-aes-128-cbc.pem'), horse)
const plus = 'MC4CAQAwBQYDK2VwBCIEIE2TnDpQVgjJiZJ2/3IHAjLnC9xdwE4EOzLQDeEWreW+'
a.add('pem-array-plus.json5', `['-----BEGIN PRIVATE KEY-----', '${plus}', '-----END PRIVATE KEY-----',]\n`, want(`-----BEGIN PRIVATE KEY-----\n${plus}\n-----END PRIVATE KEY-----\n`))
a.done()
