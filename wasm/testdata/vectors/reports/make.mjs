// Makes expect.json of the area reports: inputs after public reports of people's
// trouble, made with openssl, ssh-keygen, Node and Python, of three keys:
//
//   RSA  eHSE8gmoLVDqonl8Ke9y7adcgOmP1gevESK8oLRp2N4
//   EC   tKlTfbB1hDS5xnwri26tJRUfo59hi8_55si8D2PCSYU
//   Ed   pW3id1vzxcxDiNCNU5GTxhoa-UpR4L5KF9hP-_noBps
//
// What is public has its thumbprint from that list. What holds a private key has
// its digest from Node's own reading of the clean PEM, JWK or number.
//
//   node make.mjs
import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectation } from '../oracle.mjs'
import expect from './public.mjs'

const here = import.meta.dirname
const text = (name) => readFileSync(join(here, name), 'utf8')
const clean = {
  '86-cat-n.txt': text('86-cat-n.txt').replace(/^ *\d+\t/gm, ''),
  '92-plus-to-space.txt': text('92-plus-to-space.txt').replace(/^(?!-----).*$/gm, (line) => line.replaceAll(' ', '+')),
  '94-html-br.txt': text('94-html-br.txt').replaceAll('<br/>', '\n')
}
const notes = { '86-cat-n.txt': 'copied_from_screen', '92-plus-to-space.txt': 'plus_restored', '94-html-br.txt': 'copied_from_screen' }
for (const [name, pem] of Object.entries(clean)) {
  expect[name] = { keys: [{ ...expectation(createPrivateKey(pem)), notes: [notes[name]] }] }
}
const vapid = JSON.parse(text('62-vapid.json'))
const point = Buffer.from(vapid.publicKey, 'base64url')
expect['62-vapid.json'] = { keys: [expectation({ kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url'), d: vapid.privateKey })] }
const seed = Buffer.from(/PrivateKey = (\S+)/.exec(text('74-wireguard.conf'))[1], 'base64')
const x25519 = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), seed]), format: 'der', type: 'pkcs8' })
expect['74-wireguard.conf'] = { keys: [{ ...expectation(x25519), notes: ['wireguard_key'] }] }
writeFileSync(join(here, 'expect.json'), JSON.stringify(expect, null, 2) + '\n')
