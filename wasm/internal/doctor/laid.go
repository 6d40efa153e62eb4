package doctor

import (
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/token"
)

const (
	// maxLaid bounds the text in which a token is looked for that was laid open, in bytes,
	// and maxObjects the objects: each is read from its beginning.
	maxLaid    = 1 << 16
	maxObjects = 32
)

// asJSON are the ways in which JSON comes: as it should, with the quotes that forums print,
// and as Python and Ruby print what they read. What stands in a text of theirs stays.
var asJSON = []*strings.Replacer{strings.NewReplacer(), straight, strings.NewReplacer("'", `"`,
	`"=>nil`, `":null`, `"=>`, `":`, `" => nil`, `": null`, `" => `, `": `, ": True", ": true", ": False", ": false", ": None", ": null")}

// ReadOdd takes a token out of a text in which none stands as it is sent: one that is in
// base64 once more, or else the header and the claims where they stand as JSON, as
// debuggers and libraries lay a token open; of these the header may be missing.
func ReadOdd(text []byte, keys []Registered) *Token {
	if slices.ContainsFunc(token.Find(text), func(t token.Token) bool { return t.Parts >= 3 && !t.Shortened }) {
		return nil
	}
	if t := Pick(token.Find([]byte(token.Encoded(string(text)))), keys); t != nil {
		t.Encoded = true
		return t
	}
	if len(text) > maxLaid {
		return nil
	}
	for _, quotes := range asJSON {
		if t := laid(quotes.Replace(string(text))); t != nil {
			return t
		}
	}
	return nil
}

func laid(s string) *Token {
	t := &Token{Laid: true}
	t.Parts = 3
	for range maxObjects {
		start := strings.IndexByte(s, '{')
		if start < 0 {
			break
		}
		given := start > 0 && s[start-1] == '(' // to a function, which may add claims to it
		s = s[start:]
		var found json.RawMessage
		d := json.NewDecoder(strings.NewReader(s))
		if given || d.Decode(&found) != nil {
			s = s[1:]
			continue
		}
		switch o := object(found); {
		case t.Claims == nil && areClaims(o):
			t.Claims, t.Payload = o, found
		case t.Members == nil && text(o, "alg") != "" && o["kty"] == nil:
			t.Members, t.HeaderText = o, found
			t.Header, _ = token.ReadHeader(found)
		default:
			s = s[1:] // either may be inside
			continue
		}
		s = s[d.InputOffset():]
	}
	if t.Claims == nil {
		return nil
	}
	return t
}

// areClaims tells the claims of an assertion or a DPoP proof from other JSON with a name of
// theirs: the answer of an introspection (RFC 7662) has them beside active.
func areClaims(o map[string]any) bool {
	n := 0
	for _, name := range []string{"iss", "sub", "aud", "exp", "htm", "htu"} {
		if o[name] != nil {
			n++
		}
	}
	return n > 1 && o["active"] == nil
}

// laidRules are those for a token that was laid open: without a header nothing is said of
// that, and never of the signature.
func (t *Token) laidRules() []rule {
	rules := []rule{serverAnswer, openly}
	if t.Members != nil {
		rules = append(rules, leak, members, algorithm, keyID, keyUse, keyAlgorithm, thumbprints, tokenType)
	}
	return append(rules, parties, audience, times, tokenID, scopes)
}

// openly says what cannot be looked at.
func openly(c *Case, r *report) {
	what := "The signature"
	if c.Token.Members == nil {
		what = "The header and the signature"
	}
	r.unchecked = append(r.unchecked, what+": paste the token itself, three parts with dots between.")
}
