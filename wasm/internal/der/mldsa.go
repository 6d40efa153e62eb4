package der

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

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
// the expanded one; OpenSSL reads these too. The parts of an expanded key that
// have no say in the public half are not looked at: nothing is made of them.
func (o *oddities) akpPrivate(alg string, wrapped []byte) (key.Material, error) {
	const seedTag = asn1.Tag(0) | 0x80 // [0] IMPLICIT, primitive
	m := &key.OKP{Curve: alg}
	size := mldsa.ExpandedSize(alg)
	tag, content := asn1.OCTET_STRING, cryptobyte.String(wrapped)
	var seed, expanded cryptobyte.String
	ok, odd := true, true
	switch len(wrapped) {
	case mldsa.SeedSize:
		tag = seedTag
	case size, size + mldsa.PublicSize(alg):
	default:
		odd = false
		der := cryptobyte.String(o.strict(wrapped))
		ok = der.ReadAnyASN1(&content, &tag)
		if !der.Empty() {
			o.note(trailingInside)
		}
	}
	switch tag {
	case seedTag:
		seed = content
	case asn1.OCTET_STRING:
		expanded = content
	default:
		ok = ok && tag == asn1.SEQUENCE && content.ReadASN1(&seed, asn1.OCTET_STRING) && content.ReadASN1(&expanded, asn1.OCTET_STRING) && content.Empty()
	}
	if !ok {
		return nil, malformed(alg + " private key")
	}
	if expanded != nil {
		if len(expanded) > size {
			m.X, expanded, odd = []byte(expanded[size:]), expanded[:size], true
		}
		if err := m.FromExpanded(expanded); err != nil {
			return nil, err
		}
	}
	if odd {
		o.note(oddMLDSA)
	}
	switch {
	case seed == nil:
		o.note(SeedLost)
	case m.X != nil:
		m.D = []byte(seed)
	default:
		k, err := key.NewOKP(alg, seed)
		if err != nil {
			return nil, err
		}
		return k, nil
	}
	return m, nil
}
