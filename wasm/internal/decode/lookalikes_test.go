package decode

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestLookalikes: what is pasted where a key is asked for is named, and what may be a
// secret is still offered as one.
func TestLookalikes(t *testing.T) {
	long := strings.Repeat("mCrQUU4f", 30)
	for text, want := range map[string]string{
		`{"keyCredentials":[{"customKeyIdentifier":"DC4F992637EC2E578801E6EBCA77C0E451568E3B","key":null,"type":"AsymmetricX509Cert"}]}`: "Entra",
		"client_id=abc\nclient_secret=8Q~x7Q8~abcDEFghiJKLmnoPQRst\n":                                                                    "a client secret with its settings",
		"client_secret=8Q~x7Q8~abcDEFghiJKLmnoPQRst":                                                                                     "choose: value",
		`{"kty":"RSA","n":"` + long + `..."AQAB","kid":"a"}`:                                                                             "shortened",
		`{"kty":"RSA","n":"` + long + `…"AQAB","kid":"a"}`:                                                                               "shortened",
		`{"kty":"RSA","n":"` + long + `"AQAB","kid":"a"}`:                                                                                "broken JSON",
		`{"kty":"RSA","n":"` + long:                                                                                                      "the JSON has no end",
	} {
		_, err := Decode(Input{Data: []byte(text)})
		said := "read"
		if err != nil {
			said = err.Error()
		}
		if choices := fault.Choices(err); len(choices) > 0 {
			said = "choose: " + strings.Join(choices, ", ")
		}
		if !strings.Contains(said, want) {
			t.Errorf("%.60s: %q, want %q", text, said, want)
		}
	}
}
