package decode

import (
	"bytes"
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/fault"
)

var errMembers = fault.New(fault.Malformed, "members of a JWK, which is cut, or is written in a way that cannot be read").
	WithHint("Copy it again, from its first { to its last }.")

// remains names what is left of a JWK or of a token; nil where a text is nothing of the
// kind.
func remains(text []byte) *fault.Error {
	if len(text) > maxInside {
		return nil
	}
	word, _, _ := strings.Cut(string(bytes.Trim(text, " \t\r\n\"'")), ".")
	header, _ := base64.RawURLEncoding.DecodeString(word)
	if bytes.HasPrefix(header, []byte("{")) && bytes.Contains(header, []byte(`"alg"`)) {
		return errTokenPart
	}
	for _, member := range []string{`"x":"`, `"y":"`, `"n":"`, `"e":"AQAB"`, "crv", "kty="} {
		if bytes.Contains(text, []byte(member)) {
			return errMembers
		}
	}
	return nil
}
