package decode

import (
	"bytes"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// noteShortened lists what a list leaves out of which keys were read: people write dots for it,
// Node "... 3 more items", and [Object] for what lies deep.
func (r *reader) noteShortened(text []byte) {
	said := func(s key.Skipped) bool { return s.Err == errShortenedList }
	if len(r.parts) > 0 && !slices.ContainsFunc(r.skipped, said) && isShortened(text) {
		r.skip("rest of a list", errShortenedList)
	}
}

var errShortenedList = fault.New(fault.NotAKey, "only dots, or [Object], stand for it").
	WithHint("Have the list written whole, in JavaScript by JSON.stringify(list).")

// isShortened reports whether one of these marks stands in a list: behind its bracket, or behind
// an element and before the end.
func isShortened(text []byte) bool {
	const longest = 40 // bytes of "3 more items"
	for _, mark := range []string{"...", "…", "[Object]"} {
		for rest := text; ; {
			at := bytes.Index(rest, []byte(mark))
			if at < 0 {
				break
			}
			before := bytes.TrimRight(rest[:at], ", \t\r\n")
			rest = rest[at+len(mark):]
			if len(before) == 0 {
				continue
			}
			next := rest[:min(len(rest), longest)]
			end := bytes.IndexAny(next, "[]{}\"'")
			switch before[len(before)-1] {
			case '[':
				return true
			case '}':
				if strings.HasPrefix(mark, "[") || end >= 0 && next[end] == ']' {
					return true
				}
			}
		}
	}
	return false
}
