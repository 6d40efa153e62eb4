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
	matrix            vector // transformed
	secret            vector // s1, s2 and t0
}

// NewSigner returns the private key of a seed of SeedSize bytes (algorithm 6).
func NewSigner(name string, seed []byte) *Signer {
	p := find(name)
	h := hash(128, seed, []byte{byte(p.k), byte(p.l)})
	k := p.complete(h[:32], p.expandPrivate(h[32:96]))
	k.name, k.seedK = name, h[96:]
	return k
}

// complete computes what follows from rho and the vectors s1 and s2.
func (p *parameters) complete(rho []byte, secret vector) *Signer {
	k := &Signer{parameters: p, matrix: p.expandMatrix(rho)}
	s1 := p.l * degree
	t := product(k.matrix, secret[:s1].transform(forward)).plus(secret[s1:])
	t1 := make(vector, len(t))
	for i, x := range t {
		t1[i], t[i] = power2Round(x)
	}
	k.secret = append(secret, t...)
	k.public = pack(rho[:32:32], t1, t1Bits)
	k.tr = hash(64, k.public)
	return k
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
