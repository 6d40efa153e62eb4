package plain

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// Mail undoes what the headers of a message, or of a saved web page, say of its parts
// (RFC 2045 section 6): quoted-printable, and base64 of text. It returns nil where there
// is nothing to undo.
func Mail(text []byte) []byte {
	if encoding(text) == "" {
		return nil
	}
	var out []byte
	for left := text; len(left) > 0; {
		head, body, rest := nextPart(left)
		switch encoding(head) {
		case "quoted-printable":
			body, _ = unquote(body)
		case "base64":
			if data, err := base64.StdEncoding.DecodeString(string(body)); err == nil && IsPlain(data) {
				body = append(UTF8(data), '\n')
			}
		}
		out = append(append(out, head...), body...)
		left = rest
	}
	if bytes.Equal(out, text) {
		return nil
	}
	return out
}

// encoding is what headers say of a part, the first of them; "" when they say nothing.
func encoding(head []byte) string {
	const header = "ransfer-Encoding: " // or transfer-encoding
	for _, name := range []string{header, strings.ToLower(header)} {
		if _, said, ok := bytes.Cut(head, []byte(name)); ok {
			line, _ := NextLine(said)
			return strings.ToLower(string(bytes.TrimSpace(line)))
		}
	}
	return ""
}

// Unquoted undoes quoted-printable (RFC 2045 section 6.7), in which e-mail carries text:
// = is =3D, and a long line goes on after a = at its end. It returns nil for a text that is
// not in it throughout, or shows no sign of it.
func Unquoted(text []byte) []byte {
	if bytes.IndexByte(text, '=') < 0 {
		return nil
	}
	plain, sure := unquote(text)
	if !sure {
		return nil
	}
	return plain
}

// nextPart cuts off one part of a message (RFC 2046 section 5.1): its headers with the
// empty line after them, its body, and what begins with the next boundary. Without an
// empty line it is all body.
func nextPart(text []byte) (head, body, rest []byte) {
	pos, inBody := 0, 0
	for pos < len(text) {
		line, after := NextLine(text[pos:])
		if pos > 0 && isBoundary(line, after) {
			break
		}
		pos += len(line)
		if inBody == 0 && len(bytes.TrimSpace(line)) == 0 {
			inBody = pos
		}
	}
	return text[:inBody], text[inBody:pos], text[pos:]
}

// isBoundary tells a boundary from a line of PEM, or from the dashes before a signature,
// by the headers after it, or the dashes at its end.
func isBoundary(line, after []byte) bool {
	name, ok := bytes.CutPrefix(bytes.TrimRight(line, " \t\n"), []byte("--"))
	if !ok {
		return false
	}
	const header = "content-"
	words := bytes.TrimLeft(name, "- ")
	return bytes.EqualFold(after[:min(len(after), len(header))], []byte(header)) ||
		bytes.HasSuffix(name, []byte("--")) && len(words) > 0 && !bytes.HasPrefix(words, []byte("BEGIN ")) && !bytes.HasPrefix(words, []byte("END "))
}

// unquote undoes it where it can. It is sure when every = is part of it, no line is
// too long, what an = stood for had to be escaped, and there was one that nothing else
// explains: in a place of padding, at the end of a long line that another one follows,
// or for the space that a line ends in.
func unquote(text []byte) (plain []byte, sure bool) {
	const longest, long = 76, 70 // characters of a line, with the = at its end
	plain = make([]byte, 0, len(text))
	strange := false
	for len(text) > 0 {
		line, rest := NextLine(text)
		text = rest
		content := bytes.TrimRight(line, " \t\n")
		end := line[len(content):]
		strange = strange || len(content) > longest
		if cut, ok := bytes.CutSuffix(content, []byte("=")); ok {
			sure = sure || len(content) >= long && len(text) > 0
			content, end = cut, nil
		}
		for {
			before, escaped, ok := bytes.Cut(content, []byte("="))
			plain = append(plain, before...)
			if !ok {
				break
			}
			content = escaped
			c, ok := byte(0), false
			if len(content) >= 2 {
				c, ok = HexByte(content)
			}
			if !ok {
				strange = true
				plain = append(plain, '=')
				continue
			}
			content = content[2:]
			last := len(content) == 0
			switch {
			case c == '=':
				sure = sure || last || !IsBase64(content[0])
			case c == ' ':
				sure = sure || last && (len(plain) == 0 || !IsBase64(plain[len(plain)-1]))
			case IsBase64(c), c == '_':
				strange = true
			case c == '\r':
				continue
			}
			plain = append(plain, c)
		}
		plain = append(plain, end...)
	}
	return plain, sure && !strange && utf8.Valid(plain)
}
