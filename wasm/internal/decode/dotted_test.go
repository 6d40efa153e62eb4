package decode

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestNoKeyOfASignature gives tokens whose signature is DER: two numbers, of
// which the greater one comes first half of the time, as in an RSA public key.
func TestNoKeyOfASignature(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	number := func() []byte {
		b := make([]byte, 34)
		b[0], b[1] = 2, 32
		for i := 2; i < len(b); i++ {
			b[i] = byte(rnd.Uint32())
		}
		b[2], b[33] = b[2]&0x7f|1, b[33]|1
		return b
	}
	const input = "eyJhbGciOiAiRVMyNTYiLCAia2lkIjogImEifQ.eyJzdWIiOiIxIn0."
	for range 200 {
		signature := base64.RawURLEncoding.EncodeToString(append(append([]byte{0x30, 68}, number()...), number()...))
		for _, text := range []string{
			input + signature, "Bearer " + input + signature + "\n", input + "\n" + signature, "client_assertion=" + input + signature + "&a=b",
			`{"access_token":"` + input + signature + `"}`, strings.ReplaceAll(input, ".", "==.") + signature,
		} {
			if result, err := Decode(Input{Data: []byte(text)}); err == nil {
				t.Fatalf("a key came out of %s: %s", text, result.Keys[0].Source)
			}
		}
	}
}

// TestKeyAfterADot reads a key that stands behind a dot, and no token.
func TestKeyAfterADot(t *testing.T) {
	der := base64.StdEncoding.EncodeToString(readBlock(t, "pem/ed25519-pkcs8.pem"))
	for _, before := range []string{"This is my key.", "This is my key.\n", "a.b.", "key. ", "eyJ."} {
		if result, err := Decode(Input{Data: []byte(before + der)}); err != nil || len(result.Keys) != 1 {
			t.Errorf("behind %q: %v", before, err)
		}
	}
}
