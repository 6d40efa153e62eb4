package decode

import (
	"bytes"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
	"jwkmint/wasm/internal/ssh"
)

// der reads DER of any kind. What it is decides, not what its label says:
// PKCS#8 under the label RSA PRIVATE KEY is a common mistake, and harmless.
func (r *reader) der(data []byte, label string) {
	defer func() { r.curve = "" }()
	if label == "TRUSTED CERTIFICATE" {
		c, k, err := der.ParseTrusted(data)
		r.addCertificate(label, c, k, err)
		return
	}
	if r.spelled(data, label) {
		return
	}
	if isPythonJose(data) {
		r.skip(label, errPythonJose)
		return
	}
	wasBER := false
	if len(data) > 1 && data[0] == 0x30 && data[1] == 0x80 { // BER, as S/MIME tools write PKCS#7
		if whole := withoutTail(data); len(whole) < len(data) {
			first := len(r.parts)
			r.der(whole, label)
			r.note(first, tailNote)
			return
		}
		strict, err := der.FromBER(data)
		if err != nil {
			r.skip(label, err)
			return
		}
		data = strict
		wasBER = true
	}
	if size, err := der.Size(data); err == nil && size < len(data) {
		r.derAndMore(data, size, label)
		return
	}
	what, found, err := der.Parse(data, r.curve)
	if label == "" && what != der.KindBroken {
		label = kindNames[what]
	}
	if what == der.KindEncryptedPKCS8 || what == der.KindPKCS7 || what == der.KindPKCS12 {
		strict, odd := der.Strict(data)
		data, wasBER = strict, wasBER || odd
	}
	switch what {
	case der.KindEncryptedPKCS8:
		found.Key, err = r.encryptedPKCS8(data)
	case der.KindPKCS7:
		r.pkcs7(data, label)
		return
	case der.KindPKCS12:
		r.pkcs12(data)
		return
	case der.KindPKCS1Public:
		if err == nil && der.IsDHParameters(found.Key, &r.primeTests) {
			err = fault.New(fault.NotAKey, "Diffie-Hellman parameters")
		}
	case der.KindCertificate:
		r.addCertificate(label, found.Cert, found.Key, err)
		return
	case der.KindUnknown:
		if pemLabels[squeeze(label)].kind == kindDERKey {
			err = malformed("not what its BEGIN line says")
		}
	}
	if err == nil && wasBER {
		found.Key.Notes = append([]key.Warning{der.NotDER}, found.Key.Notes...)
	}
	r.add(label, found.Key, err)
}

// derAndMore reads DER in which more follows the first element, which has that
// size. Elements one after another, as cat joins files, are read one by one.
func (r *reader) derAndMore(data []byte, size int, label string) {
	if n := derSeries(data); label == "" && n > size && (n == len(data) || emptyTail(data, n)) {
		first, tail := 0, n < len(data)
		for data = data[:n]; len(data) > 0 && !r.full(); data = data[size:] {
			size, _ = der.Size(data)
			first = len(r.parts)
			r.der(data[:size], "")
		}
		if tail {
			r.note(first, tailNote)
		}
		return
	}
	if emptyTail(data, size) {
		first := len(r.parts)
		r.der(data[:size], label)
		r.note(first, tailNote)
		return
	}
	if r.certificatesAndMore(data, label) {
		return
	}
	err := fault.New(fault.TrailingData, "")
	if seq, broken := der.Sequence(data[:size]); broken == nil {
		err = err.WithHint(cleanHints[der.Classify(seq)])
	}
	r.skip(label, err)
}

// certificatesAndMore reads the certificates that data begins with, and what
// follows them; false when it begins with none. Only certificates are sure to be
// whole: their key stands in the middle, and bytes that were lost or came in
// before or within it would have broken what follows, while the last number of a
// bare key would only be another.
func (r *reader) certificatesAndMore(data []byte, label string) bool {
	began, first := len(data), len(r.parts)
	for !r.full() {
		size, err := der.Size(data)
		if err != nil || size >= len(data) {
			break
		}
		seq, err := der.Sequence(data[:size])
		if err != nil || der.Classify(seq) != der.KindCertificate {
			break
		}
		first = len(r.parts)
		r.der(data[:size], label)
		data = data[size:]
	}
	switch {
	case len(data) == began:
		return false
	case data[0] == 0x30 && len(data) > 2: // another, cut off or with more behind it
		r.der(data, "")
	default:
		r.note(first, restNote)
	}
	return true
}

var restNote = key.Warning{
	Code:    "trailing_data_left_out",
	Message: "Other bytes follow the certificate in the file. They were left out.",
	Action:  "The key is right. To have the file clean, write it again: openssl x509 -in FILE -out clean.pem",
}

// derSeries returns how many bytes whole SEQUENCEs one after another take, at
// the beginning of data.
func derSeries(data []byte) (taken int) {
	for taken < len(data) {
		size, err := der.Size(data[taken:])
		if err != nil || size > len(data)-taken {
			break
		}
		taken += size
	}
	return taken
}

// cleanHints name the commands that write what they know and leave out the
// rest of the file, in PEM as in DER.
var cleanHints = map[der.Kind]string{
	der.KindPKCS8: cleanPrivate, der.KindEncryptedPKCS8: cleanPrivate, der.KindPKCS1Private: cleanPrivate, der.KindSEC1: cleanPrivate,
	der.KindSPKI: cleanPublic, der.KindPKCS1Public: cleanPublic,
	der.KindCertificate: "Write it again: openssl x509 -in FILE -out clean.pem",
}

const (
	cleanPrivate = "Export the key again: openssl pkey -in FILE -out clean.pem"
	cleanPublic  = "Export the key again: openssl pkey -pubin -in FILE -out clean.pem"
)

// kindNames label what came without a PEM label.
var kindNames = map[der.Kind]string{
	der.KindUnknown: "DER", der.KindSPKI: "PUBLIC KEY", der.KindPKCS8: "PRIVATE KEY", der.KindEncryptedPKCS8: "ENCRYPTED PRIVATE KEY",
	der.KindPKCS1Private: "RSA PRIVATE KEY", der.KindPKCS1Public: "RSA PUBLIC KEY", der.KindSEC1: "EC PRIVATE KEY",
	der.KindCertificate: "CERTIFICATE", der.KindCSR: "CERTIFICATE REQUEST", der.KindPKCS7: "PKCS7", der.KindPKCS12: "PKCS12",
	der.KindDSA: "DSA PRIVATE KEY", der.KindCRL: "X509 CRL", der.KindSPKAC: "SPKAC", der.KindParameters: "PARAMETERS",
	der.KindSignature: "signature",
}

// bytes reads what was in a wrapping: a text is one of its own.
func (r *reader) bytes(data []byte) {
	if r.depth >= maxDepth {
		r.skip("wrapping", fault.New(fault.TooLarge, "wrapped over and over"))
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	r.octets(data, func(text []byte) {
		if !plain.IsPlain(text) || !r.rescans.spend(len(text)+inVain) {
			r.text(text) // cut, or damaged
			r.noteMisnamed(text)
			return
		}
		r.apart(text)
	})
}

// octets reads a whole input, or what was in a wrapping, and a text in one way.
func (r *reader) octets(data []byte, text func(text []byte)) {
	switch {
	case len(data) == 0:
	case isTar(data): // whose first bytes are a name
		r.tar(data)
	case bytes.HasPrefix(data, []byte(ssh.OpenSSHMagic)):
		r.openSSH(data)
	case javaStore(data) != nil:
		r.skip("key store", javaStore(data))
	case der.IsPKCS12(data):
		whole, first := withoutTail(data), len(r.parts)
		if r.pkcs12(whole); len(whole) < len(data) {
			r.note(first, tailNote)
		}
	case bytes.HasPrefix(data, []byte(gzipMagic)):
		r.bytes(r.gunzip(data))
	case ssh.IsDropbear(data):
		r.skip("Dropbear private key", errDropbear)
	case ssh.IsWire(data):
		k, err := key.Checked(ssh.ParseWire(data))
		r.add("SSH public key", k, err)
	case raw.IsLibP2P(data):
		k, err := key.Checked(raw.LibP2P(data))
		r.add("libp2p key", k, err)
	case raw.Windows(data) != nil:
		k, err := key.Checked(raw.Windows(data), nil)
		r.add("Windows key blob", k, err)
	case data[0] == 0x30 && !plain.IsText(data):
		r.der(data, "")
	default:
		text(plain.UTF8(data))
	}
}
