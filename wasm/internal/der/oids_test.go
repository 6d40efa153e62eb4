package der

import (
	"testing"

	"jwkmint/wasm/testkit"
)

func TestOIDString(t *testing.T) {
	for in, want := range map[string]string{
		"2a864886f70d01050d":     "1.2.840.113549.1.5.13",
		"550403":                 "2.5.4.3",
		"883703":                 "2.999.3",
		"00":                     "0.0",
		"":                       "",
		"2a86":                   "",
		"2affffffffffffffffff7f": "",
	} {
		if got := OIDString(testkit.Hex(t, in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
