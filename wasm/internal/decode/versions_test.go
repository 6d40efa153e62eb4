package decode

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestVersions: of a diff, and of a conflict in merging, both versions are read.
func TestVersions(t *testing.T) {
	read := func(name string) []string {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.SplitAfter(strings.TrimSpace(string(data))+"\n", "\n")
	}
	marked := func(mark string, lines []string) (text string) {
		for _, l := range lines {
			text += mark + l
		}
		return text
	}
	ec, okp := strings.Join(read("jwk/p256-private.json"), ""), strings.Join(read("jwk/ed25519-private.json"), "")
	set := func(second string) []string {
		return strings.SplitAfter("{\"keys\": [\n"+ec+",\n"+second+"]}\n", "\n")
	}
	for what, v := range map[string]struct{ one, other []string }{
		"PEM":   {read("pem/ed25519-spki.pem"), read("pem/p256-spki.pem")},
		"PEM 2": {read("pasted/rsa-1024.pem"), read("pem/p256-pkcs8.pem")},
		"JWK":   {strings.SplitAfter(ec, "\n"), strings.SplitAfter(okp, "\n")},
		"set":   {set(strings.Replace(okp, "{", "{\n\"kid\": \"a\",", 1)), set(strings.Replace(okp, "{", "{\n\"kid\": \"b\",", 1))},
	} {
		var right []*key.Key
		for i, lines := range [][]string{v.one, v.other} {
			r, err := Decode(Input{Data: []byte(strings.Join(lines, ""))})
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if what == "set" && i == 1 {
				r.Keys = r.Keys[1:] // the first is the same
			}
			right = append(right, r.Keys...)
		}
		same := 0
		for v.one[same] == v.other[same] {
			same++
		}
		last := 0
		for v.one[len(v.one)-1-last] == v.other[len(v.other)-1-last] {
			last++
		}
		head, tail := v.one[:same], v.one[len(v.one)-last:]
		one, other := v.one[same:len(v.one)-last], v.other[same:len(v.other)-last]
		for how, text := range map[string]string{
			"conflict":              marked("", head) + "<<<<<<< HEAD\n" + marked("", one) + "=======\n" + marked("", other) + ">>>>>>> b\n" + marked("", tail),
			"conflict with base":    marked("", head) + "<<<<<<< HEAD\n" + marked("", one) + "||||||| 1234567\nabc\n=======\n" + marked("", other) + ">>>>>>> b\n" + marked("", tail),
			"diff":                  "diff --git a/k b/k\n--- a/k\n+++ b/k\n@@ -1,4 +1,4 @@\n" + marked(" ", head) + marked("-", one) + marked("+", other) + marked(" ", tail) + "\\ No newline at end of file\n",
			"diff without its head": marked(" ", head) + marked("-", one) + marked("+", other) + marked(" ", tail),
		} {
			r, err := Decode(Input{Data: []byte(text)})
			if err != nil || len(r.Keys) != len(right) {
				t.Errorf("%s, %s: %v\n%s", what, how, err, text)
				continue
			}
			for i, k := range r.Keys {
				if !sameMaterial(k.Material, right[i].Material) || k.Given.KID != right[i].Given.KID || len(k.Notes) == 0 {
					t.Errorf("%s, %s: key %d is another, or has no note: %v\n%s", what, how, i, k.Notes, text)
				}
			}
		}
		// Of a conflict without its end, nothing is put together.
		text := marked("", head) + "<<<<<<< HEAD\n" + marked("", one) + "=======\n" + marked("", other)
		if r, err := Decode(Input{Data: []byte(text)}); err == nil && slices.ContainsFunc(r.Keys, func(k *key.Key) bool {
			return !slices.ContainsFunc(right, func(is *key.Key) bool { return key.SamePublic(is.Material, k.Material) })
		}) {
			t.Errorf("%s, conflict without its end: another key", what)
		}
	}
}

// TestVersionsOfMembers: versions that differ in what a JWK says beside its numbers are both given.
func TestVersionsOfMembers(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(vectorsDir, "jwk/rsa-public.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range map[string][2]string{"alg": {"RS256", "PS256"}, "use": {"sig", "enc"}, "kid": {"a", "b"}} {
		text := "{\n<<<<<<< HEAD\n\"" + name + "\": \"" + values[0] + "\",\n=======\n\"" + name + "\": \"" + values[1] + "\",\n>>>>>>> b\n" + strings.TrimPrefix(string(data), "{")
		r, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(r.Keys) != 2 {
			t.Errorf("%s: %+v, %v\n%s", name, r, err, text)
			continue
		}
		for i, k := range r.Keys {
			if got := map[string]string{"alg": k.Given.Alg, "use": k.Given.Use, "kid": k.Given.KID}[name]; got != values[i] {
				t.Errorf("%s of version %d: %q", name, i, got)
			}
		}
	}
}
