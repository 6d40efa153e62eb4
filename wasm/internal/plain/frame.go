package plain

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/ssh"
)

// withoutFrame takes off what stands before and after each line of a key alike: a
// time and a name in a chat or a log, the file and the line that grep names, the
// mark of a comment, the sides of a box, quotes, ^M, _x000D_. What stands so around
// the first line of a PEM, a PuTTY file or a JSON object tells; numbers may differ from
// line to line. PEM without one of its lines would be another; the others prove
// themselves, and end where the frame does.
func withoutFrame(text []byte) []byte {
	var out, before, after []byte
	framed, inside, pem := false, false, false
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		if b, a, isPEM, ok := frameOf(line); ok && !inside && (isPEM || len(b)+len(a) > 0) {
			before, after, inside, pem = b, a, true, isPEM
		}
		if !inside {
			out = append(out, line...)
			continue
		}
		plain, ok := unframed(line, before, after)
		if !ok {
			if pem {
				return nil
			}
			inside = false
			out = append(out, line...)
			continue
		}
		framed = framed || len(before) > 0 || len(after) > 0
		out = append(append(out, plain...), '\n')
		inside = !bytes.Contains(line, []byte("---- END ")) && !bytes.Contains(line, []byte("-----END ")) && !bytes.Contains(line, []byte("Private-MAC: "))
	}
	if !framed {
		return nil
	}
	return out
}

// frameEnds may follow the last quote of a line of source code.
const frameEnds = " \t\r\n,;+)"

// frameOf returns what stands before and after the first line of a key: around the
// dashes of a BEGIN line, before a PuTTY file, around the brace of an object.
func frameOf(line []byte) (before, after []byte, pem, ok bool) {
	const (
		longest = 100 // before: a time, a host and a name
		last    = 12  // after; more would be the key itself
	)
	var i int
	switch {
	case bytes.Contains(line, []byte("-----BEGIN ")), bytes.Contains(line, []byte("---- BEGIN ")): // of RFC 4716
		if i, pem = bytes.Index(line, []byte("-----BEGIN ")), true; i < 0 {
			i = bytes.Index(line, []byte("---- BEGIN "))
		}
		_, end, closed := bytes.Cut(line[i+len("-----BEGIN "):], []byte("----"))
		if !closed {
			return nil, nil, false, false
		}
		after = bytes.TrimLeft(end, "-")
	case bytes.Contains(line, []byte(ssh.PPKMagic)):
		i = bytes.Index(line, []byte(ssh.PPKMagic))
		if words := bytes.Fields(line[i:]); len(words) > 2 { // File-3: ssh-rsa, and the side of a box
			after = words[len(words)-1]
		} else if end := bytes.Index(line[i:], []byte(`\n`)); end >= 0 {
			after = line[i+end:]
		}
	default:
		if i = bytes.IndexByte(line, '{'); i < 0 {
			return nil, nil, false, false
		}
		after = line[i+1:]
		if i > 0 && len(bytes.TrimSpace(line[:i])) == 0 && len(bytes.TrimSpace(after)) == 0 {
			return nil, nil, false, false // an object within another
		}
	}
	before, after = line[:i], bytes.TrimSpace(after)
	if quoted := bytes.TrimRight(after, frameEnds); len(quoted) > 0 {
		after = quoted
	}
	// A number right before it would take the digits of a line along.
	if i > longest || len(after) > last || i > 0 && before[i-1] >= '0' && before[i-1] <= '9' {
		return nil, nil, false, false
	}
	return before, after, pem, true
}

// unframed takes before and after off a line.
func unframed(line, before, after []byte) ([]byte, bool) {
	line = bytes.TrimRight(line, " \t\r\n")
	if len(after) > 0 && strings.IndexByte(frameEnds, after[len(after)-1]) < 0 {
		line = bytes.TrimRight(line, frameEnds)
	}
	if bytes.HasSuffix(line, after) {
		line = bytes.TrimRight(line[:len(line)-len(after)], " \t")
	} else if len(after) > 0 {
		return nil, false
	}
	isDigit := func(text []byte, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	at := 0
	for i := 0; i < len(before); {
		switch {
		case isDigit(before, i) && isDigit(line, at):
			for isDigit(before, i) {
				i++
			}
			for isDigit(line, at) {
				at++
			}
		case at < len(line) && line[at] == before[i]:
			i, at = i+1, at+1
		case at == len(line) && (before[i] == ' ' || before[i] == '\t'):
			i++ // an empty line
		default:
			return nil, false
		}
	}
	return line[at:], true
}
