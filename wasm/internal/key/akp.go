package key

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/mldsa"
)

// Check verifies the lengths, and that the seed gives the public key.
func (k *AKP) Check() error {
	size := mldsa.PublicSize(k.Alg)
	switch {
	case size == 0:
		return fault.New(fault.UnsupportedAlgorithm, "")
	case len(k.Pub) != size || k.Seed != nil && len(k.Seed) != mldsa.SeedSize:
		return invalid("the key has not the length of " + k.Alg)
	case k.Seed != nil && !bytes.Equal(mldsa.Public(k.Alg, k.Seed), k.Pub):
		return mismatch("the private half does not give the public half")
	}
	return nil
}

// FromExpanded takes the public half from an expanded private key. One that is
// there already, in Pub, must be the same.
func (k *AKP) FromExpanded(expanded []byte) error {
	public, ok := mldsa.FromExpanded(k.Alg, expanded)
	switch {
	case !ok:
		return invalid("the expanded key of " + k.Alg + " has not its length, or contradicts itself")
	case len(k.Pub) > 0 && !bytes.Equal(k.Pub, public):
		return mismatch("the private half does not give the public half")
	}
	k.Pub = public
	return nil
}
