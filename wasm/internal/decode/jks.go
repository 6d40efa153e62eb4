package decode

import (
	"encoding/binary"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
)

const keytoolHint = "Convert it: keytool -importkeystore -srckeystore FILE -destkeystore out.p12 -deststoretype PKCS12"

// javaStore returns the refusal of a Java key store that is not PKCS#12, with
// the keytool command that converts it, or nil when data is none.
func javaStore(data []byte) error {
	if len(data) < 12 {
		return nil
	}
	first, second := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	refuse := func(name, hint string) error {
		return fault.New(fault.UnsupportedFormat, name).WithHint(hint)
	}
	bouncyCastle := func(name, kind string) error {
		return refuse("a BouncyCastle key store, "+name, keytoolHint+" -srcstoretype "+kind+
			" -provider org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar")
	}
	switch {
	case first == 0xfeedfeed:
		return refuse("a Java key store, JKS", keytoolHint)
	case first == 0xcececece:
		return refuse("a Java key store, JCEKS", keytoolHint+" -srcstoretype JCEKS")
	case first == 2 && second == 20 && len(data) > 32:
		return bouncyCastle("BKS", "BKS")
	case first == 1 && second == 20 && len(data) > 33:
		// BKS was of version 1 before 2012, and UBER is. In BKS there follow an
		// iteration count, a kind of entry and the length of its name.
		if kind := data[32]; kind >= 1 && kind <= 4 && data[33] == 0 {
			return bouncyCastle("BKS", "BKS")
		}
		return bouncyCastle("UBER", "UBER")
	case isBCFKS(data):
		return bouncyCastle("BCFKS", "BCFKS")
	}
	return nil
}

// isBCFKS reports whether data begins as BouncyCastle's FIPS key store does: a
// SEQUENCE of the encrypted keys and of what protects them as a whole.
func isBCFKS(data []byte) bool {
	input := cryptobyte.String(data)
	var store, keys, alg, id cryptobyte.String
	return input.ReadASN1(&store, asn1.SEQUENCE) && store.ReadASN1(&keys, asn1.SEQUENCE) &&
		keys.ReadASN1(&alg, asn1.SEQUENCE) && alg.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) && der.OIDString(id) == "1.2.840.113549.1.5.13" &&
		keys.SkipASN1(asn1.OCTET_STRING) && keys.Empty() && store.PeekASN1Tag(asn1.SEQUENCE)
}
