// Package mldsa makes the keys and signatures of ML-DSA (FIPS 204), which Go's
// standard library has for itself alone (crypto/internal/fips140/mldsa).
//
// The usual library has the code of each parameter set by itself, and would add
// 50 kB of compressed code to the page, seven times what this does. Tests hold
// the two against each other, and both against NIST's vectors.
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
	{4, 4, 2, 39, 32, 17, (q - 1) / 88, 80},
	{6, 5, 4, 49, 48, 19, (q - 1) / 32, 55},
	{8, 7, 2, 60, 64, 19, (q - 1) / 32, 75},
}

// find returns nil for another name.
func find(name string) *parameters {
	for i, known := range Names {
		if name == known {
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

// Expand returns the public key and the expanded private key of a seed of
// SeedSize bytes (algorithm 6). Both are of their full length.
func Expand(name string, seed []byte) (public, expanded []byte) {
	k := newKey(find(name), seed)
	return k.public, k.expanded()
}

// FromExpanded returns the public key of an expanded private key, computed anew
// from its private vectors. It reports false when the length is another, and
// when what follows from these vectors is not what the expanded key holds: all
// but K, which anything may be.
func FromExpanded(name string, expanded []byte) (public []byte, ok bool) {
	if len(expanded) != ExpandedSize(name) {
		return nil, false
	}
	p := find(name)
	k := &private{parameters: p, rho: expanded[:32], seedK: expanded[32:64]}
	rest := expanded[128:]
	k.s1, rest = unpackEta(p, p.l, rest)
	k.s2, _ = unpackEta(p, p.k, rest)
	ok = true
	for _, v := range [][]poly{k.s1, k.s2} {
		for i := range v {
			ok = v[i].within(uint32(p.eta)+1) && ok
		}
	}
	k.complete()
	return k.public, ok && bytes.Equal(k.expanded(), expanded)
}
