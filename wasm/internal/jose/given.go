package jose

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jwkmint/wasm/internal/key"
)

// maxLabel bounds kid, use and alg, in characters, as the options bound a key
// ID that is typed: they come back in every form of the key, so that a kid of
// 5 MiB made a reply of 21.
const maxLabel = 1024

// maxOps bounds key_ops, in bytes of JSON: each operation is looked for among the
// others, so that 40,000 took seconds. All that are registered have a hundred.
const maxOps = 1024

// given reads the members that are not the key itself. One of the wrong type
// is left out with a note: it does not change which key this is.
func (p *parser) given(m key.Material, only []string) key.Given {
	g := key.Given{KID: p.label("kid"), Use: p.label("use"), Alg: p.label("alg")}
	if use := UseNamed(g.Use); use != "" && use != g.Use {
		g.Use = use
		p.mend("use", repair{one: "was another word for " + use})
	}
	if alg := AlgorithmNamed(m, only, g.Alg); alg != "" && alg != g.Alg {
		g.Alg = alg
		p.mend("alg", repair{one: "was another name for " + alg})
	}
	switch raw, ops := p.raw("key_ops"), p.opsInText(); {
	case !p.has("key_ops"):
	case len(raw) > maxOps:
		p.leaveOut("key_ops", "longer than 1,024 bytes")
	case len(ops) > 0:
		g.KeyOps = ops
		p.mend("key_ops", wasOneText)
	case json.Unmarshal(raw, &g.KeyOps) != nil:
		g.KeyOps = nil
		p.leaveOut("key_ops", "not a list of texts")
	}
	of := PrivateNumbers(m)
	for _, label := range []struct {
		name string
		text *string
	}{{"kid", &g.KID}, {"use", &g.Use}, {"alg", &g.Alg}} {
		if of.In(*label.text) {
			*label.text = ""
			p.leaveOut(label.name, isPrivate)
		}
	}
	if of.In(strings.Join(g.KeyOps, " ")) {
		g.KeyOps = nil
		p.leaveOut("key_ops", isPrivate)
	}
	g.X5C = p.x5c()
	g.Members = p.kept(m.Kty(), g.X5C != nil)
	switch {
	case strings.ContainsFunc(g.KID, unseen):
		p.remarks = append(p.remarks, key.Warning{
			Code:    "kid_unseen_characters",
			Message: "The kid of this JWK has characters that are not seen: line breaks, other control characters, or some that turn the direction of text. It is kept as it came, and written with escapes.",
			Action:  "Make sure that it is what the other side has, or choose another key ID.",
		})
	case strings.TrimSpace(g.KID) != g.KID:
		p.remarks = append(p.remarks, key.Warning{
			Code:    "kid_blanks",
			Message: "The kid of this JWK begins or ends with a blank. It is kept as it came.",
			Action:  "Make sure that it is what the other side has: key IDs are compared to the letter. Or choose another key ID.",
		})
	}
	return g
}

// maxGiven bounds what a JWK brings along beside its numbers and certificates, in
// bytes of JSON, and maxGivenDepth its nesting: it is written again in every form
// of the key, and indented, which takes space that grows with the square of the
// depth.
const (
	maxGiven      = 64 << 10
	maxGivenDepth = 16
)

// kept are the members as they came (key.Given.Members): those that hold the
// key keep their places, and so does x5c where it was read. A set that stands
// inside is none: its keys are keys of their own.
func (p *parser) kept(kty string, x5c bool) []key.RawMember {
	list := make([]key.RawMember, 0, len(p.list))
	size, over := 0, 0
	for _, m := range p.list {
		switch {
		case IsPart(kty, m.Name):
			switch {
			case !p.has(m.Name):
			case isForeign(kty, m.Name):
				p.leaveOut(m.Name, "no member of keys of this type")
			default:
				list = append(list, key.RawMember{Name: m.Name})
			}
			continue
		case m.Name == "x5c" && p.has("x5c"):
			if x5c {
				list = append(list, key.RawMember{Name: m.Name})
			}
			continue
		case p.isLeftOut(m.Name), m.Name == "keys" && m.Raw[0] == '[':
			continue
		}
		if size += len(m.Name) + len(m.Raw); size > maxGiven || depthOf(m.Raw) > maxGivenDepth {
			size -= len(m.Name) + len(m.Raw)
			over++
			continue
		}
		// Of its own memory: Raw is a piece of all that was pasted.
		list = append(list, key.RawMember{Name: m.Name, Raw: bytes.Clone(m.Raw)})
	}
	if over > 0 {
		p.left = append(p.left, strconv.Itoa(over)+" of the members that came with it: too long, or nested too deep")
	}
	return list
}

// depthOf returns how deep the objects and arrays of a JSON value are nested.
func depthOf(raw []byte) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// unseen reports whether a character is a control, or makes text look like what
// it is not.
func unseen(r rune) bool {
	return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == 0xFEFF || unicode.Is(unicode.Bidi_Control, r)
}

// label reads a member that should be a short text.
func (p *parser) label(name string) string {
	text, ok := p.text(name)
	if !ok && p.has(name) {
		if text, ok = almostText(name, p.raw(name)); ok {
			p.mend(name, repair{one: "was no text"})
		}
	}
	switch {
	case !p.has(name):
	case !ok:
		p.leaveOut(name, "not a text")
	case text == "" && string(p.raw(name)) == `""`:
		p.leaveOut(name, "an empty text")
	case utf8.RuneCountInString(text) > maxLabel:
		p.leaveOut(name, "longer than 1,024 characters")
		return ""
	}
	return text
}

// opsInText are the operations that key_ops is as one text; none where it has others than those
// of RFC 7517 section 4.3.
func (p *parser) opsInText() []string {
	text, _ := p.text("key_ops")
	ops := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	for _, op := range ops {
		if !strings.Contains(" sign verify encrypt decrypt wrapKey unwrapKey deriveKey deriveBits ", " "+op+" ") {
			return nil
		}
	}
	return ops
}

// isPrivate is why a member is left out that would be published.
const isPrivate = "a private number of the key stands in it"

// almostText is what a kid that is a whole number means, or a use or alg that is the only
// one of a list.
func almostText(name string, raw []byte) (string, bool) {
	var number int64
	var list []string
	switch {
	case name == "kid" && json.Unmarshal(raw, &number) == nil:
		return strconv.FormatInt(number, 10), true
	case name != "kid" && json.Unmarshal(raw, &list) == nil && len(list) == 1:
		return list[0], true
	}
	return "", false
}
