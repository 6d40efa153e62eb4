package decode

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// guideFile is what Node's crypto says of one file of the guide.
type guideFile struct {
	Thumbprint string
	Public     map[string]any
	Private    map[string]any
}

// TestGuide reads every file that the guide tells people to make, and
// compares every member with an independent implementation's.
func TestGuide(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "guide")
	data, err := os.ReadFile(filepath.Join(dir, "expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]guideFile
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) < 50 {
		t.Fatalf("only %d files in expect.json", len(want))
	}
	for name, w := range want {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			result, err := Decode(Input{Data: data})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Keys) != 1 || len(result.Skipped) != 0 {
				t.Fatalf("got %d keys, %d skipped", len(result.Keys), len(result.Skipped))
			}
			k := result.Keys[0]
			if len(k.Notes) != 0 {
				t.Errorf("a plain file has remarks: %v", k.Notes)
			}
			if got := members(k.Material, false); !reflect.DeepEqual(got, w.Public) {
				t.Errorf("public members\n got %v\nwant %v", got, w.Public)
			}
			if k.Material.IsPrivate() != (w.Private != nil) {
				t.Fatalf("private: got %v", k.Material.IsPrivate())
			}
			if w.Private != nil {
				if got := members(k.Material, true); !reflect.DeepEqual(got, w.Private) {
					t.Error("the private members differ")
				}
			}
			sum := jose.Thumbprint(k.Material)
			if got := base64.RawURLEncoding.EncodeToString(sum[:]); got != w.Thumbprint {
				t.Errorf("thumbprint %s, want %s", got, w.Thumbprint)
			}
		})
	}
}

func members(m key.Material, private bool) map[string]any {
	out := map[string]any{}
	for _, member := range jose.Members(m, private) {
		out[member.Name] = member.Value
	}
	return out
}
