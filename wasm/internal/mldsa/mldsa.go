// Package mldsa makes the keys and signatures of ML-DSA (FIPS 204), which Go's
// standard library has for itself alone (crypto/internal/fips140/mldsa).
//
// The usual library has the code of each parameter set by itself, and would add
// 50 kB of compressed code to the page, several times what this does. Tests hold
// the two against each other, and both against NIST's vectors.
//
// In Chromium the public key of a seed takes 0.6 ms (ML-DSA-44 and -65) to 1.4 ms
// (ML-DSA-87), so that SubtleCrypto is not needed to make keys.
//
// The parameter sets go by the names that JOSE has for them (RFC 9964 section
// 5): "ML-DSA-44", "ML-DSA-65" and "ML-DSA-87". The context of all signatures is
// empty, as that section and RFC 9881 section 3 demand. Functions that take a
// name panic where it is none of these, unless they say what they answer then.
//
// No branch and no index depends on a private key, but for the rejections of
// the standard itself, which tell nothing of it.
package mldsa

import "bytes"

// SeedSize is the length of every seed, which is the whole private key (FIPS
// 204 section 3.6.3), in bytes.
const SeedSize = 32

// parameters are those of FIPS 204 table 1.
type parameters struct {
	name       string
	k, l       int // the size of the matrix
	eta        int // the private vectors have coefficients from -eta to eta
	tau        int // how many coefficients of a challenge are ±1
	challenge  int // the length of its hash in bytes, λ/4
	gamma1Bits int // γ1 is two to this
	gamma2     uint32
	omega      int // the most hints
}

// sets are in the order of Names.
var sets = [...]parameters{
	{"ML-DSA-44", 4, 4, 2, 39, 32, 17, (q - 1) / 88, 80},
	{"ML-DSA-65", 6, 5, 4, 49, 48, 19, (q - 1) / 32, 55},
	{"ML-DSA-87", 8, 7, 2, 60, 64, 19, (q - 1) / 32, 75},
}

// find returns nil for another name.
func find(name string) *parameters {
	for i := range sets {
		if name == sets[i].name {
			return &sets[i]
		}
	}
	return nil
}

// etaBits is the width of a packed coefficient of a private vector.
func (p *parameters) etaBits() int {
	if p.eta == 2 {
		return 3
	}
	return 4
}

// Widths of packed coefficients: of the parts into which t is rounded.
const (
	t1Bits = 10
	t0Bits = 13
)

// packed is the length of n packed polynomials in bytes.
func packed(n, bits int) int { return n * bits * degree / 8 }

// PublicSize is the length of a public key in bytes, 0 for another name.
func PublicSize(name string) int {
	if p := find(name); p != nil {
		return 32 + packed(p.k, t1Bits)
	}
	return 0
}

// ExpandedSize is the length of an expanded private key in bytes.
func ExpandedSize(name string) int {
	p := find(name)
	return 128 + packed(p.k+p.l, p.etaBits()) + packed(p.k, t0Bits)
}

// SignatureSize is the length of a signature in bytes.
func SignatureSize(name string) int {
	p := find(name)
	return p.challenge + packed(p.l, p.gamma1Bits+1) + p.omega + p.k
}

// Public returns the public key of a seed of SeedSize bytes (algorithm 6).
func Public(name string, seed []byte) []byte { return newKey(find(name), seed).public }

// FromExpanded returns the public key of an expanded private key, computed anew
// from its private vectors. It reports false when the length is another, and
// when the hash of the public key that the expanded one holds is that of another
// key. So the public key is right, though K, t0 and some of s2, which have no say
// in it, may be anything.
func FromExpanded(name string, expanded []byte) (public []byte, ok bool) {
	if len(expanded) != ExpandedSize(name) {
		return nil, false
	}
	p := find(name)
	k := &Signer{parameters: p, rho: expanded[:32]}
	rest := expanded[128:]
	k.s1, rest = unpackFrom(p.l, rest, uint32(p.eta), p.etaBits())
	k.s2, _ = unpackFrom(p.k, rest, uint32(p.eta), p.etaBits())
	k.complete()
	return k.public, bytes.Equal(k.tr, expanded[64:128])
}
