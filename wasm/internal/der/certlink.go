package der

import (
	"bytes"
	"encoding/hex"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
)

// The extensions that say who issued a certificate, and whether it issues
// others (RFC 5280 section 4.2.1).
const (
	oidSubjectKeyID     = "2.5.29.14"
	oidKeyUsage         = "2.5.29.15"
	oidBasicConstraints = "2.5.29.19"
	oidAuthorityKeyID   = "2.5.29.35"
)

// certificateVersion reads the contents of the version's [0]: 1 where it
// is not there, 0 where it holds no version.
func certificateVersion(field cryptobyte.String, there bool) int {
	var version int
	switch {
	case !there:
		return 1
	case !field.ReadASN1Integer(&version) || !field.Empty():
		return 0
	}
	return version + 1
}

// readSignature reads what follows the TBSCertificate, in which the signature
// algorithm stood too. It reports false when something else is there.
func readSignature(rest, algorithm cryptobyte.String, l *key.Link) bool {
	var outer cryptobyte.String
	var signature []byte
	if !rest.ReadASN1Element(&outer, asn1.SEQUENCE) || !rest.ReadASN1BitStringAsBytes(&signature) || !rest.Empty() {
		return false
	}
	l.Signature = signature
	if bytes.Equal(outer, algorithm) {
		l.Algorithm = outer
	}
	return true
}

// readExtensions reads what follows the public key of a TBSCertificate. It
// reports false where that is broken, with what it could read.
func readExtensions(tbs cryptobyte.String, c *key.Certificate) bool {
	var field, list cryptobyte.String
	var present bool
	if !tbs.SkipOptionalASN1(asn1.Tag(1).ContextSpecific()) || // issuerUniqueID
		!tbs.SkipOptionalASN1(asn1.Tag(2).ContextSpecific()) || // subjectUniqueID
		!tbs.ReadOptionalASN1(&field, &present, tagContext3) || !tbs.Empty() {
		return false
	}
	if !present {
		return true
	}
	if !field.ReadASN1(&list, asn1.SEQUENCE) {
		return false
	}
	ok := true
	for !list.Empty() {
		var extension, id, value cryptobyte.String
		if !list.ReadASN1(&extension, asn1.SEQUENCE) || !extension.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) ||
			!extension.SkipOptionalASN1(asn1.BOOLEAN) || !extension.ReadASN1(&value, asn1.OCTET_STRING) {
			return false
		}
		read := true
		switch OIDString(id) {
		case oidBasicConstraints:
			read = readConstraints(value, c)
		case oidKeyUsage:
			read = readKeyUsage(value, c.Link)
		case oidSubjectKeyID:
			read = value.ReadASN1Bytes(&c.Link.SubjectKeyID, asn1.OCTET_STRING)
		case oidAuthorityKeyID:
			read = readAuthority(value, c.Link)
		}
		ok = ok && read
	}
	return ok
}

// readConstraints reads BasicConstraints (section 4.2.1.9).
func readConstraints(value cryptobyte.String, c *key.Certificate) bool {
	c.Link.HasConstraints = true
	var constraints cryptobyte.String
	if !value.ReadASN1(&constraints, asn1.SEQUENCE) ||
		constraints.PeekASN1Tag(asn1.BOOLEAN) && !constraints.ReadASN1Boolean(&c.IsCA) {
		return false
	}
	if !constraints.PeekASN1Tag(asn1.INTEGER) {
		return true
	}
	var n int
	if !constraints.ReadASN1Integer(&n) || n < 0 {
		return false
	}
	c.Link.MaxPath = n
	return true
}

// readKeyUsage reads KeyUsage (section 4.2.1.3), a BIT STRING that ends with
// its last bit that is set.
func readKeyUsage(value cryptobyte.String, l *key.Link) bool {
	const keyCertSign = 5
	var bits cryptobyte.String
	l.HasUsage = true
	if !value.ReadASN1(&bits, asn1.BIT_STRING) || len(bits) < 1 || bits[0] > 7 {
		return false
	}
	l.SignsCerts = len(bits) > 1 && bits[1]>>(7-keyCertSign)&1 == 1
	return true
}

// readAuthority reads AuthorityKeyIdentifier (section 4.2.1.1).
func readAuthority(value cryptobyte.String, l *key.Link) bool {
	var id, keyID, names, serial cryptobyte.String
	var hasNames, hasSerial bool
	if !value.ReadASN1(&id, asn1.SEQUENCE) ||
		!id.ReadOptionalASN1(&keyID, new(bool), asn1.Tag(0).ContextSpecific()) ||
		!id.ReadOptionalASN1(&names, &hasNames, tagContext1) ||
		!id.ReadOptionalASN1(&serial, &hasSerial, asn1.Tag(2).ContextSpecific()) {
		return false
	}
	l.AuthorityKeyID = keyID
	if hasSerial {
		l.AuthoritySerial = serialText(serial)
	}
	for !names.Empty() {
		var general, name cryptobyte.String
		var tag asn1.Tag
		if !names.ReadAnyASN1(&general, &tag) {
			return false
		}
		// directoryName, which is explicit, since Name is a CHOICE.
		if tag == asn1.Tag(4).ContextSpecific().Constructed() && general.ReadASN1Element(&name, asn1.SEQUENCE) {
			l.AuthorityIssuer = nameKey(name)
		}
	}
	return true
}

// serialText is the contents of a serial number's INTEGER in hexadecimal,
// without a zero octet that is there for the sign alone.
func serialText(contents []byte) string {
	if len(contents) > 1 && contents[0] == 0 {
		contents = contents[1:]
	}
	return hex.EncodeToString(contents)
}
