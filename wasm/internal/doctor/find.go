package doctor

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Token is a signed token as it was found.
type Token struct {
	Header, Claims map[string]any // numbers are json.Number
	// HeaderText and ClaimsText are their JSON as it came.
	HeaderText, ClaimsText []byte
	Input, Signature       []byte // RFC 7515 section 5.2
	// Loose says that its base64 is not that of tokens: padded, or with + and /.
	Loose bool
}

// Find looks for a token in compact form where people have it: by itself, in an
// Authorization header, a form body, a command, a JSON document, broken over
// lines of one width. It takes time linear in the text.
func Find(text []byte) (*Token, bool) {
	plain := unescape.Replace(string(text))
	for at := 0; ; {
		// What every header begins with: {" in base64.
		i := strings.Index(plain[at:], "eyJ")
		if i < 0 {
			return nil, false
		}
		at += i
		word, end := joined(plain, at)
		if t, ok := read(word); ok {
			return t, true
		}
		at = end
	}
}

var unescape = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", "\r", "",
	"%3D", "=", "%3d", "=", "%2B", "+", "%2b", "+", "%2F", "/", "%2f", "/", "%2E", ".", "%2e", ".")

func notInToken(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return false
	}
	return !strings.ContainsRune("-_.+/=", r)
}

// farAside bounds how far a line is looked at before and behind a word on it:
// each of a million words on one line would have all of it looked at.
const farAside = 256

// run is the word at the beginning of text, and what follows it on its line.
func run(text string) (word, rest string) {
	i := strings.IndexFunc(text, notInToken)
	if i < 0 {
		return text, ""
	}
	rest, _, _ = strings.Cut(text[i:min(len(text), i+farAside)], "\n")
	return text[:i], rest
}

// closing is what may stand behind the last line of a token in quotes.
const closing = "\"',;})&\\ \t"

// joined is the word at text[at:], with the lines after it that go on with it,
// and where it ends. A text that was broken has lines of one width; what follows
// a whole token on a line of its own does not belong to it.
func joined(text string, at int) (word string, end int) {
	word, rest := run(text[at:])
	end = at + len(word)
	if rest != "" {
		return word, end
	}
	before := text[max(0, at-farAside):at]
	width := len(word) + len(before) - (strings.LastIndexByte(before, '\n') + 1)
	var out strings.Builder
	out.WriteString(word)
	for lines := 1; end < len(text); lines++ {
		if lines == 1 {
			if _, whole := read(word); whole {
				break
			}
		}
		line := text[end+1:]
		near := line[:min(len(line), farAside)]
		indent := len(near) - len(strings.TrimLeft(near, " \t"))
		next, rest := run(line[indent:])
		if next == "" || strings.Trim(rest, closing) != "" {
			break
		}
		out.WriteString(next)
		end += 1 + indent + len(next)
		// The first line may have had something before the token or its quotation
		// mark, and be less indented than the others.
		if rest != "" || len(next) < width-indent && lines > 1 {
			break
		}
		width = max(len(next), 1) + indent
	}
	return out.String(), end
}

// read reads a token whose parts are base64 of either alphabet.
func read(word string) (*Token, bool) {
	parts := strings.SplitN(word, ".", 5)
	if len(parts) == 4 && parts[3] == "" { // the full stop of a sentence
		parts = parts[:3]
	}
	if len(parts) != 3 {
		return nil, false
	}
	t := &Token{Loose: strings.ContainsAny(word, "+/=")}
	var decoded [3][]byte
	for i, part := range parts {
		plain := strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(part, "="))
		var err error
		if decoded[i], err = base64.RawURLEncoding.DecodeString(plain); err != nil {
			return nil, false
		}
	}
	var ok bool
	if t.Header, ok = object(decoded[0]); !ok {
		return nil, false
	}
	if t.Claims, ok = object(decoded[1]); !ok {
		return nil, false
	}
	t.HeaderText, t.ClaimsText, t.Signature = decoded[0], decoded[1], decoded[2]
	t.Input = []byte(parts[0] + "." + parts[1])
	return t, true
}

// object reads a JSON object and nothing else.
func object(text []byte) (map[string]any, bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var o map[string]any
	if d.Decode(&o) != nil || o == nil || d.More() {
		return nil, false
	}
	return o, true
}

// text is a member's value if that is a string.
func text(o map[string]any, name string) string {
	s, _ := o[name].(string)
	return s
}
