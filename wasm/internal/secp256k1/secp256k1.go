// Package secp256k1 does the two things that converting a key on this curve
// needs: it tells whether a point is on the curve, and computes the public
// point of a private number.
//
// Go has no secp256k1, and the usual library carries half a megabyte of
// tables (compressed) into the page, to sign fast, which nothing here does.
// The field arithmetic is filippo.io/bigmod, which is crypto/rsa's own: its
// timing does not depend on the numbers, and neither does that of this
// package on a private number.
package secp256k1

import (
	"crypto/elliptic"
	"encoding/hex"
	"math/big"

	"filippo.io/bigmod"
)

// Size is the length in bytes of a coordinate and of a private number.
const Size = 32

// The domain parameters of SEC 2 section 2.4.1, for y² = x³ + 7 modulo p.
var (
	primeBytes = unhex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f")
	orderBytes = unhex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
	baseX      = unhex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
	baseY      = unhex("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")

	prime = modulus(primeBytes)
	order = modulus(orderBytes)

	seven     = short(7)
	twentyOne = short(21) // 3·7, the b3 of the addition formula
)

// Params returns the domain parameters, for comparing explicit ones with
// them. The methods of elliptic.CurveParams do not work on it: they take the
// coefficient a to be -3, and here it is 0.
func Params() *elliptic.CurveParams {
	number := func(b []byte) *big.Int { return new(big.Int).SetBytes(b) }
	return &elliptic.CurveParams{
		Name: "secp256k1", BitSize: 256, B: big.NewInt(7),
		P: number(primeBytes), N: number(orderBytes), Gx: number(baseX), Gy: number(baseY),
	}
}

// OnCurve reports whether x and y, big-endian and Size bytes long, are the
// coordinates of a point on the curve. Infinity has no coordinates.
func OnCurve(x, y []byte) bool {
	px, okX := element(x, prime)
	py, okY := element(y, prime)
	if !okX || !okY {
		return false
	}
	right := mul(mul(px, px), px)
	return mul(py, py).Equal(add(right, seven)) == 1
}

// PublicPoint returns the coordinates of the public point of the private
// number d, big-endian and Size bytes long. ok is false when d has another
// length, is zero, or is not below the order of the curve.
func PublicPoint(d []byte) (x, y []byte, ok bool) {
	k, ok := element(d, order)
	if !ok || k.IsZero() == 1 {
		return nil, nil, false
	}
	bx, _ := element(baseX, prime)
	by, _ := element(baseY, prime)
	base := point{bx, by, short(1)}
	// Double, and always add: the bit only decides which of the two results
	// is kept.
	sum := point{short(0), short(1), short(0)}
	for _, b := range d {
		for bit := 7; bit >= 0; bit-- {
			sum = sum.add(sum)
			sum.keep(sum.add(base), int(b>>bit&1))
		}
	}
	inverse := bigmod.NewNat().Exp(sum.z, inverseExponent, prime)
	return mul(sum.x, inverse).Bytes(prime), mul(sum.y, inverse).Bytes(prime), true
}

// inverseExponent is p-2: z^(p-2) is the inverse of z by Fermat.
var inverseExponent = func() []byte {
	e := append([]byte(nil), primeBytes...)
	e[len(e)-1] -= 2
	return e
}()

// point is a point in projective coordinates: (x/z, y/z), infinity at z = 0.
type point struct{ x, y, z *bigmod.Nat }

// add is the complete addition of Renes, Costello and Batina, "Complete
// addition formulas for prime order elliptic curves" (2015), algorithm 7 for
// a = 0. It holds for every pair of points, equal or infinite ones too, so
// that there is no special case to leak.
func (p point) add(q point) point {
	t0, t1, t2 := mul(p.x, q.x), mul(p.y, q.y), mul(p.z, q.z)
	t3 := sub(mul(add(p.x, p.y), add(q.x, q.y)), add(t0, t1)) // x1y2 + x2y1
	t4 := sub(mul(add(p.y, p.z), add(q.y, q.z)), add(t1, t2)) // y1z2 + y2z1
	y3 := sub(mul(add(p.x, p.z), add(q.x, q.z)), add(t0, t2)) // x1z2 + x2z1
	t0 = add(add(t0, t0), t0)
	t2 = mul(twentyOne, t2)
	z3 := add(t1, t2)
	t1 = sub(t1, t2)
	y3 = mul(twentyOne, y3)
	return point{
		x: sub(mul(t3, t1), mul(t4, y3)),
		y: add(mul(y3, t0), mul(t1, z3)),
		z: add(mul(z3, t4), mul(t0, t3)),
	}
}

// keep sets p to q when choice is 1 and leaves it when choice is 0, at the
// same cost.
func (p point) keep(q point, choice int) {
	for _, pair := range [][2]*bigmod.Nat{{p.x, q.x}, {p.y, q.y}, {p.z, q.z}} {
		to, from := pair[0].Bits(), pair[1].Bits()
		mask := -uint(choice)
		for i := range to {
			to[i] ^= mask & (to[i] ^ from[i])
		}
	}
}

// Field arithmetic; the arguments are left as they are.
func mul(a, b *bigmod.Nat) *bigmod.Nat { return clone(a).Mul(b, prime) }
func add(a, b *bigmod.Nat) *bigmod.Nat { return clone(a).Add(b, prime) }
func sub(a, b *bigmod.Nat) *bigmod.Nat { return clone(a).Sub(b, prime) }

func clone(a *bigmod.Nat) *bigmod.Nat {
	c := bigmod.NewNat().ExpandFor(prime)
	copy(c.Bits(), a.Bits())
	return c
}

// element reads a number of Size bytes that must be below m.
func element(b []byte, m *bigmod.Modulus) (*bigmod.Nat, bool) {
	if len(b) != Size {
		return nil, false
	}
	n, err := bigmod.NewNat().SetBytes(b, m)
	return n, err == nil
}

// short is a small number as a field element.
func short(v uint) *bigmod.Nat { return bigmod.NewNat().SetUint(v).ExpandFor(prime) }

func modulus(b []byte) *bigmod.Modulus {
	m, err := bigmod.NewModulus(b)
	if err != nil {
		panic("secp256k1: bad constant")
	}
	return m
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic("secp256k1: bad constant")
	}
	return b
}
