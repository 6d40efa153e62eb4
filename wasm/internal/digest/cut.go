package digest

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/key"
)

// minCut is how many characters of a digest are taken for its beginning, or its beginning
// and end: as many as tools show that shorten one. By chance no other digest has them.
const minCut = 8

// FindCut tells which digest of the key a text is the beginning of, or the beginning and
// the end with dots between, one that names it and is written as hexadecimal or base64.
// The match's Right is all of that digest; its spelling is returned.
func FindCut(k *key.Key, text string) (m Match, spelling string, ok bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "…", "...")
	text, end, _ := strings.Cut(strings.TrimRight(text, "."), "...")
	if len(text) < minCut && len(end) < minCut/2 || len(text) < minCut/2 || strings.Trim(text, "0") == "" {
		return Match{}, "", false
	}
	plain := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), ":", "") }
	for _, t := range formsOf(k).right() {
		if t.plain || t.cut > 0 || t.certificate > 1 {
			continue
		}
		for _, size := range sizes {
			digest := sum(size, t.data)
			for _, s := range []struct{ spelling, whole, begins, ends string }{
				{Hex, hex.EncodeToString(digest), plain(text), plain(end)},
				{Base64URL, base64.RawURLEncoding.EncodeToString(digest), text, end},
				{Base64, base64.StdEncoding.EncodeToString(digest), text, end},
			} {
				if len(s.begins)+len(s.ends) >= minCut && strings.HasPrefix(s.whole, s.begins) && strings.HasSuffix(s.whole, s.ends) {
					return t.match(0, HashName(size), digest), s.spelling, true
				}
			}
		}
	}
	return Match{}, "", false
}
