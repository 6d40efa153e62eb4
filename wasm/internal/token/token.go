// Package token finds tokens (RFC 7515, RFC 7516) where people have them: by
// themselves, in an Authorization header, a form body, a curl command, the JSON
// of a token response, broken over lines, escaped, with padding or in standard
// base64. It reads their headers and verifies nothing.
package token

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Token is a JWS or JWE in compact form, or a JWS in JSON, or a header alone.
type Token struct {
	Header
	// Parts is how many parts it has: 3 for a JWS, 5 for a JWE, 1 for a header
	// alone, 2 or 4 where the end is missing.
	Parts int
	// Inputs is what can have been signed (RFC 7515 section 5.2): the text as
	// it stands, and, where that is another, as it should be written.
	Inputs [][]byte
	// Signatures is what the signature can be: where lines follow the token
	// that could go on with it, there are several. Empty where there is none.
	Signatures [][]byte
	// Damaged is that the signature is no base64.
	Damaged bool
	// How it is written, where that is not how it should be.
	Padded, Standard bool
	// JSON is that it is a JWS in JSON serialization (RFC 7515 section 7.2).
	JSON bool
	// HeaderText and Payload are the header, as the JSON that it came as, and what
	// was signed; Payload is nil where it is no base64 or there is none.
	HeaderText, Payload []byte
}

// Header is what a JOSE header says of the key (RFC 7515 section 4.1).
type Header struct {
	KID, Alg, Enc, JKU string
	CTY                string // what is inside: "JWT", "jwk+json"
	X5T, X5TS256       string
	JWK                json.RawMessage
	X5C                []string
}

// ReadHeader reads a JOSE header: a JSON object that has an algorithm or names
// a key.
func ReadHeader(text []byte) (Header, bool) {
	var members map[string]json.RawMessage
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) || json.Unmarshal(text, &members) != nil {
		return Header{}, false
	}
	var h Header
	for name, to := range map[string]*string{
		"kid": &h.KID, "alg": &h.Alg, "enc": &h.Enc, "cty": &h.CTY, "jku": &h.JKU, "x5t": &h.X5T, "x5t#S256": &h.X5TS256,
	} {
		_ = json.Unmarshal(members[name], to) // a member of another type says nothing
	}
	_ = json.Unmarshal(members["x5c"], &h.X5C)
	if jwk := members["jwk"]; len(jwk) > 0 && jwk[0] == '{' {
		h.JWK = jwk
	}
	return h, h.Alg != "" || h.KID != "" || h.X5T != "" || h.X5TS256 != ""
}

// Decode reads base64 in either alphabet, padded or not.
func Decode(text string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(Plain(text))
}

// Plain is base64 as a token should have it.
func Plain(text string) string {
	return strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(text), "=")
}

// compact reads the parts of a compact form. ends are what the last part can be.
func compact(parts []string, ends []string) (Token, bool) {
	header, err := Decode(parts[0])
	if err != nil {
		return Token{}, false
	}
	t := Token{Parts: len(parts), HeaderText: header}
	var ok bool
	if t.Header, ok = ReadHeader(header); !ok {
		return Token{}, false
	}
	whole := strings.Join(parts, "")
	t.Padded, t.Standard = strings.Contains(whole, "="), strings.ContainsAny(whole, "+/")
	if len(parts) == 3 {
		t.signed(parts[0], parts[1], ends)
	}
	return t, true
}

func (t *Token) signed(header, payload string, signatures []string) {
	t.Inputs = [][]byte{[]byte(header + "." + payload)}
	if content, err := Decode(payload); err == nil {
		t.Payload = content
	}
	if right := Plain(header) + "." + Plain(payload); right != header+"."+payload {
		t.Inputs = append(t.Inputs, []byte(right))
	}
	for _, text := range signatures {
		if text == "" {
			continue
		}
		signature, err := Decode(text)
		if err != nil {
			t.Damaged = true
			continue
		}
		t.Signatures = append(t.Signatures, signature)
	}
	if len(t.Signatures) > 0 {
		t.Damaged = false
	}
}
