package mldsa

import "bytes"

// message is the hash of what is signed: with the pure form and an empty context
// two zeros stand before it (algorithms 2 and 7).
func message(tr, m []byte) []byte { return hash(64, tr, []byte{0, 0}, m) }

// challengeOf is the hash of a commitment (algorithm 28).
func (p *parameters) challengeOf(mu []byte, w1 vector) []byte {
	bits := 4
	if p.omega == 80 { // ML-DSA-44
		bits = 6
	}
	return hash(p.challenge, pack(mu[:64:64], w1, bits))
}

// sign is Sign_internal (algorithm 7) of the message's hash. It draws masks until
// the response tells nothing of the key, and has few hints.
func (k *Signer) sign(mu, random []byte) []byte {
	rho := hash(64, k.seedK, random, mu)
	secret := k.secret.transform(forward)
	s2, t0 := k.l*degree, (k.l+k.k)*degree
	beta := k.tau * k.eta
	for kappa := 0; ; kappa += k.l {
		z := k.expandMask(rho, kappa)
		w := product(k.matrix, z.transform(forward))
		hints, _ := k.split(w)
		challenge := k.challengeOf(mu, hints)
		products := product(secret, k.sampleInBall(challenge, 1))
		z.plus(products[:s2])
		hints, low := k.split(w.plus(products[s2:t0].from(0)))
		if !z.within(1<<k.gamma1Bits-beta) || !low.within(k.gamma2-beta) || !products[t0:].within(k.gamma2) {
			continue
		}
		mended, _ := k.split(w.plus(products[t0:]))
		count := 0
		for i, high := range mended {
			hints[i] = ((hints[i] ^ high) + 1<<31 - 1) >> 31 // whether they differ
			count += int(hints[i])
		}
		if count <= k.omega {
			return k.packHints(pack(challenge, z.from(1<<k.gamma1Bits), k.gamma1Bits+1), hints)
		}
	}
}

// Verify reports whether signature is that of m by a public key (algorithm 3).
// What has not the length of a public key or a signature, or not the name of a
// parameter set, is none.
func Verify(name string, public, m, signature []byte) bool {
	p := find(name)
	if p.k == 0 || len(public) != p.public || len(signature) != p.signature {
		return false
	}
	challenge, rest := signature[:p.challenge], signature[p.challenge:]
	size := packed(p.l, p.gamma1Bits+1)
	z := unpack(rest[:size], p.gamma1Bits+1, 1<<p.gamma1Bits)
	hints, ok := p.unpackHints(rest[size:])
	if !ok || !z.within(1<<p.gamma1Bits-p.tau*p.eta) {
		return false
	}
	t1 := unpack(public[32:], t1Bits, 0) // negated
	w := product(p.expandMatrix(public[:32]), z.transform(forward)).
		plus(product(t1.transform(forward), p.sampleInBall(challenge, 1<<t0Bits)))
	w1, low := p.split(w)
	n := uint32((q - 1) / 2 / p.gamma2)
	for i, hint := range hints { // algorithm 40
		step := n - 1
		if low[i] != 0 && low[i] <= q/2 {
			step = 1
		}
		w1[i] = (w1[i] + hint*step) % n
	}
	return bytes.Equal(p.challengeOf(message(hash(64, public), m), w1), challenge)
}
