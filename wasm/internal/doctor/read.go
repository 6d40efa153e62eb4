package doctor

import (
	"bytes"
	"encoding/json"

	"jwkmint/wasm/internal/token"
)

// Token is a signed token as it was found.
type Token struct {
	token.Token
	Members, Claims map[string]any // of the header, and of the payload; numbers are json.Number
}

// Read takes the first token with claims out of a text, wherever it stands (see
// package token).
func Read(text []byte) (*Token, bool) {
	for _, found := range token.Find(text) {
		t := &Token{found, object(found.HeaderText), object(found.Payload)}
		if found.Parts == 3 && t.Members != nil && t.Claims != nil {
			return t, true
		}
	}
	return nil, false
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
