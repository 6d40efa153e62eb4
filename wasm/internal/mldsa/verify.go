package mldsa

import "bytes"

// Verify reports whether signature is that of m by a public key (algorithm 3).
// What has not the length of a public key or a signature, or not the name of a
// parameter set, is none.
func Verify(name string, public, m, signature []byte) bool {
	p := find(name)
	if p == nil || len(public) != PublicSize(name) || len(signature) != SignatureSize(name) {
		return false
	}
	challenge, rest := signature[:p.challenge], signature[p.challenge:]
	z, rest := unpackFrom(p.l, rest, 1<<p.gamma1Bits, p.gamma1Bits+1)
	hints, ok := p.unpackHints(rest)
	for i := range z {
		ok = ok && z[i].within(1<<p.gamma1Bits-uint32(p.tau*p.eta))
	}
	if !ok {
		return false
	}
	c := p.sampleInBall(challenge)
	c.transform()
	matrix, z, t1 := p.expandMatrix(public[:32]), transformed(z), public[32:]
	w1 := make([]poly, p.k)
	for i := range w1 {
		var t, w poly
		t, t1 = unpack(t1, t1Bits)
		for j := range t {
			t[j] = sub(0, t[j]<<t0Bits) // taken away from the product
		}
		t.transform()
		w.addProduct(c, &t)
		for j := range z {
			w.addProduct(&matrix[i*p.l+j], &z[j])
		}
		w.invert()
		for j, r := range w {
			w1[i][j] = p.useHint(hints[i][j], r)
		}
	}
	return bytes.Equal(p.challengeOf(message(hash(64, public), m), w1), challenge)
}
