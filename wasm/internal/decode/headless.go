package decode

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

var errHeadless = fault.New(fault.Truncated, "its beginning is missing").WithHint("Copy it again from the original file, from its BEGIN line on.")

// headless are the PEM blocks in a text that was read in vain, whose END lines
// are there, after a line of base64 or none, and whose beginnings are not.
func headless(text []byte) (lost []key.Skipped) {
	var before []byte
	for line, rest := plain.NextLine(text); len(line) > 0; line, rest = plain.NextLine(rest) {
		line = bytes.TrimSpace(line)
		label, ends := bytes.CutPrefix(line, []byte("-----END "))
		if label, whole := bytes.CutSuffix(label, []byte("-----")); ends && whole && len(label) <= plain.MaxLabel && plain.IsBase64Word(before) {
			lost = append(lost, key.Skipped{Label: string(label), Err: errHeadless})
		}
		before = line
	}
	return lost
}
