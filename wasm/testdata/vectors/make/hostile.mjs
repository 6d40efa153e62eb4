// Trust checks: what is well formed, or nearly, and must not pass.
import { bitString, explicitTag, int, nul, octets, oid, pem, seq, tlv } from './asn1.mjs'
import { Area, children, contents, der, ec, generate, pkcs1, publicOf, rsa, sec1, ssl, wantPublic } from './lib.mjs'

const a = new Area('hostile')
const r = rsa(1024)
const e = ec('P-256')
const ed = generate('ed25519')
const rsaAlg = seq(oid('1.2.840.113549.1.1.1'), nul)
const spki = (alg, bits) => pem('PUBLIC KEY', seq(alg, bitString(bits)))
const numbers = children(der(pkcs1(r)))
const changed = (at, value) => pem('RSA PRIVATE KEY', seq(...numbers.map((n, i) => i === at ? value : n)))
const bumped = (at) => { const n = Buffer.from(numbers[at]); n[n.length - 1] ^= 2; return changed(at, n) }
const rsaPublic = (n, exponent) => spki(rsaAlg, seq(n, exponent))

// RSA.
const names = ['version', 'n', 'e', 'd']
a.refuse('rsa-wrong-n.pem', bumped(1), 'key_mismatch')
a.refuse('rsa-wrong-d.pem', bumped(3), 'key_mismatch')
for (let i = 1; i < 4; i++) a.refuse(`rsa-zero-${names[i]}.pem`, changed(i, int(0)), 'invalid_key')
a.refuse('rsa-negative-d.pem', changed(3, tlv(2, [0x81])), 'key_mismatch')
a.refuse('rsa-even-n.pem', rsaPublic(tlv(2, [1], Buffer.alloc(127)), int(65537)), 'invalid_key')
a.refuse('rsa-exponent-zero.pem', rsaPublic(numbers[1], int(0)), 'invalid_key')
a.refuse('rsa-exponent-over-n.pem', rsaPublic(numbers[1], tlv(2, [1], Buffer.alloc(128, 1))), 'invalid_key')
a.refuse('rsa-16400-bits.pem', rsaPublic(tlv(2, [0x55], Buffer.alloc(2049, 0x55)), int(65537)), 'too_large')
a.refuse('rsa-megabit.der', seq(rsaAlg, bitString(seq(tlv(2, [0x55], Buffer.alloc(131072, 0x55)), int(65537)))), 'too_large')
a.refuse('rsa-third-number.pem', rsaPublic(numbers[1], Buffer.concat([int(65537), int(1)])), 'malformed')
{
  const three = children(contents(children(der(ssl('genrsa -primes 3 2048').toString()))[2]))
  const lost = seq(int(0), ...three.slice(1, 9))
  a.refuse('rsa-third-prime-lost.pem', pem('RSA PRIVATE KEY', lost), 'key_mismatch')
}

// EC.
const point = contents(children(der(publicOf(e)))[1]).subarray(1)
const ecAlg = children(der(publicOf(e)))[0]
const offCurve = Buffer.from(point)
offCurve[40] ^= 1
a.refuse('ec-off-curve.pem', spki(ecAlg, offCurve), 'invalid_key')
a.refuse('ec-infinity.pem', spki(ecAlg, Buffer.from([0])), 'invalid_key')
a.refuse('ec-empty-point.pem', spki(ecAlg, Buffer.alloc(0)), 'invalid_key')
a.refuse('ec-short-point.pem', spki(ecAlg, point.subarray(0, 64)), 'malformed')
a.refuse('ec-long-point.pem', spki(ecAlg, Buffer.concat([point, Buffer.from([0])])), 'malformed')
a.refuse('ec-form-9.pem', spki(ecAlg, Buffer.concat([Buffer.from([9]), point.subarray(1)])), 'malformed')
a.refuse('ec-hybrid-wrong-parity.pem', spki(ecAlg, Buffer.concat([Buffer.from([7 - (point[64] & 1)]), point.subarray(1)])), 'invalid_key')
a.refuse('ec-compressed-no-root.pem', spki(ecAlg, Buffer.concat([Buffer.from([2]), noRoot()])), 'invalid_key')
a.refuse('ec-compressed-over-p.pem', spki(ecAlg, Buffer.concat([Buffer.from([2]), Buffer.alloc(32, 0xff)])), 'invalid_key')
a.refuse('ec-x-over-p.pem', spki(ecAlg, Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 0xff)])), 'invalid_key')
const [one, scalar, params] = children(der(sec1(e)))
const sec = (d, ...more) => pem('EC PRIVATE KEY', seq(one, octets(d), ...more))
const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
a.refuse('ec-scalar-zero.pem', sec(Buffer.alloc(32), params), 'invalid_key')
a.refuse('ec-scalar-order.pem', sec(order, params), 'invalid_key')
a.refuse('ec-scalar-too-long.pem', sec(Buffer.alloc(33, 1), params), 'invalid_key')
a.refuse('ec-scalar-empty.pem', sec(Buffer.alloc(0), params), 'invalid_key')
const otherPublic = children(der(sec1(ec('P-256'))))[3]
a.refuse('ec-mismatch.pem', sec(contents(scalar), params, otherPublic), 'key_mismatch')
a.refuse('ec-pkcs8-mismatch.pem', pem('PRIVATE KEY', seq(int(1), ecAlg, octets(seq(one, scalar)), bitString(contents(contents(otherPublic)).subarray(1), 0x81))), 'key_mismatch')

// Explicit parameters that are nearly P-256: with a generator of one's own
// anybody can "own" another's public key (CVE-2020-0601).
{
  const explicit = children(der(ssl('ecparam -name P-256 -param_enc explicit').toString()))
  const withParams = (change) => {
    const copy = [...explicit]
    change(copy)
    return spki(seq(oid('1.2.840.10045.2.1'), seq(...copy)), point)
  }
  a.refuse('explicit-own-generator.pem', withParams((p) => { p[3] = octets(point) }), 'unsupported_curve', 'P-256')
  a.refuse('explicit-other-order.pem', withParams((p) => { p[4] = int(7) }), 'unsupported_curve', 'P-256')
  a.refuse('explicit-other-a.pem', withParams((p) => { const c = children(p[2]); p[2] = seq(octets(Buffer.alloc(32)), ...c.slice(1)) }), 'unsupported_curve', 'P-256')
  a.refuse('explicit-other-b.pem', withParams((p) => { const c = children(p[2]); p[2] = seq(c[0], octets(Buffer.alloc(32, 1)), ...c.slice(2)) }), 'unsupported_curve', 'P-256')
  a.refuse('explicit-other-p.pem', withParams((p) => { p[1] = seq(oid('1.2.840.10045.1.1'), int(23)) }), 'unsupported_curve')
  a.refuse('explicit-broken.pem', withParams((p) => { p[3] = int(1) }), 'malformed')
}

// Edwards and Montgomery keys.
const edAlg = children(der(publicOf(ed)))[0]
a.refuse('ed25519-short.pem', spki(edAlg, Buffer.alloc(31, 1)), 'invalid_key')
a.refuse('ed25519-long.pem', spki(edAlg, Buffer.alloc(33, 1)), 'invalid_key')
const okp = (...content) => pem('PRIVATE KEY', seq(int(0), edAlg, octets(Buffer.concat(content))))
a.refuse('ed25519-short-seed.pem', okp(octets(Buffer.alloc(31, 1))), 'invalid_key')
a.refuse('ed25519-bare-seed.pem', okp(Buffer.alloc(32, 1)), 'malformed')

// The frame around.
a.refuse('pkcs8-trailing-inside.pem', pem('PRIVATE KEY', seq(...children(der(ed)), int(1))), 'malformed')
a.refuse('length-4-gib.der', Buffer.from('3084fffffff002010030', 'hex'), 'truncated')
a.refuse('length-of-9-bytes.der', Buffer.from('3089010000000000000000020100', 'hex'), 'too_large')
a.refuse('indefinite.der', Buffer.concat([Buffer.from([0x30, 0x80]), ...children(der(publicOf(e))).map((c, i) => i === 0 ? c : c.subarray(0, 20))]), 'truncated')
let deep = Buffer.alloc(0)
for (let i = 0; i < 5000; i++) deep = seq(deep)
a.refuse('deep.der', deep, 'not_a_key')
a.refuse('deep.json', '['.repeat(100000), 'too_large')
let wrapped = ed
for (let i = 0; i < 8; i++) wrapped = `tls.key: ${Buffer.from('-----BEGIN -----\n' + wrapped).toString('base64')}\n`
a.refuse('wrapped-8-times.txt', wrapped, 'too_large')
a.refuse('dashes.txt', '-'.repeat(20000) + 'BEGIN' + '-'.repeat(20000), 'no_key')
a.refuse('begins.txt', '-----BEGIN PRIVATE KEY-----\n'.repeat(300), 'truncated')
a.done()

/** An x for which x³ - 3x + b is no square modulo p of P-256. */
function noRoot () {
  const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn
  const power = (x, n) => { let r = 1n; for (x %= p; n; n >>= 1n, x = x * x % p) if (n & 1n) r = r * x % p; return r }
  for (let x = 2n; ; x++) if (power(x * x * x - 3n * x + b + p, (p - 1n) / 2n) === p - 1n) return Buffer.from(x.toString(16).padStart(64, '0'), 'hex')
}
