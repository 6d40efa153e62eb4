package decode

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestColouredSet: in JSON that jq or Node coloured, the JWKs are found, and not only the
// certificates in them, whose base64 has no colour within.
func TestColouredSet(t *testing.T) {
	var text bytes.Buffer
	set := `{"keys":[` + string(readVector(t, "certificates/both-right.json")) + `,` + string(readVector(t, "jwk/p256-public.json")) + `]}`
	if err := json.Indent(&text, []byte(set), "", "  "); err != nil {
		t.Fatal(err)
	}
	plain, err := Decode(Input{Data: text.Bytes()})
	if err != nil || len(plain.Keys) != 2 || len(plain.Keys[0].Chain) == 0 {
		t.Fatalf("%v", err)
	}
	name := regexp.MustCompile(`"[^"]*":`)
	value := regexp.MustCompile(`"[^"]*"`)
	for how, coloured := range map[string][]byte{
		"names":             name.ReplaceAll(text.Bytes(), []byte("\x1b[34;1m$0\x1b[0m")),
		"all":               value.ReplaceAll(text.Bytes(), []byte("\x1b[0;32m$0\x1b[0m")),
		"without an escape": name.ReplaceAll(text.Bytes(), []byte("[34;1m$0[0m")),
	} {
		got, err := Decode(Input{Data: coloured})
		if err != nil || len(got.Keys) != 2 || len(got.Skipped) > 0 {
			t.Errorf("%s: %v", how, err)
			continue
		}
		for i, k := range got.Keys {
			want := plain.Keys[i]
			if !key.SamePublic(k.Material, want.Material) || k.Given.KID != want.Given.KID || len(k.Chain) != len(want.Chain) || k.Given.Members == nil ||
				!slices.ContainsFunc(k.Notes, func(n key.Warning) bool { return n.Code == "copied_from_screen" }) {
				t.Errorf("%s: key %d is %s of %d certificates, kid %q, %+v", how, i+1, k.Source, len(k.Chain), k.Given.KID, k.Notes)
			}
		}
	}
	log := append([]byte("\x1b[32mINFO\x1b[0m the key\n"), readVector(t, "pem/ed25519-spki.pem")...)
	if got, err := Decode(Input{Data: log}); err != nil || len(got.Keys) != 1 || len(got.Keys[0].Notes) > 0 {
		t.Errorf("a whole key beside colours: %v %+v", err, got)
	}
}
