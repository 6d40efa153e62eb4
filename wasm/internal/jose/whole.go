package jose

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// maxWhole bounds the text of a whole key in a member: the PEM of the largest
// RSA key in base64 takes 18 KiB.
const maxWhole = 64 << 10

// whole returns the PEM, DER or SSH public key that the text of a member is, or is
// in base64 or hexadecimal; nil when it is none. What it takes for DER begins as keys and
// certificates do, with five octets that say so and no number has by chance.
func whole(text string) []byte {
	if len(text) > maxWhole {
		return nil
	}
	for range 3 { // base64 of the base64 of PEM
		text = strings.TrimSpace(text)
		if strings.Contains(text, "-----BEGIN ") || isSSHLine(text) {
			return []byte(text)
		}
		if !beginsLikeIt(text) {
			return nil
		}
		data := decodeLoosely(text)
		if bits := framedIn(data, 0x03); bits != nil {
			data = bits[1:] // of a BIT STRING, as SPKI has around the key
		}
		if beginsAsKey(data) || beginsAsSSH(data) {
			return data
		}
		text = string(data)
	}
	return nil
}

// mayBeWhole tells by the JSON of a value whether it is worth a look.
func mayBeWhole(raw []byte) bool {
	return len(raw) > 40 && raw[0] == '"' && bytes.IndexByte([]byte("MLT3Ase \\"), raw[1]) >= 0 ||
		bytes.Contains(raw, []byte("-----BEGIN "))
}

// sshSigns is how the blob of an SSH public key begins (RFC 4253 section 6.6): the
// length of its type, and that.
var sshSigns = []string{"\x00\x00\x00\x07ssh-rsa", "\x00\x00\x00\x0bssh-ed25519", "\x00\x00\x00\x13ecdsa-sha2-nistp", "\x00\x00\x00\x09ssh-ed448"}

// beginsAsSSH reports whether data begins as the blob of an SSH public key.
func beginsAsSSH(data []byte) bool {
	for _, sign := range sshSigns {
		if bytes.HasPrefix(data, []byte(sign)) {
			return true
		}
	}
	return false
}

// isSSHLine reports whether a text begins as the line of a .pub file.
func isSSHLine(text string) bool {
	for _, kind := range []string{"ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp"} {
		if strings.HasPrefix(text, kind) {
			return true
		}
	}
	return false
}

// beginsLikeIt tells by the first characters whether it is worth decoding a text:
// DER in base64 begins with M (in a BIT STRING with A4), in hexadecimal with 30, "-----BEGIN" with LS0,
// base64 of these with T, and what SSH has with AAAA.
func beginsLikeIt(text string) bool {
	if len(text) < 40 {
		return false
	}
	switch text[0] {
	case 'M':
		return text[1] >= 'A' && text[1] <= 'P'
	case 'A':
		return strings.HasPrefix(text, "A4") || strings.HasPrefix(text, "AAAAB3NzaC1") || strings.HasPrefix(text, "AAAAC3NzaC1") || strings.HasPrefix(text, "AAAAE2VjZHNh") || strings.HasPrefix(text, "AAAACXNzaC1")
	case 'L':
		return strings.HasPrefix(text, "LS0tLS1CRUdJTi")
	case 'T', '3':
		return strings.HasPrefix(text, "TU") || strings.HasPrefix(text, "TFMwdExTM") || strings.HasPrefix(text, "30")
	}
	return false
}

// decodeLoosely decodes base64 of either alphabet, padded or not, over lines
// or not, or hexadecimal; nil when it is neither.
func decodeLoosely(text string) []byte {
	text = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", "-", "+", "_", "/").Replace(text)
	if strings.HasPrefix(text, "30") {
		if data, err := hex.DecodeString(text); err == nil {
			return data
		}
	}
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil
	}
	return data
}

// beginsAsKey reports whether data is, or begins as, the DER of a key or
// certificate: a SEQUENCE of just its length whose first element fits, or one
// whose first octets leave no doubt, though it was cut or something follows.
func beginsAsKey(data []byte) bool {
	content, size, ok := header(data, 0x30)
	if !ok || size < 32 {
		return false
	}
	for _, sign := range certainSigns {
		if bytes.Contains(content[:min(len(content), 16)], []byte(sign)) {
			return true
		}
	}
	if size != len(content) {
		return false
	}
	switch content[0] {
	case 0x02: // INTEGER: a version 0 to 3, or a modulus
		number, n, ok := header(content, 0x02)
		return ok && (n == 1 && number[0] <= 3 || n >= 32 && n < size)
	case 0x30: // an algorithm's identifier, or what is signed in a certificate
		first, n, ok := header(content, 0x30)
		return ok && n < size && (first[0] == 0x06 || first[0] == 0xa0 || first[0] == 0x02)
	}
	return false
}

// certainSigns stand at the beginning of every usual key and certificate: the
// object identifiers of RSA, PBES and PKCS #7, of EC, Edwards and ML-DSA keys, a
// certificate's version, and the versions of PKCS#8, PKCS#1 and SEC 1.
var certainSigns = []string{
	"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01", "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01", "\x30\x05\x06\x03\x2b\x65", "\x60\x86\x48\x01\x65\x03\x04\x03",
	"\xa0\x03\x02\x01\x02\x02", "\x02\x01\x00\x30\x0d\x06", "\x02\x01\x00\x02\x82", "\x02\x01\x01\x04\x20", "\x02\x82\x01\x01\x00", "\x02\x82\x02\x01\x00",
}

// header reads the tag and length that DER begins with; content is what
// follows, as far as it is there.
func header(der []byte, tag byte) (content []byte, size int, ok bool) {
	if len(der) < 8 || der[0] != tag {
		return nil, 0, false
	}
	size, der = int(der[1]), der[2:]
	if size >= 0x80 {
		n := size & 0x7f
		if n < 1 || n > 3 || der[0] == 0 {
			return nil, 0, false
		}
		size = 0
		for _, b := range der[:n] {
			size = size<<8 | int(b)
		}
		der = der[n:]
	}
	return der, size, true
}
