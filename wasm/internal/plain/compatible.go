package plain

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// compatible returns a text with the characters of ASCII that others stand for: letters of
// full width, ligatures, and the dashes that word processors make of hyphens. It is nil
// where there are none.
func compatible(text []byte) []byte {
	const full = '！' - '!'
	plain := strings.Map(func(c rune) rune {
		if c > ' '+full && c <= '~'+full {
			return c - full
		}
		return c
	}, looksLike.Replace(string(text)))
	if !utf8.Valid(text) || bytes.Equal([]byte(plain), text) {
		return nil
	}
	return []byte(plain)
}

var looksLike = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\u3000", " ",
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "--", "\u2212", "-")
