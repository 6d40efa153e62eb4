package decode

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/plain"
)

// Whatever people copy has something around it: a line break less or more at its end, the
// fence of a chat's code block, a quotation, words before and after. Every vector that is
// text gives the same then.
func TestAround(t *testing.T) {
	ways := map[string]func(text []byte) []byte{
		"no last line break": func(text []byte) []byte { return bytes.TrimRight(text, "\r\n") },
		"blank lines":        func(text []byte) []byte { return slices.Concat([]byte("\n\n"), text, []byte("\n\n")) },
		"fence":              func(text []byte) []byte { return slices.Concat([]byte("```text\n"), text, []byte("\n```\n")) },
		"quotation": func(text []byte) []byte {
			return []byte("> " + strings.ReplaceAll(strings.TrimRight(string(text), "\r\n"), "\n", "\n> ") + "\n")
		},
		"words": func(text []byte) []byte {
			return slices.Concat([]byte("Here is my key:\n\n"), text, []byte("\n\nThank you\n"))
		},
	}
	// What words cannot be put around: it is told by how it begins, or damaged so that
	// words may belong to it.
	told := []string{"java-ed-private.txt", "python-ed-private.txt", "token-header.txt", "token-unsigned.txt", "nats-account.nk", "nats-operator.nk", "nats-user.nk",
		"api-key.txt", "file-name.txt", "command.txt", "address.txt", "rich.rtf", "blank.txt", "empty.txt", "cut.json",
		"lost-base64-rsa.txt", "padding-in-base64.txt", "dropbear-base64.txt", "begin-only.pem", "dek-end-missing.pem", "pem-twice-lines.txt",
		"nostr-public.txt", "nostr-secret.txt", "paserk-k3.txt", "paserk-local.txt", "paserk-public.txt", "paserk-secret.txt",
		"registration.json",                                                // its one key is then listed in each of three forms
		"name-changes.json", "no-key-named.json", "no-kty-oct-no-alg.json"} // the last two have no word of a key
	for area, vectors := range textVectors(t) {
		t.Run(area, func(t *testing.T) {
			t.Parallel()
			for _, v := range vectors {
				want := inShort(Input{Data: v.text, Passphrase: v.pass})
				for way, put := range ways {
					if way == "words" && (area == "mail" || slices.Contains(told, v.name)) {
						continue
					}
					if got := inShort(Input{Data: put(v.text), Passphrase: v.pass}); got != want {
						t.Errorf("%s, %s: %s, want %s", v.name, way, got, want)
					}
				}
			}
		})
	}
}

// textVector is a vector that is text.
type textVector struct {
	name       string
	text, pass []byte
}

// textVectors are the vectors that are text, by area and in order of their names, but for
// the slow ones.
func textVectors(t *testing.T) map[string][]textVector {
	t.Helper()
	indexes, err := filepath.Glob(vectorsDir + "/*/expect.json")
	if err != nil || len(indexes) == 0 {
		t.Fatalf("no vectors found: %v", err)
	}
	areas := map[string][]textVector{}
	for _, index := range indexes {
		area := filepath.Base(filepath.Dir(index))
		if slices.Contains([]string{"hostile", "unlock", "pbes", "ciphers", "jwe", "ppk"}, area) { // slow
			continue
		}
		cases := readIndex(t, index)
		for _, name := range slices.Sorted(maps.Keys(cases)) {
			text, err := os.ReadFile(filepath.Join(filepath.Dir(index), name))
			if err != nil {
				t.Fatal(err)
			}
			if plain.IsPlain(text) && len(bytes.TrimSpace(text)) > 0 {
				areas[area] = append(areas[area], textVector{name, text, cases[name].Pass()})
			}
		}
	}
	return areas
}

// inShort is what an input gives: its fault, or its keys and what is said of them.
func inShort(in Input) string {
	r, err := Decode(in)
	if err != nil {
		return string(fault.CodeOf(err))
	}
	var b strings.Builder
	for _, k := range r.Keys {
		fmt.Fprintln(&b, jose.ThumbprintText(k.Material), k.Material.IsPrivate(), k.Given.KID, k.Given.Use, k.Given.Alg, len(k.Chain))
	}
	return b.String()
}
