package decode

import (
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestNumbersBesideSaid: that a modulus beside bytes that words name was not read is said.
func TestNumbersBesideSaid(t *testing.T) {
	const said = `Ed25519PublicKey.from_public_bytes(bytes.fromhex("207373670af0b042ddf415531effe98a8c1c41efab61c25928afb5d92e108376"))`
	for beside, want := range map[string]bool{"": false, `new RSAPublicKeySpec(new BigInteger("d` + strings.Repeat("27cbd0df", 64) + `", 16))`: true} {
		result, err := Decode(Input{Data: []byte(beside + "\n" + said)})
		if err != nil || len(result.Keys) != 1 || slices.ContainsFunc(result.Keys[0].Notes, func(w key.Warning) bool { return w.Code == "numbers_left_out" }) != want {
			t.Errorf("%q: %+v, %v", beside, result, err)
		}
	}
}
