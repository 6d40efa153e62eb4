package decode

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/plain"
)

// TestEscapesOfTwoKinds: an octal escape among hexadecimal ones is one that lost its x.
func TestEscapesOfTwoKinds(t *testing.T) {
	for text, want := range map[string]int{
		`"\x30\x71\0"`: 3, `"\x30\71"`: 0, `"\x30\07"`: 0, `"\x30\7"`: 0, `"\60\161\7"`: 3, `"\60a"`: 2, `"\0\x30"`: 2,
	} {
		if out, _, _ := plain.StringBytes([]byte(text)); len(out) != want {
			t.Errorf("%s: %d bytes", text, len(out))
		}
	}
}

// TestDashesBroken: octets with dashes between them, over which a line break came, are no
// shorter number.
func TestDashesBroken(t *testing.T) {
	text := string(readVector(t, "printed/net-dashes.txt"))
	i := strings.Index(text, "-59-")
	for _, edited := range []string{text[:i] + "\n" + text[i:], text[:i+3] + "\n" + text[i+3:], text[:i+4] + "\n" + text[i+4:], text[:i+3] + "\n" + text[i+4:], text[:i+4] + "\n" + text[i+5:]} {
		if _, err := Decode(Input{Data: []byte(edited)}); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%q: %v", edited[i-6:i+9], err)
		}
	}
}
