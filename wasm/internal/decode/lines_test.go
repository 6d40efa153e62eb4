package decode

import (
	"testing"

	"jwkmint/wasm/internal/key"
)

// A JWK in YAML keeps the members whose values stand on the line below.
func TestYAMLValuesBelow(t *testing.T) {
	const point = "crv: P-256\nx:\n  f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\ny:\n  x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\n"
	r, err := Decode(Input{Data: []byte("kty: EC\n" + point + "use: sig\nkid:\n  my key\n")})
	if err != nil || len(r.Keys) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if k := r.Keys[0]; key.Title(k.Material) != "EC P-256" || k.Given.KID != "my key" || k.Given.Use != "sig" {
		t.Errorf("%s %+v", key.Title(k.Material), k.Given)
	}
}
