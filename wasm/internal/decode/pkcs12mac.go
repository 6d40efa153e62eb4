package decode

import (
	"crypto/hmac"
	"hash"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// pkcs12MAC is the MacData of a PKCS#12 file, read and found affordable.
type pkcs12MAC struct {
	*derivation
	newHash func() hash.Hash
	sum     []byte
}

// verify tries whether the passphrase makes this MAC of the message. The
// errors are those of effort.unlock.
func (m *pkcs12MAC) verify(message, pass []byte, spent *effort) error {
	return spent.unlock(m.derivation, pass, func(key []byte) bool {
		return hmac.Equal(hmacSum(m.newHash, key, message), m.sum)
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
		return nil, badEncryption()
	}
	iterations := int64(1)
	if !data.Empty() {
		var ok bool
		if iterations, ok = readCount(&data); !ok || !data.Empty() {
			return nil, badEncryption()
		}
	}
	oid, params, ok := splitAlgorithm(alg)
	if !ok {
		return nil, badEncryption()
	}
	if oid == "1.2.840.113549.1.5.14" {
		return parsePBMAC1(params, sum)
	}
	newHash := hashByOID(oid)
	if newHash == nil {
		return nil, unsupportedScheme(oid)
	}
	if err := checkSalt(salt); err != nil {
		return nil, err
	}
	c, err := iterationCost(iterations, 1, limits.hashes)
	if err != nil {
		return nil, err
	}
	d := &derivation{id: kdfID("PKCS#12 MAC", id, newHash().Size()), cost: c, wide: true, run: func(form []byte) []byte {
		return pkcs12KDF(newHash, form, salt, pkcs12ForMAC, int(iterations), newHash().Size())
	}}
	d.proves = true
	return &pkcs12MAC{d, newHash, sum}, nil
}

// parsePBMAC1 reads PBMAC1-params (RFC 8018 appendix A.5). RFC 9579 demands
// that the derivation says its key's length.
func parsePBMAC1(params cryptobyte.String, sum []byte) (*pkcs12MAC, error) {
	var seq, kdfAlg, macAlg cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() ||
		!seq.ReadASN1(&kdfAlg, asn1.SEQUENCE) || !seq.ReadASN1(&macAlg, asn1.SEQUENCE) || !seq.Empty() {
		return nil, badEncryption()
	}
	oid, _, ok := splitAlgorithm(macAlg)
	if !ok {
		return nil, badEncryption()
	}
	var newHash func() hash.Hash
	if newHash = hashByOID(oid); newHash == nil {
		return nil, unsupportedScheme(oid)
	}
	d, err := parseKDF(kdfAlg, 0, true)
	if err != nil {
		return nil, err
	}
	d.proves = true
	return &pkcs12MAC{d, newHash, sum}, nil
}
