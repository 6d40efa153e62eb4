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
	for j := range c {
		c[j] = mul(c[j], 1<<(32+t0Bits)%q) // what t1 was rounded by
	}
	c.transform()
	t1, _ := unpackFrom(p.k, public[32:], 0, t1Bits) // negated
	w := p.applyMatrix(p.expandMatrix(public[:32]), transformed(z))
	ct1 := times(c, transformed(t1))
	for i := range w {
		w[i].add(&ct1[i])
		for j, r := range w[i] {
			w[i][j] = p.useHint(hints[i][j], r)
		}
	}
	return bytes.Equal(p.challengeOf(message(hash(64, public), m), w), challenge)
}
