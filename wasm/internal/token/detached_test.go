package token

import (
	"encoding/base64"
	"strings"
	"testing"
)

// TestBeside: the JSON beside a detached token is what can have been signed, unless it is
// longer than any that is tried, or none.
func TestBeside(t *testing.T) {
	h := b64(`{"alg":"RS256"}`)
	raw := b64(`{"alg":"RS256","b64":false}`)
	long := `{"a":"` + strings.Repeat("a", maxBody-len(`{"a":""}`)) + `"}`
	for name, c := range map[string]struct{ text, want string }{
		"after it":          {h + "..AAAA\n\n{\"a\": {}}\n", h + "." + b64(`{"a": {}}`)},
		"before it":         {`{"a":1} ` + h + "..AAAA", h + "." + b64(`{"a":1}`)},
		"as it is":          {raw + "..AAAA\n{\"a\":1}", raw + `.{"a":1}`},
		"as long as may be": {h + "..AAAA " + long, h + "." + b64(long)},
		"longer":            {h + "..AAAA " + long[:6] + "a" + long[6:], ""},
		"nothing":           {h + "..AAAA", ""},
		"no object":         {h + "..AAAA } {", ""},
		"half of one":       {h + "..AAAA {", ""},
		"not detached":      {h + ".e30.AAAA {\"a\":1}", ""},
	} {
		list := Find([]byte(c.text))
		if len(list) != 1 {
			t.Fatalf("%s: %d tokens", name, len(list))
		}
		inputs := list[0].Inputs
		got := string(inputs[len(inputs)-1])
		if c.want != "" && got != c.want || c.want == "" && len(inputs) != 1 {
			t.Errorf("%s: %d inputs, the last %.80q", name, len(inputs), got)
		}
	}
}

// TestLeftOut: what stands behind a token for its rest, and what does not.
func TestLeftOut(t *testing.T) {
	whole := b64(`{"alg":"RS256"}`) + ".e30." + base64.RawURLEncoding.EncodeToString(make([]byte, 256))
	for rest, want := range map[string]bool{
		"...": true, "…": true, " [...]": true, "[truncated]": true, "(Truncated)": true, " <redacted>": true, "***": true, "[+12 chars]": true,
		"[" + strings.Repeat(" ", maxMark-11) + "truncated]": true, "[" + strings.Repeat(" ", maxMark-8) + "truncated]": false,
		"": false, " truncated": false, " truncated)": false, "[truncated": false, "(me)": false, "</code>": false, ")": false, "]": false, " **": false,
	} {
		if list := Find([]byte(whole + rest)); len(list) != 1 || list[0].Shortened != want {
			t.Errorf("%q: %+v", rest, len(list))
		}
	}
}
