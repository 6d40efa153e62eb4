package der

import (
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

// ParseCertificate reads a Certificate (RFC 5280 section 4.1) and the key in
// it. It walks the DER itself, so that a certificate which crypto/x509 finds
// too odd (a negative serial, a broken name, an unknown critical extension)
// still gives its key; Odd says so. When the certificate can be read and its
// key cannot, both a certificate and an error are returned. The signature is
// not checked.
func ParseCertificate(der []byte) (*key.Certificate, *key.Key, error) {
	outer, err := Sequence(der)
	if err != nil {
		return nil, nil, err
	}
	var signed, tbs cryptobyte.String
	if !outer.ReadASN1Element(&signed, asn1.SEQUENCE) {
		return nil, nil, malformed("certificate")
	}
	element := signed
	element.ReadASN1(&tbs, asn1.SEQUENCE)
	var versioned bool
	var version, serial, algorithm, issuer, validity, subject, spki cryptobyte.String
	if !tbs.ReadOptionalASN1(&version, &versioned, tagContext0) ||
		!tbs.ReadASN1(&serial, asn1.INTEGER) ||
		!tbs.ReadASN1Element(&algorithm, asn1.SEQUENCE) ||
		!tbs.ReadASN1Element(&issuer, asn1.SEQUENCE) ||
		!tbs.ReadASN1(&validity, asn1.SEQUENCE) ||
		!tbs.ReadASN1Element(&subject, asn1.SEQUENCE) ||
		!tbs.ReadASN1Element(&spki, asn1.SEQUENCE) {
		return nil, nil, malformed("certificate")
	}
	negative := len(serial) == 0 || serial[0]&0x80 != 0
	c := &key.Certificate{Raw: der, SPKI: spki, Serial: serialText(serial)}
	var okIssuer, okSubject, okDates bool
	c.Issuer, okIssuer = nameText(issuer)
	c.Subject, okSubject = nameText(subject)
	c.NotBefore, c.NotAfter, okDates = readValidity(validity)
	c.Link = &key.Link{
		Issuer: nameKey(issuer), Subject: nameKey(subject),
		Version: certificateVersion(version, versioned), MaxPath: -1, Signed: signed,
	}
	okExtensions := readExtensions(tbs, c)
	okSignature := readSignature(outer, algorithm, c.Link)
	okVersion := c.Link.Version >= 1 && c.Link.Version <= 3
	c.Odd = !okVersion || !okIssuer || !okSubject || !okDates || !okExtensions || negative || !okSignature

	k, err := ParseSPKI(spki)
	if err != nil {
		return c, nil, err
	}
	c.Link.Key = k.Material
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

// ParseTrusted reads OpenSSL's TRUSTED CERTIFICATE: a certificate with, after
// it, a SEQUENCE of what it is trusted for.
func ParseTrusted(der []byte) (*key.Certificate, *key.Key, error) {
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
