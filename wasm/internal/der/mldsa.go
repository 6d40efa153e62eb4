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
// expanded key, or both, which must be of one key. Before that RFC it was written
// without the tag around it, and by Open Quantum Safe with the public key after
// the expanded one; OpenSSL reads these too.
func (o *oddities) akpPrivate(alg string, wrapped []byte) (key.Material, error) {
	const seedTag = asn1.Tag(0) | 0x80 // [0] IMPLICIT, primitive
	m := &key.AKP{Alg: alg}
	expanded := mldsa.ExpandedSize(alg)
	var seed, private cryptobyte.String
	switch len(wrapped) {
	case mldsa.SeedSize:
		o.note(oddMLDSA)
		seed = wrapped
	case expanded, expanded + mldsa.PublicSize(alg):
		o.note(oddMLDSA)
		private = wrapped
	default:
		der := cryptobyte.String(o.strict(wrapped))
		var content cryptobyte.String
		var tag asn1.Tag
		ok := der.ReadAnyASN1(&content, &tag)
		if !der.Empty() {
			o.note(trailingInside)
		}
		switch tag {
		case seedTag:
			seed = content
		case asn1.OCTET_STRING:
			private = content
		default:
			ok = ok && tag == asn1.SEQUENCE && content.ReadASN1(&seed, asn1.OCTET_STRING) && content.ReadASN1(&private, asn1.OCTET_STRING) && content.Empty()
		}
		if !ok {
			return nil, malformed(alg + " private key")
		}
	}
	if private != nil {
		var err error
		if m.Pub, err = o.expandedKey(alg, private); err != nil {
			return nil, err
		}
	}
	if seed == nil {
		o.note(SeedLost)
		return m, nil
	}
	if len(seed) != mldsa.SeedSize {
		return nil, fault.New(fault.InvalidKey, "the seed of "+alg+" has not 32 bytes")
	}
	m.Seed = seed
	if public := mldsa.Public(alg, seed); m.Pub == nil {
		m.Pub = public
	} else if !bytes.Equal(m.Pub, public) {
		return nil, fault.New(fault.KeyMismatch, "the seed and the expanded key of "+alg+" are not of one key")
	}
	return m, nil
}

// expandedKey is the public half of an expanded key, after which its public key
// may stand. The parts of it that have no say in the public half are not looked
// at: nothing is made of them.
func (o *oddities) expandedKey(alg string, private []byte) ([]byte, error) {
	size := mldsa.ExpandedSize(alg)
	private, after := private[:min(size, len(private))], private[min(size, len(private)):]
	public, ok := mldsa.FromExpanded(alg, private)
	if !ok {
		return nil, fault.New(fault.InvalidKey, "the expanded key of "+alg+" has not its length, or contradicts itself")
	}
	if len(after) > 0 {
		o.note(oddMLDSA)
		if !bytes.Equal(after, public) {
			return nil, fault.New(fault.KeyMismatch, "the public key after the private one of "+alg+" is another")
		}
	}
	return public, nil
}
