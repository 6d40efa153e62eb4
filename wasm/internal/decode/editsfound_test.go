package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditsFound are edits that gave another key, or a public one without a word of the
// private number: samples of TestEdits meet each only now and then.
func TestEditsFound(t *testing.T) {
	for _, c := range []struct{ file, old, new string }{
		{"named/did-hex.json", `c7bd965c`, `c7bdc965c`},               // an odd number of digits
		{"printed/net-dashes.txt", "Modulus = D2-", "Modulus = nD2-"}, // with its dashes, all of it is base64url
		{"printed/python-rsa-lines.txt", "\nd = 480123", "\nd = 480123\n"},
		{"printed/python-rsa-lines.txt", "\nd = 4", "\nd = 4\n"},
		{"numbers/big.go", `D: fromBase10("48`, `D: fromBase10("48` + "\n"},
		{"numbers/big.go", `D: fromBase10("`, `D: fromBase10("` + "\n"},
	} {
		text, err := os.ReadFile(filepath.Join(vectorsDir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		right, err := Decode(Input{Data: text})
		if err != nil || !strings.Contains(string(text), c.old) {
			t.Fatalf("%s: %v", c.file, err)
		}
		result, err := Decode(Input{Data: []byte(strings.Replace(string(text), c.old, c.new, 1))})
		if err != nil || len(result.Skipped) > 0 {
			continue
		}
		if k := result.Keys[0]; !sameMaterial(k.Material, right.Keys[0].Material) && len(k.Notes) == 0 {
			t.Errorf("%s with %q: another key, without a word", c.file, c.new)
		}
	}
}
