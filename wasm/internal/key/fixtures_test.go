package key_test

import (
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// rsaKey returns a fresh copy of a private RSA key of keys.json.
func rsaKey(t testing.TB, name string) *key.RSA {
	t.Helper()
	k, ok := testkit.NodeKeys(t)[name].Private.Material(t).(*key.RSA)
	if !ok {
		t.Fatalf("no RSA key %q", name)
	}
	return k
}
