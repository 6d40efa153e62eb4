// Makes the area records: keys in records of other protocols: COSE_KeySets (RFC 9052
// section 7), DNSKEY records (RFC 4034), and texts in UTF-32. The CBOR is written by the
// package cbor of npm, the records by dnspython; what is broken is edited here. The keys
// are those of ../../keys/keys.json, which Node made, and the expectations Node's; the
// set of two is of RFC 9052 appendix C.7.1.
//
//   node make.mjs        needs npm, and python3 with cryptography and dnspython
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { area, keys } from '../area.mjs'
import { expectation } from '../oracle.mjs'

const { put, done } = area(import.meta.dirname)
const dir = mkdtempSync(join(tmpdir(), 'records-'))
const run = (name, ...args) => execFileSync(name, args, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const octets = (text) => Buffer.from(text, 'base64url')
const of = (jwk, notes = [], more = {}) => ({ ...expectation(jwk), ...more, ...(notes.length && { notes }) })
const rsa = keys['RSA 2048']; const ec = keys['EC P-256']; const p384 = keys['EC P-384']; const ed = keys.ed25519; const ed448 = keys.ed448

// COSE_KeySets.
run('npm', 'install', '--silent', '--no-audit', '--no-fund', 'cbor@10')
const cbor = createRequire(join(dir, 'node_modules', 'x.js'))('cbor')
const members = (...list) => new Map(list)
const cose = {
  ec: (k, ...more) => members([1, 2], [-1, 1], [-2, octets(k.x)], [-3, octets(k.y)], ...(k.d ? [[-4, octets(k.d)]] : []), ...more),
  ed: (k, ...more) => members([1, 1], [-1, 6], [-2, octets(k.x)], ...(k.d ? [[-4, octets(k.d)]] : []), ...more),
  rsa: (k, ...more) => members([1, 3], [-1, octets(k.n)], [-2, octets(k.e)], ...more)
}
const kid = (text) => [2, Buffer.from(text)]
const source = 'COSE_Key from a COSE_KeySet'
const set = cbor.encodeOne([cose.ec(ec.public, kid('a')), cose.ed(ed.private, [3, -8]), cose.rsa(rsa.public, kid('c'), [3, -257])], { highWaterMark: 1 << 16 })
const three = { keys: [of(ec.public, [], { kid: 'a', source }), of(ed.private, [], { alg: 'EdDSA', source }), of(rsa.public, [], { kid: 'c', alg: 'RS256', source })] }
put('cose-set.hex', set.toString('hex'), three)
put('cose-set-base64.txt', set.toString('base64') + '\n', three)
put('cose-set-base64url.txt', set.toString('base64url'), three)
put('cose-set.cbor', set, three)
put('cose-set-one.hex', cbor.encodeOne([cose.ec(ec.private)]).toString('hex'), { keys: [of(ec.private, [], { source })] })
const strange = members([1, 9], [-1, 1])
put('cose-set-strange.hex', cbor.encodeOne([strange, cose.ec(ec.public), members([1, 2], [-1, 1], [-2, octets(ec.public.x)], [-3, octets(ec.public.x)])]).toString('hex'), { keys: [of(ec.public, [], { source })], skipped: ['malformed', 'malformed'] })
put('cose-set-none.hex', cbor.encodeOne([strange, strange]).toString('hex'), { error: 'no_key' })
put('cose-set-cut.hex', set.subarray(0, -1).toString('hex'), { error: 'no_key' })
put('cose-set-and-more.hex', Buffer.concat([set, Buffer.from([0])]).toString('hex'), { error: 'no_key' })
put('cose-set-rfc.hex', cbor.encodeOne([
  members([-1, 1], [-2, Buffer.from('65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d', 'hex')], [-3, Buffer.from('1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c', 'hex')], [1, 2], kid('meriadoc.brandybuck@buckland.example')),
  members([-1, 1], [-2, Buffer.from('bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff', 'hex')], [-3, Buffer.from('20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e', 'hex')], [1, 2], kid('11'))
]).toString('hex'), {
  keys: [['65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d', '1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c', 'meriadoc.brandybuck@buckland.example'], ['bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff', '20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e', '11']]
    .map(([x, y, kid]) => of({ kty: 'EC', crv: 'P-256', x: Buffer.from(x, 'hex').toString('base64url'), y: Buffer.from(y, 'hex').toString('base64url') }, [], { kid, source }))
})

// DNSKEY records.
for (const [name, k] of Object.entries({ rsa, ec, p384, ed, ed448, big: keys['RSA 4096'], three: keys['RSA 2041, e = 3'] })) {
  writeFileSync(join(dir, `${name}.pem`), createPublicKey(createPrivateKey({ key: k.private, format: 'jwk' })).export({ format: 'pem', type: 'spki' }))
}
writeFileSync(join(dir, 'd.py'), `
import json
import dns.dnssec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
out = {}
for name, key, algorithm, flags in [('5', 'rsa', 5, 256), ('7', 'rsa', 7, 257), ('8', 'rsa', 8, 257), ('10', 'big', 10, 256), ('three', 'three', 8, 256), ('13', 'ec', 13, 257), ('14', 'p384', 14, 256), ('15', 'ed', 15, 257), ('16', 'ed448', 16, 257)]:
    record = dns.dnssec.make_dnskey(load_pem_public_key(open(key + '.pem', 'rb').read()), algorithm, flags)
    out[name] = [record.to_text(), dns.dnssec.key_id(record)]
print(json.dumps(out))
`)
const records = JSON.parse(run('/usr/bin/python3', 'd.py'))
const dnssec = ['dnssec_key']
const which = { 5: rsa, 7: rsa, 8: rsa, 10: keys['RSA 4096'], three: keys['RSA 2041, e = 3'], 13: ec, 14: p384, 15: ed, 16: ed448 }
for (const [name, [text]] of Object.entries(records)) {
  const notes = name === 'three' ? ['rsa_odd_size', ...dnssec] : dnssec
  put(`dnskey-${name}.txt`, `example.com. 3600 IN DNSKEY ${text}\n`, { keys: [of(which[name].public, notes, { comment: '', source: 'DNSKEY record' })] })
}
const one = (name, more = {}) => ({ keys: [of(which[name].public, dnssec, more)] })
const multi = (name, tag = records[name][1]) => {
  const [flags, protocol, algorithm, ...rest] = records[name][0].split(' ')
  return `example.com.\t\t172800 IN DNSKEY ${flags} ${protocol} ${algorithm} (\n${rest.join('').replace(/.{1,56}/g, '\t\t\t\t$&\n')}\t\t\t\t) ; KSK; alg = RSASHA256 ; key id = ${tag}\n`
}
put('dnskey-dig-multi.txt', `; <<>> DiG 9.18.19 <<>> example.com DNSKEY +multi\n;; ANSWER SECTION:\n${multi(8)}${multi(13)}\n;; Query time: 20 msec\n`, { keys: [...one('8').keys, ...one('13').keys] })
put('dnskey-short.txt', `${records[13][0]}\n${records[15][0]}\n`, { keys: [...one('13', { comment: '' }).keys, ...one('15').keys] })
put('dnskey-named.conf', `trust-anchors {\n  "example.com." initial-key 257 3 8 "${records[8][0].split(' ').slice(3).join('\n      ')}";\n};\n`, one('8'))
put('dnskey.zone', `$ORIGIN example.com.\n@ IN CDNSKEY ${records[13][0]}\n`, one('13'))
put('dnskey-dsa.txt', 'example.com. IN DNSKEY 256 3 3 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8nokfzj31GajIQKY+5CptLr3buXA10hWqTkF7H6RfoRqXQeogmMHfpftf6zMv1LyBUgia7za6ZEzOJBOztyvhjL742iU/TpPSEDhm2SNKLijfUppn1UaNvv4w==\n', { error: 'unsupported_algorithm' })
const cut = (name, n) => `example.com. IN DNSKEY ${records[name][0].replaceAll(/ (?=\S*$)/g, '').slice(0, -n)}\n`
put('dnskey-cut.txt', cut('13', 4), { error: 'malformed' })
put('dnskey-cut-rsa.txt', cut('10', 3), { error: 'malformed' })
put('dnskey-off-curve.txt', `example.com. IN DNSKEY 257 3 13 ${Buffer.concat([octets(ec.public.x), octets(ec.public.x)]).toString('base64')}\n`, { error: 'invalid_key' })

// UTF-32.
const utf32 = (text, big) => Buffer.concat(['\ufeff', ...text].map((c) => { const b = Buffer.alloc(4); big ? b.writeUInt32BE(c.codePointAt(0)) : b.writeUInt32LE(c.codePointAt(0)); return b }))
const pem = createPrivateKey({ key: ed.private, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' })
put('utf-32le.pem', utf32(pem.replaceAll('\n', '\r\n'), false), { keys: [of(ed.private)] })
put('utf-32be.json', utf32(JSON.stringify({ ...ec.public, kid: 'Schlüssel 🔑' }), true), { keys: [of(ec.public, [], { kid: 'Schlüssel 🔑' })] })
rmSync(dir, { recursive: true })
done()
