package mldsa

// Signer is a private key with all that follows from it. It signs.
type Signer struct {
	*parameters
	rho, seedK, tr []byte
	s1, s2, t0     []poly
	matrix         []poly // transformed
	public         []byte
}

// newKey is KeyGen_internal (algorithm 6).
func newKey(p *parameters, seed []byte) *Signer {
	h := hash(128, seed, []byte{byte(p.k), byte(p.l)})
	k := &Signer{
		parameters: p, rho: h[:32], seedK: h[96:],
		s1: p.expandPrivate(h[32:96], 0, p.l), s2: p.expandPrivate(h[32:96], p.l, p.k),
	}
	k.complete()
	return k
}

// complete computes what follows from rho and the private vectors.
func (k *Signer) complete() {
	k.matrix = k.expandMatrix(k.rho)
	t := k.applyMatrix(k.matrix, transformed(k.s1))
	k.public = append(make([]byte, 0, 32+packed(k.k, t1Bits)), k.rho...)
	k.t0 = make([]poly, k.k)
	for i := range t {
		t[i].add(&k.s2[i])
		for j, x := range t[i] {
			t[i][j], k.t0[i][j] = power2Round(x)
		}
		k.public = pack(k.public, &t[i], t1Bits)
	}
	k.tr = hash(64, k.public)
}

// applyMatrix is the product of the matrix with a transformed vector.
func (p *parameters) applyMatrix(matrix, v []poly) []poly {
	out := make([]poly, p.k)
	for i := range out {
		for j := range v {
			out[i].addProduct(&matrix[i*p.l+j], &v[j])
		}
		out[i].invert()
	}
	return out
}

// message is the hash of what is signed: with the pure form and an empty context
// two zeros stand before it (algorithms 2 and 7).
func message(tr, m []byte) []byte { return hash(64, tr, []byte{0, 0}, m) }

// challengeOf is the hash of a commitment (algorithm 28).
func (p *parameters) challengeOf(mu []byte, w1 []poly) []byte {
	bits := 4
	if p.gamma2 == (q-1)/88 {
		bits = 6
	}
	text := make([]byte, 0, packed(p.k, bits))
	for i := range w1 {
		text = pack(text, &w1[i], bits)
	}
	return hash(p.challenge, mu, text)
}
