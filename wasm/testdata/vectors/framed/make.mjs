// Makes the area framed: JWKs, PuTTY files and RFC 4716 with what logs, editors, boxes
// and source code put before and after each line, and with characters that are not seen.
// puttygen and ssh-keygen make their files of the key that Node made
// (../../keys/keys.json); the expectations are Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const dir = mkdtempSync(join(tmpdir(), 'framed-'))
const run = (name, ...args) => execFileSync(name, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const ec = keys['EC P-256']; const rsa = keys['RSA 2048']
writeFileSync(join(dir, 'key'), createPrivateKey({ key: ec.private, format: 'jwk' }).export({ format: 'pem', type: 'sec1' }), { mode: 0o600 })
run('puttygen', 'key', '-O', 'private', '-o', 'key.ppk', '-C', 'me')
writeFileSync(join(dir, 'key.pub'), run('ssh-keygen', '-y', '-f', 'key'))
const ppk = readFileSync(join(dir, 'key.ppk'), 'utf8')
const ssh2 = run('ssh-keygen', '-e', '-f', 'key.pub')
rmSync(dir, { recursive: true })

const lines = (text) => text.trimEnd().split('\n')
const each = (text, frame) => lines(text).map(frame).join('\n') + '\n'
const width = (text) => Math.max(...lines(text).map((l) => l.length))
const boxed = (text, side, top) => `${top}\n${each(text, (l) => `${side} ${l.padEnd(width(text))} ${side}`)}${top}\n`
const quoted = (l) => JSON.stringify(l)
const frames = {
  log: (text) => 'start\n' + each(text, (l, i) => `2026-05-01T10:00:${String(i).padStart(2, '0')}.123Z INFO app[12]: ${l}`) + 'end\n',
  syslog: (text) => each(text, (l, i) => `May  1 10:00:${String(i).padStart(2, '0')} host app[12]: ${l}`),
  compose: (text) => 'Attaching to app_1\n' + each(text, (l) => `app_1  | ${l}`),
  grep: (text) => each(text, (l, i) => `src/key:${i + 1}:${l}`),
  dots: (text) => each(text, (l, i) => `${i + 1}. ${l}`),
  box: (text) => boxed(text, '│', '─'.repeat(width(text) + 4)),
  c: (text) => `static const char key[] =\n${each(text, (l) => `  "${l.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}\\n"`)};\n`,
  list: (text) => `const key = [\n${each(text, (l) => `  ${quoted(l)},`)}].join("\\n");\n`,
  unseen: (text) => each(text, (l) => `${l}\u200b`),
  br: (text) => `<p>${text.trimEnd().replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('\n', '<br>\n')}</p>`
}
const json = JSON.stringify({ kid: 'a', ...ec.private }, null, 2)
const screen = ['copied_from_screen']
for (const [name, frame] of Object.entries(frames)) {
  put(`${name}-jwk.txt`, frame(json), { keys: [{ ...expectation(ec.private), kid: 'a', notes: screen }] })
  const said = name !== 'compose' && { notes: screen } // which is read as what a prefix is before
  put(`${name}-ssh2.txt`, frame(ssh2), { keys: [{ ...expectation(ec.public), ...said }] })
  if (name !== 'list') put(`${name}-ppk.txt`, frame(ppk), { keys: [{ ...expectation(ec.private), ...said }] })
}
put('log-set.txt', frames.log(JSON.stringify({ keys: [{ kid: 'a', ...rsa.public }, { kid: 'b', ...ec.public }] }, null, 4)), { keys: [{ ...expectation(rsa.public), kid: 'a', notes: screen }, { ...expectation(ec.public), kid: 'b', notes: screen }] })
put('log-line-lost.txt', frames.log(json).split('\n').filter((l) => !l.includes('"x"')).join('\n'), { error: 'malformed' })
put('log-ssh2-other-line.txt', frames.log(ssh2).replace(/\n(.*\n.*END)/, '\nx\n$1'), { error: 'malformed' })
const of = (jwk, notes) => ({ keys: [{ ...expectation(jwk), ...(notes && { notes }) }] })
put('blanks-at-ends.ppk', each(ppk, (l) => l.startsWith('Comment') ? l : `${l}   `), of(ec.private))
put('empty-lines.ppk', ppk.replaceAll('\n', '\n\n'), of(ec.private))
put('setting.ini', `[a]\nkey = ${ppk.trimEnd().replaceAll('\n', '\n      ')}\nb = c\n`, of(ec.private))
put('prompt-after.ppk', `${ppk.trimEnd()}bob@host:~$ exit\n`, of(ec.private))
put('ssh2-base64.txt', Buffer.from(ssh2).toString('base64'), of(ec.public))
const hex = (text) => Buffer.from(text, 'base64url').toString('hex')
put('x-and-y.json', JSON.stringify({ x: hex(ec.public.x), y: hex(ec.public.y) }), of(ec.public, ['point_without_form']))
put('x-and-y-and-private.txt', `priv ${hex(ec.private.d)}\nx ${hex(ec.public.x)}\ny ${hex(ec.public.y)}\n`, of(ec.private))
put('hex-n-and-e.txt', `n: ${hex(rsa.public.n)}\ne: 10001\n`, of(rsa.public))
put('ethereum.json', JSON.stringify({ crypto: { cipher: 'aes-128-ctr', cipherparams: { iv: '00'.repeat(16) }, ciphertext: '11'.repeat(32), kdf: 'scrypt', kdfparams: { dklen: 32, n: 262144, r: 1, p: 8, salt: '22'.repeat(32) }, mac: '33'.repeat(32) }, version: 3 }), { error: 'unsupported_format' })
put('asn1parse.txt', '    0:d=0  hl=2 l=  89 cons: SEQUENCE          \n    2:d=1  hl=2 l=  19 cons: SEQUENCE          \n', { error: 'not_a_key' })
done()
