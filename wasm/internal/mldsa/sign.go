package mldsa

import "bytes"

// message is the hash of what is signed: with the pure form and an empty context
// two zeros stand before it (algorithms 2 and 7).
func message(tr, m []byte) []byte { return hash(64, tr, []byte{0, 0}, m) }

// challengeOf is the hash of a commitment (algorithm 28).
func (p *parameters) challengeOf(mu []byte, w1 *vector) []byte {
	bits := 4
	if p.omega == 80 { // ML-DSA-44
		bits = 6
	}
	return hash(p.challenge, mu, w1.pack(p.k, bits))
}

// sign is Sign_internal (algorithm 7) of the message's hash. It draws masks until
// the response tells nothing of the key, and has few hints.
func (k *Signer) sign(mu, random []byte) []byte {
	rho := hash(64, k.seedK, random, mu)
	beta := k.tau * k.eta
	for kappa := 0; ; kappa += k.l {
		var y, z, w, low, high, mended, c, product vector
		k.expandMask(&z, rho, kappa)
		y = z
		y.transform(forward)
		w.apply(&k.matrix, &y)
		low = w
		k.split(&low, &high)
		challenge := k.challengeOf(mu, &high)
		k.sampleInBall(&c, challenge, 1)
		product.times(&c, &k.s1)
		z.add(&product)
		product.times(&c, &k.minusS2)
		w.add(&product)
		low = w
		k.split(&low, &high)
		product.times(&c, &k.t0)
		if !z.within(k.gamma1-beta) || !low.within(k.gamma2-beta) || !product.within(k.gamma2) {
			continue
		}
		w.add(&product)
		k.split(&w, &mended)
		count := 0
		for i, x := range mended {
			high[i] = ((high[i] ^ x) + 1<<31 - 1) >> 31 // a hint where they differ
			count += int(high[i])
		}
		if count <= k.omega {
			z.from(k.gamma1)
			return bytes.Join([][]byte{challenge, z.pack(k.l, k.zBits), k.packHints(&high)}, nil)
		}
	}
}

// Verify reports whether signature is that of m by a public key (algorithm 3). It
// reports false for what does not have the length of a public key or a signature,
// and for a name that is not that of a parameter set.
func Verify(name string, public, m, signature []byte) bool {
	k := &Signer{parameters: find(name)}
	if len(public) != k.parameters.public || len(signature) != k.signature || k.k == 0 {
		return false
	}
	var z, w, hints, high, c, t1, product vector
	challenge, rest := signature[:k.challenge], signature[k.challenge:]
	size := packed(k.l, k.zBits)
	z.unpack(rest[:size], k.zBits, k.gamma1)
	if !k.unpackHints(&hints, rest[size:]) || !z.within(k.gamma1-k.tau*k.eta) {
		return false
	}
	k.expandMatrix(public[:32])
	z.transform(forward)
	w.apply(&k.matrix, &z)
	t1.unpack(public[32:], t1Bits, 0) // negated
	t1.transform(forward)
	k.sampleInBall(&c, challenge, 1<<t0Bits)
	product.times(&c, &t1)
	w.add(&product)
	k.split(&w, &high)
	n := uint32((q - 1) / 2 / k.gamma2)
	for i, hint := range hints { // algorithm 40
		step := n - 1
		if w[i] != 0 && w[i] <= q/2 {
			step = 1
		}
		high[i] = (high[i] + hint*step) % n
	}
	return bytes.Equal(k.challengeOf(message(hash(64, public), m), &high), challenge)
}
