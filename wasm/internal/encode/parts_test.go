package encode

import (
	"bytes"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// TestUnknownCurves: a key on a curve that has no object identifier here, and a secret,
// are refused in every form that needs one, and never written in part.
func TestUnknownCurves(t *testing.T) {
	n := make([]byte, 32)
	for name, m := range map[string]key.Material{
		"EC": &key.EC{Curve: "P-224", X: n, Y: n, D: n}, "OKP": &key.OKP{Curve: "X", X: n, D: n}, "a secret": &key.Oct{K: n}, "nothing": nil,
	} {
		for form, write := range map[string]func(key.Material) ([]byte, error){
			"SPKI": spkiDER, "PKCS#8": pkcs8DER, "PKCS#1": pkcs1PublicDER, "traditional": traditionalDER,
		} {
			if der, err := write(m); fault.CodeOf(err) != fault.NoSuchForm || der != nil {
				t.Errorf("%s, %s: %x, %v", name, form, der, err)
			}
		}
	}
	private := readGolden(t, "testdata/p256")
	want, err1 := spkiDER(private.Material.Public())
	got, err2 := PublicDER(private.Material)
	if err1 != nil || err2 != nil || !bytes.Equal(got, want) {
		t.Errorf("%x, %v, %v", got, err1, err2)
	}
}

// TestSetMembers: the members that a set came in with stay in their places, and the
// keys in theirs, first where none was.
func TestSetMembers(t *testing.T) {
	entries := []*Entry{{Key: &key.Key{Material: &key.Oct{K: []byte("secret")}}}}
	const k = `[{"kty":"oct","k":"c2VjcmV0"}]`
	for _, c := range []struct {
		members []key.RawMember
		want    string
	}{
		{nil, `{"keys":` + k + `}`},
		{[]key.RawMember{{Name: "a", Raw: []byte("1")}}, `{"keys":` + k + `,"a":1}`},
		{[]key.RawMember{{Name: "a", Raw: []byte("1")}, {Name: "keys"}, {Name: "b", Raw: []byte("[]")}}, `{"a":1,"keys":` + k + `,"b":[]}`},
	} {
		if got, err := SetWith(c.members, entries, true, Compact); err != nil || got != c.want {
			t.Errorf("%s, %v, want %s", got, err, c.want)
		}
	}
	if text, err := SetWith(nil, entries, false, Compact); fault.CodeOf(err) != fault.NoSuchForm || text != "" {
		t.Errorf("a secret in a public set: %s, %v", text, err)
	}
	secret := &Entry{Key: &key.Key{Material: &key.Oct{K: []byte("secret")}, Given: key.Given{Members: []key.RawMember{{Name: "k"}}}}}
	if secret.LeftOut(false) != nil || secret.LeftOut(true) != nil {
		t.Error("what a secret's public form lacks")
	}
}
