package der

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
)

// pkcs7Types names the content types that hold no certificates in the clear.
var pkcs7Types = map[string]string{
	"1.2.840.113549.1.7.1":       "PKCS#7 data",
	"1.2.840.113549.1.7.3":       "a PKCS#7 encrypted message",
	"1.2.840.113549.1.7.4":       "a PKCS#7 signed and encrypted message",
	"1.2.840.113549.1.7.5":       "a PKCS#7 digest",
	"1.2.840.113549.1.7.6":       "PKCS#7 encrypted data",
	"1.2.840.113549.1.9.16.1.2":  "a CMS authenticated message",
	"1.2.840.113549.1.9.16.1.9":  "CMS compressed data",
	"1.2.840.113549.1.9.16.1.23": "a CMS authenticated and encrypted message",
}

// PKCS7Certificates returns the DER of the certificates in a SignedData
// (RFC 2315 section 9.1, RFC 5652 section 5.1), which is what a .p7b file is.
// CMS allows BER, and some tools write it.
func PKCS7Certificates(der []byte) ([][]byte, error) {
	const signedData = "1.2.840.113549.1.7.2"
	info, err := Sequence(der)
	if err != nil {
		return nil, err
	}
	var id, content, signed, certs cryptobyte.String
	var present bool
	if !info.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
		return nil, malformed("PKCS#7")
	}
	if oid := OIDString(id); oid != signedData {
		name := pkcs7Types[oid]
		if name == "" {
			name = "a PKCS#7 message of unknown type"
		}
		return nil, fault.New(fault.NotAKey, name)
	}
	if !info.ReadASN1(&content, tagContext0) || !content.ReadASN1(&signed, asn1.SEQUENCE) ||
		!signed.SkipASN1(asn1.INTEGER) || !signed.SkipASN1(asn1.SET) || !signed.SkipASN1(asn1.SEQUENCE) ||
		!signed.ReadOptionalASN1(&certs, &present, tagContext0) {
		return nil, malformed("PKCS#7")
	}
	var list [][]byte
	for !certs.Empty() {
		var element cryptobyte.String
		var tag asn1.Tag
		if !certs.ReadAnyASN1Element(&element, &tag) {
			return nil, malformed("PKCS#7")
		}
		if tag == asn1.SEQUENCE { // others are obsolete kinds of certificate
			list = append(list, element)
		}
	}
	if list == nil {
		return nil, fault.New(fault.NotAKey, "PKCS#7 without certificates")
	}
	return list, nil
}
