// Makes this folder: the ML-DSA keys of ../mldsa as openssl prints them for people,
// and as Multikeys. Run it with OpenSSL 3.5 or newer and a folder that has multiformats
// in its node_modules:
//
//   npm install multiformats@13
//   OPENSSL=/path/to/openssl node …/mldsatext/make.mjs FOLDER
//
// The numbers of the multicodecs are those of the multicodec table. The expected
// values are those of ../mldsa, of which the keys are.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname
const { resolve } = createRequire(join(process.argv[2], 'x.js'))
const load = (name) => import(pathToFileURL(resolve(name)))
const { base58btc } = await load('multiformats/bases/base58')
const { base64url } = await load('multiformats/bases/base64')
const { varint } = await load('multiformats')

const source = (name) => readFileSync(join(here, '../mldsa', name))
const expected = JSON.parse(source('expect.json'))
const files = {}
const add = (name, text, want) => {
  writeFileSync(join(here, name), text)
  files[name] = want
}
const openssl = (...args) => execFileSync(process.env.OPENSSL ?? 'openssl', args, { encoding: 'utf8' })
const text = (name, ...more) => openssl('pkey', '-in', join(here, '../mldsa', name), '-noout', '-text', ...more)
const first = (n, what, label) => { // the number after a label, with another first digit
  const at = what.indexOf(label) + label.length
  return what.slice(0, at) + what.slice(at).replace(/[0-9a-f]/, n)
}
const other = (what, label) => {
  const digit = what.slice(what.indexOf(label) + label.length).match(/[0-9a-f]/)[0]
  return first(digit === '0' ? '1' : '0', what, label)
}
const FIGURES = 'numbers as a tool prints them'
const MULTIKEY = 'Multikey'

for (const [i, n] of [44, 65, 87].entries()) {
  const { keys: [{ thumbprint, private: whole }] } = expected[`${n}-seed.pem`]
  const want = (source, more) => ({ keys: [{ thumbprint, source, ...more }] })
  const refused = (error) => ({ error })
  const shown = text(`${n}-seed.pem`)
  add(`${n}-private.txt`, shown, want(FIGURES, { private: whole }))
  add(`${n}-expanded.txt`, text(`${n}-expanded.pem`), want(FIGURES, { notes: ['mldsa_seed_missing'] }))
  add(`${n}-public.txt`, text(`${n}-spki.pem`, '-pubin'), want(FIGURES))
  add(`${n}-other-seed.txt`, other(shown, 'seed:'), refused('key_mismatch'))
  add(`${n}-other-public.txt`, other(shown, 'pub:'), refused('key_mismatch'))
  add(`${n}-seed-digit-lost.txt`, first('', shown, 'seed:'), refused('malformed'))
  add(`${n}-public-lost.txt`, shown.slice(0, shown.indexOf('pub:')), refused('malformed'))
  const cert = join(mkdtempSync(join(tmpdir(), 'mldsa-')), 'cert.pem')
  openssl('req', '-x509', '-key', join(here, '../mldsa', `${n}-seed.pem`), '-subj', '/CN=example.com', '-out', cert)
  add(`${n}-certificate.txt`, openssl('x509', '-in', cert, '-noout', '-text'), want(FIGURES))

  const { pub, priv } = JSON.parse(source(`${n}-private.json`))
  const expanded = JSON.parse(source(`${n}-jwk-priv-expanded.json`)).priv
  const multikey = (code, bytes, base = base58btc) => {
    const out = new Uint8Array(varint.encodingLength(code) + bytes.length)
    varint.encodeTo(code, out)
    out.set(bytes, varint.encodingLength(code))
    return base.encode(out)
  }
  const octets = (b64) => Buffer.from(b64, 'base64url')
  add(`did-key-${n}.txt`, `did:key:${multikey(0x1210 + i, octets(pub))}\n`, want(MULTIKEY))
  add(`multikey-${n}.json`, JSON.stringify({
    id: 'did:example:1#key-1',
    type: 'Multikey',
    controller: 'did:example:1',
    publicKeyMultibase: multikey(0x1210 + i, octets(pub), base64url)
  }, null, 2) + '\n', want(MULTIKEY))
  add(`multikey-${n}-expanded.txt`, multikey(0x1317 + i, octets(expanded)) + '\n', want(MULTIKEY, { notes: ['mldsa_seed_missing'] }))
  add(`multikey-${n}-seed.txt`, multikey(0x131a + i, octets(priv)) + '\n', want(MULTIKEY, { private: whole }))
}
writeFileSync(join(here, 'expect.json'), JSON.stringify(files, null, 2) + '\n')
