package key_test

import (
	"bytes"
	"slices"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

func akp(alg string) *key.OKP {
	seed := []byte("\x9b\x3e\xc5\x72\x11 not a seed that anyone made")[:mldsa.SeedSize]
	public := mldsa.Public(alg, seed)
	return &key.OKP{Curve: alg, X: public, D: seed}
}

func TestAKP(t *testing.T) {
	for _, alg := range mldsa.Names {
		m := akp(alg)
		if err := m.Check(); err != nil || m.Public().Check() != nil || !m.IsPrivate() || m.Public().IsPrivate() {
			t.Errorf("%s: %v", alg, err)
		}
		if key.Title(m) != alg || key.Bits(m) != 8*mldsa.PublicSize(alg) || m.Kty() != "AKP" {
			t.Errorf("%s: %s, %d bits", alg, key.Title(m), key.Bits(m))
		}
		other := akp(alg)
		other.X = bytes.Clone(m.X)
		other.X[99] ^= 1
		if !key.SamePublic(m, m.Public()) || key.SamePublic(m, other) || key.SamePublic(m, &key.OKP{Curve: "ML-DSA-1", X: m.X}) || key.SamePublic(m, &key.Oct{K: m.X}) {
			t.Errorf("%s: SamePublic", alg)
		}
		for name, c := range map[string]struct {
			m    key.OKP
			want fault.Code
		}{
			"another public half": {key.OKP{Curve: alg, X: other.X, D: m.D}, fault.KeyMismatch},
			"a short public half": {key.OKP{Curve: alg, X: m.X[1:]}, fault.InvalidKey},
			"a short seed":        {key.OKP{Curve: alg, X: m.X, D: m.D[1:]}, fault.InvalidKey},
			"an empty seed":       {key.OKP{Curve: alg, X: m.X, D: []byte{}}, fault.InvalidKey},
			"another algorithm":   {key.OKP{Curve: "SLH-DSA-SHA2-128s", X: m.X}, fault.UnsupportedCurve},
		} {
			if err := c.m.Check(); fault.CodeOf(err) != c.want {
				t.Errorf("%s, %s: %v", alg, name, err)
			}
		}
	}
}

// TestHealthAKP: a seed or a public half of one byte was made by nobody.
func TestHealthAKP(t *testing.T) {
	m := akp("ML-DSA-44")
	if got := codes(m); got != nil {
		t.Errorf("a sound key: %v", got)
	}
	sevens := bytes.Repeat([]byte{7}, mldsa.SeedSize)
	public := mldsa.Public("ML-DSA-44", sevens)
	for name, m := range map[string]*key.OKP{
		"a seed of sevens":       {Curve: "ML-DSA-44", X: public, D: sevens},
		"a public half of zeros": {Curve: "ML-DSA-44", X: make([]byte, len(public))},
	} {
		if got := codes(m); !slices.Equal(got, []string{"key_pattern"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
