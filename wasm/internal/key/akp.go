package key

import (
	"bytes"

	"jwkmint/wasm/internal/mldsa"
)

// FromExpanded takes the public half from an expanded private key of ML-DSA. One
// that is there already, in X, must be the same.
func (k *OKP) FromExpanded(expanded []byte) error {
	public, ok := mldsa.FromExpanded(k.Curve, expanded)
	if !ok {
		return invalid("the expanded key of " + k.Curve + " has not its length, or contradicts itself")
	}
	if k.X == nil {
		k.X = public
	}
	return k.gives(public)
}

// gives holds the public half against one that the private half gives.
func (k *OKP) gives(public []byte) error {
	if !bytes.Equal(public, k.X) {
		return mismatch("the private half does not give the public half of " + k.Curve)
	}
	return nil
}
