package decode

import "bytes"

// withoutFrame takes off what stands before and after each line of PEM alike: a
// time and a name in a chat or a log, the file and the line that grep names, the
// mark of a comment, the sides of a box, ^M, _x000D_. What stands so around the
// BEGIN line tells; numbers may differ from line to line.
func withoutFrame(text []byte) []byte {
	var out, before, after []byte
	framed, inside := false, false
	for line := range bytes.Lines(text) {
		if b, a, ok := frameOf(line); ok && !inside {
			before, after, inside = b, a, true
		}
		if !inside {
			out = append(out, line...)
			continue
		}
		plain, ok := unframed(line, before, after)
		if !ok {
			return nil
		}
		framed = framed || len(before) > 0 || len(after) > 0
		out = append(append(out, plain...), '\n')
		inside = !bytes.Contains(line, []byte("-----END "))
	}
	if !framed {
		return nil
	}
	return out
}

// frameOf returns what stands before and after the dashes of a BEGIN line.
func frameOf(line []byte) (before, after []byte, ok bool) {
	const (
		longest = 100 // before: a time, a host and a name
		last    = 12  // after; more would be the key itself
	)
	i := bytes.Index(line, []byte("-----BEGIN "))
	if i < 0 || i > longest {
		return nil, nil, false
	}
	label := line[i+len("-----BEGIN "):]
	j := bytes.Index(label, []byte("-----"))
	if j < 0 {
		return nil, nil, false
	}
	before, after = line[:i], bytes.TrimSpace(label[j+len("-----"):])
	// A number right before it would take the digits of a line along.
	if len(after) > last || i > 0 && before[i-1] >= '0' && before[i-1] <= '9' {
		return nil, nil, false
	}
	return before, after, true
}

// unframed takes before and after off a line.
func unframed(line, before, after []byte) ([]byte, bool) {
	line = bytes.TrimRight(line, " \t\r\n")
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
