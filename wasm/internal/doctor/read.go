package doctor

import (
	"bytes"
	"encoding/json"
	"strings"

	"jwkmint/wasm/internal/token"
	"jwkmint/wasm/internal/vendors"
)

// Token is a signed token as it was found.
type Token struct {
	token.Token
	Members, Claims map[string]any // of the header, and of the payload; numbers are json.Number
	// Laid is that these stood there as JSON, and the token itself does not. Encoded is that
	// all of it is in base64 once more.
	Laid, Encoded bool
}

// carriers are the parameters that hold an assertion (RFC 7523 section 2), and the
// one by which some systems take it.
var carriers = []string{"client_assertion", "assertion", "client_secret"}

// maxNamed is how often a carrier's name may stand in a text: each time, what
// follows is searched to its end.
const maxNamed = 4

// Read takes the client's assertion out of a text, wherever it stands (see package
// token): the one that has its parameter's name before it, else the one that looks
// most like an assertion by one of the keys.
func Read(text []byte, keys []Registered) (*Token, bool) {
	for _, name := range carriers {
		if t := readNamed(text, name); t != nil {
			return t, true
		}
	}
	t := Pick(token.Find(text), keys)
	return t, t != nil
}

// Pick takes the token that looks most like an assertion by one of the keys; nil for none.
func Pick(list []token.Token, keys []Registered) *Token {
	var best *Token
	most := 0
	for _, found := range list {
		t := claimed(found)
		if t == nil {
			continue
		}
		if likeness := t.likeness(keys); best == nil || likeness > most {
			best, most = t, likeness
		}
	}
	return best
}

// readNamed reads the token that directly follows a name; nil for none.
func readNamed(text []byte, name string) *Token {
	for range maxNamed {
		at := bytes.Index(text, []byte(name))
		if at < 0 {
			return nil
		}
		text = text[at+len(name):]
		start := strings.TrimLeft(percent.Replace(string(text[:min(len(text), maxBetween)])), " \t\r\n=:\"'\\")
		if !strings.HasPrefix(start, "e") { // as all tokens begin
			continue
		}
		start, _, _ = strings.Cut(start, "\n")
		if found := token.Find(text); len(found) > 0 {
			if t := claimed(found[0]); t != nil && bytes.HasPrefix(t.Inputs[0], []byte(start[:min(len(start), 10)])) {
				return t
			}
		}
	}
	return nil
}

// maxBetween is how much is looked at for where a parameter's value begins.
const maxBetween = 64

// percent is what stands in an encoded form between a parameter's name and its value.
var percent = strings.NewReplacer("%3D", "=", "%3d", "=", "%3A", ":", "%3a", ":", "%22", `"`)

// claimed is a JWS whose payload is claims; nil for any other token.
func claimed(found token.Token) *Token {
	t := &Token{Token: found, Members: object(found.HeaderText), Claims: object(found.Payload)}
	if found.Parts != 3 || t.Members == nil || t.Claims == nil {
		return nil
	}
	return t
}

// likeness is how much a token is like an assertion by one of the keys, beside
// the others of its text: proofs of possession (RFC 9449), ID tokens, access
// tokens.
func (t *Token) likeness(keys []Registered) (n int) {
	switch t.typ() {
	case vendors.TypClientAuthentication:
		n += 8
	case "", "jwt":
	case "dpop+jwt":
		n -= 16
	default:
		n -= 8
	}
	if named(&Case{Token: t, Keys: keys}) >= 0 {
		n += 4
	}
	if iss := text(t.Claims, "iss"); iss != "" && iss == text(t.Claims, "sub") {
		n += 2
	}
	return n
}

// typ is the type in the header, without what may stand before it (RFC 7515 section 4.1.9).
func (t *Token) typ() string {
	return strings.TrimPrefix(strings.ToLower(text(t.Members, "typ")), "application/")
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
