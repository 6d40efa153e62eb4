package digest

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
)

// minCut is how many characters of a digest are taken for its beginning: as many as tools
// show that shorten one. By chance no other digest has them.
const minCut = 8

// minAlike is how many characters of a digest are taken for a part of it where others were
// lost, added or changed.
const minAlike = 16

// FindPart tells which digest of the key a text is the beginning of, or its beginning and end
// with dots between them, one that names it and is written as hexadecimal or base64; or else,
// with damaged, which one it is but for characters that were lost, added or changed. The match's
// Right is all of that digest; its spelling is returned.
func FindPart(k *key.Key, text string) (m Match, spelling string, damaged, ok bool) {
	text = strings.ReplaceAll(strings.TrimRight(strings.TrimSpace(text), "="), "...", "…")
	if name, rest, _ := strings.Cut(text, ":"); slices.Contains(hashPrefixes, strings.ToLower(name)) {
		text = rest
	}
	head, tail, _ := strings.Cut(text, "…")
	tail = strings.TrimLeft(tail, ".…")
	text = head + tail
	if len(text) < minCut || strings.Trim(text, "0") == "" {
		return Match{}, "", false, false
	}
	digits := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), ":", "") }
	for _, t := range formsOf(k).right() {
		if t.plain || t.cut > 0 || t.certificate > 1 {
			continue
		}
		for _, size := range sizes {
			digest := sum(size, t.data)
			for _, s := range []struct{ spelling, whole, head, tail string }{
				{Hex, hex.EncodeToString(digest), digits(head), digits(tail)},
				{Base64URL, base64.RawURLEncoding.EncodeToString(digest), head, tail},
				{Base64, base64.RawStdEncoding.EncodeToString(digest), head, tail},
			} {
				shown := len(s.head) + len(s.tail)
				cut := shown >= minCut && shown < len(s.whole) && strings.HasPrefix(s.whole, s.head) && strings.HasSuffix(s.whole, s.tail)
				if cut || alike(strings.ToLower(s.whole), strings.ToLower(s.head+s.tail)) {
					return t.match(0, HashName(size), digest), s.spelling, !cut, true
				}
			}
		}
	}
	return Match{}, "", false, false
}

// alike reports whether two texts begin or end with the same minAlike characters.
func alike(a, b string) bool {
	return len(a) >= minAlike && len(b) >= minAlike && (a[:minAlike] == b[:minAlike] || a[len(a)-minAlike:] == b[len(b)-minAlike:])
}
