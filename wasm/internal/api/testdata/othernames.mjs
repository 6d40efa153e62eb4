// What programs print of a public key that is no digest in a usual spelling: its modulus
// by openssl, Node and as a JWK has it, and its fingerprint by ssh-keygen -B.
//
//   node othernames.mjs > othernames.json
import { createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'

const list = []
const folder = mkdtempSync(tmpdir() + '/names')
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' })
for (const name of ['rsa', 'p-256', 'p-384', 'p-521']) {
  const key = createPublicKey(readFileSync(new URL(`../../../testdata/vectors/digest/${name}.pem`, import.meta.url)))
  const file = `${folder}/${name}`
  writeFileSync(file + '.pem', key.export({ type: 'spki', format: 'pem' }))
  writeFileSync(file + '.pub', run('ssh-keygen', '-i', '-m', 'PKCS8', '-f', file + '.pem'))
  const add = (what, text, says) => list.push({ key: name, what, text, says })
  add('ssh-keygen -B', run('ssh-keygen', '-B', '-f', file + '.pub'), 'it is a SHA-1 in BubbleBabble')
  if (name !== 'rsa') continue
  const { n } = key.export({ format: 'jwk' })
  const modulus = Buffer.from(n, 'base64url')
  const printed = run('openssl', 'rsa', '-pubin', '-in', file + '.pem', '-noout', '-text')
  const signed = Buffer.concat([Buffer.of(0), modulus])
  for (const [what, text] of Object.entries({
    'a JWK\'s n': n, base64: modulus.toString('base64'), 'base64 with a sign octet': signed.toString('base64'), 'base64url with a sign octet': signed.toString('base64url'),
    hexadecimal: modulus.toString('hex'), 'hexadecimal with a sign octet': signed.toString('hex').toUpperCase(),
    'with colons': printed.match(/Modulus:\n([^E]*)/)[1], 'in lines': modulus.toString('base64').replace(/.{64}/g, '$&\n'),
  })) add(what, text, 'it is its modulus')
}
console.log(JSON.stringify(list, null, 1))
