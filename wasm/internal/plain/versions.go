package plain

import (
	"bytes"
	"slices"

	"jwkmint/wasm/internal/key"
)

// versions are the two of a text that is a diff of the unified format, or in which merging
// with git left a conflict: the old one, or one's own, and the other.
func versions(text []byte) []Reading {
	one, other := conflict(text)
	if one == nil {
		one, other = diff(text)
	}
	if one == nil || bytes.Equal(one, other) {
		return nil
	}
	return []Reading{{Texts: [][]byte{one, other}, Note: &versionsNote}}
}

var versionsNote = key.Warning{
	Code:    "two_versions",
	Message: "This text has two versions, as a diff shows them, or a conflict of git. The keys of both were read, those of the lines with - or below <<<<<<< first.",
	Action:  "Choose the key of the version that you mean.",
}

// conflict returns the versions of a text with the marks of a conflict; nil where it has
// none, or not all.
func conflict(text []byte) (one, other []byte) {
	marks := []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"}
	if !bytes.Contains(text, []byte(marks[0])) {
		return nil, nil
	}
	const both = 3
	at, ends := both, 0 // the mark above the line, and how many conflicts have an end
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		if mark := slices.IndexFunc(marks, func(m string) bool { return bytes.HasPrefix(line, []byte(m)) }); mark >= 0 {
			if mark == both && at == both-1 {
				ends++
			}
			at = mark
			continue
		}
		if at == 0 || at == both {
			one = append(one, line...)
		}
		if at >= both-1 {
			other = append(other, line...)
		}
	}
	if ends == 0 {
		return nil, nil
	}
	return one, other
}

// diff returns the versions of a text of which every line begins as those of a diff do,
// from its first hunk on if that has a head; nil where that is not so.
func diff(text []byte) (one, other []byte) {
	hunk := []byte("@@ -")
	if i := bytes.Index(text, hunk); i > 0 && text[i-1] == '\n' {
		text = text[i:]
	}
	old, added := 0, 0
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		switch {
		case bytes.HasPrefix(line, hunk), line[0] == '\\':
		case line[0] == '-' && !bytes.HasPrefix(line, []byte("-----BEGIN ")) && !bytes.HasPrefix(line, []byte("-----END ")):
			one = append(one, line[1:]...)
			old++
		case line[0] == '+':
			other = append(other, line[1:]...)
			added++
		case line[0] == ' ', line[0] == '\n':
			line = bytes.TrimPrefix(line, []byte(" "))
			one, other = append(one, line...), append(other, line...)
		default:
			return nil, nil
		}
	}
	if old == 0 || added == 0 {
		return nil, nil
	}
	return one, other
}
