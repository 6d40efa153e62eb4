package decode

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// Diffie-Hellman parameters read as an RSA public key but for a test that
// costs much and so is made a few times only: keys whose exponent is no
// generator do not use it up.
func TestDHParametersAfterKeys(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	keys, parameters := read("der/rsa-pkcs1-public.der"), read("refused/dh-parameters-5.der")
	result, err := Decode(Input{Data: append(bytes.Repeat(keys, 6), parameters...)})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Keys) != 6 || len(result.Skipped) != 1 || fault.CodeOf(result.Skipped[0].Err) != fault.NotAKey {
		t.Errorf("%d keys, skipped %v", len(result.Keys), result.Skipped)
	}
}
