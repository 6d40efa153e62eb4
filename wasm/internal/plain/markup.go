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
		case c == '{':
			i += hidden(text[i:])
		case c == '}':
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

// hidden is the length of the group that text begins with, but for its last brace, if it is one
// that is not shown: the names of fonts and styles, colours, who wrote it. It is 0 for others.
func hidden(text []byte) int {
	for _, name := range []string{`{\fonttbl`, `{\colortbl`, `{\stylesheet`, `{\info`, `{\*`} {
		if !bytes.HasPrefix(text, []byte(name)) {
			continue
		}
		depth := 0
		for i := 0; i < len(text); i++ {
			switch text[i] {
			case '\\':
				i++
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return i - 1
				}
			}
		}
		return len(text) - 1
	}
	return 0
}

// withoutTags is the text of a web page that has PEM in it, or line breaks.
func withoutTags(text []byte) []byte {
	if !bytes.Contains(text, []byte("BEGIN")) && !bytes.Contains(text, []byte("<br")) {
		return nil
	}
	return pageText(text)
}

// pageText is the text of a web page, or of a part of one: without its tags, of which
// those that break the line become line breaks, and with the characters that references
// stand for. It is nil where there is none of it.
func pageText(text []byte) []byte {
	if !bytes.ContainsAny(text, "<&") {
		return nil
	}
	const blank = " \t\r\n"
	out := make([]byte, 0, len(text))
	cells := 0 // of the row
	for i := 0; i < len(text); i++ {
		if text[i] == '<' {
			if name, size := tag(text[i:]); size > 0 {
				switch begins := text[i+1] != '/'; {
				case strings.Contains(breakingTags, " "+name+" "):
					out, cells = append(out, '\n'), 0
				case begins && (name == "td" || name == "th"): // rows follow one another without an empty line
					if out = bytes.TrimRight(out, blank); cells > 0 {
						out = append(out, '\t')
					} else {
						out = append(out, '\n')
					}
					cells++
				}
				i += size - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	plain := htmlReferences.Replace(string(out))
	if len(plain) == len(text) {
		return nil
	}
	return []byte(plain)
}

// breakingTags are those that begin a line, or end one.
const breakingTags = " br p div li tr pre table h1 h2 h3 h4 dt dd blockquote textarea section "

var htmlReferences = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#34;", `"`, "&#x22;", `"`, "&#39;", "'", "&#x27;", "'", "&apos;", "'",
	"&nbsp;", " ", "&#160;", " ", "&#10;", "\n", "&#xA;", "\n", "&#13;", "", "&#xD;", "", "&#43;", "+", "&#x2B;", "+", "&plus;", "+", "&#47;", "/", "&#x2F;", "/",
	"&#61;", "=", "&#x3D;", "=", "&equals;", "=", "&sol;", "/", "&lowbar;", "_", "&#95;", "_", "&#x5F;", "_", "&#45;", "-", "&#x2D;", "-", "&colon;", ":", "&comma;", ",",
	"&shy;", "", "&amp;", "&")

// tag returns the name of the tag that a text begins with, in small letters, and its
// length; 0 where it begins with none.
func tag(text []byte) (name string, size int) {
	const longest = 256
	end := bytes.IndexByte(text[:min(len(text), longest)], '>')
	if end < 2 {
		return "", 0
	}
	words := bytes.TrimLeft(text[1:end], "/")
	n := 0
	for n < len(words) && (words[n]|0x20 >= 'a' && words[n]|0x20 <= 'z' || words[n] >= '0' && words[n] <= '9') {
		n++
	}
	if !bytes.HasPrefix(words, []byte("!")) && (n == 0 || words[0] <= '9') {
		return "", 0
	}
	return strings.ToLower(string(words[:n])), end + 1
}
