// Package curve448 computes the public halves of X448 (RFC 7748) and Ed448
// (RFC 8032) keys, which Go's standard library does not have. It neither
// signs nor agrees on keys. Its timing does not depend on the private key.
//
// The usual library would add 43 kB of compressed code to the page, ten
// times what this does.
package curve448

import (
	"crypto/sha3"
	"slices"

	"jwkmint/wasm/internal/field"
)

// Lengths in bytes of keys, public and private.
const (
	SizeX448  = 56
	SizeEd448 = 57
)

// prime is 2^448 - 2^224 - 1.
var prime = field.New("fffffffffffffffffffffffffffffffffffffffffffffffffffffffe" +
	"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff")

// PublicX448 returns the public key of the private key d (RFC 7748 section
// 6.2). d must be SizeX448 bytes; every value of it is a key.
func PublicX448(d []byte) []byte {
	k := slices.Clone(d)
	k[0] &= 252
	k[55] |= 128
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	// The ladder of RFC 7748 section 5, with the base point u = 5.
	x1, a24 := prime.Small(5), prime.Small(39081)
	x2, z2, x3, z3 := prime.Small(1), prime.Small(0), prime.Small(5), prime.Small(1)
	swap := byte(0)
	for t := 447; t >= 0; t-- {
		bit := k[t/8] >> (t % 8) & 1
		field.Swap(x2, x3, swap^bit)
		field.Swap(z2, z3, swap^bit)
		swap = bit
		a, b := add(x2, z2), sub(x2, z2)
		aa, bb := mul(a, a), mul(b, b)
		e := sub(aa, bb)
		da, cb := mul(sub(x3, z3), a), mul(add(x3, z3), b)
		sum, difference := add(da, cb), sub(da, cb)
		x3, z3 = mul(sum, sum), mul(x1, mul(difference, difference))
		x2, z2 = mul(aa, bb), mul(e, add(aa, mul(a24, e)))
	}
	field.Swap(x2, x3, swap)
	field.Swap(z2, z3, swap)
	u := prime.Bytes(mul(x2, prime.Invert(z2)))
	slices.Reverse(u)
	return u
}

// PublicEd448 returns the public key of the private key d (RFC 8032 section
// 5.2.5). d must be SizeEd448 bytes; every value of it is a key.
func PublicEd448(d []byte) []byte {
	h := sha3.NewSHAKE256()
	h.Write(d)
	s := make([]byte, SizeEd448)
	h.Read(s)
	s[0] &= 252
	s[55] |= 128
	s[56] = 0
	slices.Reverse(s)
	sum := prime.Times(base, neutral, s, addEdwards, doubleEdwards)
	inverse := prime.Invert(sum.Z)
	x, y := prime.Bytes(prime.Mul(sum.X, inverse)), prime.Bytes(prime.Mul(sum.Y, inverse))
	slices.Reverse(y)
	// The sign of x is the uppermost bit (section 5.2.2).
	return append(y, x[len(x)-1]<<7)
}

// The points of edwards448, x² + y² = 1 - 39081x²y², are in projective coordinates.

// base is the base point of RFC 8032 section 5.2.
var base = field.Point{
	X: constant("4f1970c66bed0ded221d15a622bf36da9e146570470f1767ea6de324" +
		"a3d3a46412ae1af72ab66511433b80e18b00938e2626a82bc70cc05e"),
	Y: constant("693f46716eb6bc248876203756c9c7624bea73736ca3984087789c1e" +
		"05a0c2d73ad3ff1ce67c39c4fdbd132c4ed7c8ad9808795bf230fa14"),
	Z: prime.Small(1),
}

var neutral = field.Point{X: prime.Small(0), Y: prime.Small(1), Z: prime.Small(1)}

var minusD = prime.Small(39081)

func constant(s string) field.Element {
	e, ok := prime.Element(field.Hex(s))
	if !ok {
		panic("curve448: bad constant")
	}
	return e
}

// addEdwards is the addition of RFC 8032 section 5.2.4. It is complete, since d is
// no square: it holds for equal points and the neutral one too.
func addEdwards(p, q field.Point) field.Point {
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	a := mul(p.Z, q.Z)
	b := mul(a, a)
	c, d := mul(p.X, q.X), mul(p.Y, q.Y)
	e := mul(minusD, mul(c, d)) // -d·c·d: the signs of f and g change places
	f, g := add(b, e), sub(b, e)
	h := mul(add(p.X, p.Y), add(q.X, q.Y))
	return field.Point{
		X: mul(mul(a, f), sub(h, add(c, d))),
		Y: mul(mul(a, g), sub(d, c)),
		Z: mul(f, g),
	}
}

// doubleEdwards is the doubling of the same section.
func doubleEdwards(p field.Point) field.Point {
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	sum := add(p.X, p.Y)
	b, c, d, h := mul(sum, sum), mul(p.X, p.X), mul(p.Y, p.Y), mul(p.Z, p.Z)
	e := add(c, d)
	j := sub(e, add(h, h))
	return field.Point{X: mul(sub(b, e), j), Y: mul(e, sub(c, d)), Z: mul(e, j)}
}
