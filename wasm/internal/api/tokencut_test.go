package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCutInSourceCode: a token that source code has in two strings of one line is whole,
// and one whose end is missing is not taken for one by another key.
func TestCutInSourceCode(t *testing.T) {
	var cases []struct {
		What, Token string
		Keys        []string
		Options     dict
	}
	if err := json.Unmarshal(readFile(t, "testdata/compare.json"), &cases); err != nil {
		t.Fatal(err)
	}
	c := cases[0]
	if len(c.Keys) != 1 || strings.Count(c.Token, ".") != 2 {
		t.Fatalf("%s is no token by one key", c.What)
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(string(readFile(t, digestVectors+c.Keys[0]+".pem")), c.Options, "spki"))
	head, end := c.Token[:len(c.Token)-20], c.Token[len(c.Token)-20:]
	for text, whole := range map[string]bool{
		`const t = "` + c.Token + `"; fetch(u, {method: "b"})`: true,
		`const t = "` + head + `" + "` + end + `"; fetch(u)`:   true,
		`$t = '` + head + `' . '` + end + `';`:                 true,
		`t = "` + head + `" & "` + end + `"`:                   true,
		`const t = "` + head + `"; fetch(u)`:                   false,
		`const t = "` + head + `" + end; fetch("u")`:           false,
		`{"a":"` + head + `","b":"c"}`:                         false,
	} {
		r := compareWith(t, s, text)
		if r.Same != whole || r.Unknown == whole || strings.Contains(r.Summary, "cut") == whole {
			t.Errorf("%.20s…%.40s: same %v, unknown %v: %s", text, text[max(0, len(text)-40):], r.Same, r.Unknown, r.Summary)
		}
	}
}
