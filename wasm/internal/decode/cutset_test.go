package decode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCutSets: of several JWKs that were cut, or of which one is damaged, those that are
// whole are not given as if they were all.
func TestCutSets(t *testing.T) {
	var jwks []string
	for _, name := range []string{"p256-private.json", "ed25519-private.json"} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, "jwk", name))
		if err != nil {
			t.Fatal(err)
		}
		jwks = append(jwks, strings.TrimSpace(string(data)))
	}
	whole := func(text, what string) {
		r, err := Decode(Input{Data: []byte(text)})
		if err == nil && len(r.Keys) < 2 && len(r.Skipped) == 0 && len(r.Keys[0].Notes) == 0 {
			t.Errorf("%s: one of two keys without a word: %s", what, text)
		}
	}
	for what, text := range map[string]string{
		"one after another": strings.Join(jwks, "\n"), "a set": `{"keys":[` + strings.Join(jwks, ",") + "]}",
		"in a string": `{\"keys\":[` + strings.ReplaceAll(strings.Join(jwks, ","), `"`, `\"`) + "]}",
	} {
		r, err := Decode(Input{Data: []byte(text)})
		if err != nil || len(r.Keys) != 2 {
			t.Fatalf("%s: %v", what, err)
		}
		for i := 1; i < len(text)-1; i++ {
			if strings.TrimSpace(text[i:]) != jwks[1] {
				whole(text[i:], what+", its beginning cut")
			}
			if end := strings.TrimSpace(text[:i]); end != jwks[0] {
				whole(end, what+", its end cut")
			}
			if strings.IndexByte("\":,", text[i]) >= 0 {
				whole(text[:i]+text[i+1:], what+", a character lost")
			}
		}
	}
}

// TestNothingMissing: a line that came between the members of a JWK, or a colon that was
// lost, has no member called missing that stands there.
func TestNothingMissing(t *testing.T) {
	for _, name := range []string{"p256-private.json", "ed25519-public.json", "rsa-private.json"} {
		data, err := os.ReadFile(filepath.Join(vectorsDir, "jwk", name))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(strings.TrimSpace(string(data)), "\n")
		for i := range lines[1:] {
			for _, text := range []string{
				strings.Join(lines[:i+1], "") + "--More--\n" + strings.Join(lines[i+1:], ""),
				strings.Join(lines[:i+1], "") + strings.Replace(strings.Join(lines[i+1:], ""), ":", "", 1),
			} {
				if _, err := Decode(Input{Data: []byte(text)}); err != nil && strings.Contains(err.Error(), "missing") {
					t.Errorf("%s: %v", text, err)
				}
			}
		}
		if _, err := Decode(Input{Data: []byte(strings.Replace(strings.Join(lines, ""), lines[2], "", 1))}); err == nil {
			t.Errorf("%s is read without its line %q", name, lines[2])
		}
	}
}

// TestNoneLeft: what is no member of a JWK, stands in a key of its own, or was said to be
// left out, is not called one of a JWK that cannot be read; and a member that stands in
// another JWK of the text is missing.
func TestNoneLeft(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(vectorsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(data)) + "\n"
	}
	ec, okp, rsa := read("jwk/p256-private.json"), read("jwk/ed25519-public.json"), read("jwk/rsa-public.json")
	const number = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
	for what, c := range map[string]struct {
		text    string
		skipped string // nothing where it is empty
	}{
		"a record of DKIM":  {ec + read("forms/dkim-rsa.txt"), ""},
		"a query":           {"https://server.example/?x=" + number + "\n" + ec, ""},
		"its second member": {"https://server.example/?a=b&n=" + number + "\n" + ec, ""},
		"a fragment":        {"https://server.example/#k=" + number + "\n" + ec, ""},
		"a foreign member":  {"const key = " + strings.Replace(okp, "{", `{"y": "`+number+`",`, 1), ""},
		"a JWK without kty": {ec + `{"crv": "Ed25519", "x": "` + number + `"`, "members of a JWK"},
		"n of another key":  {"// two keys\n" + `{"keys": [{"kty": "RSA", "e": "AQAB"}, ` + rsa + "]}", "the member n is missing"},
		"y behind a line":   {ec + "and\n" + strings.Replace(read("jwk/p384-private.json"), "\"y\"", "--More--\n\"y\"", 1), "members of a JWK"},
	} {
		r, err := Decode(Input{Data: []byte(c.text)})
		switch {
		case err != nil:
			t.Errorf("%s: %v", what, err)
		case c.skipped == "" && len(r.Skipped) > 0:
			t.Errorf("%s: %v", what, r.Skipped[0].Err)
		case c.skipped != "" && (len(r.Skipped) != 1 || !strings.Contains(r.Skipped[0].Err.Error(), c.skipped)):
			t.Errorf("%s: %+v", what, r.Skipped)
		}
	}
}
