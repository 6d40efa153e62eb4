package chain

import (
	"crypto"
	"testing"

	"jwkmint/wasm/testkit"
)

// TestReadAlgorithm: the identifiers of RFC 4055, RFC 5758 and RFC 9881 as openssl
// asn1parse -genconf writes them.
func TestReadAlgorithm(t *testing.T) {
	const (
		sha256 = "300d06096086480165030402010500"
		mask   = "a11c301a06092a864886f70d010108" + sha256
		hash   = "a00f" + sha256
	)
	// pss is RSASSA-PSS with these parameters.
	pssOf := func(params string) string {
		der := func(tag, content string) string {
			const digits = "0123456789abcdef"
			n := len(content) / 2
			return tag + string([]byte{digits[n>>4], digits[n&15]}) + content
		}
		return der("30", "06092a864886f70d01010a"+der("30", params))
	}
	for name, c := range map[string]struct {
		der  string
		want algorithm
		ok   bool
	}{
		"sha256WithRSAEncryption": {"300d06092a864886f70d01010b0500", algorithm{oid: "1.2.840.113549.1.1.11", scheme: pkcs1v15, hash: crypto.SHA256}, true},
		"ecdsa-with-SHA384":       {"300a06082a8648ce3d040303", algorithm{oid: "1.2.840.10045.4.3.3", scheme: dsa, hash: crypto.SHA384}, true},
		"Ed25519":                 {"300506032b6570", algorithm{oid: "1.3.101.112", scheme: eddsa}, true},
		"ML-DSA-44":               {"300b0609608648016503040311", algorithm{oid: "2.16.840.1.101.3.4.3.17", scheme: akp}, true},
		"ML-DSA-87":               {"300b0609608648016503040313", algorithm{oid: "2.16.840.1.101.3.4.3.19", scheme: akp}, true},
		"SLH-DSA-SHA2-128s":       {"300b0609608648016503040314", algorithm{}, false},
		"Ed448":                   {"300506032b6571", algorithm{}, false},
		"dsa-with-SHA256":         {"300b0609608648016503040302", algorithm{}, false},
		"PSS, all by default":     {pssOf(""), algorithm{scheme: pss, hash: crypto.SHA1, salt: 20}, true},
		"PSS, SHA-256":            {pssOf(hash + mask + "a203020120"), algorithm{scheme: pss, hash: crypto.SHA256, salt: 32}, true},
		"PSS, no salt":            {pssOf(hash + mask + "a203020100"), algorithm{scheme: pss, hash: crypto.SHA256}, true},
		"PSS, less than no salt":  {pssOf(hash + mask + "a2030201ff"), algorithm{}, false},
		"PSS, the usual trailer":  {pssOf(hash + mask + "a203020120a303020101"), algorithm{scheme: pss, hash: crypto.SHA256, salt: 32}, true},
		"PSS, another trailer":    {pssOf(hash + mask + "a203020120a303020102"), algorithm{}, false},
		"PSS, another mask":       {pssOf(hash), algorithm{}, false},
		"PSS, more":               {pssOf(hash + mask + "a203020120a400"), algorithm{}, false},
		"nothing":                 {"", algorithm{}, false},
	} {
		got, ok := readAlgorithm(testkit.Hex(t, c.der))
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %+v, %v, want %+v, %v", name, got, ok, c.want, c.ok)
		}
	}
}
