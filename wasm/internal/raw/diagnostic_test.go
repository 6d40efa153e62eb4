package raw

import (
	"strings"
	"testing"
)

// TestDiagnosticRefused: a COSE_Key as text that is not whole gives no key, and neither does
// what only looks like one.
func TestDiagnosticRefused(t *testing.T) {
	const x = "20d4bd4d2d9a4f5b9d0f8a7a0bb5f6b1f2d0fca5b6b5a5d3b1a1c7d1e7d0a3f1"
	whole := `{1: 4, 3: 5, -1: h'` + x + `'}`
	if keys := Diagnostic([]byte("a {b} " + whole)); len(keys) != 1 || keys[0].Given.Alg != "HS256" {
		t.Fatalf("%v", keys)
	}
	for _, text := range []string{
		strings.Replace(whole, "20d", "2d", 1), strings.Replace(whole, "}", "", 1), strings.Replace(whole, "h'", "'", 1)[:20], strings.Replace(whole, "1: 4", "1: 65540", 1),
		strings.Replace(whole, "3: 5", "3", 1), strings.Replace(whole, "h'", "q'", 1), `{1: 4, -1: b'\\x20` + strings.Repeat(`\\x41`, 31) + `'}`, "{", "{1", "{/", "", "{1: 4, -1: h", "{1: 4, -1: -}",
	} {
		if keys := Diagnostic([]byte(text)); keys != nil {
			t.Errorf("%s: %v", text, keys)
		}
	}
	const none = -1
	for size, notes := range map[int]int{256: 0, 255: none, 257: none, 248: 1} {
		got := none
		for _, k := range Diagnostic([]byte("{1: 3, -1: h'" + strings.Repeat("a7", size) + "', -2: h'010001'}")) {
			got = len(k.Notes)
		}
		if got != notes {
			t.Errorf("a modulus of %d octets: %d notes, want %d", size, got, notes)
		}
	}
	if keys := Diagnostic([]byte(strings.Repeat("{", 64) + whole)); keys != nil {
		t.Error("the 65th map was read")
	}
	if keys := Diagnostic([]byte(strings.Repeat("{", 63) + whole)); len(keys) != 1 {
		t.Error("the 64th map was not read")
	}
}
