package plain

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// disguises are the ways in which a JWK's quotes are written where it is not
// JSON: how "kty" looks there, and what gives back the JSON.
var disguises = []struct {
	sign  string
	plain func(string) string
}{
	{`kty\u0022`, unicodeEscapes.Replace}, // .NET
	{`kty\`, StringEscapes.Replace},       // string literals, .env
	{"kty&quot;", htmlReferences.Replace},
	{"kty&#34;", htmlReferences.Replace},
	{"kty&#x22;", htmlReferences.Replace},
	{`kty""`, doubledQuotes.Replace},    // C#, Visual Basic, CSV
	{`kty"\:`, propertyEscapes.Replace}, // java.util.Properties
	{"kty%22", percentDecoded},
	{"kty%2522", percentDecoded}, // over and over
}

// StringEscapes undoes the escapes of string literals, as most languages have them.
var StringEscapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "", `\t`, "\t", `\/`, "/")

var (
	unicodeEscapes    = strings.NewReplacer(`\u0022`, `"`, `\u002B`, "+", `\u002b`, "+", `\u0026`, "&", `\u0027`, "'", `\u003c`, "<", `\u003C`, "<", `\u003e`, ">", `\u003E`, ">")
	doubledQuotes     = strings.NewReplacer(`""`, `"`)
	propertyEscapes   = strings.NewReplacer(`\\`, `\`, `\:`, ":", `\=`, "=", `\#`, "#", `\!`, "!", `\n`, "\n", `\r`, "", `\t`, "\t", "\\\n", "")
	typographicQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", `"`, "’", `"`, "‚", `"`, "« ", `"`, "«\u00a0", `"`, "«\u202f", `"`, "«", `"`,
		" »", `"`, "\u00a0»", `"`, "\u202f»", `"`, "»", `"`) // in French, spaces stand within
)

// Typographic reports whether the quotes of a JWK are typographic.
func Typographic(text []byte) bool {
	const name, marks, spaces = "kty", "“”„‘’‚«»", " \u00a0\u202f"
	for {
		before, after, ok := bytes.Cut(text, []byte(name))
		if !ok {
			return false
		}
		text = after
		open, _ := utf8.DecodeLastRune(bytes.TrimRight(before[max(0, len(before)-2*utf8.UTFMax):], spaces))
		end, _ := utf8.DecodeRune(bytes.TrimLeft(after[:min(len(after), 2*utf8.UTFMax)], spaces))
		if strings.ContainsRune(marks, open) && strings.ContainsRune(marks, end) {
			return true
		}
	}
}

// Undisguised returns a text that has a JWK in one of these ways, or with
// marks at the beginnings of its lines, as JSON has it; nil when it has none.
func Undisguised(text []byte) []byte {
	if !bytes.Contains(text, []byte("kty")) {
		return nil
	}
	if plain := joinedLiterals(text); plain != nil {
		return plain
	}
	for _, d := range disguises {
		if bytes.Contains(text, []byte(d.sign)) {
			return []byte(d.plain(string(text)))
		}
	}
	if Typographic(text) {
		return []byte(typographicQuotes.Replace(string(text)))
	}
	if !bytes.Contains(text, []byte(`"kty"`)) {
		return nil
	}
	if plain := unmarked(text); plain != nil {
		return plain
	}
	if bytes.Contains(text, []byte(`{\n`)) || bytes.Contains(text, []byte(`,\n`)) {
		return []byte(StringEscapes.Replace(string(text)))
	}
	return nil
}

// Query returns a text in which a query has a JWK's members, kty=EC&crv=P-256, with each
// of these in a line of its own; nil where there is none.
func Query(text []byte) []byte {
	i := bytes.Index(text, []byte("kty="))
	if i < 0 || i > 0 && bytes.IndexByte([]byte("&? \n"), text[i-1]) < 0 {
		return nil
	}
	from, to := bytes.LastIndexAny(text[:i], " \n")+1, len(text)
	if end := bytes.IndexAny(text[i:], " \n"); end >= 0 {
		to = i + end
	}
	query := string(text[from:to])
	if !strings.Contains(query, "&") {
		return nil
	}
	lines := percentDecoded(strings.NewReplacer("&", "\n", "?", "\n", "+", "%2B").Replace(query))
	return slices.Concat(text[:from], []byte("\n"+lines+"\n"), text[to:])
}

// percentDecoded decodes what a browser or a form made of JSON, in which a space may
// have become a +, and a + is escaped.
func percentDecoded(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '%' && i+2 < len(text) {
			if plain, ok := HexByte([]byte(text[i+1 : i+3])); ok {
				out = append(out, plain)
				i += 2
				continue
			}
		}
		if c == '+' {
			c = ' '
		}
		out = append(out, c)
	}
	return string(out)
}

// joinedLiterals joins a string that source code has in several literals, one
// after another or with an operator between them: what stands between the end
// of one and the beginning of the next is taken out. It is nil where there is
// none of it.
func joinedLiterals(text []byte) []byte {
	out := make([]byte, 0, len(text))
	joined := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if IsQuote(c) && (i == 0 || text[i-1] != '\\') {
			if n := Joint(text[i+1:], c); n > 0 {
				joined = true
				i += n
				continue
			}
		}
		out = append(out, c)
	}
	if !joined {
		return nil
	}
	return out
}

// Joint returns the length of what joins two literals in the same quotes, up to
// and with the quote of the second; 0 where that is none.
func Joint(text []byte, quote byte) int {
	const longest = 200 // with the indentation of a line
	operator, newline := false, false
	for i := 0; i < min(len(text), longest); i++ {
		switch c := text[i]; {
		case c == quote:
			// JSON has no two strings side by side but where a comma was lost.
			if operator || newline && quote != '"' {
				return i + 1
			}
			return 0
		case c == '\n':
			newline = true
		case c == ' ', c == '\t', c == '\r', c == '\\', c == '_':
		case (c == '+' || c == '.' || c == '&') && !operator:
			operator = true
		default:
			return 0
		}
	}
	return 0
}

// unmarked takes the marks of quoting, comments and diffs off the beginnings
// of lines of JSON; nil when there are none.
func unmarked(text []byte) []byte {
	out := make([]byte, 0, len(text))
	marked := false
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
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
