package testkit

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"jwkmint/wasm/internal/key"
)

// JWK is a JWK as Node writes it. The tests here read it themselves, so that
// they depend on no reader of ours.
type JWK struct {
	Kty, Crv, N, E, D, P, Q, DP, DQ, QI, X, Y, K string
	Alg, Pub, Priv                               string // of AKP
}

// Pair is one key of testdata/keys/keys.json; see make.mjs there.
type Pair struct {
	Private    JWK
	Public     *JWK
	Thumbprint string
}

// ReadJSON reads a file into what into points to.
func ReadJSON(t testing.TB, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// NodeKeys are the keys of testdata/keys/keys.json by name.
func NodeKeys(t testing.TB) map[string]Pair {
	t.Helper()
	keys := map[string]Pair{}
	ReadJSON(t, "../../testdata/keys/keys.json", &keys)
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

// Material is the key that the JWK holds.
func (j JWK) Material(t testing.TB) key.Material {
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
	case "AKP":
		return &key.OKP{Curve: j.Alg, X: unbase64(t, j.Pub), D: unbase64(t, j.Priv)}
	case "oct":
		return &key.Oct{K: unbase64(t, j.K)}
	}
	t.Fatalf("kty %q", j.Kty)
	return nil
}
