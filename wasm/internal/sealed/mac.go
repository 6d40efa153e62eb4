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
	cost unlock.Cost // as in pbeScheme
	bmp  bool        // as in pbeScheme
	sum  []byte
	make func(pass passForm, message []byte, spent *unlock.Effort) []byte
}

// fits reports whether the passphrase makes this MAC of the message; its
// error is kdf_too_costly.
func (m *pkcs12MAC) fits(pass passForm, message []byte, spent *unlock.Effort) (bool, error) {
	if err := spent.Spend(m.cost); err != nil {
		return false, err
	}
	return hmac.Equal(m.make(pass, message, spent), m.sum), nil
}

// parseMACData reads the contents of MacData (RFC 7292 section 4), by the
// derivation of RFC 7292 or by PBMAC1 (RFC 9579).
func parseMACData(data cryptobyte.String) (*pkcs12MAC, error) {
	var digestInfo, alg, sum, salt cryptobyte.String
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
		return nil, unlock.UnsupportedEncryption(encryptionNames[oid])
	}
	c, err := unlock.IterationCost(iterations, 1, unlock.Limits.Hashes)
	if err != nil {
		return nil, err
	}
	return &pkcs12MAC{cost: c, bmp: true, sum: sum, make: func(pass passForm, message []byte, _ *unlock.Effort) []byte {
		key := unlock.PKCS12KDF(newHash, pass.bmp, salt, unlock.PKCS12ForMAC, int(iterations), newHash().Size())
		return unlock.HMAC(newHash, key, message)
	}}, nil
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
		return nil, unlock.UnsupportedEncryption(encryptionNames[oid])
	}
	derive, c, err := parseKDF(kdfAlg, 0, true)
	if err != nil {
		return nil, err
	}
	return &pkcs12MAC{cost: c, sum: sum, make: func(pass passForm, message []byte, spent *unlock.Effort) []byte {
		return unlock.HMAC(newHash, derive(pass.bytes, spent), message)
	}}, nil
}
