// Keys that are whole and oddly written: what DER or the key's own standard
// forbids, and OpenSSL or GnuTLS wrote or reads. The expectation is Node's of
// the clean key; of every odd file that Node reads at all, it must be the same
// (`node: false` where it does not read it, or repeats numbers that are wrong;
// `node: null` where it depends on more, or it dies of the export).
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { digest, expectation, read } from '../oracle.mjs'
import { bitString, explicitTag, int, nul, octets, oid, pem, seq, tlv } from './asn1.mjs'
import { Area, children, contents, der, ec, generate, integer, pkcs1, pkcs1Public, plainRSA, publicOf, rsa, sec1, ssl, want, wantPublic } from './lib.mjs'

class OddArea extends Area {
  /** Adds an odd file of the clean key, and holds it against Node. */
  odd (file, data, clean, notes, { node = true, about, ...more } = {}) {
    const expected = typeof clean === 'string' ? expectation(/PRIVATE/.test(data) ? read(clean) : createPublicKey(clean)) : clean
    const said = node === null || nodeSays(String(data))
    if (node !== null && node !== (JSON.stringify(said) === JSON.stringify(expected))) throw new Error(`${file}: Node says ${JSON.stringify(said)}, expected is ${JSON.stringify(expected)}`)
    this.add(file, data, { ...expected, notes: [].concat(notes), ...more }, { about })
  }
}

function nodeSays (text) {
  try {
    return expectation(/PRIVATE/.test(text) ? createPrivateKey(text) : createPublicKey(text))
  } catch { return undefined }
}

const a = new OddArea('odd')
const r = rsa(1024)
const e = ec('P-256')
const ed = generate('ed25519')
const privateKey = (...content) => pem('PRIVATE KEY', seq(...content))
const rsaAlg = seq(oid('1.2.840.113549.1.1.1'), nul)
const numbers = children(der(pkcs1(r)))
const pkcs1Of = (list) => pem('RSA PRIVATE KEY', seq(...list))
const pkcs8Of = (list) => privateKey(int(0), rsaAlg, octets(seq(...list)))
const spkiOf = (...list) => pem('PUBLIC KEY', seq(rsaAlg, bitString(seq(...list))))
const certificateOf = (spki) => {
  const [tbs, ...rest] = children(der(ssl('req -x509 -new -key k -subj /CN=odd', { k: r }).toString()))
  const fields = children(tbs)
  fields[6] = spki
  return pem('CERTIFICATE', seq(seq(...fields), ...rest))
}
const unsigned = (n) => { const b = contents(n); return tlv(2, b[0] === 0 && b.length > 1 ? b.subarray(1) : b) }
const padded = (n, zeros = 1) => tlv(2, Buffer.alloc(zeros), contents(n))
const [n, exponent] = numbers.slice(1, 3)
const big = (element) => BigInt('0x' + contents(element).toString('hex'))

// Numbers: without their sign octet, with too many zero octets, with none.
for (const [name, change, note] of [['no-sign-octets', unsigned, 'number_without_sign_octet'], ['padded', (x) => padded(x), 'number_padded']]) {
  const list = numbers.map((x, i) => i === 0 ? x : change(x))
  a.odd(`rsa-pkcs1-${name}.pem`, pkcs1Of(list), r, note)
  a.odd(`rsa-pkcs8-${name}.pem`, pkcs8Of(list), r, note)
  a.odd(`rsa-spki-${name}.pem`, spkiOf(change(n), exponent), r, note)
  a.odd(`rsa-pkcs1-public-${name}.pem`, pem('RSA PUBLIC KEY', seq(change(n), exponent)), r, note)
  a.odd(`cert-${name}.pem`, certificateOf(seq(rsaAlg, bitString(seq(change(n), exponent)))), r, [note, 'certificate_unsound'], { certificates: 1 })
}
for (const [i, name] of [[1, 'n'], [3, 'd'], [4, 'p'], [5, 'q'], [6, 'dp'], [7, 'dq'], [8, 'qi']]) {
  const one = unsigned(numbers[i])
  if (one.equals(numbers[i])) continue // its sign octet is not there to be lost
  a.odd(`rsa-pkcs1-no-sign-octet-${name}.pem`, pkcs1Of(numbers.map((x, j) => i === j ? one : x)), r, 'number_without_sign_octet')
}
a.odd('rsa-spki-padded-3.pem', spkiOf(padded(n, 3), padded(exponent, 200)), r, 'number_padded')
a.odd('rsa-exponent-high-bit.pem', spkiOf(n, tlv(2, [0x81])), wantPublic(spkiOf(n, int(129))), 'number_without_sign_octet')
{
  // What a signed number would be: nobody has such a key.
  const b = Buffer.from((2n ** 1032n - big(n)).toString(16), 'hex')
  a.refuse('rsa-spki-negative.pem', spkiOf(tlv(2, b), exponent), 'invalid_key', 'negative')
  a.refuse('rsa-pkcs1-negative.pem', pkcs1Of(numbers.map((x, i) => i === 1 ? tlv(2, b) : x)), 'key_mismatch')
}

// Versions. OpenSSL reads whatever stands there.
const version = { 'rsa-pkcs1': (v) => pkcs1Of([v, ...numbers.slice(1)]), 'rsa-pkcs8': (v) => privateKey(v, ...children(der(r)).slice(1)) }
for (const [kind, make] of Object.entries(version)) {
  for (const v of [2, 7]) a.odd(`${kind}-version-${v}.pem`, make(int(v)), r, 'version_odd')
}
a.odd('rsa-pkcs1-version-padded.pem', pkcs1Of([padded(int(0)), ...numbers.slice(1)]), r, 'number_padded', { node: false })
a.odd('rsa-pkcs1-version-negative.pem', pkcs1Of([tlv(2, [255]), ...numbers.slice(1)]), r, ['number_without_sign_octet', 'version_odd'])
a.odd('rsa-pkcs1-version-empty.pem', pkcs1Of([tlv(2), ...numbers.slice(1)]), r, 'number_empty')
a.odd('rsa-pkcs1-version-1.pem', pkcs1Of([int(1), ...numbers.slice(1)]), r, 'version_odd', { node: false, about: 'version 1 is for more than two primes' })
a.add('pkcs8-version-1.pem', privateKey(int(1), ...children(der(ed)).slice(1)), ed, { about: 'RFC 5958 lets the public key be absent' })
for (const v of [2, 3, 5, 127]) a.odd(`ed25519-pkcs8-version-${v}.pem`, privateKey(int(v), ...children(der(ed)).slice(1)), ed, 'version_odd')
a.odd('ec-pkcs8-version-3.pem', privateKey(int(3), ...children(der(e)).slice(1)), e, 'version_odd', { about: 'PKCS#12 begins with 3 too' })
a.odd('ec-pkcs8-version-large.pem', privateKey(int(2 ** 40), ...children(der(e)).slice(1)), e, 'version_odd')
const [one, scalar, params, pub] = children(der(sec1(e)))
const sec = (...content) => pem('EC PRIVATE KEY', seq(...content))
for (const v of [0, 2, 3]) a.odd(`ec-sec1-version-${v}.pem`, sec(int(v), scalar, params, pub), e, 'version_odd')
a.odd('ec-sec1-version-padded.pem', sec(padded(one), scalar, params, pub), e, 'number_padded', { node: false })

// RSA: everything but n, e and d follows from these.
{
  const jwk = read(r).export({ format: 'jwk' })
  const [N, E, D, P, Q, DP, DQ, QI] = numbers.slice(1).map(big)
  const phi = (P - 1n) * (Q - 1n)
  const list = { n: N, e: E, d: D, p: P, q: Q, dp: DP, dq: DQ, qi: QI }
  const changed = (change) => [int(0), ...Object.values({ ...list, ...change }).map((x) => int(x))]
  // Node repeats what the file says: what was changed is put right in its JWK.
  const odd = (name, change, note, right = jwk) => a.odd(`rsa-${name}.pem`, pkcs1Of(changed(change)),
    { thumbprint: want(r).thumbprint, private: digest(right) }, note, { node: false })
  const crt = 'rsa_crt_computed'
  odd('zero-dp-dq', { dp: 0, dq: 0 }, crt)
  odd('zero-qi', { qi: 0 }, crt)
  odd('zero-dp-dq-qi', { dp: 0, dq: 0, qi: 0 }, crt)
  odd('wrong-dp', { dp: DP + 2n }, crt)
  odd('wrong-dq', { dq: DQ + 2n }, crt)
  odd('wrong-qi', { qi: QI + 2n }, crt)
  odd('wrong-qi-zero-dp', { qi: QI + 2n, dp: 0 }, crt)
  odd('dp-not-reduced', { dp: DP + P - 1n }, crt)
  odd('dq-not-reduced', { dq: DQ + Q - 1n }, crt)
  odd('qi-not-reduced', { qi: QI + P }, crt)
  odd('dp-huge', { dp: DP + (P - 1n) * N }, crt)
  odd('d-above-n', { d: D + phi }, 'rsa_private_exponent_reduced')
  odd('d-above-n-thrice', { d: D + 3n * phi }, 'rsa_private_exponent_reduced')
  odd('d-above-n-zero-dp', { d: D + phi, dp: 0 }, ['rsa_private_exponent_reduced', crt])
  odd('zero-all-but-n-e-d', { p: 0, q: 0, dp: 0, dq: 0, qi: 0 }, 'rsa_primes_computed')
  odd('zero-all-d-above-n', { d: D + phi, p: 0, q: 0, dp: 0, dq: 0, qi: 0 }, ['rsa_primes_computed', 'rsa_private_exponent_reduced'])
  odd('zero-p', { p: 0 }, 'rsa_primes_computed')
  odd('zero-q', { q: 0 }, 'rsa_primes_computed')
  odd('primes-of-another-key', { p: P + 2n, q: Q + 2n }, 'rsa_primes_computed')
  odd('primes-one-and-n', { p: 1, q: N }, 'rsa_primes_computed')
  // The lesser prime first: right in itself, but for numbers of the other order.
  const b64 = (x) => { const h = x.toString(16); return Buffer.from(h.padStart(h.length + h.length % 2, '0'), 'hex').toString('base64url') }
  const inverse = (x, m) => { let [s, t, u, v] = [x, m, 1n, 0n]; while (t) { const k = s / t; [s, t, u, v] = [t, s - k * t, v, u - k * v] } return (u % m + m) % m }
  const swapped = { ...jwk, p: jwk.q, q: jwk.p, dp: jwk.dq, dq: jwk.dp, qi: b64(inverse(P, Q)) }
  odd('primes-exchanged', { p: Q, q: P }, crt, swapped)
  const empty = changed({}).map((x, i) => i > 5 ? tlv(2) : x)
  a.odd('rsa-empty-crt.pem', pkcs1Of(empty), { thumbprint: want(r).thumbprint, private: digest(jwk) }, ['number_empty', crt], { node: false })
  a.odd('rsa-pkcs8-zero-dp-dq.pem', pkcs8Of(changed({ dp: 0, dq: 0 })), { thumbprint: want(r).thumbprint, private: digest(jwk) }, crt, { node: false })

  // Where n, e and d do not belong together, nothing tells which is right.
  const refuse = (name, change, error) => a.refuse(`rsa-refused-${name}.pem`, pkcs1Of(changed(change)), error)
  refuse('n', { n: N + 2n }, 'key_mismatch')
  refuse('d', { d: D + 2n }, 'key_mismatch')
  refuse('d-above-n', { d: D + phi + 2n }, 'invalid_key')
  refuse('d-zero-dp', { d: D + 2n, dp: 0 }, 'invalid_key')
  refuse('e', { e: E + 2n }, 'key_mismatch')
  refuse('d-and-primes', { d: D + 2n, p: 0, q: 0 }, 'invalid_key')
  refuse('d-zero', { d: 0 }, 'invalid_key')
  refuse('d-huge', { d: D + phi * 2n ** 16384n }, 'invalid_key')
}
{
  const k = ssl('genrsa -primes 3 1024').toString()
  const list = children(contents(children(der(k))[2]))
  const jwk = read(k).export({ format: 'jwk' })
  const prime = children(children(list[9])[0])
  const [R, T] = [prime[0], prime[2]]
  jwk.oth = [{ r: integer(prime[0]), d: integer(prime[1]), t: integer(prime[2]) }]
  const expected = { thumbprint: wantPublic(k).thumbprint, private: digest(jwk) }
  const others = (...third) => pkcs1Of([...list.slice(0, 9), seq(seq(...third))])
  a.odd('rsa-3-primes-zero-d-t.pem', others(R, int(0), int(0)), expected, 'rsa_crt_computed', { node: false })
  a.odd('rsa-3-primes-t-not-reduced.pem', others(R, prime[1], int(big(T) + big(R))), expected, 'rsa_crt_computed', { node: false })
  a.odd('rsa-3-primes-padded.pem', others(padded(R), padded(prime[1]), padded(T)), expected, 'number_padded', { node: false })
  a.odd('rsa-3-primes-version-0.pem', pkcs1Of([int(0), ...list.slice(1)]), expected, 'version_odd', { node: false })
}

// The optional public half beside a private key.
const kinds = { ed25519: ed, x25519: generate('x25519'), ed448: generate('ed448'), x448: generate('x448'), p256: e, p521: ec('P-521'), secp256k1: ec('secp256k1'), rsa: r }
const half = (k) => contents(children(der(publicOf(k)))[1]).subarray(1)
const compressed = (p) => Buffer.concat([Buffer.from([2 + (p.at(-1) & 1)]), p.subarray(1, (p.length + 1) / 2)])
for (const [name, k] of Object.entries(kinds)) {
  const curve = /^(p|secp)/.test(name)
  const [, alg, key] = children(der(k))
  // OpenSSL 3.0 reads no PKCS#8 with a public half.
  const v2 = (field, v = 1) => privateKey(int(v), alg, curve ? octets(seq(...children(contents(key)).filter((c) => c[0] !== 0xa1))) : key, field)
  const right = half(k)
  const other = { p256: half(ec('P-256')), p521: half(ec('P-521')), secp256k1: half(ec('secp256k1')), rsa: half(rsa(1024)) }[name] ?? half(generate(name))
  const odd = (file, field, note, v) => a.odd(`${name}-pkcs8-half-${file}.pem`, v2(field, v), k, note, { node: false })
  odd('raw', tlv(0x81, right), 'public_half_odd')
  odd('raw-explicit', tlv(0xa1, tlv(3, right)), 'public_half_odd')
  odd('unused-bits', tlv(0x81, [1], right), 'public_half_odd')
  odd('octet-string', explicitTag(1, octets(right)), 'public_half_odd')
  odd('short', bitString(right.subarray(0, -1), 0x81), 'public_half_left_out')
  odd('long', bitString(Buffer.concat([right, Buffer.from([0])]), 0x81), name === 'rsa' ? [] : 'public_half_left_out')
  odd('empty', tlv(0x81), 'public_half_left_out')
  odd('no-bits', tlv(0x81, [0]), 'public_half_left_out')
  odd('garbage', tlv(0x81, Buffer.alloc(7, 9)), 'public_half_left_out')
  odd('trailing', explicitTag(1, bitString(right), nul), 'public_half_odd')
  odd('version-0', bitString(right, 0x81), [], 0)
  const refuse = (file, field) => a.refuse(`${name}-pkcs8-half-other-${file}.pem`, v2(field), 'key_mismatch')
  refuse('plain', bitString(other, 0x81))
  refuse('raw', tlv(0x81, other))
  refuse('octet-string', explicitTag(1, octets(other)))
  refuse('trailing', explicitTag(1, bitString(other), nul))
  if (!curve) continue
  const [v, d, ...rest] = children(der(sec1(k)))
  const beside = (field) => sec(v, d, rest[0], field)
  const sec1Half = (file, field, note, node = false) => a.odd(`${name}-sec1-half-${file}.pem`, beside(field), k, note, { node })
  const offCurve = Buffer.from(right)
  offCurve[20] ^= 1
  sec1Half('raw', explicitTag(1, right), 'public_half_odd')
  sec1Half('raw-bits', explicitTag(1, tlv(3, right)), 'public_half_odd')
  sec1Half('octet-string', explicitTag(1, octets(right)), 'public_half_odd')
  sec1Half('short', explicitTag(1, bitString(right.subarray(0, -1))), 'public_half_left_out')
  sec1Half('long', explicitTag(1, bitString(Buffer.concat([right, Buffer.from([0])]))), 'public_half_left_out')
  sec1Half('empty', explicitTag(1, tlv(3)), 'public_half_left_out')
  sec1Half('nothing', explicitTag(1), 'public_half_left_out')
  sec1Half('infinity', explicitTag(1, bitString([0])), 'public_half_left_out', null)
  sec1Half('off-curve', explicitTag(1, bitString(offCurve)), 'public_half_left_out')
  sec1Half('unused-bits', explicitTag(1, tlv(3, [5], right)), 'public_half_odd', (right.at(-1) & 31) === 0)
  a.add(`${name}-sec1-half-compressed.pem`, beside(explicitTag(1, bitString(compressed(right)))), k)
  for (const [file, field] of [['plain', bitString(other)], ['raw', other], ['compressed', bitString(compressed(other))], ['unused-bits', tlv(3, [1], other)]]) {
    a.refuse(`${name}-sec1-half-other-${file}.pem`, beside(explicitTag(1, field)), 'key_mismatch')
  }
}
{
  // Bits that are not used and zero: OpenSSL reads the same bytes.
  let k
  do k = ec('P-384'); while (half(k).at(-1) & 1)
  const [v, d, p] = children(der(sec1(k)))
  a.odd('sec1-public-half-unused-bits-1.pem', sec(v, d, p, explicitTag(1, tlv(3, [1], half(k)))), k, 'public_half_odd')
  const alg = children(der(publicOf(k)))[0]
  a.odd('ec-spki-unused-bits-zero.pem', pem('PUBLIC KEY', seq(alg, tlv(3, [1], half(k)))), k, 'unused_bits')
  while (!(half(k).at(-1) & 1)) k = ec('P-384')
  a.odd('ec-spki-unused-bits-used.pem', pem('PUBLIC KEY', seq(alg, tlv(3, [1], half(k)))), k, 'unused_bits', { node: false, about: 'with the last bit zero it is no point' })
  a.refuse('ec-spki-unused-bits-8.pem', pem('PUBLIC KEY', seq(alg, tlv(3, [8], half(k)))), 'malformed')
  let x
  do x = generate('ed25519'); while (half(x).at(-1) & 7)
  const edAlg = children(der(publicOf(ed)))[0]
  a.odd('ed25519-spki-unused-bits-zero.pem', pem('PUBLIC KEY', seq(edAlg, tlv(3, [3], half(x)))), x, 'unused_bits')
  a.refuse('ed25519-spki-unused-bits-used.pem', pem('PUBLIC KEY', seq(edAlg, tlv(3, [7], half(x)))), 'malformed', 'bits', { about: 'two keys it can mean' })
  a.refuse('rsa-spki-unused-bits-used.pem', pem('PUBLIC KEY', seq(rsaAlg, tlv(3, [1], half(r)))), 'malformed', 'bits')
}

// BER: lengths that are not minimal or not known beforehand, and pieces.
{
  const long = (element) => { const c = contents(element); return Buffer.concat([Buffer.from([element[0], 0x84, 0, 0, c.length >> 8, c.length & 255]), c]) }
  const open = (element) => Buffer.concat([element.subarray(0, 1), Buffer.from([0x80]), contents(element), Buffer.from([0, 0])])
  const longer = (element) => { const c = contents(element); return Buffer.concat([Buffer.from([element[0], 0x88, 0, 0, 0, 0, 0, 0, c.length >> 8, c.length & 255]), c]) }
  const pieces = (element) => {
    const bits = element[0] === 3
    const c = bits ? contents(element).subarray(1) : contents(element)
    const piece = (b) => bits ? bitString(b) : octets(b)
    return tlv(element[0] | 0x20, piece(c.subarray(0, 9)), piece(c.subarray(9)))
  }
  const files = { 'spki PUBLIC KEY': der(publicOf(r)), 'ec-spki PUBLIC KEY': der(publicOf(e)), 'pkcs8 PRIVATE KEY': der(r), 'ed25519-pkcs8 PRIVATE KEY': der(ed), 'pkcs1 RSA PRIVATE KEY': der(pkcs1(r)), 'pkcs1-public RSA PUBLIC KEY': der(pkcs1Public(r)), 'sec1 EC PRIVATE KEY': der(sec1(e)) }
  const clean = { 'ec-spki': e, sec1: e, 'ed25519-pkcs8': ed }
  for (const [kind, element] of Object.entries(files)) {
    const [name, ...label] = kind.split(' ')
    const key = clean[name] ?? r
    const file = (form, data, node) => a.odd(`ber-${name}-${form}.pem`, pem(label.join(' '), data), key, 'not_strict_der', { node })
    file('long', long(element))
    file('longer', longer(element), null)
    file('open', open(element))
    const inside = children(element)
    file('long-inside', seq(...inside.map(long)))
    file('open-inside', open(seq(...inside.map((c) => c[0] & 0x20 ? open(c) : c))))
    const string = inside.findIndex((c) => c[0] === 3 || c[0] === 4)
    if (string < 0) continue
    const broken = seq(...inside.map((c, i) => i === string ? pieces(c) : c))
    // OpenSSL joins the pieces of a BIT STRING with their counts of unused bits.
    a.odd(`ber-${name}-pieces.pem`, pem(label.join(' '), broken), key, 'not_strict_der', { node: inside[string][0] === 4 })
  }
  const [version8, alg, key] = children(der(r))
  a.odd('ber-wrapped-open.pem', privateKey(version8, alg, octets(open(contents(key)))), r, 'not_strict_der')
  a.odd('ber-spki-wrapped-long.pem', pem('PUBLIC KEY', seq(rsaAlg, bitString(long(seq(n, exponent))))), r, 'not_strict_der')
  const encrypted = der(ssl('pkcs8 -topk8 -in k -passout pass:secret -iter 1000', { k: e }).toString())
  a.add('ber-encrypted.pem', pem('ENCRYPTED PRIVATE KEY', open(encrypted)), want(e, { notes: ['not_strict_der'] }), { passphrase: 'secret' })
  a.refuse('ber-cut.pem', pem('PUBLIC KEY', open(der(publicOf(e))).subarray(0, 60)), 'truncated')
  a.refuse('ber-end-lost.pem', pem('PUBLIC KEY', open(der(publicOf(e))).subarray(0, -2)), 'truncated')
}

// Bytes after the key inside its wrapping.
{
  const after = (element) => Buffer.concat([contents(element), Buffer.from('\n')])
  for (const [name, k] of Object.entries({ rsa: r, ec: e, ed25519: ed })) {
    const [v, alg, key] = children(der(k))
    a.odd(`${name}-pkcs8-trailing-inside.pem`, privateKey(v, alg, octets(after(key))), k, 'trailing_inside')
  }
  a.odd('rsa-spki-trailing-inside.pem', pem('PUBLIC KEY', seq(rsaAlg, bitString(Buffer.concat([half(r), nul])))), r, 'trailing_inside')
}

// Parameters of the algorithm.
{
  const bare = seq(oid('1.2.840.113549.1.1.1'))
  const [v, , key] = children(der(r))
  const note = 'algorithm_parameters_odd'
  a.odd('rsa-pkcs8-no-null.pem', privateKey(v, bare, key), r, note)
  a.odd('rsa-spki-no-null.pem', pem('PUBLIC KEY', seq(bare, bitString(half(r)))), r, note)
  a.odd('cert-no-null.pem', certificateOf(seq(bare, bitString(half(r)))), r, [note, 'certificate_unsound'], { certificates: 1 })
  a.odd('rsa-spki-integer-for-null.pem', pem('PUBLIC KEY', seq(seq(oid('1.2.840.113549.1.1.1'), int(5)), bitString(half(r)))), r, note)
  const withNull = seq(oid('1.3.101.112'), nul)
  a.odd('ed25519-pkcs8-null.pem', privateKey(int(0), withNull, children(der(ed))[2]), ed, note, { node: false })
  a.odd('ed25519-spki-null.pem', pem('PUBLIC KEY', seq(withNull, bitString(half(ed)))), ed, note, { node: false })
}

// Private numbers longer or shorter than the field, in every container.
for (const [name, curve] of [['p256', 'P-256'], ['p384', 'P-384'], ['p521', 'P-521'], ['secp256k1', 'secp256k1']]) {
  let k
  const d = () => contents(children(der(sec1(k)))[1])
  const spare = curve === 'P-521' ? 1 : 0 // its first octet is 0 or 1 anyhow
  do k = ec(curve); while (d()[spare] !== 0)
  const short = d().subarray(d().findIndex((b) => b !== 0))
  const [v, alg, key] = children(der(k))
  const [v1, , ...rest] = children(contents(key))
  for (const [file, value] of [['short', short], ['long', Buffer.concat([Buffer.alloc(1), d()])]]) {
    a.odd(`${name}-pkcs8-scalar-${file}.pem`, privateKey(v, alg, octets(seq(v1, octets(value), ...rest))), k, 'ec_private_length')
  }
}

// A curve's name that is damaged by one bit: the private number tells.
{
  const at = (k, from, to) => {
    const b = Buffer.from(der(k))
    const i = b.indexOf(der(pem('', oid(from))))
    der(pem('', oid(to))).copy(b, i)
    return b
  }
  const p384 = ec('P-384')
  const k256 = ec('secp256k1')
  const bare = (k) => pem('', seq(...children(der(sec1(k))).slice(0, 3)))
  for (const [name, k, from, to] of [['p384-as-p521', p384, '1.3.132.0.34', '1.3.132.0.35'], ['secp256k1-as-p384', k256, '1.3.132.0.10', '1.3.132.0.34'], ['secp256k1-as-p521', k256, '1.3.132.0.10', '1.3.132.0.35']]) {
    a.refuse(`${name}-pkcs8.pem`, pem('PRIVATE KEY', at(k, from, to)), 'invalid_key', 'another curve')
    a.refuse(`${name}-sec1.pem`, pem('EC PRIVATE KEY', at(bare(k), from, to)), 'invalid_key', 'another curve')
  }
}

// Explicit parameters with odd numbers.
{
  const explicit = children(der(ssl('ecparam -name P-256 -param_enc explicit').toString()))
  const file = (name, change, notes, node = true) => {
    const copy = [...explicit]
    change(copy)
    a.odd(`explicit-${name}.pem`, pem('PUBLIC KEY', seq(seq(oid('1.2.840.10045.2.1'), seq(...copy)), bitString(half(e)))), e, ['ec_explicit_parameters', ...notes], { node })
  }
  file('unchanged', () => {}, [])
  file('no-cofactor', (p) => p.pop(), [])
  for (const c of [0, 2, 8]) file(`cofactor-${c}`, (p) => { p[5] = int(c) }, ['ec_cofactor_wrong'])
  file('version-9', (p) => { p[0] = int(9) }, ['version_odd'])
  file('order-padded', (p) => { p[4] = padded(p[4]) }, ['number_padded'], false)
  file('generator-hybrid', (p) => { const g = Buffer.from(contents(p[3])); g[0] = 6 + (g[64] & 1); p[3] = octets(g) }, ['ec_point_hybrid'])
}

// A trailer that no JOSE algorithm has.
{
  const k = generate('RSA-PSS -pkeyopt rsa_keygen_bits:1024')
  const hash = seq(oid('2.16.840.1.101.3.4.2.1'), nul)
  const pss = (trailer) => seq(explicitTag(0, hash), explicitTag(1, seq(oid('1.2.840.113549.1.1.8'), hash)), explicitTag(2, int(32)), explicitTag(3, int(trailer)))
  const spki = (trailer) => pem('PUBLIC KEY', seq(seq(oid('1.2.840.113549.1.1.10'), pss(trailer)), children(der(publicOf(k)))[1]))
  a.add('pss-trailer-1.pem', spki(1), wantPublic(plainRSA(k), { algs: ['PS256'] }))
  a.add('pss-trailer-2.pem', spki(2), wantPublic(plainRSA(k), { algs: [], notes: ['rsa_no_algorithm'] }))
}

// Algorithms without a JWK form are named in every layout.
for (const [name, id, called] of [
  ['slh-dsa', '2.16.840.1.101.3.4.3.31', 'SLH-DSA-SHAKE-256f'], ['ml-kem-1024', '2.16.840.1.101.3.4.4.3', 'ML-KEM-1024'],
  ['ml-kem-other', '2.16.840.1.101.3.4.4.9', 'ML-KEM'], ['falcon', '1.3.9999.3.6', 'Open Quantum Safe'], ['rsa-kem', '1.2.840.113549.1.9.16.3.14', 'RSA-KEM'],
  ['unknown', '1.2.3.4.5', 'unknown']
]) {
  const alg = seq(oid(id))
  const bytes = Buffer.alloc(200, 5)
  const refuse = (layout, data) => a.refuse(`${name}-${layout}.pem`, data, 'unsupported_algorithm', called)
  refuse('pkcs8', privateKey(int(0), alg, octets(octets(bytes))))
  refuse('pkcs8-bare', privateKey(int(0), alg, octets(bytes)))
  refuse('pkcs8-seed', privateKey(int(0), alg, octets(tlv(0x80, Buffer.alloc(32, 1)))))
  refuse('pkcs8-both', privateKey(int(0), alg, octets(seq(octets(Buffer.alloc(32, 1)), octets(bytes)))))
  refuse('pkcs8-public-half-raw', privateKey(int(1), alg, octets(octets(bytes)), tlv(0x81, bytes)))
  refuse('pkcs8-public-half', privateKey(int(1), alg, octets(octets(bytes)), bitString(bytes, 0x81)))
  refuse('pkcs8-bits', privateKey(int(0), alg, bitString(bytes)))
  refuse('pkcs8-more', privateKey(int(0), alg, octets(bytes), octets(bytes), nul))
  refuse('spki', pem('PUBLIC KEY', seq(alg, bitString(bytes))))
  refuse('spki-unused-bits', pem('PUBLIC KEY', seq(alg, tlv(3, [3], bytes))))
  refuse('cert', certificateOf(seq(alg, bitString(bytes))))
}
a.done()
