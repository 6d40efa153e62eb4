package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
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

// TestPartsLost: what a text lost shows in what is left of it.
func TestPartsLost(t *testing.T) {
	for _, c := range []struct{ file, from, to string }{ // all between the two, or up to an end
		{"xml/prefix.xml", "<ds:Modulus>\n", "J1dD/"}, // a line of the modulus
		{"certificates/x5t-without-x5c.json", `"n": "tMgp3pWASTmpr`, "XKCPned0ocQia0mSM"},
		{"printed/go-ec-private-plus.txt", "234833467124}", ""},
		{"printed/go-ec-private-sharp.txt", "234833467124}, D:2097", ""},
		{"printed/go-p521-private-plus.txt", "D:+2580", ""},
		{"numbers/big.go", "65537,\n\t}", "290427037"},
		{"xml/private-exponent-only.xml", "7oalS57RToD", "/D></RSAKeyValue>"},
		{"reports/62-vapid.json", `M3ZM",`, ""},
		{"reports/62-vapid.json", `"privateK`, ""},
		{"reports/62-vapid.json", `"priv`, "3gHhl"},
		{"forms/text-ec-private.txt", "", "38:41:f8:de"},
		{"forms/text-ec-private.txt", "", "a8:dd\npub"},
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, c.file))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		start, end := strings.Index(text, c.from)+len(c.from), strings.Index(text, c.to)
		if c.from == "" {
			start = 0
		}
		if c.to == "" {
			end = len(text)
		}
		if start < len(c.from) || end <= start {
			t.Fatalf("%s has not %q before %q", c.file, c.from, c.to)
		}
		result, err := Decode(Input{Data: []byte(text[:start] + text[end:])})
		if err != nil || len(result.Keys) != 1 {
			t.Errorf("%s without what stands behind %q: %v", c.file, c.from, err)
		} else if len(result.Keys[0].Notes) == 0 && len(result.Skipped) == 0 {
			t.Errorf("%s without what stands behind %q: another key, without a word", c.file, c.from)
		}
	}
}

// A damaged keyset of Tink is none of another kind.
func TestTinkDamaged(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(vectorsDir, "tink/es256-public.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range []string{string(text[:len(text)-8]), string(text[8:]), strings.Replace(string(text), ",", "", 1)} {
		if _, err := Decode(Input{Data: []byte(damaged)}); fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%.20q…: %v", damaged, err)
		}
	}
}
