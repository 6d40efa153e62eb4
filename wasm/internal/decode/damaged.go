package decode

import (
	"bytes"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/ssh"
)

var (
	errHead    = fault.New(fault.Malformed, "the beginning of a key in base64").WithHint(damagedHint)
	errLostHex = fault.New(fault.Truncated, "its hexadecimal ends before the key does").WithHint(lostHint)
	errHeadHex = fault.New(fault.Malformed, "the beginning of a key in hexadecimal").WithHint("Copy it again from where it came: every octet has two digits.")
)

// algorithmMarks are the OBJECT IDENTIFIERs, with tag and length, that stand
// near the beginning of keys: those of RSADSI, ANSI X9.62 and Certicom,
// Ed25519 and its kin, NIST's signatures (ML-DSA); the types of SSH keys, and what is in a
// BEGIN line. By chance they are among a thousand bytes once in a thousand million
// times.
var algorithmMarks = [][]byte{
	[]byte("\x2a\x86\x48\x86\xf7\x0d\x01"), []byte("\x2a\x86\x48\xce\x3d"), []byte("\x06\x05\x2b\x81\x04\x00"),
	[]byte("\x06\x03\x2b\x65\x6e"), []byte("\x06\x03\x2b\x65\x6f"), []byte("\x06\x03\x2b\x65\x70"), []byte("\x06\x03\x2b\x65\x71"),
	[]byte("\x60\x86\x48\x01\x65\x03\x04\x03"),
	[]byte("ssh-ed25519\x00"), []byte("ssh-rsa\x00"), []byte("ecdsa-sha2-nistp"), []byte("-----BEGIN "), []byte("-----\nM"), []byte("-----\r\nM"),
}

// damagedHead recognises a key whose first characters are damaged, so that
// nothing in the text begins like one, by the algorithm that it goes on to
// name; nil when there is none.
func damagedHead(text []byte) error {
	const shortest, longest = 32, 256 // characters of a word that are looked at: P-521 in hexadecimal names its curve so late
	for len(text) > 0 {
		n := wordLength(text)
		if n < shortest {
			text = text[max(n, 1):]
			continue
		}
		word := text[:min(n, longest)]
		for shift := range 4 {
			data, _ := decodeBase64(word[shift:])
			if shift == 0 && ssh.IsWire(data) {
				break // its head is whole
			}
			if marksAlgorithm(data) {
				return errHead
			}
		}
		for shift := range 2 {
			data, _ := plain.DecodeHex(word[shift:])
			size, err := der.Size(data)
			switch {
			case !marksAlgorithm(data):
			case shift == 0 && err == nil && n%2 == 0 && size > n/2 && !hasHex(text[n:]): // such as source code puts before a key
				return errLostHex
			default:
				return errHeadHex
			}
		}
		text = text[n:]
	}
	return nil
}

// hasHex reports whether a word of a text may be more of a key in hexadecimal.
func hasHex(text []byte) bool {
	const shortest = 8 // digits: words of fewer are in any text
	for len(text) > 0 {
		n := wordLength(text)
		if _, err := plain.DecodeHex(text[:n&^1]); n >= shortest && err == nil {
			return true
		}
		text = text[max(n, 1):]
	}
	return false
}

// pkcs7 are the first arcs of the OBJECT IDENTIFIERs that signed data and its like begin with.
var pkcs7 = []byte("\x2a\x86\x48\x86\xf7\x0d\x01\x07")

// lose notes that something was read in vain and is a damaged key, once.
func (r *reader) lose(err error) {
	if err != nil && len(r.lost) == 0 {
		r.lost = append(r.lost, key.Skipped{Label: "base64", Err: err})
	}
}

// loseWord notes that a word is a damaged key, unless it is whole DER in hexadecimal,
// maybe behind the x of \x.
func (r *reader) loseWord(word []byte) {
	err := damagedHead(word)
	for shift := 0; err == errHeadHex && shift < 2; shift++ {
		if data, odd := plain.DecodeHex(word[shift:]); odd == nil && der.IsOne(data) {
			return
		}
	}
	r.lose(err)
}

// isDamaged reports whether err says that what was read is not as it was written: then more
// of it may be read as something else.
func isDamaged(err error) bool {
	switch fault.CodeOf(err) {
	case fault.Malformed, fault.Truncated, fault.TrailingData, fault.InvalidKey, fault.KeyMismatch:
		return true
	}
	return false
}

func marksAlgorithm(data []byte) bool {
	for _, mark := range algorithmMarks {
		if bytes.Contains(data, mark) {
			return true
		}
	}
	return false
}
