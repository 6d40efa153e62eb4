package decode

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// der reads DER of any kind. What it is decides, not what its label says:
// PKCS#8 under the label RSA PRIVATE KEY is a common mistake, and harmless.
func (r *reader) der(der []byte, label string) {
	if label == "TRUSTED CERTIFICATE" {
		c, k, err := parseTrusted(der)
		r.addCertificate(label, c, k, err)
		return
	}
	if len(der) > 1 && der[0] == 0x30 && der[1] == 0x80 { // BER, as S/MIME tools write PKCS#7
		strict, err := berToDER(der)
		if err != nil {
			r.skip(label, err)
			return
		}
		der = strict
	}
	if size, err := derSize(der); err == nil && size < len(der) {
		r.derAndMore(der, size, label)
		return
	}
	seq, err := sequence(der)
	if err != nil {
		r.skip(label, err)
		return
	}
	what := classify(seq)
	if label == "" {
		label = kindNames[what]
	}
	var k *key.Key
	switch what {
	case kindSPKI:
		k, err = parseSPKI(der)
	case kindPKCS8:
		k, err = parsePKCS8(der)
	case kindEncryptedPKCS8:
		k, err = r.encryptedPKCS8(der)
	case kindPKCS1Private:
		k, err = parsePKCS1Private(der)
	case kindPKCS1Public:
		if k, err = parsePKCS1Public(der); err == nil && r.isDHParameters(k) {
			err = fault.New(fault.NotAKey, "Diffie-Hellman parameters")
		}
	case kindSEC1:
		k, err = parseSEC1On(der, r.curve)
	case kindCSR:
		k, err = parseCSR(der)
	case kindCertificate:
		c, k, err := readCertificate(der)
		r.addCertificate(label, c, k, err)
		return
	case kindPKCS7:
		r.pkcs7(der, label)
		return
	case kindPKCS12:
		r.pkcs12(der)
		return
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
		if pemLabels[squeeze(label)].kind == kindDERKey {
			err = malformed("not what its BEGIN line says")
		}
	}
	r.add(label, k, err)
}

// derAndMore reads DER after whose first element, of that size, more follows.
// Elements one after another, as cat joins files, are read one by one.
func (r *reader) derAndMore(der []byte, size int, label string) {
	if label == "" && isDERSeries(der) {
		for len(der) > 0 && !r.full() {
			size, _ := derSize(der)
			r.der(der[:size], "")
			der = der[size:]
		}
		return
	}
	err := fault.New(fault.TrailingData, "")
	if seq, broken := sequence(der[:size]); broken == nil {
		err = err.WithHint(cleanHints[classify(seq)])
	}
	r.skip(label, err)
}

// isDERSeries reports whether data is nothing but whole SEQUENCEs.
func isDERSeries(data []byte) bool {
	for len(data) > 0 {
		size, err := derSize(data)
		if err != nil || size > len(data) {
			return false
		}
		data = data[size:]
	}
	return true
}

// cleanHints name the commands that write what they know and leave out the
// rest of the file, in PEM as in DER.
var cleanHints = map[kind]string{
	kindPKCS8: cleanPrivate, kindEncryptedPKCS8: cleanPrivate, kindPKCS1Private: cleanPrivate, kindSEC1: cleanPrivate,
	kindSPKI: cleanPublic, kindPKCS1Public: cleanPublic,
	kindCertificate: "Write it again: openssl x509 -in FILE -out clean.pem",
}

const (
	cleanPrivate = "Export the key again: openssl pkey -in FILE -out clean.pem"
	cleanPublic  = "Export the key again: openssl pkey -pubin -in FILE -out clean.pem"
)

// kindNames label what came without a PEM label.
var kindNames = map[kind]string{
	kindUnknown: "DER", kindSPKI: "PUBLIC KEY", kindPKCS8: "PRIVATE KEY", kindEncryptedPKCS8: "ENCRYPTED PRIVATE KEY",
	kindPKCS1Private: "RSA PRIVATE KEY", kindPKCS1Public: "RSA PUBLIC KEY", kindSEC1: "EC PRIVATE KEY",
	kindCertificate: "CERTIFICATE", kindCSR: "CERTIFICATE REQUEST", kindPKCS7: "PKCS7", kindPKCS12: "PKCS12",
	kindDSA: "DSA PRIVATE KEY", kindCRL: "X509 CRL", kindSPKAC: "SPKAC", kindParameters: "PARAMETERS",
}

func (r *reader) encryptedPKCS8(der []byte) (*key.Key, error) {
	plain, scheme, err := decryptPKCS8(der, r.pass, &r.spent)
	if err != nil {
		return nil, err
	}
	k, err := parsePKCS8(plain)
	return encryptedWith(k, scheme), err
}

// encryptedWith adds the scheme to the key's source.
func encryptedWith(k *key.Key, scheme string) *key.Key {
	if k != nil {
		k.Source += ", encrypted with " + scheme
	}
	return k
}

func (r *reader) pkcs7(der []byte, label string) {
	list, err := pkcs7Certificates(der)
	if err != nil {
		r.skip(label, err)
		return
	}
	for _, raw := range list {
		if r.full() {
			return
		}
		c, k, err := readCertificate(raw)
		if k != nil {
			k.Source = "X.509 certificate in PKCS#7"
		}
		r.addCertificate("CERTIFICATE", c, k, err)
	}
}

// bytes reads a whole input, or what was in a wrapping.
func (r *reader) bytes(data []byte) {
	if r.depth >= maxDepth {
		r.skip("wrapping", fault.New(fault.TooLarge, "wrapped over and over"))
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	switch {
	case bytes.HasPrefix(data, []byte(opensshMagic)):
		r.openSSH(data)
	case javaStore(data) != nil:
		r.skip("key store", javaStore(data))
	case isPKCS12(data):
		r.pkcs12(data)
	case isSSHWire(data):
		k, err := checked(parseSSHWire(data))
		r.add("SSH public key", k, err)
	case data[0] == 0x30 && !isText(data):
		r.der(data, "")
	default:
		r.text(toUTF8(data))
	}
}

func (r *reader) openSSH(blob []byte) {
	keys, skipped, err := parseOpenSSHPrivate(blob, r.pass, &r.spent)
	for _, k := range keys {
		k, err := checked(k, nil)
		r.add("OPENSSH PRIVATE KEY", k, err)
	}
	for _, s := range skipped {
		r.skip(s.Label, s.Err)
	}
	if err != nil {
		r.skip("OPENSSH PRIVATE KEY", err)
	}
}

func (r *reader) pkcs12(ber []byte) {
	result, err := parsePKCS12(ber, r.pass, &r.spent)
	if err != nil {
		r.skip("PKCS12", err)
		return
	}
	for _, k := range result.Keys {
		k, err := checked(k, nil)
		r.add("PKCS12", k, err)
	}
	r.skipped = append(r.skipped, result.Skipped...)
}
