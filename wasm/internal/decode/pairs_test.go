package decode

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestPairsOfLongTexts: a text that is longer than what people paste is not looked through
// for members that are written one by one, which takes some passes over it.
func TestPairsOfLongTexts(t *testing.T) {
	text := string(readVector(t, "pairs/put.java"))
	for length, want := range map[int]bool{maxInside: true, maxInside + 9: false} {
		padded := strings.Repeat(";", length-len(text)) + text
		if _, err := Decode(Input{Data: []byte(padded)}); (err == nil) != want || err != nil && fault.CodeOf(err) != fault.NoKey {
			t.Errorf("%d bytes: %v", length, err)
		}
	}
}
