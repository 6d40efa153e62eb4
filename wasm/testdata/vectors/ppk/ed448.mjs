// Turns an unencrypted PuTTY Ed448 key into PKCS#8: no other tool on hand
// reads one.
//
//   node ed448.mjs IN.ppk OUT.pem
import { readFileSync, writeFileSync } from 'node:fs'
import { createPrivateKey } from 'node:crypto'

const [input, output] = process.argv.slice(2)
const lines = readFileSync(input, 'utf8').split('\n')
const block = (name) => {
  const at = lines.findIndex((l) => l.startsWith(name + ': '))
  return Buffer.from(lines.slice(at + 1, at + 1 + Number(lines[at].split(': ')[1])).join(''), 'base64')
}
const x = block('Public-Lines').subarray(-57).toString('base64url')
const d = block('Private-Lines').subarray(4, 61).toString('base64url')
const key = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed448', x, d } })
writeFileSync(output, key.export({ format: 'pem', type: 'pkcs8' }))
