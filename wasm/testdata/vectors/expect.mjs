// Writes the expect.json of an area whose files are made one by one.
//
//   node expect.mjs AREA < cases
//
// A case is a line of three fields with tabs between: the file's name; the
// PEM files of the keys that must come out, with spaces between, or "-" (".pub"
// behind a name for the public half alone); and a JSON object of further
// members. Its member "key" is merged into each key, or, where it is an array,
// its first into the first and so on; its member "issuers" names PEM files.
import { createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expectation, read } from './oracle.mjs'

const expected = (name) => name.endsWith('.pub')
  ? expectation(createPublicKey(readFileSync(name.slice(0, -4), 'utf8')))
  : expectation(read(readFileSync(name, 'utf8')))

const cases = {}
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [file, keys, more] = line.split('\t')
  const { key, issuers, ...members } = JSON.parse(more || '{}')
  cases[file] = { ...members }
  if (issuers) cases[file].issuers = issuers.map((name) => expected(name).thumbprint)
  if (keys !== '-') cases[file].keys = keys.split(' ').map((name, i) => ({ ...expected(name), ...(Array.isArray(key) ? key[i] : key) }))
}
writeFileSync(`${process.argv[2]}/expect.json`, JSON.stringify(cases, null, 2) + '\n')
