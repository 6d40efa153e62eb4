// Makes the area columns: PEM in a column of something: what git blame prints (by git
// itself), panes of a terminal side by side, and psql's tables, which mark with a + that a
// text goes on. The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs        needs git
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const dir = mkdtempSync(join(tmpdir(), 'columns-'))
const pem = (jwk) => jwk.d
  ? createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' })
  : createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' })
const ec = keys['EC P-256'].private; const rsa = keys['RSA 2048'].public
const one = (...list) => ({ keys: list.map((jwk) => ({ ...expectation(jwk), notes: ['copied_from_screen'] })) })

// Two people changed lines of one file, so that the lines begin otherwise.
const git = (...args) => execFileSync('git', args, { cwd: dir, encoding: 'utf8', env: { ...process.env, GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x@example.org', GIT_COMMITTER_DATE: '2024-03-01T10:00:00Z', HOME: dir } })
const commit = (author, date, name, text) => {
  writeFileSync(join(dir, name), text)
  git('add', name)
  git('commit', '-qm', 'x', `--author=${author} <${author}@example.org>`, `--date=${date}`)
}
git('init', '-q')
const lines = pem(rsa).trimEnd().split('\n')
commit('Al', '2024-03-01T10:00:00Z', 'old.pem', lines.filter((_, i) => i % 3).join('\n') + '\n')
git('mv', 'old.pem', 'key.pem')
commit('Josefine', '2025-11-12T10:00:00+0200', 'key.pem', pem(rsa))
for (const [name, ...flags] of [['blame'], ['blame-s', '-s'], ['blame-short', '--date=short'], ['blame-f', '-f'], ['blame-format', '--date=format:%d %b']]) {
  put(`${name}.txt`, git('blame', ...flags, 'key.pem'), one(rsa))
}
const blamed = git('blame', '-s', 'key.pem').split('\n')
put('blame-lost.txt', [...blamed.slice(0, 3), ...blamed.slice(4)].join('\n'), { error: 'malformed' })
put('blame-shifted.txt', blamed.map((l, i) => i === 2 ? ' ' + l : l).join('\n'), { error: 'malformed' })
rmSync(dir, { recursive: true })

const pad = (text, n) => text + ' '.repeat(Math.max(0, n - text.length))
const panes = (left, right, width) => Array.from({ length: Math.max(left.length, right.length) }, (_, i) => pad(left[i] ?? '', width) + '│' + (right[i] ?? '')).join('\n') + '\n'
const secret = pem(ec).trimEnd().split('\n')
const shell = ['$ ls', 'a.txt  b.txt', '$ top', '', 'MEM 12%', '$']
put('pane-right.txt', panes(shell, ['$ cat key.pem', ...secret, '$ '], 40), one(ec))
put('pane-left.txt', panes(['$ cat key.pem', ...secret, '$ '], shell, 64), one(ec))
put('pane-middle.txt', panes(shell, panes(secret, shell, 66).trimEnd().split('\n'), 20), one(ec))
put('pane-narrow.txt', panes(secret.map((l) => l.slice(0, 60)), shell, 60), { error: 'malformed' })

// psql, aligned and \x: a text over several lines has a + at the end of each but the last.
const width = Math.max(...secret.map((l) => l.length))
const cells = (list) => list.map((l, i) => pad(l, width) + (i < list.length - 1 ? '+' : ''))
for (const [end, list] of [['', secret], ['-newline', [...secret, '']]]) {
  put(`psql${end}.txt`, ` id | kid |${pad('', 30)}pem\n----+-----+${'-'.repeat(width + 2)}\n${cells(list).map((l, i) => (i ? '    |     | ' : '  1 | a   | ') + l).join('\n')}\n(1 row)\n\n`, one(ec))
  put(`psql-x${end}.txt`, `-[ RECORD 1 ]${'-'.repeat(60)}\nid  | 1\nkid | a\npem | ${cells(list).map((l, i) => (i ? '    | ' : '') + l).join('\n')}\n\n`, one(ec))
}
// Before another column the + stands where the blank before its line would.
const inside = (list) => list.map((l, i) => pad(l, width) + (i < list.length - 1 ? '+| ' : ' | ') + (i ? '' : '2024-05-01')).map((l, i) => (i ? '    | ' : '  1 | ') + l).join('\n')
for (const [end, list] of [['', secret], ['-newline', [...secret, '']]]) {
  put(`psql-inside${end}.txt`, ` id | ${pad('key', width)} |  created\n----+-${'-'.repeat(width)}-+------------\n${inside(list)}\n(1 row)\n\n`, one(ec))
}
put('psql-inside-plus-lost.txt', inside(secret).replace('+| \n', ' | \n'), { error: 'malformed' })
const long = pem(rsa).trimEnd().split('\n')
put('psql-two.txt', ` pem\n${'-'.repeat(width + 2)}\n${[secret, long].map((list) => cells(list).map((l) => ' ' + l).join('\n')).join('\n')}\n(2 rows)\n`, one(ec, rsa))
put('psql-plus-lost.txt', ` kid | pem\n-----+${'-'.repeat(width + 2)}\n${cells(secret).map((l, i) => (i ? '     | ' : ' a   | ') + (i === 2 ? l.slice(0, -1) : l)).join('\n')}\n(1 row)\n`, { error: 'malformed' })
done()
