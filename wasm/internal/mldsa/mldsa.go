// Package mldsa makes the keys and signatures of ML-DSA (FIPS 204), which Go's
// standard library has for itself alone (crypto/internal/fips140/mldsa).
//
// The usual library has the code of each parameter set by itself, and would add
// 54 kB of compressed code to the page, several times what this does. Tests hold
// the two against each other, and both against NIST's vectors.
//
// The parameter sets go by the names that JOSE has for them (RFC 9964 section
// 5): "ML-DSA-44", "ML-DSA-65" and "ML-DSA-87". The context of all signatures is
// empty, as that section and RFC 9881 section 3 demand. Functions that take a
// name panic where it is none of these, unless they say what they answer then.
//
// No branch and no index depends on a private key, except for the rejections of
// the standard itself, which reveal nothing about it.
package mldsa

import "bytes"

// SeedSize is the length of every seed, which is the whole private key (FIPS
// 204 section 3.6.3), in bytes.
const SeedSize = 32

// parameters are those of FIPS 204 table 1, and the lengths of table 2.
type parameters struct {
	k, l                        int // the size of the matrix
	eta, etaBits                int // the private vectors have coefficients from -eta to eta
	tau                         int // how many coefficients of a challenge are ±1
	challenge                   int // the length of its hash in bytes, λ/4
	gamma1, zBits               int // what packs a response
	gamma2                      int
	omega                       int // the most hints
	public, expanded, signature int // bytes
}

// sets are in the order of Names. The last one is for other names.
var sets = [...]parameters{
	{4, 4, 2, 3, 39, 32, 1 << 17, 18, (q - 1) / 88, 80, 1312, 2560, 2420},
	{6, 5, 4, 4, 49, 48, 1 << 19, 20, (q - 1) / 32, 55, 1952, 4032, 3309},
	{8, 7, 2, 3, 60, 64, 1 << 19, 20, (q - 1) / 32, 75, 2592, 4896, 4627},
	{},
}

func find(name string) *parameters {
	i := 0
	for i < len(Names) && name != Names[i] {
		i++
	}
	return &sets[i]
}

// PublicSize is the length of a public key in bytes, 0 for another name.
func PublicSize(name string) int { return find(name).public }

// ExpandedSize is the length of an expanded private key in bytes, 0 for another
// name.
func ExpandedSize(name string) int { return find(name).expanded }

// SignatureSize is the length of a signature in bytes, 0 for another name.
func SignatureSize(name string) int { return find(name).signature }

// Public returns the public key of a seed of SeedSize bytes (algorithm 6).
func Public(name string, seed []byte) []byte { return NewSigner(name, seed).public }

// FromExpanded returns the public key of an expanded private key, computed anew
// from its private vectors. It reports false when the length is another, and
// when the hash of the public key that the expanded one holds is that of another
// key. So the public key is right, though K, t0 and some of s2, which have no say
// in it, may be anything.
func FromExpanded(name string, expanded []byte) (public []byte, ok bool) {
	k := &Signer{parameters: find(name)}
	if len(expanded) != k.expanded {
		return nil, false
	}
	const head = 128 // rho, K and the hash
	s2 := head + packed(k.l, k.etaBits)
	k.s1.unpack(expanded[head:s2], k.etaBits, k.eta)
	k.minusS2.unpack(expanded[s2:s2+packed(k.k, k.etaBits)], k.etaBits, k.eta)
	k.complete(expanded[:32])
	return k.public, bytes.Equal(k.tr, expanded[64:head])
}
