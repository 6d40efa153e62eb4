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

// Signer is a private key with all that follows from it. It signs.
type Signer struct {
	*parameters
	name              string
	seedK, tr, public []byte
	matrix            [most]vector // this and the others are transformed
	s1, minusS2, t0   vector
}

// NewSigner returns the private key of a seed of SeedSize bytes (algorithm 6).
func NewSigner(name string, seed []byte) *Signer {
	k := &Signer{parameters: find(name), name: name}
	h := hash(128, seed, []byte{byte(k.k), byte(k.l)})
	k.seedK = h[96:]
	k.expandPrivate(&k.s1, h[32:96], 0, k.l)
	k.expandPrivate(&k.minusS2, h[32:96], k.l, k.k)
	k.complete(h[:32])
	return k
}

// complete computes what follows from rho, s1 and s2, which stand in their
// places as they are.
func (k *Signer) complete(rho []byte) {
	var t, t1 vector
	k.expandMatrix(rho)
	k.s1.transform(forward)
	t.apply(&k.matrix, &k.s1)
	t.add(&k.minusS2)
	for i, x := range t {
		t1[i], k.t0[i] = power2Round(x)
	}
	k.public = append(rho[:32:32], t1.pack(k.k, t1Bits)...)
	k.tr = hash(64, k.public)
	k.t0.transform(forward)
	k.minusS2.from(0)
	k.minusS2.transform(forward)
}

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
