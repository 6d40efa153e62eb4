package plain

import "bytes"

// versions are the two of a text that is a diff of the unified format, from its first hunk
// on if that has a head, or in which merging with git left a conflict: the old one, or
// one's own, and the other. A line that is none of a diff's, or a conflict without its end,
// makes it none.
func versions(text []byte) []Reading {
	const one, other, both = 1, 2, 3
	conflict := bytes.Contains(text, []byte("<<<<<<< "))
	if i := bytes.Index(text, []byte("\n@@ -")); i >= 0 && !conflict {
		text = text[i+1:]
	}
	var sides [both][]byte
	at, last := both, 0 // where the lines belong that say nothing of it; the mark above them
	for left := text; len(left) > 0; {
		line, rest := NextLine(left)
		left = rest
		to := at
		switch mark := string(line[:min(7, len(line))]); {
		case conflict && mark == "<<<<<<<":
			at, last, to = one, one, 0
		case conflict && mark == "|||||||":
			at, to = 0, 0
		case conflict && mark == "=======":
			at, to = other, 0
		case conflict && mark == ">>>>>>>" && at == other:
			at, last, to = both, both, 0
		case conflict, line[0] == '\n':
		case mark[0] == '\\', bytes.HasPrefix(line, []byte("@@ -")):
			to = 0
		case mark == "-----BE", mark == "-----EN":
			return nil
		case mark[0] == '-':
			line, to, last = line[1:], one, last|one
		case mark[0] == '+':
			line, to, last = line[1:], other, last|other
		case mark[0] == ' ':
			line = line[1:]
		default:
			return nil
		}
		for _, side := range []int{one, other} {
			if to&side > 0 {
				sides[side] = append(sides[side], line...)
			}
		}
	}
	if last != both {
		return nil
	}
	return []Reading{{Texts: sides[one:], Had: []string{"the marks of two versions, both of which were read"}}}
}
