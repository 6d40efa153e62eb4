package key_test

import (
	"crypto/elliptic"
	"errors"
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// TestMostUseful: of several faults the one that a person can do most about, and of
// equals the first.
func TestMostUseful(t *testing.T) {
	order := []fault.Code{fault.NoKey, fault.NotAKey, fault.Malformed, fault.PassphraseRequired, fault.WrongPassphrase}
	skip := func(code fault.Code, detail string) key.Skipped { return key.Skipped{Err: fault.New(code, detail)} }
	for i, worse := range order {
		for _, better := range order[i+1:] {
			for _, list := range [][]key.Skipped{{skip(worse, ""), skip(better, "")}, {skip(better, ""), skip(worse, "")}} {
				if got := fault.CodeOf(key.MostUseful(list)); got != better {
					t.Errorf("%s and %s: %s", worse, better, got)
				}
			}
		}
		if err := key.MostUseful([]key.Skipped{skip(worse, "first"), skip(worse, "second")}); !strings.Contains(err.Error(), "first") {
			t.Errorf("two of %s: %v", worse, err)
		}
	}
	if got := key.MostUseful([]key.Skipped{{Err: errors.New("x")}, skip(fault.NotAKey, "")}); fault.CodeOf(got) != fault.Internal {
		t.Errorf("%v", got)
	}
}

// TestBeside: what stands beside a key counts where the key says nothing, and never
// for a JWK.
func TestBeside(t *testing.T) {
	from := key.Given{KID: "k", Use: "sig", Alg: "ES256", KeyOps: []string{"sign"}}
	for _, c := range []struct {
		given, want key.Given
	}{
		{key.Given{}, key.Given{KID: "k", Use: "sig", Alg: "ES256"}},
		{key.Given{KID: "own"}, key.Given{KID: "own", Use: "sig", Alg: "ES256"}},
		{key.Given{Use: "enc", Alg: "own"}, key.Given{KID: "k", Use: "enc", Alg: "own"}},
		{key.Given{Members: []key.RawMember{}}, key.Given{}},
	} {
		g := c.given
		g.AddBeside(from)
		if g.KID != c.want.KID || g.Use != c.want.Use || g.Alg != c.want.Alg || g.KeyOps != nil {
			t.Errorf("%+v: %+v", c.given, g)
		}
	}
	for _, g := range []key.Given{{KID: "a"}, {Use: "a"}, {Alg: "a"}, {KeyOps: []string{}}} {
		if g.Silent() {
			t.Errorf("%+v is silent", g)
		}
	}
	if g := (key.Given{X5C: [][]byte{{1}}}); !g.Silent() {
		t.Error("a certificate says what a key is for")
	}
}

// TestSizes: what people call keys, and how many octets their halves have.
func TestSizes(t *testing.T) {
	for curve, want := range map[string][3]int{ // public or coordinate, private, bits
		key.P256: {32, 32, 256}, key.P384: {48, 48, 384}, key.P521: {66, 66, 521}, key.Secp256k1: {32, 32, 256},
		key.Ed25519: {32, 32, 256}, key.X25519: {32, 32, 256}, key.Ed448: {57, 57, 456}, key.X448: {56, 56, 448},
		"ML-DSA-44": {1312, 32, 8 * 1312}, "ML-DSA-65": {1952, 32, 8 * 1952}, "ML-DSA-87": {2592, 32, 8 * 2592}, "P-224": {0, 0, 0},
	} {
		var m key.Material = &key.OKP{Curve: curve}
		if strings.HasPrefix(curve, "P-") || curve == key.Secp256k1 {
			m = &key.EC{Curve: curve}
		}
		if got := [3]int{key.CurveBytes(curve), key.SeedBytes(curve), key.Bits(m)}; got != want {
			t.Errorf("%s: %v, want %v", curve, got, want)
		}
	}
	if got := key.Bits(&key.RSA{N: big.NewInt(1 << 20)}); got != 21 {
		t.Errorf("RSA: %d", got)
	}
	if got := key.Bits(&key.Oct{K: make([]byte, 3)}); got != 24 {
		t.Errorf("a secret: %d", got)
	}
	if got := key.Bits(nil); got != 0 {
		t.Errorf("nothing: %d", got)
	}
}

// TestECPointBounds: the private number is above zero and below the order, on every
// curve.
func TestECPointBounds(t *testing.T) {
	secp256k1, _ := new(big.Int).SetString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16) // SEC 2 section 2.4.1
	for curve, n := range map[string]*big.Int{
		key.Secp256k1: secp256k1, key.P256: elliptic.P256().Params().N, key.P384: elliptic.P384().Params().N, key.P521: elliptic.P521().Params().N,
	} {
		size := key.CurveBytes(curve)
		for name, c := range map[string]struct {
			d  *big.Int
			ok bool
		}{
			"zero": {new(big.Int), false}, "one": {big.NewInt(1), true}, "below the order": {new(big.Int).Sub(n, big.NewInt(1)), true}, "the order": {n, false}, "above it": {new(big.Int).Add(n, big.NewInt(1)), false},
		} {
			point, err := key.ECPoint(curve, c.d.FillBytes(make([]byte, size)))
			if (err == nil) != c.ok || c.ok && (len(point) != 1+2*size || point[0] != 4) || !c.ok && fault.CodeOf(err) != fault.InvalidKey {
				t.Errorf("%s, %s: %x, %v", curve, name, point, err)
			}
		}
	}
	if _, err := key.ECPoint("P-224", make([]byte, 28)); fault.CodeOf(err) != fault.UnsupportedCurve {
		t.Errorf("P-224: %v", err)
	}
}

// TestFromExpanded: an expanded key gives its public half, which must be that which is
// there already.
func TestFromExpanded(t *testing.T) {
	const name = "ML-DSA-44"
	if err := (&key.OKP{Curve: name}).FromExpanded(make([]byte, mldsa.ExpandedSize(name))); fault.CodeOf(err) != fault.InvalidKey {
		t.Errorf("zeros: %v", err)
	}
	if err := (&key.OKP{Curve: name}).FromExpanded(nil); fault.CodeOf(err) != fault.InvalidKey {
		t.Errorf("nothing: %v", err)
	}
}
