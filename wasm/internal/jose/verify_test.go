package jose

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"slices"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestVerify accepts what Node signed and nothing that differs in one bit.
func TestVerify(t *testing.T) {
	data, err := os.ReadFile("../../testdata/keys/signatures.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Input      string
		Signatures []struct{ Key, Alg, Signature string }
	}
	if err := json.Unmarshal(data, &file); err != nil || len(file.Signatures) < 30 {
		t.Fatalf("%d signatures, %v", len(file.Signatures), err)
	}
	keys := nodeKeys(t)
	input := []byte(file.Input)
	for _, s := range file.Signatures {
		m := parseOne(t, jsonText(t, keys[s.Key].Private)).Material
		signature, err := base64.RawURLEncoding.DecodeString(s.Signature)
		if err != nil {
			t.Fatal(err)
		}
		if s.Key == "ed448" {
			// No code for it here: it must say so, and never "false".
			if _, err := Verify(m, s.Alg, input, signature); !errors.Is(err, ErrUnverifiable) {
				t.Errorf("%s by %s: %v", s.Alg, s.Key, err)
			}
			continue
		}
		if public := m.Public(); public != nil {
			m = public
		}
		if ok, err := Verify(m, s.Alg, input, signature); !ok || err != nil {
			t.Errorf("%s by %s: %v, %v", s.Alg, s.Key, ok, err)
		}
		half := len(signature) / 2
		for name, bad := range map[string]struct{ input, signature []byte }{
			// A reader that splits at the curve's length, or in the middle,
			// would take these numbers for the same.
			"a zero before s":    {input, slices.Concat(signature[:half], []byte{0}, signature[half:])},
			"a zero before both": {input, slices.Concat([]byte{0}, signature[:half], []byte{0}, signature[half:])},
			"a zero before it":   {input, slices.Concat([]byte{0}, signature)},
			"another input":      {append([]byte("x"), input...), signature},
			"another signature":  {input, flip(signature, len(signature)/3)},
			"its last bit":       {input, flip(signature, len(signature)-1)},
			"a cut signature":    {input, signature[:len(signature)-1]},
			"a longer signature": {input, append(signature[:len(signature):len(signature)], 0)},
			"no signature":       {input, nil},
		} {
			if ok, err := Verify(m, s.Alg, bad.input, bad.signature); ok || err != nil {
				t.Errorf("%s by %s, %s: %v, %v", s.Alg, s.Key, name, ok, err)
			}
		}
	}
}

func flip(b []byte, i int) []byte {
	c := append([]byte(nil), b...)
	c[i] ^= 1
	return c
}

// TestUnverifiable: an algorithm that does not fit the key is never tried.
func TestUnverifiable(t *testing.T) {
	keys := nodeKeys(t)
	material := func(name string) key.Material { return parseOne(t, jsonText(t, keys[name].Private)).Material }
	rsa := material("RSA 2048").(*key.RSA)
	for name, c := range map[string]struct {
		m   key.Material
		alg string
	}{
		"HMAC with an RSA key":      {rsa, "HS256"},
		"none":                      {rsa, "none"},
		"no algorithm":              {rsa, ""},
		"an encryption's":           {rsa, "RSA-OAEP"},
		"the wrong curve's":         {material("EC P-256"), "ES384"},
		"ES256 on secp256k1":        {material("EC secp256k1"), "ES256"},
		"a key agreement's":         {material("x25519"), "EdDSA"},
		"a secret too short for it": {material("oct 256"), "HS512"},
		"an exponent over 31 bits":  {&key.RSA{N: rsa.N, E: big.NewInt(1<<31 + 11)}, "RS256"},
		"a tiny modulus":            {&key.RSA{N: big.NewInt(35), E: big.NewInt(5)}, "RS256"},
		"a point off the curve":     {&key.EC{Curve: key.P256, X: make([]byte, 32), Y: make([]byte, 32)}, "ES256"},
	} {
		if ok, err := Verify(c.m, c.alg, []byte("input"), make([]byte, 64)); ok || !errors.Is(err, ErrUnverifiable) {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
}

// TestPSSSalt: RFC 7518 section 3.5 wants a salt as long as the hash.
func TestPSSSalt(t *testing.T) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	m := &key.RSA{N: k.N, E: big.NewInt(int64(k.E))}
	input := []byte("input")
	sum := sha256.Sum256(input)
	for salt, want := range map[int]bool{32: true, 20: false, 64: false, 1: false} {
		signature, err := rsa.SignPSS(rand.Reader, k, crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: salt, Hash: crypto.SHA256})
		if err != nil {
			t.Fatal(err)
		}
		if ok, err := Verify(m, "PS256", input, signature); ok != want || err != nil {
			t.Errorf("a salt of %d octets: %v, %v", salt, ok, err)
		}
	}
}

// TestOtherDigest names the digest of what was signed over another than the
// algorithm's, and none of what was not signed, or rightly.
func TestOtherDigest(t *testing.T) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	m := &key.RSA{N: k.N, E: big.NewInt(int64(k.E))}
	input := []byte("input")
	sign := func(hash crypto.Hash) []byte {
		h := hash.New()
		h.Write(input)
		signature, err := rsa.SignPKCS1v15(rand.Reader, k, hash, h.Sum(nil))
		if err != nil {
			t.Fatal(err)
		}
		return signature
	}
	if got := OtherDigest(m, input, sign(crypto.SHA1)); got != "SHA-1" {
		t.Errorf("RSA over SHA-1: %q", got)
	}
	if got := OtherDigest(m, input, sign(crypto.SHA256)); got != "" {
		t.Errorf("RSA over SHA-256, which is an algorithm's: %q", got)
	}
	if got := OtherDigest(m, []byte("other"), sign(crypto.SHA1)); got != "" {
		t.Errorf("another text: %q", got)
	}
}
