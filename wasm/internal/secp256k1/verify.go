package secp256k1

import "jwkmint/wasm/internal/field"

// Verify reports whether r and s are an ECDSA signature (FIPS 186-5 section
// 6.4.2) over digest by the public point x, y. All are big-endian and Size
// bytes long; so is the digest, which SHA-256 gives.
func Verify(x, y, digest, r, s []byte) bool {
	public, okPoint := newPoint(x, y)
	rn, okR := order.Element(r)
	sn, okS := order.Element(s)
	e, okE := order.Reduce(digest)
	if !okPoint || !okR || !okS || !okE || !OnCurve(x, y) || field.IsZero(rn) || field.IsZero(sn) {
		return false
	}
	// The point of e/s times the base and r/s times the public point has r
	// as its x.
	w := order.Invert(sn)
	sum := add(times(basePoint(), order.Bytes(order.Mul(e, w))), times(public, order.Bytes(order.Mul(rn, w))))
	if field.IsZero(sum.Z) {
		return false
	}
	vx, _ := affine(sum)
	v, _ := order.Reduce(vx)
	return field.Equal(v, rn)
}
