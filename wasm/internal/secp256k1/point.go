package secp256k1

import "filippo.io/bigmod"

// point is a point in projective coordinates: (x/z, y/z), infinity at z = 0.
type point struct{ x, y, z *bigmod.Nat }

// newPoint reads coordinates of Size bytes each. It does not check that they
// are on the curve.
func newPoint(x, y []byte) (point, bool) {
	px, okX := element(x, prime)
	py, okY := element(y, prime)
	return point{px, py, short(1)}, okX && okY
}

// b3 is three times the curve's 7, as the addition formula wants it.
var b3 = short(21)

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
	sum := point{short(0), short(1), short(0)}
	for _, b := range k {
		for bit := 7; bit >= 0; bit-- {
			sum = sum.add(sum)
			sum.keep(sum.add(p), int(b>>bit&1))
		}
	}
	return sum
}

// affine returns the coordinates of a point that is not infinity; of
// infinity, two zeros.
func (p point) affine() (x, y []byte) {
	inverse := invert(p.z, prime)
	return mul(p.x, inverse).Bytes(prime), mul(p.y, inverse).Bytes(prime)
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

// short is a small number as a field element.
func short(v uint) *bigmod.Nat { return bigmod.NewNat().SetUint(v).ExpandFor(prime) }

// invert returns the inverse of a modulo the prime m as a^(m-2) (Fermat).
func invert(a *bigmod.Nat, m *bigmod.Modulus) *bigmod.Nat {
	two := bigmod.NewNat().SetUint(2).ExpandFor(m)
	e := bigmod.NewNat().ExpandFor(m).Sub(two, m)
	return bigmod.NewNat().Exp(a, e.Bytes(m), m)
}

// element reads a number of Size bytes that must be below m.
func element(b []byte, m *bigmod.Modulus) (*bigmod.Nat, bool) {
	if len(b) != Size {
		return nil, false
	}
	n, err := bigmod.NewNat().SetBytes(b, m)
	return n, err == nil
}
