package jose

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/testkit"
)

// mldsaFile is testdata/jwks/mldsa.json: see testdata/vectors/mldsa/make.mjs.
type mldsaFile struct {
	Signatures []struct {
		By, Input, Signature string
		JWK                  map[string]string
	}
	Printed []struct {
		PrintedIn string
		JWK       map[string]string
	}
}

func readMLDSA(t testing.TB) (f mldsaFile) {
	testkit.ReadJSON(t, "../../testdata/jwks/mldsa.json", &f)
	if len(f.Signatures) < 7 || len(f.Printed) != 6 {
		t.Fatalf("%d signatures, %d keys", len(f.Signatures), len(f.Printed))
	}
	return f
}

// TestMLDSA verifies the signatures of RFC 9964, OpenSSL and noble, and reads and
// writes the keys that made them.
func TestMLDSA(t *testing.T) {
	for _, s := range readMLDSA(t).Signatures {
		k := parseOne(t, jsonText(t, s.JWK))
		name := s.By + ", " + s.JWK["alg"]
		if got := texts(t, Members(k.Material, true)); !same(got, s.JWK) || len(k.Notes) > 0 {
			t.Errorf("%s: %v, %v", name, got, k.Notes)
		}
		public := Members(k.Material, false)
		if names := []string{public[0].Name, public[1].Name, public[2].Name}; len(public) != 3 || !slices.Equal(names, []string{"kty", "alg", "pub"}) {
			t.Errorf("%s: public members %v", name, public)
		}
		signature, err := base64.RawURLEncoding.DecodeString(s.Signature)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []key.Material{k.Material, k.Material.Public()} {
			if ok, err := Verify(m, s.JWK["alg"], []byte(s.Input), signature); !ok || err != nil {
				t.Errorf("%s: %v, %v", name, ok, err)
			}
		}
		signature[len(signature)/2] ^= 1
		if ok, err := Verify(k.Material, s.JWK["alg"], []byte(s.Input), signature); ok || err != nil {
			t.Errorf("%s: an altered signature: %v, %v", name, ok, err)
		}
		if _, err := Verify(k.Material, "ML-DSA-1", []byte(s.Input), signature); err != ErrUnverifiable {
			t.Errorf("%s: another algorithm: %v", name, err)
		}
	}
	// RFC 9964 figure 1.
	if s := readMLDSA(t).Signatures[0]; s.By != "RFC 9964" || ThumbprintText(parseOne(t, jsonText(t, s.JWK)).Material) != "T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o" {
		t.Error("another thumbprint than the RFC's")
	}
}

// TestSignMLDSA: what is signed verifies, by these names alone and with a private
// key alone.
func TestSignMLDSA(t *testing.T) {
	for _, name := range mldsa.Names {
		seed := make([]byte, mldsa.SeedSize)
		public := mldsa.Public(name, seed)
		m := &key.OKP{Curve: name, X: public, D: seed}
		token, err := Sign([]byte(`{"alg":"`+name+`"}`), []byte(`{}`), name, m)
		if err != nil || CanSign(m) != nil {
			t.Fatalf("%s: %v", name, err)
		}
		at := strings.LastIndexByte(token, '.')
		signature, _ := base64.RawURLEncoding.DecodeString(token[at+1:])
		if ok, err := Verify(m, name, []byte(token[:at]), signature); !ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
		if _, err := Sign(nil, nil, "EdDSA", m); err == nil {
			t.Errorf("%s signs by EdDSA", name)
		}
		if CanSign(m.Public()) == nil {
			t.Errorf("%s: the public half signs", name)
		}
		if got := Algorithms(m, UseSig, nil); !slices.Equal(got, []string{name}) || Algorithms(m, UseEnc, nil) != nil {
			t.Errorf("%s: algorithms %v", name, got)
		}
	}
}

// TestKeptAKP: members that others have too count as the key's own in AKP keys
// alone.
func TestKeptAKP(t *testing.T) {
	jwk := readMLDSA(t).Signatures[0].JWK
	k := parseOne(t, jsonText(t, jwk))
	public, rest := Publishable(k.Given.Members, Numbers{})
	if len(public) != len(jwk) || rest != nil || slices.ContainsFunc(public, func(m key.RawMember) bool { return m.Name == "priv" && m.Raw != nil }) {
		t.Errorf("%v, %v", public, rest)
	}
	var ed map[string]string
	if err := json.Unmarshal(jsonText(t, nodeKeys(t)["ed25519"].Public), &ed); err != nil {
		t.Fatal(err)
	}
	ed["pub"], ed["priv"] = "mine", "mine too"
	k = parseOne(t, jsonText(t, ed))
	public, rest = Publishable(k.Given.Members, nil)
	if !slices.ContainsFunc(public, func(m key.RawMember) bool { return m.Name == "pub" && string(m.Raw) == `"mine"` }) || !slices.Equal(rest, []string{"priv"}) {
		t.Errorf("members of another key type: %v, %v", public, rest)
	}
}
