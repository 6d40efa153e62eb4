package decode

import (
	"bytes"
	"slices"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// notePrivate says of public JWKs that a private number stands beside them, as where a
// bracket came into the middle of a private one and ended it early.
func (r *reader) notePrivate(text []byte) {
	if len(r.parts) == 0 || len(r.skipped) > 0 || !isJWKText(text) {
		return
	}
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		said := func(w key.Warning) bool { return w.Code == "jwk_member_ignored" } // of an expanded key of ML-DSA
		if p.Key.Material.IsPrivate() || slices.ContainsFunc(p.Key.Notes, said) {
			return
		}
	}
	if hasPrivateMember(text) {
		r.note(0, raw.PrivateUnread)
	}
}

// hasPrivateMember reports whether a text has a member d or priv with a number, however
// its quotes are written.
func hasPrivateMember(text []byte) bool {
	const (
		least = 40            // characters of the number
		marks = "\"'`\\ \t\n" // between the name, what follows it, and the number
	)
	text = bytes.ReplaceAll(text, []byte(`\u0022`), []byte(`"`))
	for pos := 0; ; {
		i := bytes.IndexAny(text[pos:], ":=")
		if i < 0 {
			return false
		}
		before, after := bytes.TrimRight(text[pos:pos+i], marks), bytes.TrimLeft(text[pos+i+1:], marks+">")
		pos += i + 1
		name := before[bytes.LastIndexFunc(before, func(c rune) bool { return c > 'z' || !plain.IsBase64(byte(c)) })+1:]
		digits := 0
		for digits < min(least, len(after)) && plain.IsEitherBase64(after[digits]) {
			digits++
		}
		if digits == least && (string(name) == "d" || string(name) == "priv") {
			return true
		}
	}
}
