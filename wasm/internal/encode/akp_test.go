package encode

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/testkit"
)

// TestMLDSA holds what is written against the files of testdata/vectors/mldsa,
// which OpenSSL wrote, or read.
func TestMLDSA(t *testing.T) {
	for _, alg := range mldsa.Names {
		read := func(name string) []byte {
			data, err := os.ReadFile(filepath.Join(testkit.Vectors, "mldsa", alg[len(alg)-2:]+"-"+name))
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		private := read("private.json")
		keys, _, err := jose.Parse(private)
		if err != nil {
			t.Fatal(err)
		}
		k := &key.Key{Material: keys[0].Material}
		for form, name := range map[Form]string{PKCS8: "seed.pem", SPKI: "spki.pem"} {
			text, err := PEM(k, form)
			got, _ := pem.Decode([]byte(text))
			want, _ := pem.Decode(read(name))
			if err != nil || !bytes.Equal(got.Bytes, want.Bytes) || got.Type != want.Type {
				t.Errorf("%s, %s: %v", alg, form, err)
			}
		}
		if got := Forms(k); !slices.Equal(got, []Form{JWK, JWKS, SPKI, SPKIBase64, SPKIBase64Wrap, JWKPrivate, JWKSPrivate, PKCS8, PKCS8Base64, PKCS8Encrypted, JWKEncrypted}) {
			t.Errorf("%s: forms %v", alg, got)
		}
		// Its alg is its own, whatever the entry says, in its place.
		for _, e := range []*Entry{{Key: k, Use: "sig", KID: "a"}, {Key: k, Use: "sig", KID: "a", Alg: "RS256"}, {Key: keys[0], Alg: "RS256", Keep: true}} {
			text, err := e.JWK(true, Compact)
			var got, want map[string]string
			if err != nil || json.Unmarshal([]byte(text), &got) != nil || json.Unmarshal(private, &want) != nil {
				t.Fatalf("%s: %v", alg, err)
			}
			for name, value := range want {
				if got[name] != value {
					t.Errorf("%s, %s: %q", alg, name, got[name])
				}
			}
			if begins := `{"kty":"AKP","use":"sig","alg":"` + alg + `","kid":"a","pub":"`; !e.Keep && text[:len(begins)] != begins {
				t.Errorf("%s: %s", alg, text[:len(begins)])
			}
			if again, _, err := jose.Parse([]byte(text)); err != nil || !key.SamePublic(again[0].Material, k.Material) {
				t.Errorf("%s: the JWK is not read again: %v", alg, err)
			}
			public, err := e.JWK(false, Compact)
			if err != nil || bytes.Contains([]byte(public), []byte("priv")) {
				t.Errorf("%s: the public JWK has a private half: %v", alg, err)
			}
		}
	}
}
