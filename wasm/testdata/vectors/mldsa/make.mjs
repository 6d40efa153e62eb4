// Makes this folder: ML-DSA keys by OpenSSL 3.5 (in Node 24) and by noble, in all
// the layouts of RFC 9881 and RFC 9964, what they signed, and what must be
// refused. Run it with both in node_modules of a folder:
//
//   npm install node@24 @noble/post-quantum@0.7.1
//   node_modules/.bin/node …/mldsa/make.mjs FOLDER
//
// What OpenSSL does not write, because only its settings would make it, is put
// together here, and read by OpenSSL wherever it reads such files. The expected
// values are Node's and noble's, which must agree.
import assert from 'node:assert'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { int, nul, octets, oid, pem, seq, set, tlv } from '../der.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import(pathToFileURL(createRequire(join(process.argv[2], 'x.js')).resolve('@noble/post-quantum/ml-dsa.js')))

const SETS = {
  44: { id: '2.16.840.1.101.3.4.3.17', noble: ml_dsa44 },
  65: { id: '2.16.840.1.101.3.4.3.18', noble: ml_dsa65 },
  87: { id: '2.16.840.1.101.3.4.3.19', noble: ml_dsa87 }
}
const b64 = (bytes) => Buffer.from(bytes).toString('base64url')
const sha256 = (text) => createHash('sha256').update(text).digest('base64url')
const thumbprint = (jwk) => sha256(JSON.stringify({ alg: jwk.alg, kty: jwk.kty, pub: jwk.pub }))
const wantPublic = (jwk, more) => ({ thumbprint: thumbprint(jwk), ...more })
const want = (jwk, more) => ({ ...wantPublic(jwk), private: sha256(JSON.stringify({ alg: jwk.alg, kty: jwk.kty, priv: jwk.priv, pub: jwk.pub })), ...more })

/** A key by its seed: noble expands it, and OpenSSL must say the same. */
function key (n, seed) {
  const { publicKey, secretKey } = SETS[n].noble.keygen(Uint8Array.from(seed))
  const jwk = { kty: 'AKP', alg: `ML-DSA-${n}`, pub: b64(publicKey), priv: b64(seed) }
  const k = { n, seed: Buffer.from(seed), pub: Buffer.from(publicKey), expanded: Buffer.from(secretKey), jwk }
  k.node = createPrivateKey({ key: jwk, format: 'jwk' })
  assert.deepEqual(createPublicKey(k.node).export({ format: 'jwk' }), { kty: 'AKP', alg: jwk.alg, pub: jwk.pub })
  return k
}
const fresh = (n) => key(n, Buffer.from(generateKeyPairSync(`ml-dsa-${n}`).privateKey.export({ format: 'jwk' }).priv, 'base64url'))

const files = {}
const add = (name, text, expected) => {
  writeFileSync(join(here, name), text)
  files[name] = expected
}
/** A file that OpenSSL reads as this key, or must not read. */
const addPEM = (name, text, k, expected, reads = true) => {
  const read = () => createPublicKey(/PRIVATE/.test(text) ? createPrivateKey(text) : text).export({ format: 'jwk' })
  if (reads) assert.equal(read().pub, k.jwk.pub, name)
  else assert.throws(read, undefined, name)
  add(name, text, expected)
}
const algorithm = (n, ...more) => seq(oid(SETS[n].id), ...more)
const pkcs8 = (n, inner, ...more) => pem('PRIVATE KEY', seq(int(more.length ? 1 : 0), algorithm(n), octets(inner), ...more))
const seedOnly = (seed) => tlv(0x80, seed)
const both = (seed, expanded) => seq(octets(seed), octets(expanded))
const flip = (bytes, at) => { const out = Buffer.from(bytes); out[at] ^= 1; return out }
const json = (value) => JSON.stringify(value, null, 2) + '\n'
const { priv: _, ...zero } = key(44, Buffer.alloc(32)).jwk
assert.equal(thumbprint(zero), 'T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o') // RFC 9964 figure 1

const keys = {}
for (const n of [44, 65, 87]) {
  const k = keys[n] = fresh(n)
  const seedLost = { keys: [wantPublic(k.jwk, { notes: ['mldsa_seed_missing'] })] }
  addPEM(`${n}-openssl.pem`, k.node.export({ type: 'pkcs8', format: 'pem' }), k, { keys: [want(k.jwk)] })
  addPEM(`${n}-seed.pem`, pkcs8(n, seedOnly(k.seed)), k, { keys: [want(k.jwk)] })
  addPEM(`${n}-both.pem`, pkcs8(n, both(k.seed, k.expanded)), k, { keys: [want(k.jwk)] })
  addPEM(`${n}-expanded.pem`, pkcs8(n, octets(k.expanded)), k, seedLost)
  addPEM(`${n}-spki.pem`, createPublicKey(k.node).export({ type: 'spki', format: 'pem' }), k, { keys: [wantPublic(k.jwk)] })
  add(`${n}-spki.der`, createPublicKey(k.node).export({ type: 'spki', format: 'der' }), { keys: [wantPublic(k.jwk)] })
  add(`${n}-encrypted.pem`, k.node.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'test' }), { passphrase: 'test', keys: [want(k.jwk, { source: 'AES-256-CBC' })] })
  add(`${n}-private.json`, json(k.jwk), { keys: [want(k.jwk)] })
  add(`${n}-public.json`, json(createPublicKey(k.node).export({ format: 'jwk' })), { keys: [wantPublic(k.jwk)] })
  // Layouts that came before RFC 9881.
  const odd = (...more) => ({ notes: ['mldsa_layout_odd', ...more] })
  addPEM(`${n}-bare-seed.pem`, pkcs8(n, k.seed), k, { keys: [want(k.jwk, odd())] })
  addPEM(`${n}-bare-expanded.pem`, pkcs8(n, k.expanded), k, { keys: [wantPublic(k.jwk, odd('mldsa_seed_missing'))] })
  addPEM(`${n}-oqs.pem`, pkcs8(n, octets(Buffer.concat([k.expanded, k.pub]))), k, { keys: [wantPublic(k.jwk, odd('mldsa_seed_missing'))] })
  // Halves that do not belong together, and parts of another length.
  const other = fresh(n)
  const refuse = (name, text, error, detail = `ML-DSA-${n}`) => add(`${n}-${name}`, text, { error, detail })
  addPEM(`${n}-both-mismatch.pem`, pkcs8(n, both(k.seed, other.expanded)), k, { error: 'key_mismatch', detail: `ML-DSA-${n}` }, false)
  refuse('oqs-mismatch.pem', pkcs8(n, octets(Buffer.concat([k.expanded, other.pub]))), 'key_mismatch')
  refuse('public-half-mismatch.pem', pkcs8(n, seedOnly(k.seed), tlv(0x81, [0], other.pub)), 'key_mismatch')
  refuse('seed-31.pem', pkcs8(n, seedOnly(k.seed.subarray(1))), 'invalid_key')
  refuse('seed-33.pem', pkcs8(n, seedOnly(Buffer.concat([k.seed, Buffer.alloc(1)]))), 'invalid_key')
  refuse('expanded-short.pem', pkcs8(n, octets(k.expanded.subarray(1))), 'invalid_key')
  refuse('expanded-rho.pem', pkcs8(n, octets(flip(k.expanded, 0))), 'invalid_key')
  refuse('expanded-tr.pem', pkcs8(n, octets(flip(k.expanded, 127))), 'invalid_key')
  refuse('expanded-s1.pem', pkcs8(n, octets(flip(k.expanded, 130))), 'invalid_key')
  refuse('expanded-other-set.pem', pkcs8(n === 44 ? 65 : 44, octets(k.expanded)), 'invalid_key', `ML-DSA-${n === 44 ? 65 : 44}`)
  refuse('private-bits.pem', pem('PRIVATE KEY', seq(int(0), algorithm(n), tlv(3, [0], k.seed))), 'malformed')
  refuse('more.pem', pkcs8(n, seedOnly(k.seed), octets(k.pub), nul), 'malformed')
  refuse('spki-unused-bits.pem', pem('PUBLIC KEY', seq(algorithm(n), tlv(3, [3], k.pub.subarray(0, -1), [255]))), 'malformed')
  refuse('null.pem', pkcs8(n, nul), 'malformed')
  refuse('one-in-sequence.pem', pkcs8(n, seq(octets(k.seed))), 'malformed')
  refuse('spki-short.pem', pem('PUBLIC KEY', seq(algorithm(n), tlv(3, [0], k.pub.subarray(1)))), 'invalid_key')
  refuse('spki-other-set.pem', pem('PUBLIC KEY', seq(algorithm(n === 44 ? 65 : 44), tlv(3, [0], k.pub))), 'invalid_key', `ML-DSA-${n === 44 ? 65 : 44}`)
  refuse('jwk-mismatch.json', json({ ...k.jwk, priv: other.jwk.priv }), 'key_mismatch', '')
  refuse('jwk-short.json', json({ ...k.jwk, pub: k.jwk.pub.slice(4) }), 'invalid_key')
  refuse('jwk-other-alg.json', json({ ...k.jwk, alg: `ML-DSA-${n === 44 ? 65 : 44}` }), 'invalid_key', `ML-DSA-${n === 44 ? 65 : 44}`)
  // What is well meant.
  addPEM(`${n}-public-half.pem`, pkcs8(n, seedOnly(k.seed), tlv(0x81, [0], k.pub)), k, { keys: [want(k.jwk)] })
  add(`${n}-public-half-raw.pem`, pkcs8(n, octets(k.expanded), tlv(0x81, k.pub)), { keys: [wantPublic(k.jwk, { notes: ['mldsa_seed_missing', 'public_half_odd'] })] })
  add(`${n}-null-parameters.pem`, pem('PUBLIC KEY', seq(algorithm(n, nul), tlv(3, [0], k.pub))), { keys: [wantPublic(k.jwk, { notes: ['algorithm_parameters_odd'] })] })
  const { alg, ...bare } = k.jwk
  add(`${n}-jwk-without-alg.json`, json(bare), { keys: [want(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  add(`${n}-jwk-other-spelling.json`, json({ ...k.jwk, alg: `ml_dsa_${n}` }), { keys: [want(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  add(`${n}-jwk-priv-hex.json`, json({ ...k.jwk, priv: k.seed.toString('hex') }), { keys: [want(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  add(`${n}-jwk-priv-expanded.json`, json({ ...k.jwk, priv: b64(k.expanded) }), { keys: [wantPublic(k.jwk, { notes: ['jwk_member_ignored'] })] })
  add(`${n}-jwk-priv-empty.json`, json({ ...k.jwk, priv: '' }), { keys: [wantPublic(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  add(`${n}-jwk-without-kty.json`, json({ alg, pub: k.jwk.pub }), { keys: [wantPublic(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  add(`${n}-jwk-capitals.json`, json({ Kty: 'AKP', Alg: alg, Pub: k.jwk.pub, Priv: k.jwk.priv }), { keys: [want(k.jwk, { notes: ['jwk_loose_encoding'] })] })
  // A COSE_Key (RFC 9964 section 3): kty 7, alg, pub, priv.
  const cbor = (major, value) => value < 24 ? [major << 5 | value] : value < 256 ? [major << 5 | 24, value] : [major << 5 | 25, value >> 8, value & 255]
  const byteString = (b) => Buffer.concat([Buffer.from(cbor(2, b.length)), b])
  const cose = (pairs) => Buffer.concat([Buffer.from(cbor(5, pairs.length)), ...pairs.flat()].map((p) => Buffer.from(p)))
  const head = [[cbor(0, 1), cbor(0, 7)], [cbor(0, 3), cbor(1, { 44: 47, 65: 48, 87: 49 }[n])], [cbor(1, 0), byteString(k.pub)]]
  add(`${n}-cose.cbor`, cose(head), { keys: [wantPublic(k.jwk)] })
  add(`${n}-cose-private.cbor`, cose([...head, [cbor(1, 1), byteString(k.seed)]]), { keys: [want(k.jwk)] })
}

// Beside others.
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
const ed = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
const rsaWant = { thumbprint: sha256(JSON.stringify({ e: rsa.e, kty: rsa.kty, n: rsa.n })) }
const edWant = { thumbprint: sha256(JSON.stringify({ crv: ed.crv, kty: ed.kty, x: ed.x })) }
const pub = (k) => ({ kty: 'AKP', alg: k.jwk.alg, pub: k.jwk.pub })
add('set.json', json({ keys: [rsa, { ...pub(keys[65]), use: 'sig', kid: 'pq' }, ed, keys[87].jwk] }), { keys: [rsaWant, wantPublic(keys[65].jwk, { kid: 'pq' }), edWant, want(keys[87].jwk)] })
add('two.pem', keys[44].node.export({ type: 'pkcs8', format: 'pem' }) + keys[65].node.export({ type: 'pkcs8', format: 'pem' }), { keys: [want(keys[44].jwk), want(keys[65].jwk)] })

// Algorithms of drafts, in a set and alone.
for (const [alg, said] of [['SLH-DSA-SHA2-128s', 'SLH-DSA'], ['ML-KEM-768', 'ML-KEM'], ['ML-DSA-44-ES256', 'composite'], ['HPKE-0', 'HPKE'], ['FN-DSA-512', 'FN-DSA'], ['Another', 'unknown alg']]) {
  add(`jwk-${alg}.json`, json({ kty: 'AKP', alg, pub: b64(Buffer.alloc(32, 7)) }), { error: 'unsupported_algorithm', detail: said })
}
add('set-with-drafts.json', json({ keys: [{ kty: 'AKP', alg: 'ML-KEM-768', pub: b64(Buffer.alloc(1184, 7)) }, pub(keys[44])] }), { keys: [wantPublic(keys[44].jwk)], skipped: ['unsupported_algorithm'], detail: 'no RFC' })

// Certificates: a CA of ML-DSA-65 that issued one for ML-DSA-44, which OpenSSL
// verifies.
const name = (cn) => seq(set(seq(oid('2.5.4.3'), tlv(0x0c, Buffer.from(cn)))))
const day = (text) => tlv(0x17, Buffer.from(text))
function certificate (subject, k, issuer, ca, isCA, serial, spoil = false) {
  const extensions = tlv(0xa3, seq(seq(oid('2.5.29.19'), tlv(1, [255]), octets(isCA ? seq(tlv(1, [255])) : seq()))))
  const tbs = seq(tlv(0xa0, int(2)), int(serial), algorithm(ca.n), name(issuer), seq(day('260101000000Z'), day('460101000000Z')), name(subject),
    createPublicKey(k.node).export({ type: 'spki', format: 'der' }), extensions)
  const signature = sign(null, tbs, ca.node)
  return seq(tbs, algorithm(ca.n), tlv(3, [0], spoil ? flip(signature, 9) : signature))
}
const root = certificate('ML-DSA root', keys[65], 'ML-DSA root', keys[65], true, 1)
const leaf = certificate('leaf', keys[44], 'ML-DSA root', keys[65], false, 2)
const forged = certificate('leaf', keys[44], 'ML-DSA root', keys[65], false, 3, true)
assert(new X509Certificate(leaf).verify(createPublicKey(keys[65].node)) && new X509Certificate(root).verify(createPublicKey(keys[65].node)))
assert(!new X509Certificate(forged).verify(createPublicKey(keys[65].node)))
const crt = (der) => pem('CERTIFICATE', der)
add('root.crt', crt(root), { keys: [wantPublic(keys[65].jwk, { certificates: 1, subject: 'CN=ML-DSA root' })] })
add('leaf-and-root.pem', crt(leaf) + crt(root), { keys: [wantPublic(keys[44].jwk, { certificates: 2, subject: 'CN=leaf' })], issuers: [thumbprint(keys[65].jwk)] })
add('leaf-key-and-root.pem', keys[44].node.export({ type: 'pkcs8', format: 'pem' }) + crt(leaf) + crt(root), { keys: [want(keys[44].jwk, { certificates: 2 })], issuers: [thumbprint(keys[65].jwk)] })
add('forged-and-root.pem', crt(forged) + crt(root), { keys: [wantPublic(keys[44].jwk, { certificates: 1, notes: ['chain_other_issuer'] }), wantPublic(keys[65].jwk, { certificates: 1 })] })
add('x5c.json', json({ ...pub(keys[44]), x5c: [leaf.toString('base64'), root.toString('base64')] }), { keys: [wantPublic(keys[44].jwk, { certificates: 2 })] })

writeFileSync(join(here, 'expect.json'), JSON.stringify(files, null, 2) + '\n')

// Signatures. RFC 9964 appendix A.1 signs this with the key of the seed of zeros,
// without randomness, as noble does here.
const signatures = []
const zeros = key(44, Buffer.alloc(32))
const input = b64(`{"alg":"ML-DSA-44","kid":"${thumbprint(zero)}"}`) + '.' + b64('It’s a dangerous business, Frodo, going out your door.')
const printed = b64(ml_dsa44.sign(Buffer.from(input), zeros.expanded, { extraEntropy: false }))
assert(printed.startsWith('knI1Q_9CIzLH5Xy94Kkc7WVKqZcAgtJ3mNf0GUj1uLA6YXAWFJfXkh') && printed.endsWith('rsbrEztHd9QAAAAAAAAAAAAAAABIfMEQ'))
signatures.push({ by: 'RFC 9964', jwk: zeros.jwk, input, signature: printed })
for (const n of [44, 65, 87]) {
  const k = keys[n]
  const text = b64(`{"alg":"ML-DSA-${n}"}`) + '.' + b64('{"iss":"https://client.example"}')
  const openssl = sign(null, Buffer.from(text), k.node)
  const noble = SETS[n].noble.sign(Buffer.from(text), k.expanded)
  assert(verify(null, Buffer.from(text), k.node, noble) && SETS[n].noble.verify(openssl, Buffer.from(text), k.pub))
  signatures.push({ by: 'OpenSSL', jwk: k.jwk, input: text, signature: b64(openssl) }, { by: 'noble', jwk: k.jwk, input: text, signature: b64(noble) })
}
// RFC 9881 appendix C and RFC 9964 print the keys of these seeds.
const printedKeys = [44, 65, 87].flatMap((n) => [
  { printedIn: 'RFC 9881', jwk: key(n, Buffer.from(Array.from({ length: 32 }, (_, i) => i))).jwk },
  { printedIn: 'RFC 9964', jwk: key(n, Buffer.alloc(32)).jwk }
])
assert(Buffer.from(printedKeys[0].jwk.pub, 'base64url').toString('hex').startsWith('d7b2b47254aae0db45e7930d4a98d2c97d8f1397d1789dafa17024b316e9bec9'))
writeFileSync(join(here, "../../jwks/mldsa.json"), JSON.stringify({ signatures, printed: printedKeys }, null, 1) + '\n')
