package secp256k1

import "jwkmint/wasm/internal/field"

// Points are in projective coordinates, infinity at Z = 0.

// newPoint reads coordinates of Size bytes each. It does not check that they
// are on the curve.
func newPoint(x, y []byte) (field.Point, bool) {
	px, okX := prime.Element(x)
	py, okY := prime.Element(y)
	return field.Point{X: px, Y: py, Z: prime.Small(1)}, okX && okY
}

// b3 is three times the curve's 7, as the addition formula wants it.
var b3 = prime.Small(21)

// add is the complete addition of Renes, Costello and Batina, "Complete
// addition formulas for prime order elliptic curves" (2015), algorithm 7 for
// a = 0. It holds for every pair of points, equal or infinite ones too, so
// that there is no special case to leak.
func add(p, q field.Point) field.Point {
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	t0, t1, t2 := mul(p.X, q.X), mul(p.Y, q.Y), mul(p.Z, q.Z)
	t3 := sub(mul(add(p.X, p.Y), add(q.X, q.Y)), add(t0, t1)) // x1y2 + x2y1
	t4 := sub(mul(add(p.Y, p.Z), add(q.Y, q.Z)), add(t1, t2)) // y1z2 + y2z1
	y3 := sub(mul(add(p.X, p.Z), add(q.X, q.Z)), add(t0, t2)) // x1z2 + x2z1
	t0 = add(add(t0, t0), t0)
	t2 = mul(b3, t2)
	z3 := add(t1, t2)
	t1 = sub(t1, t2)
	y3 = mul(b3, y3)
	return field.Point{
		X: sub(mul(t3, t1), mul(t4, y3)),
		Y: add(mul(y3, t0), mul(t1, z3)),
		Z: add(mul(z3, t4), mul(t0, t3)),
	}
}

// double is the doubling of the same authors, algorithm 9, which holds for
// infinity too.
func double(p field.Point) field.Point {
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	yy, yz := mul(p.Y, p.Y), mul(p.Y, p.Z)
	b3zz := mul(b3, mul(p.Z, p.Z))
	yy2 := add(yy, yy)
	yy4 := add(yy2, yy2)
	yy8 := add(yy4, yy4)
	t := sub(yy, add(add(b3zz, b3zz), b3zz))
	x := mul(t, mul(p.X, p.Y))
	return field.Point{
		X: add(x, x),
		Y: add(mul(b3zz, yy8), mul(t, add(yy, b3zz))),
		Z: mul(yz, yy8),
	}
}

var infinity = field.Point{X: prime.Small(0), Y: prime.Small(1), Z: prime.Small(0)}

// times returns k times the point; k is a big-endian number of any length.
func times(p field.Point, k []byte) field.Point { return prime.Times(p, infinity, k, add, double) }

// affine returns the coordinates of a point that is not infinity; of
// infinity, two zeros.
func affine(p field.Point) (x, y []byte) {
	inverse := prime.Invert(p.Z)
	return prime.Bytes(prime.Mul(p.X, inverse)), prime.Bytes(prime.Mul(p.Y, inverse))
}
