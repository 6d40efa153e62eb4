package decode

import (
	"bytes"

	"jwkmint/wasm/internal/plain"
)

// afterToken reports whether what begins at pos is the signature of a token in
// compact form (RFC 7515 section 3.1), also where that is broken over lines: the
// base64 of it can be DER, and an ECDSA signature in DER, two numbers, looks
// like an RSA public key.
func afterToken(text []byte, pos int) bool {
	end := len(bytes.TrimRight(text[:pos], " \t\r\n"))
	for range 2 { // the payload, and the header before it
		if end == 0 || text[end-1] != '.' {
			return false
		}
		start := len(bytes.TrimRight(text[:end-1], "="))
		for start > 0 && plain.IsEitherBase64(text[start-1]) {
			start--
		}
		pos, end = start, start
	}
	return bytes.HasPrefix(text[pos:], []byte("ey")) || bytes.HasPrefix(text[pos:], []byte("ew"))
}
