// Package secp256k1 does the four things that a key converter needs of this
// curve: it tells whether a point is on it, computes the public point of a
// private number, makes a signature, and verifies one.
//
// Go has no secp256k1, and the usual library carries half a megabyte of
// tables (compressed) into the page, to be fast at what nothing here does
// often. The timing of this package does not depend on a private number.
package secp256k1

import (
	"crypto/elliptic"
	"math/big"

	"jwkmint/wasm/internal/field"
)

// Size is the length in bytes of a coordinate and of a private number.
const Size = 32

// The domain parameters of SEC 2 section 2.4.1, for y² = x³ + 7 modulo p.
const (
	primeHex = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"
	orderHex = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
	baseXHex = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
	baseYHex = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"
)

var (
	prime = field.New(primeHex)
	order = field.New(orderHex)
)

// Params returns the domain parameters, for comparing explicit ones with
// them. The methods of elliptic.CurveParams do not work on it: they take the
// coefficient a to be -3, and here it is 0.
func Params() *elliptic.CurveParams {
	number := func(s string) *big.Int { return new(big.Int).SetBytes(field.Hex(s)) }
	return &elliptic.CurveParams{
		Name: "secp256k1", BitSize: 256, B: big.NewInt(7),
		P: number(primeHex), N: number(orderHex), Gx: number(baseXHex), Gy: number(baseYHex),
	}
}

// OnCurve reports whether x and y, big-endian and Size bytes long, are the
// coordinates of a point on the curve. Infinity has no coordinates.
func OnCurve(x, y []byte) bool {
	p, ok := newPoint(x, y)
	if !ok {
		return false
	}
	right := prime.Mul(prime.Mul(p.X, p.X), p.X)
	return field.Equal(prime.Mul(p.Y, p.Y), prime.Add(right, prime.Small(7)))
}

// PublicPoint returns the coordinates of the public point of the private
// number d, big-endian and Size bytes long. ok is false when d has another
// length, is zero, or is not below the order of the curve.
func PublicPoint(d []byte) (x, y []byte, ok bool) {
	k, ok := order.Element(d)
	if !ok || field.IsZero(k) {
		return nil, nil, false
	}
	x, y = affine(times(basePoint(), d))
	return x, y, true
}

func basePoint() field.Point {
	p, _ := newPoint(field.Hex(baseXHex), field.Hex(baseYHex))
	return p
}
