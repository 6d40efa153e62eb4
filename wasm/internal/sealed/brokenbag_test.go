package sealed

import (
	"errors"
	"testing"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/testkit"
)

// TestBrokenBags: of a SafeBag that is broken the kind is known where it can be read, and
// of bags within a bag what is left of them, whichever form their length has.
func TestBrokenBags(t *testing.T) {
	const nested, other = "060b2a864886f70d010c0a0106", "060b2a864886f70d010c0a0101"
	broken := errors.New("broken")
	for text, want := range map[string]struct {
		kind, value string
		read        bool
	}{
		"3080" + nested + "a0800102":   {oidNestedBag, "\x01\x02", true},
		"3080" + nested + "a0020102ff": {oidNestedBag, "\x01\x02", true},
		"3080" + other + "a0800102":    {"1.2.840.113549.1.12.10.1.1", "", false},
		"3080" + nested:                {oidNestedBag, "", false},
		"3080ffff":                     {"", "", false},
	} {
		b, err := readBag(der.Element{DER: testkit.Hex(t, text), Err: broken})
		if b.kind != want.kind || string(b.value) != want.value || (err == nil) != want.read || err != nil && err != broken {
			t.Errorf("%s: kind %q, value %x, %v", text, b.kind, b.value, err)
		}
	}
}
