package decode

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"slices"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// A file that is nothing but a raw key is offered for what it can be, with its bytes as
// they are, whatever they would be in a text or in DER.
func TestRawFile(t *testing.T) {
	for about, text := range map[string]string{
		"any":                   "f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff00",
		"ends of lines":         "0df1e20d0ac4b5a69788796a5b4c3d2e1f00112233445566778899aabbccdd0d",
		"white space around":    "20f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddee0a",
		"begins as longer DER":  "3042a2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff",
		"begins as a long DER":  "308204a2c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff",
		"a long dash":           "e28094f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccdd",
		"a mark of byte order":  "efbbbff1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccdd",
		"a broken UTF-16 begin": "f1e2fffe3000a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff",
	} {
		seed, err := hex.DecodeString(text)
		if err != nil || len(seed) != 32 {
			t.Fatal(about, len(seed), err)
		}
		_, err = Decode(Input{Data: seed})
		if got := fault.Choices(err); fault.CodeOf(err) != fault.WhichKey || !slices.Contains(got, key.Ed25519) || slices.Contains(got, AsText) {
			t.Errorf("%s: %v, offers %q", about, err, got)
			continue
		}
		r, err := Decode(Input{Data: seed, As: key.Ed25519})
		if err != nil {
			t.Errorf("%s: %v", about, err)
			continue
		}
		want := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
		if got := r.Keys[0].Material.(*key.OKP).X; !bytes.Equal(got, want) {
			t.Errorf("%s: another key", about)
		}
	}
	// A file of DER that was cut to such a length is no raw key.
	for _, name := range []string{"der/p256-pkcs8.der", "der/p256-spki.der", "der/encrypted-pkcs8-wrong-passphrase.der", "der/rsa-pkcs1-public-exponent-17.der", "pkcs12/mac-sha224.p12"} {
		for _, size := range []int{48, 57, 64} {
			if _, err := Decode(Input{Data: readVector(t, name)[:size]}); fault.CodeOf(err) != fault.Truncated {
				t.Errorf("%s, cut to %d: %v", name, size, err)
			}
		}
	}
	// Of another length, and in UTF-16, they are none.
	for about, data := range map[string][]byte{
		"31 bytes": bytes.Repeat([]byte{0xf1}, 31),
		"UTF-16":   append([]byte{0xff, 0xfe}, []byte("a\x00b\x00c\x00d\x00e\x00f\x00g\x00h\x00i\x00j\x00k\x00l\x00m\x00n\x00o\x00")...),
	} {
		_, err := Decode(Input{Data: data})
		if fault.CodeOf(err) != fault.NoKey || slices.Contains(fault.Choices(err), key.Ed25519) {
			t.Errorf("%s: %v", about, err)
		}
	}
}
