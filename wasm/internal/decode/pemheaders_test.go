package decode

import (
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestDEKInfoLost: without the line that says how it is encrypted, nothing opens a key, and
// what is left is no damaged DER.
func TestDEKInfoLost(t *testing.T) {
	text := string(readVector(t, "text/dek.pem"))
	_, rest, ok := strings.Cut(text, "DEK-Info")
	_, rest, found := strings.Cut(rest, "\n")
	if !ok || !found {
		t.Fatal("no DEK-Info line")
	}
	head, _, _ := strings.Cut(text, "DEK-Info")
	for _, lost := range []string{head + rest, head + strings.TrimLeft(rest, "\n")} {
		if _, err := Decode(Input{Data: []byte(lost)}); fault.CodeOf(err) != fault.Malformed || !strings.Contains(err.Error(), "its DEK-Info line") {
			t.Errorf("%v", err)
		}
	}
}

// TestDEKInfoNotNeeded: a key that is not encrypted is read, whatever its headers say.
func TestDEKInfoNotNeeded(t *testing.T) {
	text := strings.Replace(string(readVector(t, "pem/rsa-pkcs1.pem")), "-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n", 1)
	if r, err := Decode(Input{Data: []byte(text)}); err != nil || len(r.Keys) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
