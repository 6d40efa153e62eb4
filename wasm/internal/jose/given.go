package jose

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"jwkmint/wasm/internal/key"
)

// maxLabel bounds kid, use and alg, in characters, as the options bound a key
// ID that is typed: they come back in every form of the key, so that a kid of
// 5 MiB made a reply of 21.
const maxLabel = 1024

// given reads the members that are not the key itself. One of the wrong type
// is left out with a note: it does not change which key this is.
func (p *parser) given() key.Given {
	g := key.Given{KID: p.label("kid"), Use: p.label("use"), Alg: p.label("alg")}
	if p.has("key_ops") && json.Unmarshal(p.raw("key_ops"), &g.KeyOps) != nil {
		g.KeyOps = nil
		p.leaveOut("key_ops", "not a list of texts")
	}
	g.X5C = p.x5c()
	if strings.ContainsFunc(g.KID, unseen) {
		p.remarks = append(p.remarks, key.Warning{
			Code:    "kid_unseen_characters",
			Message: "The kid of this JWK has characters that are not seen: control characters, or some that turn the direction of text. It is kept as it came, and written with escapes.",
			Action:  "Make sure that it is what the other side has, or choose another key ID.",
		})
	}
	return g
}

// unseen reports whether a character is a control, or makes text look like what
// it is not.
func unseen(r rune) bool {
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == 0xFEFF || unicode.Is(unicode.Bidi_Control, r)
}

// label reads a member that should be a short text.
func (p *parser) label(name string) string {
	text, ok := p.text(name)
	switch {
	case !p.has(name):
	case !ok:
		p.leaveOut(name, "not a text")
	case utf8.RuneCountInString(text) > maxLabel:
		p.leaveOut(name, "longer than 1,024 characters")
		return ""
	}
	return text
}
