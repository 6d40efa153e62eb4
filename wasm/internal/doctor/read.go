package doctor

import (
	"bytes"
	"encoding/base64"
	"encoding/json"

	"jwkmint/wasm/internal/token"
)

// Token is a signed token as it was found.
type Token struct {
	token.Token
	Members, Claims map[string]any // of the header, and of the payload; numbers are json.Number
	// HeaderText and ClaimsText are their JSON as it came.
	HeaderText, ClaimsText []byte
}

// Read takes the first token with claims out of a text, wherever it stands (see
// package token).
func Read(text []byte) (*Token, bool) {
	for _, found := range token.Find(text) {
		if found.Parts != 3 {
			continue
		}
		// The last is in base64url, as it should be.
		header, claims, _ := bytes.Cut(found.Inputs[len(found.Inputs)-1], []byte("."))
		t := &Token{Token: found, HeaderText: decoded(header), ClaimsText: decoded(claims)}
		t.Members, t.Claims = object(t.HeaderText), object(t.ClaimsText)
		if t.Members != nil && t.Claims != nil {
			return t, true
		}
	}
	return nil, false
}

func decoded(part []byte) []byte {
	out, err := base64.RawURLEncoding.AppendDecode(nil, part)
	if err != nil {
		return nil
	}
	return out
}

// object reads a JSON object and nothing else; nil for anything else.
func object(text []byte) map[string]any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var o map[string]any
	if d.Decode(&o) != nil || d.More() {
		return nil
	}
	return o
}

// text is a member's value if that is a string.
func text(o map[string]any, name string) string {
	s, _ := o[name].(string)
	return s
}
