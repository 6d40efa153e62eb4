package sealed

import (
	"crypto/hmac"
	"hash"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/unlock"
)

// pkcs12MAC is the MacData of a PKCS#12 file, read and found affordable.
type pkcs12MAC struct {
	*unlock.Derivation
	newHash func() hash.Hash
	sum     []byte
}

// verify tries whether the passphrase makes this MAC of the message. The
// errors are those of unlock.Effort.Unlock.
func (m *pkcs12MAC) verify(message, pass []byte, spent *unlock.Effort) error {
	return spent.Unlock(m.Derivation, pass, func(key []byte) bool {
		return hmac.Equal(unlock.HMAC(m.newHash, key, message), m.sum)
	})
}

// parseMACData reads the contents of MacData (RFC 7292 section 4), by the
// derivation of RFC 7292 or by PBMAC1 (RFC 9579).
func parseMACData(data cryptobyte.String) (*pkcs12MAC, error) {
	var digestInfo, alg, sum, salt cryptobyte.String
	id := string(data)
	if !data.ReadASN1(&digestInfo, asn1.SEQUENCE) ||
		!digestInfo.ReadASN1(&alg, asn1.SEQUENCE) ||
		!digestInfo.ReadASN1(&sum, asn1.OCTET_STRING) || !digestInfo.Empty() ||
		!data.ReadASN1(&salt, asn1.OCTET_STRING) {
		return nil, unlock.BadEncryption()
	}
	iterations := int64(1)
	if !data.Empty() {
		var ok bool
		if iterations, ok = readCount(&data); !ok || !data.Empty() {
			return nil, unlock.BadEncryption()
		}
	}
	oid, params, ok := der.SplitAlgorithm(alg)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	if oid == "1.2.840.113549.1.5.14" {
		return parsePBMAC1(params, sum)
	}
	newHash := unlock.HashByOID(oid)
	if newHash == nil {
		return nil, unsupportedScheme(oid)
	}
	if err := unlock.CheckSalt(salt); err != nil {
		return nil, err
	}
	c, err := unlock.IterationCost(iterations, 1, unlock.Limits.Hashes)
	if err != nil {
		return nil, err
	}
	d := &unlock.Derivation{ID: unlock.DerivationID("PKCS#12 MAC", id, newHash().Size()), Cost: c, Wide: true, Run: func(form []byte, _ *unlock.Effort) []byte {
		return unlock.PKCS12KDF(newHash, form, salt, unlock.PKCS12ForMAC, int(iterations), newHash().Size())
	}}
	d.Proves = true
	return &pkcs12MAC{d, newHash, sum}, nil
}

// parsePBMAC1 reads PBMAC1-params (RFC 8018 appendix A.5). RFC 9579 demands
// that the derivation says its key's length.
func parsePBMAC1(params cryptobyte.String, sum []byte) (*pkcs12MAC, error) {
	var seq, kdfAlg, macAlg cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() ||
		!seq.ReadASN1(&kdfAlg, asn1.SEQUENCE) || !seq.ReadASN1(&macAlg, asn1.SEQUENCE) || !seq.Empty() {
		return nil, unlock.BadEncryption()
	}
	oid, _, ok := der.SplitAlgorithm(macAlg)
	if !ok {
		return nil, unlock.BadEncryption()
	}
	var newHash func() hash.Hash
	if newHash = unlock.HashByOID(oid); newHash == nil {
		return nil, unsupportedScheme(oid)
	}
	d, err := parseKDF(kdfAlg, 0, true)
	if err != nil {
		return nil, err
	}
	d.Proves = true
	return &pkcs12MAC{d, newHash, sum}, nil
}
