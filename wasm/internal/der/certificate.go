package der

import (
	"encoding/hex"
	"time"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

const (
	srcCertificate = "X.509 certificate"
	srcCSR         = "certificate request"
)

// Certificate is a certificate with what joining and showing it needs.
type Certificate struct {
	*key.Certificate
	issuer, subject string // DER of the names
}

// ParseCertificate reads a Certificate (RFC 5280 section 4.1) and the key in
// it. It walks the DER itself, so that a certificate which crypto/x509 finds
// too odd (a negative serial, a broken name, an unknown critical extension)
// still gives its key; Odd says so. When the certificate can be read and its
// key cannot, both a certificate and an error are returned. The signature is
// not checked.
func ParseCertificate(der []byte) (*Certificate, *key.Key, error) {
	outer, err := Sequence(der)
	if err != nil {
		return nil, nil, err
	}
	var tbs cryptobyte.String
	if !outer.ReadASN1(&tbs, asn1.SEQUENCE) {
		return nil, nil, malformed("certificate")
	}
	var serial, issuer, validity, subject, spki cryptobyte.String
	if !tbs.SkipOptionalASN1(tagContext0) || // version
		!tbs.ReadASN1(&serial, asn1.INTEGER) ||
		!tbs.SkipASN1(asn1.SEQUENCE) || // signature algorithm
		!tbs.ReadASN1Element(&issuer, asn1.SEQUENCE) ||
		!tbs.ReadASN1(&validity, asn1.SEQUENCE) ||
		!tbs.ReadASN1Element(&subject, asn1.SEQUENCE) ||
		!tbs.ReadASN1Element(&spki, asn1.SEQUENCE) {
		return nil, nil, malformed("certificate")
	}
	negative := len(serial) == 0 || serial[0]&0x80 != 0
	if len(serial) > 1 && serial[0] == 0 { // only the sign
		serial = serial[1:]
	}
	c := &Certificate{
		Certificate: &key.Certificate{Raw: der, Serial: hex.EncodeToString(serial)},
		issuer:      string(issuer), subject: string(subject),
	}
	var okIssuer, okSubject, okDates, okCA bool
	c.Issuer, okIssuer = nameText(issuer)
	c.Subject, okSubject = nameText(subject)
	c.NotBefore, c.NotAfter, okDates = readValidity(validity)
	c.IsCA, okCA = readIsCA(tbs)
	signed := outer.SkipASN1(asn1.SEQUENCE) && outer.SkipASN1(asn1.BIT_STRING) && outer.Empty()
	c.Odd = !okIssuer || !okSubject || !okDates || !okCA || negative || !signed

	k, err := ParseSPKI(spki)
	if err != nil {
		return c, nil, err
	}
	k.Source = srcCertificate
	return c, k, nil
}

func readValidity(s cryptobyte.String) (from, to time.Time, ok bool) {
	from, ok = readTime(&s)
	if ok {
		to, ok = readTime(&s)
	}
	return from, to, ok && s.Empty()
}

func readTime(s *cryptobyte.String) (t time.Time, ok bool) {
	if s.PeekASN1Tag(asn1.UTCTime) {
		ok = s.ReadASN1UTCTime(&t)
	} else {
		ok = s.ReadASN1GeneralizedTime(&t)
	}
	return t.UTC(), ok
}

// readIsCA finds BasicConstraints in what follows the public key of a
// TBSCertificate.
func readIsCA(tbs cryptobyte.String) (ca, ok bool) {
	const basicConstraints = "2.5.29.19"
	var field, list cryptobyte.String
	var present bool
	if !tbs.SkipOptionalASN1(asn1.Tag(1).ContextSpecific()) || // issuerUniqueID
		!tbs.SkipOptionalASN1(asn1.Tag(2).ContextSpecific()) || // subjectUniqueID
		!tbs.ReadOptionalASN1(&field, &present, tagContext3) || !tbs.Empty() {
		return false, false
	}
	if !present {
		return false, true
	}
	if !field.ReadASN1(&list, asn1.SEQUENCE) {
		return false, false
	}
	for !list.Empty() {
		var extension, id, value, constraints cryptobyte.String
		if !list.ReadASN1(&extension, asn1.SEQUENCE) || !extension.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) ||
			!extension.SkipOptionalASN1(asn1.BOOLEAN) || !extension.ReadASN1(&value, asn1.OCTET_STRING) {
			return false, false
		}
		if OIDString(id) != basicConstraints {
			continue
		}
		if !value.ReadASN1(&constraints, asn1.SEQUENCE) ||
			constraints.PeekASN1Tag(asn1.BOOLEAN) && !constraints.ReadASN1Boolean(&ca) {
			return false, false
		}
	}
	return ca, true
}

// ParseTrusted reads OpenSSL's TRUSTED CERTIFICATE: a certificate with, after
// it, a SEQUENCE of what it is trusted for.
func ParseTrusted(der []byte) (*Certificate, *key.Key, error) {
	input := cryptobyte.String(der)
	var raw cryptobyte.String
	if !input.ReadASN1Element(&raw, asn1.SEQUENCE) {
		return ParseCertificate(der)
	}
	if !input.Empty() && (!input.SkipASN1(asn1.SEQUENCE) || !input.Empty()) {
		return nil, nil, fault.New(fault.TrailingData, "")
	}
	return ParseCertificate(raw)
}

// ParseCSR reads the key of a CertificationRequest (RFC 2986 section 4). Its
// comment is the subject's name.
func ParseCSR(der []byte) (*key.Key, error) {
	outer, err := Sequence(der)
	if err != nil {
		return nil, err
	}
	var info, subject, spki cryptobyte.String
	var version int
	if !outer.ReadASN1(&info, asn1.SEQUENCE) || !info.ReadASN1Integer(&version) ||
		!info.ReadASN1Element(&subject, asn1.SEQUENCE) || !info.ReadASN1Element(&spki, asn1.SEQUENCE) {
		return nil, malformed("certificate request")
	}
	k, err := ParseSPKI(spki)
	if err != nil {
		return nil, err
	}
	k.Source = srcCSR
	k.Comment, _ = nameText(subject)
	return k, nil
}
