package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestCompatible: keys whose characters a PDF or a word processor replaced are read, with
// a note; where more is damaged, they are none.
func TestCompatible(t *testing.T) {
	full := func(text string) string {
		return strings.Map(func(c rune) rune {
			if c > ' ' && c <= '~' {
				return c - '!' + '！'
			}
			return c
		}, text)
	}
	for name, edits := range map[string]map[string]func(string) string{
		"jwk/p256-private.json": {"full width": full, "minus": strings.NewReplacer("-", "\u2212").Replace, "en dashes": strings.NewReplacer("-", "–").Replace},
		"pem/p256-pkcs8.pem":    {"full width": full},
		"pasted/rsa-1024.pem":   {"full width": full, "ligatures": strings.NewReplacer("ff", "ﬀ", "fi", "ﬁ", "fl", "ﬂ").Replace},
		"sshpub/ed.pub":         {"full width": full},
	} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		right, err := Decode(Input{Data: data})
		if err != nil {
			t.Fatal(err)
		}
		for how, edit := range edits {
			if edit(text) == text {
				t.Fatalf("%s has nothing that %s change", name, how)
			}
			r, err := Decode(Input{Data: []byte(edit(text))})
			if err != nil || len(r.Keys) != 1 || !sameMaterial(r.Keys[0].Material, right.Keys[0].Material) || len(r.Keys[0].Notes) == 0 {
				t.Errorf("%s, %s: %+v, %v", name, how, r, err)
			}
		}
	}
}

// TestFirstLineAlone: of a PEM whose BEGIN line alone stands there, what follows is none of it.
func TestFirstLineAlone(t *testing.T) {
	for _, text := range []string{"A=1\nKEY=-----BEGIN PRIVATE KEY-----\nB=2\n", "-----BEGIN PRIVATE KEY-----\nMIIB"} {
		if _, err := Decode(Input{Data: []byte(text)}); fault.CodeOf(err) != fault.Truncated {
			t.Errorf("%q: %v", text, err)
		}
	}
	// Nor is one of its lines offered as a private key.
	line := strings.Repeat("miib", 16)
	if _, err := Decode(Input{Data: []byte("-----begin private key-----\n" + line + "\n" + line + "a==\n-----end private key-----\n")}); fault.CodeOf(err) != fault.NoKey {
		t.Error(err)
	}
}
