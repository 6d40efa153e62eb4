package plain

import (
	"bytes"
	"strings"
)

// withoutRTF takes out the control words of rich text (as WordPad copies it).
func withoutRTF(text []byte) []byte {
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte(`{\rtf`)) {
		return nil
	}
	var out []byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{' || c == '}':
		case c == '\\' && i+3 < len(text) && text[i+1] == '\'':
			if b, ok := HexByte(text[i+2:]); ok {
				out = append(out, b)
			}
			i += 3
		case c == '\\' && i+1 < len(text) && bytes.IndexByte([]byte(`\{}`), text[i+1]) >= 0:
			i++
			out = append(out, text[i])
		case c == '\\':
			start := i + 1
			for i++; i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] == '-' || text[i] >= '0' && text[i] <= '9'); i++ {
			}
			if word := string(text[start:i]); word == "par" || word == "line" {
				out = append(out, '\n')
			}
			if i >= len(text) || text[i] != ' ' {
				i--
			}
		default:
			out = append(out, c)
		}
	}
	return out
}

// withoutTags takes out HTML tags, and the character references that stand for
// blanks; a tag that breaks the line becomes a line break.
func withoutTags(text []byte) []byte {
	const longest = 256 // of a tag
	if !bytes.ContainsAny(text, "<&") || !bytes.Contains(text, []byte("BEGIN")) && !bytes.Contains(text, []byte("<br")) {
		return nil
	}
	out := make([]byte, 0, len(text))
	found := false
	for i := 0; i < len(text); i++ {
		rest := text[i:min(len(text), i+longest)]
		switch {
		case text[i] == '<' && len(rest) > 2 && (rest[1] == '/' || rest[1]|0x20 >= 'a' && rest[1]|0x20 <= 'z'):
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				out = append(out, text[i])
				continue
			}
			found = true
			switch name := strings.ToLower(string(bytes.Trim(rest[1:end], "/ "))); {
			case name == "br", name == "p", name == "div", name == "li", name == "tr", strings.HasPrefix(name, "br "), strings.HasPrefix(name, "p "):
				out = append(out, '\n')
			}
			i += end
		case bytes.HasPrefix(rest, []byte("&nbsp;")):
			found = true
			out = append(out, ' ')
			i += len("&nbsp;") - 1
		case bytes.HasPrefix(rest, []byte("&plus;")):
			found = true
			out = append(out, '+')
			i += len("&plus;") - 1
		case bytes.HasPrefix(rest, []byte("&shy;")):
			found = true
			i += len("&shy;") - 1
		default:
			out = append(out, text[i])
		}
	}
	if !found {
		return nil
	}
	return out
}
