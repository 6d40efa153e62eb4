package decode

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestHeadless copies private keys without their beginning: what stands beside them is
// not all that there was.
func TestHeadless(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile("../../testdata/guide/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	public := read("ed25519-spki.pem")
	for _, name := range []string{"rsa4096-pkcs8.key", "p256-pkcs8.key", "rsa4096-spki.pem"} {
		lines := strings.SplitAfter(read(name), "\n")
		label := strings.TrimSuffix(strings.TrimPrefix(lines[0], "-----BEGIN "), "-----\n")
		for _, from := range []int{2, len(lines) - 3} {
			rest := strings.Join(lines[from:], "")
			if _, err := Decode(Input{Data: []byte(rest)}); fault.CodeOf(err) != fault.Truncated || !strings.Contains(err.Error(), "beginning") {
				t.Errorf("%s from line %d: %v", name, from, err)
			}
			quoted, err := json.Marshal(rest + public)
			if err != nil {
				t.Fatal(err)
			}
			for how, text := range map[string]string{
				"before": rest + public, "behind": public + rest, "in words": "Hello,\n" + rest + "and\n" + public,
				"in JSON": `{"key":` + string(quoted) + "}", "as mail quotes": "> " + strings.ReplaceAll(rest+public, "\n", "\n> "),
			} {
				result, err := Decode(Input{Data: []byte(text)})
				if err != nil || len(result.Keys) != 1 || len(result.Skipped) != 1 || result.Skipped[0].Label != label || fault.CodeOf(result.Skipped[0].Err) != fault.Truncated {
					t.Errorf("%s from line %d, %s: %+v, %v", name, from, how, result, err)
				}
			}
		}
	}
	for _, text := range []string{"-----END PRIVATE KEY-----\n" + public, public + "-----END PRIVATE KEY-----\n"} {
		if result, err := Decode(Input{Data: []byte(text)}); err != nil || len(result.Keys) != 1 || len(result.Skipped) != 1 {
			t.Errorf("%q: %+v, %v", text, result, err)
		}
	}
	for _, text := range []string{"The file ends with\n-----END PRIVATE KEY-----\n", "abc -----END PRIVATE KEY-----\n"} {
		if result, err := Decode(Input{Data: []byte(text + public)}); err != nil || len(result.Skipped) > 0 {
			t.Errorf("%q: %+v, %v", text, result, err)
		}
	}
}

// TestUnseenAmongSeveral: a character of no width in a BEGIN line does not hide that key
// behind another one.
func TestUnseenAmongSeveral(t *testing.T) {
	var pems []string
	for _, name := range []string{"p256-pkcs8.key", "ed25519-spki.pem"} {
		text, err := os.ReadFile("../../testdata/guide/" + name)
		if err != nil {
			t.Fatal(err)
		}
		pems = append(pems, string(text))
	}
	hidden := strings.ReplaceAll(pems[0], "PRIVATE", "PRI\u200bVATE")
	if r, err := Decode(Input{Data: []byte(hidden + pems[1])}); err != nil || len(r.Keys) != 2 || len(r.Skipped) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}
