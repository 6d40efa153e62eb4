package der

import "jwkmint/wasm/internal/fault"

// Parse reads one SEQUENCE of DER, whatever it is, and says what it is:
// KindBroken, with an error, when it is no SEQUENCE. It gives a key, a
// certificate with its key, or an error; a certificate whose key cannot be
// read and an error. What holds more than one thing, or has to be opened
// (KindPKCS7, KindPKCS12, KindEncryptedPKCS8), gives neither: that is for the
// caller to do. curve is that of a SEC 1 key that names none, or "".
func Parse(der []byte, curve string) (what Kind, found Part, err error) {
	seq, err := Sequence(der)
	if err != nil {
		return KindBroken, Part{}, err
	}
	what = Classify(seq)
	switch what {
	case KindSPKI:
		found.Key, err = ParseSPKI(der)
	case KindPKCS8:
		found.Key, err = ParsePKCS8(der)
	case KindPKCS1Private:
		found.Key, err = ParsePKCS1Private(der)
	case KindPKCS1Public:
		found.Key, err = ParsePKCS1Public(der)
	case KindSEC1:
		found.Key, err = ParseSEC1(der, curve)
	case KindCSR:
		found.Key, err = ParseCSR(der)
	case KindCertificate:
		found.Cert, found.Key, err = ParseCertificate(der)
	case KindEncryptedPKCS8, KindPKCS7, KindPKCS12:
	case KindDSA:
		err = refuseAlgorithm("1.2.840.10040.4.1")
	case KindCRL:
		err = fault.New(fault.NotAKey, "a certificate revocation list")
	case KindSPKAC:
		err = fault.New(fault.UnsupportedFormat, "a Netscape SPKAC").WithHint("Take the key out of it: openssl spkac -in FILE -pubkey -noout")
	case KindSignature:
		err = fault.New(fault.NotAKey, "a signature of ECDSA or DSA").WithHint("A signature holds no key. Ask for the public key or the certificate of whoever signed.")
	case KindParameters:
		err = fault.New(fault.NotAKey, "parameters")
	default:
		err = fault.New(fault.NotAKey, "in a form that is known here; it is DER of another kind")
	}
	return what, found, err
}
