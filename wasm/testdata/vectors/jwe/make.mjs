// JWKs that are encrypted as JWE (RFC 7517 section 7), by the tools that write
// them: step 0.28 (github.com/smallstep/cli), jose 11 of Debian (latchset),
// python3-jwcrypto 1.1, jose 6 of npm, and what none of these writes by hand.
//
//   node make.mjs    with step, jose and python3 with jwcrypto in PATH, and
//                    jose-6.2.18.tgz in .cache/npm (make packages)
//
// The keys are Node's, and so is what is expected of them.
import { execFileSync } from 'node:child_process'
import { createCipheriv, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { expectation } from '../oracle.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'jwe-'))
process.on('exit', () => rmSync(work, { recursive: true }))
mkdirSync(join(work, 'npm'))
execFileSync('tar', ['xzf', join(here, '../../../../.cache/npm/jose-6.2.18.tgz'), '-C', join(work, 'npm')])
const jose = await import(pathToFileURL(join(work, 'npm/package/dist/webapi/index.js')))

for (const f of readdirSync(here)) if (!['make.mjs', 'expect.json'].includes(f)) rmSync(join(here, f))
const cases = {}
const b64 = (data) => Buffer.from(data).toString('base64url')
const at = (name, text) => { writeFileSync(join(work, name), text); return join(work, name) }
const good = (file, text, passphrase, keys, more = {}, each = {}) => {
  writeFileSync(join(here, file), text)
  cases[file] = { ...more, ...(passphrase === null ? {} : { passphrase }), keys: keys.map((k) => ({ ...expectation(k), ...each })) }
}
const bad = (file, text, error, detail, passphrase) => {
  writeFileSync(join(here, file), text)
  cases[file] = { ...(passphrase === undefined ? {} : { passphrase }), error, ...(detail ? { detail } : {}) }
}

const pair = (type, options) => generateKeyPairSync(type, options).privateKey
const ec = pair('ec', { namedCurve: 'P-256' })
const ed = pair('ed25519')
const rsa = pair('rsa', { modulusLength: 2048 })
const oct = createSecretKey(randomBytes(32))
const jwk = (key, more = {}) => ({ ...key.export({ format: 'jwk' }), ...more })
const publicJWK = (key) => { const { d, p, q, dp, dq, qi, ...rest } = jwk(key); return rest }
const pem = (key) => key.export({ type: 'pkcs8', format: 'pem' })
const PASS = 'correct horse'

// step: the JSON that it writes for a key, from its own new key and from a PEM.
for (const [name, key, alg] of [['ec', ec, 'ES256'], ['rsa', rsa, 'RS256']]) {
  const password = at('password', PASS)
  execFileSync('step', ['crypto', 'jwk', 'create', join(work, 'pub'), join(work, 'prv'), '--from-pem', at('key.pem', pem(key)), '--alg', alg, '--password-file', password, '--force'], { stdio: 'ignore' })
  good(`step-${name}.json`, readFileSync(join(work, 'prv')), PASS, [key], {}, { source: 'encrypted with PBES2-HS256+A128KW and A256GCM' })
}
{
  const j = JSON.parse(readFileSync(join(here, 'step-ec.json')))
  const compact = [j.protected, j.encrypted_key, j.iv, j.ciphertext, j.tag].join('.')
  const ca = { authority: { provisioners: [{ type: 'JWK', name: 'me', key: publicJWK(ec), encryptedKey: compact }] } }
  good('step-ca.json', JSON.stringify(ca, null, '\t'), PASS, [publicJWK(ec), ec])
  bad('step-wrong.json', JSON.stringify(j), 'wrong_passphrase', '', 'Correct horse')
  bad('step-none.json', JSON.stringify(j), 'passphrase_required', '')
  good('compact-in-lines.txt', compact.replace(/(.{64})/g, '$1\n') + '\n', PASS, [ec])
  good('compact-in-base64.txt', Buffer.from(compact).toString('base64'), PASS, [ec])
  good('json-in-text.txt', `log: wrote ${JSON.stringify(j)} to disk\n`, PASS, [ec])
  good('beside-jwk.json', JSON.stringify({ keys: [publicJWK(ed), j] }), PASS, [publicJWK(ed), ec])
  const changed = (at, to) => JSON.stringify({ ...j, [at]: to(j[at]) })
  const flip = (t) => (t[0] === 'A' ? 'B' : 'A') + t.slice(1)
  bad('changed-ciphertext.json', changed('ciphertext', flip), 'malformed', 'content was changed', PASS)
  bad('changed-tag.json', changed('tag', flip), 'malformed', 'content was changed', PASS)
  bad('changed-iv.json', changed('iv', flip), 'malformed', 'content was changed', PASS)
  bad('changed-key.json', changed('encrypted_key', flip), 'wrong_passphrase', '', PASS)
  bad('stray-bits.json', changed('tag', (t) => t.slice(0, -1) + 'B'), 'malformed', 'not base64url', PASS)
  bad('padded.json', changed('iv', (t) => t + '='), 'malformed', 'not base64url', PASS)
  bad('iv-short.json', changed('iv', (t) => t.slice(0, -4)), 'malformed', 'content was changed', PASS)
  bad('zip-unprotected.json', JSON.stringify({ ...j, unprotected: { zip: 'DEF' } }), 'unsupported_encryption', 'packed', PASS)
  bad('crit-unprotected.json', JSON.stringify({ ...j, unprotected: { crit: ['x'] } }), 'unsupported_encryption', 'crit', PASS)
  bad('header-twice.json', JSON.stringify({ ...j, unprotected: { alg: 'dir' } }), 'malformed', 'two members', PASS)
  bad('four-parts.txt', compact.split('.').slice(0, 4).join('.'), 'not_a_key', 'a part of a token', PASS)
}

// npm's jose: every algorithm for the key, the ways to write a JWE, and sets.
const text = (key, cty = 'jwk+json') => ({ cty, body: new TextEncoder().encode(JSON.stringify(cty === 'jwk+json' ? jwk(key) : { keys: key.map((k) => jwk(k)) })) })
const compact = (c, header, secret, params) => {
  const e = new jose.CompactEncrypt(c.body).setProtectedHeader({ ...header, ...(c.cty ? { cty: c.cty } : {}) })
  if (params) e.setKeyManagementParameters(params)
  return e.encrypt(secret)
}
const few = { p2c: 1000 }
const pass = (t) => new TextEncoder().encode(t)
good('npm-pbes2-hs256-a128cbc.txt', await compact(text(ec), { alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256' }, pass(PASS), few), PASS, [ec])
good('npm-pbes2-hs384-a192gcm.txt', await compact(text(ed), { alg: 'PBES2-HS384+A192KW', enc: 'A192GCM' }, pass(PASS), few), PASS, [ed])
good('npm-pbes2-hs512-a256cbc.txt', await compact(text(rsa), { alg: 'PBES2-HS512+A256KW', enc: 'A256CBC-HS512' }, pass(PASS), few), PASS, [rsa])
good('npm-oct.txt', await compact(text(oct), { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass(PASS), few), PASS, [oct])
good('npm-set.txt', await compact(text([ec, ed, rsa], 'jwk-set+json'), { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass(PASS), few), PASS, [ec, ed, rsa], {}, { source: 'from a JWK Set, encrypted with' })
good('npm-no-cty.txt', await compact({ body: text(ec).body }, { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass(PASS), few), PASS, [ec])
good('npm-pem-inside.txt', await compact({ body: pass(pem(ec)) }, { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass(PASS), few), PASS, [ec])
{
  const empty = await compact(text(ec), { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, new Uint8Array(), few)
  bad('npm-empty.txt', empty, 'passphrase_required')
  good('npm-empty-said.txt', empty, '', [ec])
}
good('npm-latin-1.txt', await compact(text(ec), { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, Buffer.from('Grüße', 'latin1'), few), 'Grüße', [ec])
good('npm-decomposed.txt', await compact(text(ec), { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass('Grüße'.normalize('NFD')), few), 'Grüße', [ec])
for (const [alg, enc, size, typed] of [
  ['A128KW', 'A128GCM', 16, (k) => k.toString('base64url')], ['A192KW', 'A192CBC-HS384', 24, (k) => k.toString('base64')], ['A256KW', 'A256GCM', 32, (k) => k.toString('hex')],
  ['A128GCMKW', 'A128CBC-HS256', 16, (k) => JSON.stringify({ kty: 'oct', k: b64(k) })], ['A192GCMKW', 'A192GCM', 24, (k) => k.toString('base64url')], ['A256GCMKW', 'A256CBC-HS512', 32, (k) => ` ${k.toString('base64url')}\n`],
  ['dir', 'A128GCM', 16, (k) => k.toString('hex')], ['dir', 'A192GCM', 24, (k) => k.toString('hex')], ['dir', 'A256GCM', 32, (k) => k.toString('base64url')],
  ['dir', 'A128CBC-HS256', 32, (k) => k.toString('base64url')], ['dir', 'A192CBC-HS384', 48, (k) => k.toString('base64url')], ['dir', 'A256CBC-HS512', 64, (k) => JSON.stringify({ k: b64(k), kty: 'oct', alg: 'dir' })],
]) {
  const secret = randomBytes(size)
  const file = `npm-${alg}-${enc}`.toLowerCase()
  const made = await compact(text(ec), { alg, enc }, secret)
  good(`${file}.txt`, made, typed(secret), [ec])
  if (enc === 'A256GCM') {
    bad(`${file}-none.txt`, made, 'passphrase_required', 'under a key')
    bad(`${file}-wrong.txt`, made, 'wrong_passphrase', 'under a key', typed(randomBytes(size)))
    bad(`${file}-length.txt`, made, 'wrong_passphrase', 'under a key', 'open sesame')
  }
}
good('npm-a256kw-typed-text.txt', await compact(text(ec), { alg: 'A256KW', enc: 'A256GCM' }, pass('thirty-two characters, no fewer!')), 'thirty-two characters, no fewer!', [ec])
{
  const general = new jose.GeneralEncrypt(text(ec).body).setProtectedHeader({ enc: 'A256GCM', cty: 'jwk+json' }).setAdditionalAuthenticatedData(pass('a ceremony'))
  general.addRecipient(await jose.importJWK(publicJWK(rsa), 'RSA-OAEP-256')).setUnprotectedHeader({ alg: 'RSA-OAEP-256' })
  general.addRecipient(randomBytes(32)).setUnprotectedHeader({ alg: 'A256KW' })
  general.addRecipient(pass(PASS)).setUnprotectedHeader({ alg: 'PBES2-HS256+A128KW' })
  const made = await general.encrypt()
  good('npm-general.json', JSON.stringify(made), PASS, [ec])
  bad('npm-general-none.json', JSON.stringify(made), 'passphrase_required')
  const few = { ...made, recipients: made.recipients.slice(0, 1) }
  bad('npm-general-rsa.json', JSON.stringify(few), 'unsupported_encryption', 'holder of an RSA key')
  bad('recipients-too-many.json', JSON.stringify({ ...made, recipients: Array(17).fill(made.recipients[1]) }), 'too_large', '16 recipients', 'x')
}
{
  const toRSA = await compact(text(ec), { alg: 'RSA-OAEP', enc: 'A256GCM' }, await jose.importJWK(publicJWK(rsa), 'RSA-OAEP'))
  bad('npm-rsa-oaep.txt', toRSA, 'unsupported_encryption', 'holder of an RSA key')
  const toEC = await compact(text(ed), { alg: 'ECDH-ES+A128KW', enc: 'A256GCM' }, await jose.importJWK(publicJWK(ec), 'ECDH-ES+A128KW'))
  bad('npm-ecdh-es.txt', toEC, 'unsupported_encryption', 'ECDH', PASS)
  const token = await new jose.EncryptJWT({ sub: 'me' }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'JWT' }).encrypt(randomBytes(32))
  bad('npm-jwt.txt', token, 'unsupported_encryption', 'encrypted token')
  bad('npm-no-key.txt', await compact({ body: pass('{"sub":"me"}') }, { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' }, pass(PASS), few), 'not_a_key', 'whose content is no key', PASS)
}

// What costs too much, and what is not known.
{
  const header = (h) => `${b64(JSON.stringify(h))}.${b64(randomBytes(40))}.${b64(randomBytes(12))}.${b64(randomBytes(200))}.${b64(randomBytes(16))}`
  const h = { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', cty: 'jwk+json', p2c: 1000, p2s: b64(randomBytes(16)) }
  bad('p2c-too-many.txt', header({ ...h, p2c: 10000001 }), 'kdf_too_costly', 'iterations')
  bad('p2c-too-long.txt', header({ ...h, p2c: 9007199254740991 }), 'kdf_too_costly', 'iterations', 'x')
  bad('p2c-most.txt', header({ ...h, p2c: 10000000 }), 'passphrase_required')
  bad('p2c-zero.txt', header({ ...h, p2c: 0 }), 'malformed', 'parameters', 'x')
  bad('p2c-text.txt', header({ ...h, p2c: '1000' }), 'malformed', 'parameters')
  bad('p2c-missing.txt', header({ ...h, p2c: undefined }), 'malformed', 'parameters')
  bad('p2s-missing.txt', header({ ...h, p2s: undefined }), 'malformed', 'parameters')
  bad('p2s-too-long.txt', header({ ...h, p2s: b64(randomBytes(1025)) }), 'kdf_too_costly', 'salt')
  bad('crit.txt', header({ ...h, crit: ['exp'], exp: 1 }), 'unsupported_encryption', 'crit')
  bad('enc-unknown.txt', header({ ...h, enc: 'A256CTR' }), 'unsupported_encryption', 'content')
  bad('alg-unknown.txt', header({ ...h, alg: 'PBES3' }), 'unsupported_encryption', 'unknown algorithm')
  bad('zip-unknown.txt', header({ ...h, zip: 'LZMA' }), 'unsupported_encryption', 'packed')
  bad('alg-twice.txt', header(h).replace(/^[^.]+/, b64('{"alg":"dir","alg":"A128KW","enc":"A128GCM"}')), 'malformed', 'two members')
  bad('header-too-long.txt', header({ ...h, kid: 'x'.repeat(16384) }), 'too_large', 'header')
}

// Packed content, by hand: what takes a tenth, and a few kilobytes that would be
// four megabytes.
{
  const packed = (text) => {
    const secret = randomBytes(32)
    const iv = randomBytes(12)
    const header = b64(JSON.stringify({ alg: 'dir', enc: 'A256GCM', zip: 'DEF', cty: 'jwk+json' }))
    const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(header))
    const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()])
    return [`${header}..${b64(iv)}.${b64(sealed)}.${b64(cipher.getAuthTag())}`, b64(secret)]
  }
  const wide = packed(JSON.stringify({ keys: [jwk(ed)] }, null, 10))
  good('zip-spaces.txt', wide[0], wide[1], [ed])
  const bomb = packed(' '.repeat(4 << 20) + JSON.stringify(jwk(ed)))
  bad('zip-bomb.txt', bomb[0], 'wrong_passphrase', '', bomb[1])
}

// jose of Debian, which has a part of the header in the clear.
{
  const key = at('ed.jwk', JSON.stringify(jwk(ed)))
  const password = at('password.jwk', JSON.stringify({ kty: 'oct', k: b64(PASS) }))
  const template = JSON.stringify({ protected: { alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256', cty: 'jwk+json', p2c: 1000 } })
  const run = (args) => execFileSync('jose', args, { encoding: 'utf8' })
  good('debian-pbes2.json', run(['jwe', 'enc', '-i', template, '-I', key, '-k', password]), PASS, [ed])
  const secret = randomBytes(32)
  const kek = at('kek.jwk', JSON.stringify({ kty: 'oct', k: b64(secret), alg: 'A256GCMKW' }))
  good('debian-gcmkw.json', run(['jwe', 'enc', '-i', '{"protected":{"enc":"A128GCM"}}', '-I', key, '-k', kek]), b64(secret), [ed])
  good('debian-compact.txt', run(['jwe', 'enc', '-i', '{"protected":{"alg":"A256KW","enc":"A256CBC-HS512"}}', '-I', key, '-k', at('kek.jwk', JSON.stringify({ kty: 'oct', k: b64(secret) })), '-c']), b64(secret), [ed])
}

// jwcrypto: export_to of an encrypted key as Python programs have it.
{
  const script = `
import sys, json
from jwcrypto import jwk, jwe
key = jwk.JWK.from_json(sys.argv[1])
e = jwe.JWE(key.export(), json.dumps({"alg": "PBES2-HS512+A256KW", "enc": "A256CBC-HS512", "cty": "jwk+json"}))
e.add_recipient(jwk.JWK.from_password(sys.argv[2]))
print(e.serialize(sys.argv[3] == "compact"))
`
  const run = (key, how) => execFileSync('/usr/bin/python3', ['-c', script, JSON.stringify(jwk(key)), PASS, how], { encoding: 'utf8' })
  good('jwcrypto.json', run(ec, 'json'), PASS, [ec])
  good('jwcrypto.txt', run(rsa, 'compact'), PASS, [rsa])
}

writeFileSync(join(here, 'expect.json'), JSON.stringify(cases, null, 2) + '\n')
process.exit(0)
