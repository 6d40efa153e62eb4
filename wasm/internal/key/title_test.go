package key_test

import (
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

func TestTitle(t *testing.T) {
	pairs := testkit.NodeKeys(t)
	for name, want := range map[string]string{
		"RSA 4096": "RSA 4096", "RSA 2041, e = 3": "RSA 2041", "EC P-521": "EC P-521", "EC secp256k1": "EC secp256k1",
		"ed25519": "Ed25519", "x448": "X448", "oct 520": "oct 520",
	} {
		if got := key.Title(pairs[name].Private.Material(t)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
