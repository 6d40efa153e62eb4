package decode

import (
	"bytes"
	"encoding/json"
)

// jsonWithin finds the first JSON value in a text that has other text around it, such as
// the command that printed it, and returns where it begins and ends: an object or a list
// that is whole. ok is false where there is none.
func (r *reader) jsonWithin(text []byte) (from, to int, ok bool) {
	for pos := 0; ; {
		i := bytes.IndexAny(text[pos:], "{[")
		if i < 0 {
			return 0, 0, false
		}
		pos += i + 1
		if next := bytes.TrimLeft(text[pos:], " \t\r\n"); len(next) == 0 || next[0] != '"' && next[0] != '{' {
			continue
		}
		const slow = 4 // times as long as other ways to read take
		if !r.rescans.spend(slow * (len(text) - pos)) {
			return 0, 0, false
		}
		dec := json.NewDecoder(bytes.NewReader(text[pos-1:]))
		if value := (json.RawMessage)(nil); dec.Decode(&value) == nil {
			return pos - 1, pos - 1 + len(value), true
		}
	}
}

// aroundJSON reads a text that has JSON in it, which says more of its keys than they say
// themselves, and what stands before and after that. It reports false, and reads
// nothing, where no JSON in it gives anything.
func (r *reader) aroundJSON(text []byte) bool {
	from, to, ok := r.jsonWithin(text)
	if !ok || !r.literal(text[from:to], nil, func() { r.text(text[:from]) }) {
		return false
	}
	r.text(text[to:])
	return true
}
