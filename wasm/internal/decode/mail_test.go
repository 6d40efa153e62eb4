package decode

import (
	"slices"
	"testing"
)

// TestMailedSet: a JWK Set in the encoding of e-mail keeps its other members.
func TestMailedSet(t *testing.T) {
	result, err := Decode(Input{Data: []byte(`{"keys":[{"kty":"OKP","crv":"Ed25519","x":"IHNzZwrwsELd9BVTHv_piowcQe-rYcJ=
ZKK-12S4Qg3Y"}],"a":"=3D"}`)})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range result.Set {
		names = append(names, m.Name+" "+string(m.Raw))
	}
	if want := []string{"keys ", `a "="`}; !slices.Equal(names, want) {
		t.Errorf("the set has %q, want %q", names, want)
	}
}
