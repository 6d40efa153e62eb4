package decode

import (
	"testing"

	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwe"

	"jwkmint/wasm/internal/fault"
)

// TestNestedJWE: a key in a JWE in a JWE is read, and one that is wrapped over
// and over is not opened to its end.
func TestNestedJWE(t *testing.T) {
	passphrase := []byte("correct horse")
	text := []byte(`{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}`)
	for times := 1; times <= maxDepth+2; times++ {
		sealed, err := jwe.Encrypt(text, jwe.WithKey(jwa.PBES2_HS256_A128KW, passphrase))
		if err != nil {
			t.Fatal(err)
		}
		text = sealed
		got, err := Decode(Input{Data: text, Passphrase: passphrase})
		switch opened := err == nil && len(got.Parts) == 1; {
		case times <= maxDepth && !opened:
			t.Errorf("wrapped %d times: %v", times, err)
		case times > maxDepth && fault.CodeOf(err) != fault.TooLarge:
			t.Errorf("wrapped %d times, it is opened: %v, %v", times, opened, err)
		}
	}
}
