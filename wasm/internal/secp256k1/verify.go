package secp256k1

import "filippo.io/bigmod"

// Verify reports whether r and s are an ECDSA signature (FIPS 186-5 section
// 6.4.2) over digest by the public point x, y. All are big-endian and Size
// bytes long; so is the digest, which SHA-256 gives.
func Verify(x, y, digest, r, s []byte) bool {
	public, okPoint := newPoint(x, y)
	rn, okR := element(r, order)
	sn, okS := element(s, order)
	if !okPoint || !okR || !okS || !OnCurve(x, y) || rn.IsZero() == 1 || sn.IsZero() == 1 {
		return false
	}
	e, ok := reduced(digest)
	if !ok {
		return false
	}
	// The point of e/s times the base and r/s times the public point has r
	// as its x.
	w := invert(sn, order)
	sum := basePoint().times(e.Mul(w, order).Bytes(order)).add(public.times(w.Mul(rn, order).Bytes(order)))
	if sum.z.IsZero() == 1 {
		return false
	}
	vx, _ := sum.affine()
	v, _ := reduced(vx)
	return v.Equal(rn) == 1
}

// reduced reads a number of Size bytes modulo the order.
func reduced(b []byte) (*bigmod.Nat, bool) {
	if len(b) != Size {
		return nil, false
	}
	n, err := bigmod.NewNat().SetOverflowingBytes(b, order)
	return n, err == nil
}
