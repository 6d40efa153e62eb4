package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// A loss is something that a program took out of PEM, the same everywhere, so
// that it can be put back; that the result is DER of the right length, in
// strict base64, proves it.
type loss struct {
	note    key.Warning
	restore func(body []byte) []byte // between BEGIN and END; nil where this was not lost
}

var losses = []loss{
	{key.Warning{
		Code:    "line_breaks_restored",
		Message: "The line breaks of this key had become something else, such as n, /n or |. They were put back.",
		Action:  "Compare the thumbprint with that of the original, and mend what writes the key so: other programs may refuse it.",
	}, restoreBreaks},
	{key.Warning{
		Code:    "plus_restored",
		Message: "Every + in this key had become a space, as in a form that was not encoded. They were put back; the structure of the key proves it.",
		Action:  "Compare the thumbprint with that of the original, and encode the + as %2B where it is sent.",
	}, restorePluses},
}

// restored returns the text with what was lost in each of its PEM blocks put
// back, and what that was; nil when nothing of the kind was lost.
func restored(text []byte) ([]byte, *key.Warning) {
	for i := range losses {
		var out []byte
		from := 0
		for from < len(text) {
			body, end := nextBody(text, from)
			if body < 0 {
				break
			}
			if mended := losses[i].restore(text[body:end]); mended != nil {
				out = append(append(out, text[from:body]...), mended...)
			} else {
				out = append(out, text[from:end]...)
			}
			from = end
		}
		out = append(out, text[min(from, len(text)):]...)
		if !bytes.Equal(out, text) {
			return out, &losses[i].note
		}
	}
	return nil, nil
}

// nextBody finds what stands between the next BEGIN line and its END line; -1
// when there is none.
func nextBody(text []byte, from int) (body, end int) {
	begin := bytes.Index(text[from:], []byte("-----BEGIN "))
	if begin < 0 {
		return -1, 0
	}
	begin += from + len("-----BEGIN ")
	dashes := bytes.Index(text[begin:min(len(text), begin+plain.MaxLabel)], []byte("-----"))
	if dashes < 0 {
		return -1, 0
	}
	body = begin + dashes + len("-----")
	n := bytes.Index(text[body:], []byte("-----END "))
	if n < 0 {
		return -1, 0
	}
	return body, body + n
}

// restoreBreaks puts line breaks back where an n stands at the end of every 64
// characters (RFC 7468 section 2), rn or /n, or where a mark stands for them that is not in
// base64.
func restoreBreaks(body []byte) []byte {
	const width, marks = 64, `|;#\`
	if len(body) > 0 && strings.IndexByte(marks, body[0]) >= 0 {
		return bytes.ReplaceAll(body, body[:1], []byte("\n"))
	}
	for _, lost := range []string{"n", "rn", "/n"} {
		rest, ok := bytes.CutPrefix(body, []byte(lost))
		if !ok {
			continue
		}
		out := []byte("\n")
		for len(rest) > width+len(lost) && bytes.HasPrefix(rest[width:], []byte(lost)) {
			out = append(append(out, rest[:width]...), '\n')
			rest = rest[width+len(lost):]
		}
		if last, ok := bytes.CutSuffix(rest, []byte(lost)); ok && len(last) <= width {
			return append(append(out, last...), '\n')
		}
	}
	return nil
}

// restorePluses puts a + back for every space within lines that, with them, are
// all of one length, except for the last. Where the line breaks are spaces too, those
// after every 64 characters (RFC 7468 section 2) are they.
func restorePluses(body []byte) []byte {
	if bytes.HasPrefix(body, []byte(" ")) && bytes.IndexByte(body, '\n') < 0 {
		const width = 64
		body = bytes.Clone(body)
		for i := 0; i < len(body); i += width + 1 {
			if body[i] != ' ' {
				return nil
			}
			body[i] = '\n'
		}
		if last := len(body) - 1; body[last] == ' ' {
			body[last] = '\n'
		}
	}
	lines := bytes.Split(bytes.TrimLeft(body, "\n"), []byte("\n"))
	if n := len(lines); n > 1 && len(lines[n-1]) == 0 {
		lines = lines[:n-1]
	}
	width := len(lines[0])
	if width == 0 || width%4 != 0 || bytes.IndexByte(body, ' ') < 0 {
		return nil
	}
	out := []byte("\n")
	for i, line := range lines {
		last := i == len(lines)-1
		if !last && len(line) != width || last && (len(line) > width || len(line)%4 != 0) {
			return nil
		}
		out = append(append(out, bytes.ReplaceAll(line, []byte(" "), []byte("+"))...), '\n')
	}
	return out
}
