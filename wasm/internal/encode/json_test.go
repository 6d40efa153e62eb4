package encode

import (
	"encoding/json"
	"strings"
	"testing"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// hostile are texts that came in from outside and must come out as nothing
// but text.
var hostile = []string{
	"plain",
	"",
	`quote " backslash \ slash /`,
	"</script><script>alert(1)</script><!--",
	"tab\tnewline\nreturn\rnull\x00bell\x07delete\x7f",
	"C1 \u0085 line\u2028 paragraph\u2029 bom\uFEFF",
	"right-to-left \u202Eetxt.yek\u202C isolate \u2066x\u2069 mark \u200F",
	"ключ 鍵 🔑 e\u0301",
	"\U0010FFFF \uFFFD \uE000",
	strings.Repeat("k", 1024),
}

func TestStringEscaping(t *testing.T) {
	for _, text := range hostile {
		out := string(appendString(nil, text))
		var back string
		if err := json.Unmarshal([]byte(out), &back); err != nil {
			t.Fatalf("%q: not JSON: %v", text, err)
		}
		if back != text {
			t.Errorf("%q came back as %q", text, back)
		}
		if i := strings.IndexFunc(out, func(r rune) bool { return mustEscape(r) || r < ' ' }); i >= 0 {
			t.Errorf("%q: %q is not escaped", text, out[i:min(i+4, len(out))])
		}
	}
	if out := string(appendString(nil, "a\xff\xc0b")); out != "\"a\uFFFD\uFFFDb\"" && out != "\"a\uFFFDb\"" {
		t.Errorf("bytes that are not UTF-8: %q", out)
	}
	if out := string(appendString(nil, "日本 🔑 é")); out != `"日本 🔑 é"` {
		t.Errorf("harmless text is escaped: %s", out)
	}
}

// One character that does harm is enough, wherever it stands: in a text of ours and
// in JSON that came in, as a text and within an object.
func TestSingleEscapes(t *testing.T) {
	for r := range rune(0x20000) {
		if r >= 0xd800 && r < 0xe000 {
			continue // surrogates are no characters
		}
		text := string(r)
		harm := r < ' ' || r >= 0x7f && r < 0xa0 || r == '<' || r == 0x2028 || r == 0x2029 || r == 0xfeff ||
			r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		written := []string{string(appendString(nil, text))}
		if r >= ' ' && r != '"' && r != '\\' { // others are no JSON as they are
			for _, json := range []string{`"` + text + `"`, `["` + text + `"]`} {
				for _, compact := range []bool{false, true} {
					w := jsonWriter{compact: compact}
					w.raw([]byte(json))
					written = append(written, string(w.out))
				}
			}
		}
		for _, out := range written {
			if strings.Contains(out, text) == harm {
				t.Fatalf("U+%04X is written as %q", r, out)
			}
		}
	}
}

func TestLayout(t *testing.T) {
	members := []jose.Member{
		{Name: "a", Value: "1"},
		{Name: "b", Value: []string{"x", "y"}},
		{Name: "c", Value: []string{}},
		{Name: "oth", Value: [][]jose.Member{{{Name: "r", Value: "R"}}, {}}},
	}
	// From JSON.stringify({a: "1", b: ["x", "y"], c: [], oth: [{r: "R"}, {}]}, null, 2).
	const pretty = `{
  "a": "1",
  "b": [
    "x",
    "y"
  ],
  "c": [],
  "oth": [
    {
      "r": "R"
    },
    {}
  ]
}`
	const compact = `{"a":"1","b":["x","y"],"c":[],"oth":[{"r":"R"},{}]}`
	w := jsonWriter{}
	if w.object(members); string(w.out) != pretty {
		t.Errorf("got\n%s\nwant\n%s", w.out, pretty)
	}
	w = jsonWriter{compact: true}
	if w.object(members); string(w.out) != compact {
		t.Errorf("got\n%s\nwant\n%s", w.out, compact)
	}
}

func TestHeaderMembers(t *testing.T) {
	k := &key.Key{Material: &key.OKP{Curve: key.Ed25519, X: make([]byte, 32), D: make([]byte, 32)}}
	const x, d = `"crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"`, `,"d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"`
	for _, c := range []struct {
		entry   Entry
		private bool
		want    string
	}{
		{Entry{}, false, `{"kty":"OKP",` + x + `}`},
		{Entry{Use: "sig"}, false, `{"kty":"OKP","use":"sig",` + x + `}`},
		{Entry{Use: "sig", Alg: "EdDSA", KID: "<k>"}, true, `{"kty":"OKP","use":"sig","alg":"EdDSA","kid":"\u003ck>",` + x + d + `}`},
		{Entry{Use: "sig", Alg: "EdDSA", KeyOps: []string{"verify"}}, false, `{"kty":"OKP","key_ops":["verify"],"alg":"EdDSA",` + x + `}`},
		{Entry{X5C: true}, false, `{"kty":"OKP",` + x + `}`}, // no certificate came along
	} {
		c.entry.Key = k
		got, err := c.entry.JWK(c.private, Compact)
		if err != nil || got != c.want {
			t.Errorf("got %s, %v\nwant %s", got, err, c.want)
		}
	}
}

func TestEmptySet(t *testing.T) {
	if got, err := Set(nil, false, Compact); got != `{"keys":[]}` || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
}
