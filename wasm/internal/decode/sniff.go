package decode

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// kind is what a DER SEQUENCE is, told by its first elements.
type kind int

const (
	kindUnknown kind = iota
	kindSPKI
	kindPKCS8
	kindEncryptedPKCS8
	kindPKCS1Private
	kindPKCS1Public
	kindSEC1
	kindCertificate
	kindCSR
	kindPKCS7
	kindPKCS12
	kindDSA
	kindCRL
	kindSPKAC
	kindParameters
)

// classify tells what the contents of a SEQUENCE are. It reads no further
// than it must, and what it finds may still be broken.
func classify(seq cryptobyte.String) kind {
	switch {
	case seq.PeekASN1Tag(asn1.INTEGER):
		return classifyNumbers(seq)
	case seq.PeekASN1Tag(asn1.OBJECT_IDENTIFIER):
		if seq.SkipASN1(asn1.OBJECT_IDENTIFIER) && seq.PeekASN1Tag(tagContext0) {
			return kindPKCS7
		}
	case seq.PeekASN1Tag(asn1.SEQUENCE):
		var first cryptobyte.String
		if !seq.ReadASN1(&first, asn1.SEQUENCE) {
			return kindUnknown
		}
		switch {
		case seq.PeekASN1Tag(asn1.BIT_STRING):
			return kindSPKI
		case seq.PeekASN1Tag(asn1.OCTET_STRING):
			return kindEncryptedPKCS8
		case seq.PeekASN1Tag(asn1.SEQUENCE):
			return classifySigned(first)
		}
	}
	return kindUnknown
}

// classifyNumbers tells the kinds that begin with an INTEGER.
func classifyNumbers(seq cryptobyte.String) kind {
	var number cryptobyte.String
	if !seq.ReadASN1(&number, asn1.INTEGER) {
		return kindUnknown
	}
	// Versions are small numbers; OpenSSL reads keys whatever theirs is.
	number = cryptobyte.String(bytes.TrimLeft(number, "\x00"))
	small := len(number) == 0 || len(number) == 1 && number[0] < 0x80
	switch {
	case seq.PeekASN1Tag(asn1.SEQUENCE):
		third := seq
		isKey := third.SkipASN1(asn1.SEQUENCE) && third.PeekASN1Tag(asn1.OCTET_STRING)
		switch {
		case len(number) == 1 && number[0] == 3 && !isKey:
			return kindPKCS12
		case small || isKey:
			return kindPKCS8
		}
	case seq.PeekASN1Tag(asn1.OCTET_STRING):
		return kindSEC1
	}
	if !seq.PeekASN1Tag(asn1.INTEGER) {
		return kindUnknown
	}
	count := 1
	for seq.PeekASN1Tag(asn1.INTEGER) {
		if !seq.ReadASN1(&number, asn1.INTEGER) {
			return kindUnknown
		}
		count++
	}
	switch {
	case count == 2 && len(number) == 1 && number[0] == 2: // p and g: no RSA exponent is even
		return kindParameters
	case count == 2:
		return kindPKCS1Public
	case count < 6:
		return kindParameters
	case count == 6 && small:
		return kindDSA
	case count >= 9:
		return kindPKCS1Private
	}
	return kindUnknown
}

// classifySigned tells the kinds of signed thing by what was signed.
func classifySigned(tbs cryptobyte.String) kind {
	var field cryptobyte.String
	if tbs.PeekASN1Tag(tagContext0) {
		return kindCertificate
	}
	version := tbs.PeekASN1Tag(asn1.INTEGER)
	if version && !tbs.SkipASN1(asn1.INTEGER) {
		return kindUnknown
	}
	if !tbs.ReadASN1(&field, asn1.SEQUENCE) {
		return kindUnknown
	}
	if !field.PeekASN1Tag(asn1.OBJECT_IDENTIFIER) {
		switch {
		case version:
			return kindCSR // the subject's name comes here
		case field.PeekASN1Tag(asn1.SEQUENCE):
			return kindSPKAC
		}
		return kindUnknown
	}
	if !tbs.ReadASN1(&field, asn1.SEQUENCE) { // the issuer's name
		return kindUnknown
	}
	if tbs.PeekASN1Tag(asn1.UTCTime) || tbs.PeekASN1Tag(asn1.GeneralizedTime) {
		return kindCRL
	}
	if version && tbs.PeekASN1Tag(asn1.SEQUENCE) {
		return kindCertificate // version 1
	}
	return kindUnknown
}
