package secp256k1

import "jwkmint/wasm/internal/field"

// point is a point in projective coordinates: (x/z, y/z), infinity at z = 0.
type point struct{ x, y, z field.Element }

// newPoint reads coordinates of Size bytes each. It does not check that they
// are on the curve.
func newPoint(x, y []byte) (point, bool) {
	px, okX := prime.Element(x)
	py, okY := prime.Element(y)
	return point{px, py, prime.Small(1)}, okX && okY
}

// b3 is three times the curve's 7, as the addition formula wants it.
var b3 = prime.Small(21)

// add is the complete addition of Renes, Costello and Batina, "Complete
// addition formulas for prime order elliptic curves" (2015), algorithm 7 for
// a = 0. It holds for every pair of points, equal or infinite ones too, so
// that there is no special case to leak.
func (p point) add(q point) point {
	mul, add, sub := prime.Mul, prime.Add, prime.Sub
	t0, t1, t2 := mul(p.x, q.x), mul(p.y, q.y), mul(p.z, q.z)
	t3 := sub(mul(add(p.x, p.y), add(q.x, q.y)), add(t0, t1)) // x1y2 + x2y1
	t4 := sub(mul(add(p.y, p.z), add(q.y, q.z)), add(t1, t2)) // y1z2 + y2z1
	y3 := sub(mul(add(p.x, p.z), add(q.x, q.z)), add(t0, t2)) // x1z2 + x2z1
	t0 = add(add(t0, t0), t0)
	t2 = mul(b3, t2)
	z3 := add(t1, t2)
	t1 = sub(t1, t2)
	y3 = mul(b3, y3)
	return point{
		x: sub(mul(t3, t1), mul(t4, y3)),
		y: add(mul(y3, t0), mul(t1, z3)),
		z: add(mul(z3, t4), mul(t0, t3)),
	}
}

// times returns k times the point; k is a big-endian number of any length.
func (p point) times(k []byte) point {
	// Double, and always add: the bit only decides which of the two results
	// is kept.
	sum := point{prime.Small(0), prime.Small(1), prime.Small(0)}
	for _, b := range k {
		for bit := 7; bit >= 0; bit-- {
			sum = sum.add(sum)
			more, choice := sum.add(p), b>>bit&1
			field.Swap(sum.x, more.x, choice)
			field.Swap(sum.y, more.y, choice)
			field.Swap(sum.z, more.z, choice)
		}
	}
	return sum
}

// affine returns the coordinates of a point that is not infinity; of
// infinity, two zeros.
func (p point) affine() (x, y []byte) {
	inverse := prime.Invert(p.z)
	return prime.Bytes(prime.Mul(p.x, inverse)), prime.Bytes(prime.Mul(p.y, inverse))
}
