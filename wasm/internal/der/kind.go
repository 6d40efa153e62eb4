package der

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// Kind is what a DER SEQUENCE is, told by its first elements.
type Kind int

const (
	KindUnknown Kind = iota
	KindSPKI
	KindPKCS8
	KindEncryptedPKCS8
	KindPKCS1Private
	KindPKCS1Public
	KindSEC1
	KindCertificate
	KindCSR
	KindPKCS7
	KindPKCS12
	KindDSA
	KindCRL
	KindSPKAC
	KindParameters
	KindSignature // ECDSA-Sig-Value or Dss-Sig-Value (RFC 3279 section 2.2)
	KindBroken    // not even a SEQUENCE
)

// Classify tells what the contents of a SEQUENCE are. It reads no further
// than it must, and what it finds may still be broken.
func Classify(seq cryptobyte.String) Kind {
	switch {
	case seq.PeekASN1Tag(asn1.INTEGER):
		return classifyNumbers(seq)
	case seq.PeekASN1Tag(asn1.OBJECT_IDENTIFIER):
		if seq.SkipASN1(asn1.OBJECT_IDENTIFIER) && seq.PeekASN1Tag(tagContext0) {
			return KindPKCS7
		}
	case seq.PeekASN1Tag(asn1.SEQUENCE):
		var first cryptobyte.String
		if !seq.ReadASN1(&first, asn1.SEQUENCE) {
			return KindUnknown
		}
		switch {
		case seq.PeekASN1Tag(asn1.BIT_STRING):
			return KindSPKI
		case seq.PeekASN1Tag(asn1.OCTET_STRING):
			if bytes.HasPrefix(first, nistHashes) {
				return KindUnknown // DigestInfo (RFC 8017 section 9.2)
			}
			return KindEncryptedPKCS8
		case seq.PeekASN1Tag(asn1.SEQUENCE):
			return classifySigned(first)
		}
	}
	return KindUnknown
}

// What has two numbers is a signature's r and s, or a modulus and an exponent. So short a
// modulus was never in use with so long an exponent.
const (
	mostOfSignature = 66 // octets of r and of s, without a sign octet: those of P-521
	mostOfExponent  = 8
)

// classifyNumbers tells the kinds that begin with an INTEGER.
func classifyNumbers(seq cryptobyte.String) Kind {
	var number cryptobyte.String
	if !seq.ReadASN1(&number, asn1.INTEGER) {
		return KindUnknown
	}
	// Versions are small numbers; OpenSSL reads keys whatever theirs is.
	number = cryptobyte.String(bytes.TrimLeft(number, "\x00"))
	small := len(number) == 0 || len(number) == 1 && number[0] < 0x80
	switch {
	case seq.PeekASN1Tag(asn1.SEQUENCE):
		var alg cryptobyte.String
		third := seq
		isKey := third.ReadASN1(&alg, asn1.SEQUENCE) && third.PeekASN1Tag(asn1.OCTET_STRING)
		switch {
		case len(number) == 1 && number[0] == 3 && !isKey:
			return KindPKCS12
		case isKey, small && alg.PeekASN1Tag(asn1.OBJECT_IDENTIFIER) && !third.Empty():
			return KindPKCS8
		}
	case seq.PeekASN1Tag(asn1.OCTET_STRING):
		return KindSEC1
	}
	if !seq.PeekASN1Tag(asn1.INTEGER) {
		return KindUnknown
	}
	first, count := len(number), 1
	for seq.PeekASN1Tag(asn1.INTEGER) {
		if !seq.ReadASN1(&number, asn1.INTEGER) {
			return KindUnknown
		}
		count++
	}
	switch {
	case count == 2 && len(number) == 1 && number[0] == 2: // p and g: no RSA exponent is even
		return KindParameters
	case count == 2 && first <= mostOfSignature && len(number) > mostOfExponent && len(number) <= mostOfSignature+1:
		return KindSignature
	case count == 2:
		return KindPKCS1Public
	case count < 6:
		return KindParameters
	case count == 6 && small:
		return KindDSA
	case count >= 9:
		return KindPKCS1Private
	}
	return KindUnknown
}

// nistHashes is how the OIDs of SHA-2 and SHA-3 begin, which encrypt nothing.
var nistHashes = []byte("\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02")

// classifySigned tells the kinds of signed thing by what was signed.
func classifySigned(tbs cryptobyte.String) Kind {
	var field cryptobyte.String
	if tbs.PeekASN1Tag(tagContext0) {
		return KindCertificate
	}
	version := tbs.PeekASN1Tag(asn1.INTEGER)
	if version && !tbs.SkipASN1(asn1.INTEGER) {
		return KindUnknown
	}
	if !tbs.ReadASN1(&field, asn1.SEQUENCE) {
		return KindUnknown
	}
	if !field.PeekASN1Tag(asn1.OBJECT_IDENTIFIER) {
		switch {
		case version && (field.Empty() || field.PeekASN1Tag(asn1.SET)):
			return KindCSR // the subject's name comes here, and in an attribute certificate its holder
		case field.PeekASN1Tag(asn1.SEQUENCE):
			return KindSPKAC
		}
		return KindUnknown
	}
	if !tbs.ReadASN1(&field, asn1.SEQUENCE) { // the issuer's name
		return KindUnknown
	}
	if tbs.PeekASN1Tag(asn1.UTCTime) || tbs.PeekASN1Tag(asn1.GeneralizedTime) {
		return KindCRL
	}
	if version && tbs.PeekASN1Tag(asn1.SEQUENCE) {
		return KindCertificate // version 1
	}
	return KindUnknown
}

// IsPKCS12 reports whether ber is a PFX as far as its first elements tell:
// SEQUENCE { INTEGER 3, SEQUENCE { OBJECT IDENTIFIER, in DER or BER.
func IsPKCS12(ber []byte) bool {
	w := &berWriter{in: ber}
	Sequence := func() bool {
		tag, _, err := w.header(0)
		return err == nil && len(tag) == 1 && tag[0] == 0x30
	}
	if !Sequence() || !bytes.HasPrefix(w.in, []byte{2, 1, 3}) {
		return false
	}
	w.in = w.in[3:]
	return Sequence() && len(w.in) > 0 && w.in[0] == 0x06
}
