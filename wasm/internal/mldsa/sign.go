package mldsa

import (
	"crypto"
	"crypto/rand"
	"errors"
	"io"
)

// PublicKey is what the Public method of a Signer gives.
type PublicKey struct {
	Name  string
	Bytes []byte
}

// NewSigner returns the private key of a seed of SeedSize bytes.
func NewSigner(name string, seed []byte) *Signer { return newKey(find(name), seed) }

// Public returns a PublicKey.
func (k *Signer) Public() crypto.PublicKey { return PublicKey{k.name, k.public} }

// Sign signs m itself, which must not be hashed before, so that opts must have
// no hash. It is the hedged variant (section 3.4), which keeps faults in the
// machine from giving the key away, with random bytes of its own: two
// signatures of one message differ.
func (k *Signer) Sign(_ io.Reader, m []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts != nil && opts.HashFunc() != 0 {
		return nil, errors.New("mldsa: the message is signed, not its hash")
	}
	random := make([]byte, 32)
	rand.Read(random)
	return k.sign(message(k.tr, m), random), nil
}

// sign is Sign_internal (algorithm 7) of the message's hash.
func (k *Signer) sign(mu, random []byte) []byte {
	s1, s2, t0 := transformed(k.s1), transformed(k.s2), transformed(k.t0)
	rho := hash(64, k.seedK, random, mu)
	for kappa := 0; ; kappa += k.l {
		y := k.expandMask(rho, kappa)
		w := k.applyMatrix(k.matrix, transformed(y))
		w1 := make([]poly, k.k)
		for i := range w {
			w1[i], _ = k.split(&w[i])
		}
		challenge := k.challengeOf(mu, w1)
		c := k.sampleInBall(challenge)
		c.transform()
		if z, hints := k.respond(y, w, times(c, s1), times(c, s2), times(c, t0)); z != nil {
			return k.packHints(packFrom(challenge, z, 1<<k.gamma1Bits, k.gamma1Bits+1), hints)
		}
	}
}

// respond makes the response and its hints; nil where they would tell of the
// key, or be too many.
func (k *Signer) respond(y, w, cs1, cs2, ct0 []poly) (z []poly, hints [][degree]byte) {
	beta := uint32(k.tau * k.eta)
	for i := range y {
		if y[i].add(&cs1[i]); !y[i].within(1<<k.gamma1Bits - beta) {
			return nil, nil
		}
	}
	hints = make([][degree]byte, k.k)
	count := 0
	for i := range w {
		w[i].sub(&cs2[i])
		without, low := k.split(&w[i])
		if !low.within(k.gamma2-beta) || !ct0[i].within(k.gamma2) {
			return nil, nil
		}
		w[i].add(&ct0[i])
		for j, r := range w[i] {
			if high, _ := k.decompose(r); high != without[j] {
				hints[i][j] = 1
				count++
			}
		}
	}
	if count > k.omega {
		return nil, nil
	}
	return y, hints
}
