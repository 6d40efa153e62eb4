package plain

import "bytes"

// Bared returns a text without what stands around all of it: a byte order mark, blank
// lines, the fence of a Markdown code block, and the marks of a quotation before every
// line. Anything else is returned as it is.
func Bared(text []byte) []byte {
	if !IsText(text) {
		return text
	}
	const most = 8 // quoted over and over
	for range most {
		inside := unquoted(unfenced(bytes.Trim(bytes.TrimPrefix(text, []byte("\ufeff")), "\r\n")))
		if len(inside) == len(text) {
			break
		}
		text = inside
	}
	return text
}

var fence = []byte("```")

// unfenced takes the first and the last line off a Markdown code block.
func unfenced(text []byte) []byte {
	inside, ok := bytes.CutSuffix(bytes.TrimRight(text, " \t\r\n"), fence)
	if !ok || !bytes.HasPrefix(text, fence) {
		return text
	}
	first, inside, ok := bytes.Cut(inside, []byte("\n"))
	if !ok || bytes.Contains(first[len(fence):], fence) || bytes.Contains(inside, fence) {
		return text
	}
	return inside
}

// unquoted takes the > off the beginning of every line, where none but empty ones lack it.
func unquoted(text []byte) []byte {
	if one := LineEnd(text, 0) == len(text); !bytes.HasPrefix(text, []byte(">")) || one && !bytes.HasPrefix(text, []byte("> ")) {
		return text // a secret may begin so
	}
	out := make([]byte, 0, len(text))
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		content, ok := bytes.CutPrefix(line, []byte(">"))
		if !ok && len(bytes.TrimSpace(line)) > 0 {
			return text
		}
		out = append(out, bytes.TrimPrefix(content, []byte(" "))...)
	}
	return out
}

// Paragraphs are the first parts of a text that blank lines or fences of code part; nil
// where nothing does.
func Paragraphs(text []byte) (list [][]byte) {
	const most = 64 // each is read for itself: a text of a million would take minutes
	from := 0
	for pos := 0; pos < len(text) && len(list) < most; {
		end := min(LineEnd(text, pos)+1, len(text))
		if line := bytes.TrimSpace(text[pos:end]); len(line) == 0 || bytes.HasPrefix(line, fence) {
			if pos > from {
				list = append(list, text[from:pos])
			}
			from = end
		}
		pos = end
	}
	if from > 0 && from < len(text) && len(list) < most {
		list = append(list, text[from:])
	}
	return list
}
