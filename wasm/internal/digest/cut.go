package digest

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/key"
)

// minCut is how many characters of a digest are taken for its beginning: as many as tools
// show that shorten one. By chance no other digest has them.
const minCut = 8

// FindCut tells which digest of the key a text is the beginning of, one that names it
// and is written as hexadecimal or base64. The match's Right is all of that digest; its
// spelling is returned.
func FindCut(k *key.Key, text string) (m Match, spelling string, ok bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ".…")
	if len(text) < minCut || strings.Trim(text, "0") == "" {
		return Match{}, "", false
	}
	for _, t := range formsOf(k).right() {
		if t.plain || t.cut > 0 || t.certificate > 1 {
			continue
		}
		for _, size := range sizes {
			digest := sum(size, t.data)
			digits := strings.ReplaceAll(strings.ToLower(text), ":", "")
			for _, s := range []struct{ spelling, whole, begins string }{
				{Hex, hex.EncodeToString(digest), digits},
				{Base64URL, base64.RawURLEncoding.EncodeToString(digest), text},
				{Base64, base64.StdEncoding.EncodeToString(digest), text},
			} {
				if len(s.begins) >= minCut && strings.HasPrefix(s.whole, s.begins) {
					return t.match(0, HashName(size), digest), s.spelling, true
				}
			}
		}
	}
	return Match{}, "", false
}
