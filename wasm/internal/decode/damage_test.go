package decode

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jwkmint/wasm/internal/key"
)

// No byte of a private key that holds its public half can be changed so that
// another key comes out: what is read leniently is still held against itself.
func TestDamageGivesNoOtherKey(t *testing.T) {
	for _, name := range []string{
		"pem/rsa-pkcs1.pem", "pem/rsa-pkcs8.pem",
		"pem/p256-sec1.pem", "pem/p384-sec1.pem", "pem/p521-sec1.pem", "pem/secp256k1-sec1.pem",
		"pem/p256-pkcs8.pem", "pem/p384-pkcs8.pem",
		"pem/p256-compressed-sec1.pem",
		"pem/ed25519-pkcs8-v2.pem", "pem/ed25519-pkcs8-v2-explicit.pem",
	} {
		text, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		whole := pemBytes(t, text)
		want := soleKey(whole)
		step := 2
		flips := []byte{0x01, 0x20, 0x80, 0}
		if len(whole) > 600 { // an RSA key, whose numbers are all alike
			step, flips = 29, flips[:3]
		}
		for i := 0; i < len(whole); i += step {
			flips[len(flips)-1] = whole[i] // to zero
			for _, flip := range flips {
				if flip == 0 {
					continue
				}
				damaged := slices.Clone(whole)
				damaged[i] ^= flip
				if got := soleKey(damaged); got != "" && got != want {
					t.Errorf("%s: byte %d changed by %#x gives another key", name, i, flip)
				}
			}
		}
	}
}

// Under a cipher in CBC mode one changed byte makes another block of all its bytes, so
// that both halves of a key can be damaged at once: no other key comes out of that either.
func TestDamageUnderCipher(t *testing.T) {
	for _, name := range []string{"pbes/iterations-1.pem", "pbes/des-cbc.pem"} {
		text, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		whole := pemBytes(t, text)
		open := func(der []byte) (*Result, error) {
			return Decode(Input{Data: der, Passphrase: []byte(vectorPassphrase)})
		}
		right, err := open(whole)
		if err != nil || right.Keys[0].Material.Kty() != key.KtyEC {
			t.Fatal(name, err)
		}
		refused := 0
		for i := len(whole) - 140; i < len(whole); i++ { // what is encrypted
			for _, flip := range []byte{0x01, 0x10, 0x80} {
				damaged := slices.Clone(whole)
				damaged[i] ^= flip
				r, err := open(damaged)
				if err == errDamagedInside {
					refused++
				}
				if err == nil && len(r.Keys) > 0 && !key.SamePublic(r.Keys[0].Material, right.Keys[0].Material) {
					t.Errorf("%s: byte %d changed by %#x gives another key", name, i, flip)
				}
			}
		}
		if refused == 0 {
			t.Errorf("%s: the public half alone is never unreadable, so that this shows nothing", name)
		}
	}
}

// soleKey is the digest of the private numbers of the one key in der; "" when
// there is none.
func soleKey(der []byte) string {
	result, err := Decode(Input{Data: der})
	if err != nil || len(result.Keys) != 1 || !result.Keys[0].Material.IsPrivate() {
		return ""
	}
	return digestOf(jwkMembers(result.Keys[0].Material))
}

// TestDamagedCertificate changes each bit of certificates that signed themselves: none
// gives another key without a word.
func TestDamagedCertificate(t *testing.T) {
	for _, name := range []string{"cert/ed25519.pem", "cert/certificate.pem", "cert/rsa.pem"} {
		whole := readBlock(t, name)
		right, err := Decode(Input{Data: whole})
		if err != nil || len(right.Keys[0].Notes) > 0 {
			t.Fatalf("%s: %v", name, err)
		}
		said := map[string]int{}
		for i := range 8 * len(whole) {
			data := bytes.Clone(whole)
			data[i/8] ^= 1 << (i % 8)
			result, err := Decode(Input{Data: data})
			switch {
			case err != nil:
				said["refused"]++
			case len(result.Skipped) > 0 || len(result.Keys[0].Notes) > 0 || len(key.Health(&key.Key{Material: result.Keys[0].Material}, time.Time{})) > 0:
				said["said"]++
			case sameMaterial(result.Keys[0].Material, right.Keys[0].Material):
				said["right"]++ // of another name, or with another key identifier
			default:
				t.Errorf("%s: bit %d of octet %d: another key", name, i%8, i/8)
			}
		}
		t.Logf("%s: %v", name, said)
	}
}
