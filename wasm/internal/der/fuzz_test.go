package der

import (
	"testing"

	"jwkmint/wasm/testkit"
)

// FuzzBER rewrites any input: DER of BER is its own DER.
func FuzzBER(f *testing.F) {
	testkit.Seeds(f, func(data []byte) { f.Add(data) }, "pkcs12")
	f.Fuzz(func(t *testing.T, data []byte) {
		if der, err := FromBER(data); err == nil {
			again, err := FromBER(der)
			if err != nil || string(again) != string(der) {
				t.Errorf("DER of BER is not its own DER: %v", err)
			}
		}
	})
}
