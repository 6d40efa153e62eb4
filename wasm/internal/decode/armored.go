package decode

import (
	"bytes"

	"jwkmint/wasm/internal/plain"
)

// armor reads a text that is PEM and nothing else, as most are, and reports whether that
// told all of it. Nothing beside the blocks, or within them, can say more then.
func (r *reader) armor(text []byte) bool {
	if !isArmored(text) {
		return false
	}
	before := *r
	r.blocks(text)
	if len(r.parts) > 0 && len(r.skipped) == 0 || locked(r.skipped) {
		return true
	}
	*r = before
	return false
}

// isArmored reports whether a text consists of PEM blocks as RFC 7468 has them, whose
// lines are base64 without headers.
func isArmored(text []byte) bool {
	var label []byte // of the block that has begun
	begun := false
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		line = bytes.TrimSpace(line)
		name, framed := bytes.CutSuffix(line, []byte("-----"))
		switch {
		case !framed:
			if len(line) > 0 && (label == nil || !plain.IsBase64Word(line)) {
				return false
			}
		case label == nil:
			if label, begun = bytes.CutPrefix(name, []byte("-----BEGIN ")); !begun {
				return false
			}
		default:
			if end, ok := bytes.CutPrefix(name, []byte("-----END ")); !ok || !bytes.Equal(end, label) {
				return false
			}
			label = nil
		}
	}
	return begun && label == nil
}
