package key_test

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"jwkmint/wasm/internal/key"
)

// jwk is a JWK as Node writes it. The tests here read it themselves, so that
// they depend on no reader of ours.
type jwk struct {
	Kty, Crv, N, E, D, P, Q, DP, DQ, QI, X, Y, K string
}

// pair is one key of testdata/keys/keys.json; see make.mjs there.
type pair struct {
	Private    jwk
	Public     *jwk
	Thumbprint string
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func nodeKeys(t testing.TB) map[string]pair {
	t.Helper()
	keys := map[string]pair{}
	readJSON(t, "../../testdata/keys/keys.json", &keys)
	if len(keys) < 30 {
		t.Fatalf("only %d keys in keys.json", len(keys))
	}
	return keys
}

func unbase64(t testing.TB, s string) []byte {
	t.Helper()
	if s == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (j jwk) material(t testing.TB) key.Material {
	t.Helper()
	number := func(s string) *big.Int {
		if s == "" {
			return nil
		}
		return new(big.Int).SetBytes(unbase64(t, s))
	}
	switch j.Kty {
	case "RSA":
		return &key.RSA{N: number(j.N), E: number(j.E), D: number(j.D), P: number(j.P), Q: number(j.Q),
			DP: number(j.DP), DQ: number(j.DQ), QI: number(j.QI)}
	case "EC":
		return &key.EC{Curve: j.Crv, X: unbase64(t, j.X), Y: unbase64(t, j.Y), D: unbase64(t, j.D)}
	case "OKP":
		return &key.OKP{Curve: j.Crv, X: unbase64(t, j.X), D: unbase64(t, j.D)}
	case "oct":
		return &key.Oct{K: unbase64(t, j.K)}
	}
	t.Fatalf("kty %q", j.Kty)
	return nil
}

// rsaKey returns a fresh copy of a private RSA key of keys.json.
func rsaKey(t testing.TB, name string) *key.RSA {
	t.Helper()
	k, ok := nodeKeys(t)[name].Private.material(t).(*key.RSA)
	if !ok {
		t.Fatalf("no RSA key %q", name)
	}
	return k
}
