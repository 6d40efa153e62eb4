package decode

import "jwkmint/wasm/internal/fault"

// parseAny reads one SEQUENCE of DER, whatever it is, and says what it is:
// kindBroken, with an error, when it is no SEQUENCE. It gives a key, a
// certificate with its key, or an error; a certificate whose key cannot be
// read and an error. What holds more than one thing, or has to be opened
// (kindPKCS7, kindPKCS12, kindEncryptedPKCS8), gives neither: that is for the
// caller to do. curve is that of a SEC 1 key that names none, or "".
func parseAny(der []byte, curve string) (what kind, found part, err error) {
	seq, err := sequence(der)
	if err != nil {
		return kindBroken, part{}, err
	}
	what = classify(seq)
	switch what {
	case kindSPKI:
		found.key, err = parseSPKI(der)
	case kindPKCS8:
		found.key, err = parsePKCS8(der)
	case kindPKCS1Private:
		found.key, err = parsePKCS1Private(der)
	case kindPKCS1Public:
		found.key, err = parsePKCS1Public(der)
	case kindSEC1:
		found.key, err = parseSEC1On(der, curve)
	case kindCSR:
		found.key, err = parseCSR(der)
	case kindCertificate:
		found.cert, found.key, err = readCertificate(der)
	case kindEncryptedPKCS8, kindPKCS7, kindPKCS12:
	case kindDSA:
		err = refuseAlgorithm("1.2.840.10040.4.1")
	case kindCRL:
		err = fault.New(fault.NotAKey, "a certificate revocation list")
	case kindSPKAC:
		err = fault.New(fault.UnsupportedFormat, "a Netscape SPKAC").WithHint("Take the key out of it: openssl spkac -in FILE -pubkey -noout")
	case kindParameters:
		err = fault.New(fault.NotAKey, "parameters")
	default:
		err = fault.New(fault.NotAKey, "DER of no kind that is known here")
	}
	return what, found, err
}
