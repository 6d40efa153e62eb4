package decode

import (
	"bytes"
	"strings"
)

// disguises are the ways in which a JWK's quotes are written where it is not
// JSON: how "kty" looks there, and what gives back the JSON.
var disguises = []struct {
	sign  string
	plain *strings.Replacer
}{
	{`kty\`, stringEscapes}, // string literals, .env
	{"kty&quot;", htmlQuotes},
	{"kty&#34;", htmlQuotes},
	{"kty&#x22;", htmlQuotes},
	{"kty”", typographicQuotes},
	{"kty“", typographicQuotes}, // German
}

var (
	stringEscapes     = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "", `\t`, "\t", `\/`, "/")
	htmlQuotes        = strings.NewReplacer("&quot;", `"`, "&#34;", `"`, "&#x22;", `"`, "&amp;", "&")
	typographicQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)
)

// undisguised returns a text that has a JWK in one of these ways, or with
// marks at the beginnings of its lines, as JSON has it; nil when it has none.
func undisguised(text []byte) []byte {
	if !bytes.Contains(text, []byte("kty")) {
		return nil
	}
	for _, d := range disguises {
		if bytes.Contains(text, []byte(d.sign)) {
			return []byte(d.plain.Replace(string(text)))
		}
	}
	if bytes.Contains(text, []byte(`"kty"`)) {
		return unmarked(text)
	}
	return nil
}

// unmarked takes the marks of quoting, comments and diffs off the beginnings
// of lines of JSON; nil when there are none.
func unmarked(text []byte) []byte {
	out := make([]byte, 0, len(text))
	marked := false
	for line := range bytes.Lines(text) {
		line = bytes.TrimLeft(line, " \t")
		rest := bytes.TrimLeft(line, " \t>|#*")
		for _, mark := range []string{"//", "+", "-"} {
			after, ok := bytes.CutPrefix(rest, []byte(mark))
			if ok && len(after) > 0 && bytes.IndexByte([]byte(" \t{}[]\""), after[0]) >= 0 {
				rest = after
			}
		}
		marked = marked || len(rest) < len(line)
		out = append(out, rest...)
	}
	if !marked {
		return nil
	}
	return out
}
