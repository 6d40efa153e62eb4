package key

import (
	"testing"

	"jwkmint/wasm/internal/fault"
)

// What is made from a private half is what Check would accept if it computed the
// public one again.
func TestDerivedKeys(t *testing.T) {
	for _, curve := range []string{P256, P384, P521, Secp256k1} {
		d := make([]byte, CurveBytes(curve))
		if _, err := NewEC(curve, d); fault.CodeOf(err) != fault.InvalidKey {
			t.Errorf("%s: zero gives %v", curve, err)
		}
		d[len(d)-1] = 2
		k, err := NewEC(curve, d)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&EC{Curve: curve, X: k.X, Y: k.Y, D: d}).Check(); err != nil || k.Check() != nil {
			t.Errorf("%s: %v, %v", curve, err, k.Check())
		}
		if err := (&EC{Curve: curve, X: k.Y, Y: k.X, D: d}).Check(); fault.CodeOf(err) != fault.InvalidKey {
			t.Errorf("%s: a point beside the curve: %v", curve, err)
		}
	}
	for _, curve := range []string{Ed25519, X25519, Ed448, X448, "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"} {
		d := make([]byte, SeedBytes(curve))
		d[0] = 1
		if _, err := NewOKP(curve, d[1:]); fault.CodeOf(err) != fault.InvalidKey {
			t.Errorf("%s: a short seed gives %v", curve, err)
		}
		k, err := NewOKP(curve, d)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&OKP{Curve: curve, X: k.X, D: d}).Check(); err != nil || k.Check() != nil {
			t.Errorf("%s: %v, %v", curve, err, k.Check())
		}
		other := append([]byte{k.X[0] ^ 2}, k.X[1:]...)
		if err := (&OKP{Curve: curve, X: other, D: d}).Check(); fault.CodeOf(err) != fault.KeyMismatch {
			t.Errorf("%s: another public half: %v", curve, err)
		}
	}
}
