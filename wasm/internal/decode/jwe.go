package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/sealed"
)

// errJWE refuses an encrypted token.
var errJWE = fault.New(fault.UnsupportedEncryption, "an encrypted token, JWE").
	WithHint("Decrypt it with the program that made it, and paste the key inside.")

// errNoKeyInJWE is for what was opened in vain.
var errNoKeyInJWE = notAKey("a JWE that was opened, and whose content is no key", "Look for the one that step or a key server wrote for a key: its header says jwk+json.")

// jwe opens a JWE (RFC 7516) and reads what is in it: a JWK or a set (RFC 7517
// section 7), or a key of any other form.
func (r *reader) jwe(j *jose.JWE, err error) {
	const label = "JWE"
	if err == nil && isEncryptedToken(j) {
		err = errJWE
	}
	if err != nil {
		r.skip(label, err)
		return
	}
	plain, scheme, err := sealed.DecryptJWE(j, r.pass, &r.spent)
	if err != nil {
		r.skip(label, err)
		return
	}
	parts, skipped := len(r.parts), len(r.skipped)
	r.bytes(plain)
	for _, p := range r.parts[parts:] {
		encryptedWith(p.Key, scheme)
	}
	if len(r.parts) == parts && len(r.skipped) == skipped {
		r.skip(label, errNoKeyInJWE)
	}
}

// isEncryptedToken reports whether a JWE says that it is a JWT or holds one (RFC
// 7519 section 5): "JWT", "at+jwt".
func isEncryptedToken(j *jose.JWE) bool {
	for _, r := range j.Recipients {
		for _, kind := range []string{r.Type, r.ContentType} {
			if strings.HasSuffix(strings.ToLower(kind), "jwt") {
				return true
			}
		}
	}
	return false
}

// headerStarts are how the base64 of a JSON object begins: {" and { before white
// space.
var headerStarts = []string{"eyJ", "eyA", "ewo", "ew0", "ewk"}

// jweSize returns the length of the JWE that text begins with, 0 when it begins
// with none.
func jweSize(text []byte) int {
	if size, dots := compact(text); dots == 4 {
		return size
	}
	return 0
}

// jwsSize is the length of the signed token (RFC 7515 section 3.1) that a text begins
// with; 0 for others.
func jwsSize(text []byte) int {
	size, dots := compact(text)
	if dots == 3 && text[size-1] == '.' { // of a sentence
		return size - 1
	}
	if dots == 2 {
		return size
	}
	return 0
}

// brokenJWE is a text that is one JWE and nothing else, broken over lines; nil
// for others.
func brokenJWE(text []byte) []byte {
	if bytes.IndexByte(text, '\n') < 0 || !isHeaderStart(text) {
		return nil
	}
	whole := bytes.Join(bytes.Fields(text), nil)
	if jweSize(whole) != len(whole) {
		return nil
	}
	return whole
}

func isHeaderStart(text []byte) bool {
	for _, start := range headerStarts {
		if bytes.HasPrefix(text, []byte(start)) {
			return true
		}
	}
	return false
}

// compact returns the length of the token that text begins with, and how many dots
// it has: a header in base64url, which begins with {, and one or three dots more
// for JWS and JWE. It looks no further than five dots.
func compact(text []byte) (size, dots int) {
	if !isHeaderStart(text) {
		return 0, 0
	}
	for i, c := range text {
		switch {
		case c == '.' && dots == 4:
			if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' {
				return i, dots // of a sentence
			}
			return i, 5
		case c == '.':
			dots++
		case !plain.IsBase64(c) && c != '-' && c != '_':
			return i, dots
		}
	}
	return len(text), dots
}
