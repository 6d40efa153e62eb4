package key

import (
	"crypto/sha256"
	"encoding/binary"
)

// publishedIn names the document that prints this key as an example, private
// half included; empty for all others.
func publishedIn(m Material) string {
	sum := sha256.New()
	sum.Write([]byte(m.Kty() + "\x00"))
	switch m := m.(type) {
	case *RSA:
		sum.Write(m.N.Bytes())
	case *EC:
		sum.Write(m.X)
		sum.Write(m.Y)
	case *OKP:
		sum.Write(m.X)
	case *Oct:
		sum.Write(m.K)
	}
	return published[binary.BigEndian.Uint64(sum.Sum(nil))]
}

// published are the example keys that people copy out of the standards and
// out of the best-known debugger: by the first eight bytes of the SHA-256 of
// the key type, a zero byte, and the modulus, point or secret. The keys
// themselves are in testdata/published.
var published = map[uint64]string{
	0x17450227be760be5: "RFC 7515",            // oct
	0xf1d7aab03002ab50: "RFC 7515",            // RSA
	0x642631f1c6fabd2d: "RFC 7515",            // EC P-256
	0x3ee16354fefdd2ac: "RFC 7515",            // EC P-521
	0xf485d2f405cc724b: "RFC 7516",            // RSA
	0x2cb6423ae16b7b2b: "RFC 7517",            // oct
	0x16345485d8110d53: "RFC 7517",            // EC P-256
	0xfcabcc7862afb5d0: "RFC 7517",            // RSA
	0x5affc449563d3d3f: "RFC 7517",            // RSA
	0x30473cee352eaead: "RFC 7517",            // RSA
	0xe836b904ef4567aa: "RFC 7518",            // EC P-256
	0x0ad91a36e9cecbdf: "RFC 7518",            // EC P-256
	0x7cac95e2f9f034b9: "RFC 7520",            // EC P-521
	0x4a81e853eb4016c3: "RFC 7520",            // RSA
	0x1b3e120ac5c3691c: "RFC 7520",            // oct
	0x656d9db9144ea457: "RFC 7520",            // oct
	0xab9b706ad5f1c4fc: "RFC 8037",            // OKP Ed25519
	0xeea8bfca519ca1f1: "RFC 8037",            // OKP X25519
	0xd37e9bf33a590848: "RFC 8037",            // OKP X25519
	0x0786bcf722b70191: "RFC 9881",            // AKP ML-DSA-65
	0xa57a7c9e4d8e1f84: "RFC 9881",            // AKP ML-DSA-87
	0xea586a84146d8936: "RFC 9881",            // AKP ML-DSA-44
	0x0e3adc63de0c68e6: "RFC 9964",            // AKP ML-DSA-44
	0x4220aede84f31ec2: "RFC 9964",            // AKP ML-DSA-65
	0xd772aeef644fceec: "RFC 9964",            // AKP ML-DSA-87
	0xaae4cf850c274d9d: "the jwt.io debugger", // RSA
	0xa7492b5b4b37bbe3: "the jwt.io debugger", // EC P-256
	0x765d830b7f6e1ec0: "the jwt.io debugger", // oct
	0x56ac2df9305d815c: "the jwt.io debugger", // oct
	0x43c09efe29f5b540: "the jwt.io debugger", // oct
	0x462be4128f91b1ba: "the jwt.io debugger", // oct
	0x5806d92171e796db: "the jwt.io debugger", // oct
}
