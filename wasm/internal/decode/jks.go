package decode

import (
	"encoding/binary"

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
	const bouncyCastle = " -provider org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar"
	switch {
	case first == 0xfeedfeed:
		return refuse("a Java key store, JKS", keytoolHint)
	case first == 0xcececece:
		return refuse("a Java key store, JCEKS", keytoolHint+" -srcstoretype JCEKS")
	case (first == 1 || first == 2) && second == 20 && len(data) > 32:
		// BouncyCastle's BKS and UBER begin with a version and a salt of 20
		// bytes.
		return refuse("a BouncyCastle key store, BKS or UBER", keytoolHint+" -srcstoretype BKS"+bouncyCastle)
	}
	return nil
}
