package decode

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// TestSaid: 32 bytes are the key that the words beside them name, and are offered where
// these name none, or several.
func TestSaid(t *testing.T) {
	octets, err := hex.DecodeString("539f3a8b998ab730144e4e30eeaecf4a4f04563b154799259f46202bd60ef365")
	if err != nil {
		t.Fatal(err)
	}
	digits, word := hex.EncodeToString(octets), base64.StdEncoding.EncodeToString(octets)
	for text, want := range map[string]string{
		"Ed25519 public key: " + word:                                     "Ed25519 public",
		"ED25519_PUBLIC_KEY=" + digits:                                    "Ed25519 public",
		"ed25519 pubkey " + digits:                                        "Ed25519 public",
		`{"type":"ed25519","publicKey":"` + word + `"}`:                   "Ed25519 public",
		"Curve25519 public key " + word:                                   "X25519 public",
		"ed25519 seed = " + digits:                                        "Ed25519",
		"X25519 private key: " + digits:                                   "X25519",
		"prime256v1 private key: " + digits:                               "P-256",
		"secp256k1 secret " + digits:                                      "secp256k1",
		"Ed25519 key: " + word:                                            "which", // which half
		"public key: " + word:                                             "which", // of what
		"Ed25519 public or private key: " + word:                          "which",
		"Ed25519 or X25519 public key: " + word:                           "which",
		"P-256 public key, or Ed25519's: " + word:                         "which",
		"P-256 public key: " + word:                                       "which", // it is no point
		"Ed25519 public key, in base58: " + word:                          "which",
		"Ed25519 public key: " + strings.Repeat("A", 42) + "E":            "which", // of base58, or base64 without its padding
		"Ed25519 public key: " + strings.Repeat("A", 42) + "E=":           "Ed25519 public",
		"fingerprint of the Ed25519 public key, as sha256:\nA\n" + digits: "which",
	} {
		result, err := Decode(Input{Data: []byte(text)})
		if want == "which" {
			if err == nil {
				t.Errorf("%q: %s", text, key.Title(result.Keys[0].Material))
			} else if code := fault.CodeOf(err); code != fault.WhichKey && code != fault.NotAKey && code != fault.NoKey {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		k := result.Keys[0]
		curve, public := strings.CutSuffix(want, asPublic)
		if key.Title(k.Material) != key.Title(sample(t, curve, octets)) || k.Material.IsPrivate() == public || len(k.Notes) != 1 || k.Notes[0].Code != "said_in_words" {
			t.Errorf("%q: %s, private %v, %v", text, key.Title(k.Material), k.Material.IsPrivate(), k.Notes)
		}
	}
}

// sample is a private key on a curve.
func sample(t *testing.T, curve string, octets []byte) key.Material {
	t.Helper()
	result, err := Decode(Input{Data: []byte(hex.EncodeToString(octets)), As: curve})
	if err != nil {
		t.Fatal(err)
	}
	return result.Keys[0].Material
}
