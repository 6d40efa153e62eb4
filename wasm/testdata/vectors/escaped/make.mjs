// Makes the area escaped: keys as Markdown and HTML have them whose writers escape more
// than they must. The keys are those of ../../keys/keys.json, which Node made, and the
// expectations Node's.
//
//   node make.mjs
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']
const one = (jwk, notes = [], more = {}) => ({ keys: [{ ...expectation(jwk), ...more, ...(notes.length && { notes }) }] })
const pkcs8 = createPrivateKey({ key: ec.private, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' })
const spki = createPublicKey({ key: rsa.public, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const screen = ['copied_from_screen']

// Markdown (CommonMark section 2.4): a backslash before what could be a mark.
for (const [name, pem, jwk] of [['private', pkcs8, ec.private], ['public', spki, rsa.public]]) {
  put(`markdown-plus-${name}.md`, pem.replace(/\+/g, '\\+'), one(jwk, screen))
  put(`markdown-all-${name}.md`, pem.replace(/[+=\-/]/g, '\\$&'), one(jwk, screen))
  put(`markdown-lines-${name}.md`, pem.trim().replace(/\+/g, '\\+').replace(/\n/g, '\\\n'), one(jwk, screen))
  // References by name and by number (HTML section 13.5).
  put(`names-${name}.html`, pem.replace(/\+/g, '&plus;').replace(/\//g, '&sol;').replace(/=/g, '&equals;'), one(jwk, screen))
  put(`numbers-${name}.html`, pem.replace(/\+/g, '&#43;').replace(/\//g, '&#x2F;').replace(/=/g, '&#61;'), one(jwk))
}
const text = JSON.stringify({ kid: 'a_b', ...ec.private })
put('jwk.html', text.replace(/["_-]/g, (c) => `&#${c.charCodeAt(0)};`), one(ec.private, [], { kid: 'a_b' }))
done()
