package decode

import (
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// TestSpelled: DER that a program took for a text is put back where its bytes are all there,
// and else named for that.
func TestSpelled(t *testing.T) {
	for _, name := range []string{"p256-pkcs8.pem", "p384-spki.pem", "rsa-3-primes-pkcs8.pem", "ed25519-pkcs8.pem"} {
		data := readVector(t, "pem/"+name)
		want, err := Decode(Input{Data: data})
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(data)
		latin := ""
		for _, c := range block.Bytes {
			latin += string(rune(c))
		}
		lost := strings.ToValidUTF8(string(block.Bytes), "\ufffd")
		for how, write := range map[string]func(text string) string{
			"bytes":       func(text string) string { return text },
			"a line more": func(text string) string { return text + "\n" },
			"base64":      func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) },
			"PEM": func(text string) string {
				return string(pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: []byte(text)}))
			},
		} {
			r, err := Decode(Input{Data: []byte(write(latin))})
			if err != nil || len(r.Keys) != 1 || !key.SamePublic(r.Keys[0].Material, want.Keys[0].Material) || r.Keys[0].Material.IsPrivate() != want.Keys[0].Material.IsPrivate() || len(r.Keys[0].Notes) == 0 || r.Keys[0].Notes[len(r.Keys[0].Notes)-1].Code != "bytes_spelled" {
				t.Errorf("%s, %s: %+v, %v", name, how, r, err)
			}
			if _, err := Decode(Input{Data: []byte(write(lost))}); how != "base64" && (fault.CodeOf(err) != fault.Malformed || !strings.Contains(err.Error(), "not all can be put back")) {
				t.Errorf("%s, %s, lost: %v", name, how, err)
			}
		}
		if r, err := Decode(Input{Data: block.Bytes}); err != nil || len(r.Keys[0].Notes) != len(want.Keys[0].Notes) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

// TestNotSpelled: words that begin as DER does are no key whose bytes were lost.
func TestNotSpelled(t *testing.T) {
	for _, text := range []string{"0€ for the key — and words, words and nothing but words", "0 – 1 = −1, as everybody who counts at all should know"} {
		if _, err := Decode(Input{Data: []byte(text)}); fault.CodeOf(err) != fault.NoKey {
			t.Errorf("%q: %v", text, err)
		}
	}
	// Bytes that are the same as characters were not put back, and are not read over and over.
	if _, err := Decode(Input{Data: []byte("0\x7f\x02\x01\x05" + strings.Repeat("a", 40))}); err == nil || strings.Contains(err.Error(), "characters") {
		t.Errorf("ASCII: %v", err)
	}
}
