package der

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// akpName is the name of an algorithm of ML-DSA, given the contents of its identifier,
// before what is said of a key of it; "" for others.
func akpName(alg cryptobyte.String) string {
	oid, _, _ := SplitAlgorithm(alg)
	if name := mldsa.ByOID(oid); name != "" {
		return name + ": "
	}
	return ""
}

var (
	// SeedLost is said of a private key that came expanded, without its seed.
	SeedLost = key.Warning{
		Code:    "mldsa_seed_missing",
		Message: "This file holds the private key in its expanded form alone. A private JWK is the seed (RFC 9964), and no seed can be computed from an expanded key: so here is the public half, and no private form.",
		Action:  "Export the key again with its seed, if the program that made it has kept that. To sign where a JWK is wanted, make a new key.",
	}
	oddMLDSA = key.Warning{
		Code:    "mldsa_layout_odd",
		Message: "The private key is laid out as drafts and early programs had it, and not as RFC 9881 does.",
		Action:  writeAnew,
	}
)

// akpPrivate reads an ML-DSA private key (RFC 9881 section 6): the seed, the
// expanded key, or both, of which each must be the other's. Before that RFC it
// was written without the tag around it, and by Open Quantum Safe with the
// public key after the expanded one; OpenSSL reads these too.
func (o *oddities) akpPrivate(alg string, wrapped []byte) (key.Material, error) {
	const seedTag = asn1.Tag(0) | 0x80 // [0] IMPLICIT, primitive
	expanded := mldsa.ExpandedSize(alg)
	switch len(wrapped) {
	case mldsa.SeedSize:
		o.note(oddMLDSA)
		return seedKey(alg, wrapped), nil
	case expanded, expanded + mldsa.PublicSize(alg):
		o.note(oddMLDSA)
		return o.expandedKey(alg, wrapped)
	}
	der := cryptobyte.String(o.strict(wrapped))
	var content, seed, private cryptobyte.String
	var tag asn1.Tag
	if !der.ReadAnyASN1(&content, &tag) {
		return nil, malformed(alg + " private key")
	}
	if !der.Empty() {
		o.note(trailingInside)
	}
	switch tag {
	case seedTag:
		seed = content
	case asn1.OCTET_STRING:
		return o.expandedKey(alg, content)
	case asn1.SEQUENCE:
		if !content.ReadASN1(&seed, asn1.OCTET_STRING) || !content.ReadASN1(&private, asn1.OCTET_STRING) || !content.Empty() {
			return nil, malformed(alg + " private key")
		}
	default:
		return nil, malformed(alg + " private key")
	}
	if len(seed) != mldsa.SeedSize {
		return nil, fault.New(fault.InvalidKey, "the seed of "+alg+" has not 32 bytes")
	}
	if tag == asn1.SEQUENCE {
		if _, right := mldsa.Expand(alg, seed); !bytes.Equal(private, right) {
			return nil, fault.New(fault.KeyMismatch, "the seed and the expanded key of "+alg+" are not of one key")
		}
	}
	return seedKey(alg, seed), nil
}

// seedKey is the key of a seed of the right length.
func seedKey(alg string, seed []byte) key.Material {
	public, _ := mldsa.Expand(alg, seed)
	return &key.AKP{Alg: alg, Pub: public, Seed: seed}
}

// expandedKey is the public half of an expanded key, after which its public key
// may stand. The parts of it that have no say in the public half (K and t0) are
// not looked at: nothing is made of them.
func (o *oddities) expandedKey(alg string, private []byte) (key.Material, error) {
	size := mldsa.ExpandedSize(alg)
	if len(private) != size && len(private) != size+mldsa.PublicSize(alg) {
		return nil, fault.New(fault.InvalidKey, "the private key has not the length of "+alg)
	}
	public, ok := mldsa.FromExpanded(alg, private[:size])
	if !ok {
		return nil, fault.New(fault.InvalidKey, "the expanded key of "+alg+" contradicts itself")
	}
	if after := private[size:]; len(after) > 0 {
		o.note(oddMLDSA)
		if !bytes.Equal(after, public) {
			return nil, fault.New(fault.KeyMismatch, "the public key after the private one of "+alg+" is another")
		}
	}
	o.note(SeedLost)
	return &key.AKP{Alg: alg, Pub: public}, nil
}
