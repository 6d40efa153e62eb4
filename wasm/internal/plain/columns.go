package plain

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// withoutColumns takes PEM out of the column in which it stands, as git blame, the panes of
// a terminal and the tables of databases show it: all of its lines begin as many characters
// from the left. What stands to the right of a line is none of it, such as the + of psql
// where a text goes on. Another PEM may stand there, as where two files are compared side
// by side.
func withoutColumns(text []byte) []byte {
	out := column(text, bytes.Index)
	if out == nil {
		return nil
	}
	if right := column(text, bytes.LastIndex); !bytes.Equal(right, out) {
		out = append(out, right...)
	}
	if begin := []byte("-----BEGIN "); bytes.Count(out, begin) < bytes.Count(text, begin) {
		return nil
	}
	return out
}

// column is the PEM whose BEGIN lines are found so.
func column(text []byte, index func(line, begin []byte) int) (out []byte) {
	const (
		dashes  = "-----"
		goesOn  = "+|"
		longest = 256 // characters before the column: each of many short lines would be gone through as far
	)
	column, right := -1, ""
	for line, rest := NextLine(text); len(line) > 0; line, rest = NextLine(rest) {
		if column < 0 {
			begin := index(line, []byte("-----BEGIN "))
			if begin < 0 {
				continue
			}
			if column = utf8.RuneCount(line[:begin]); column > longest {
				return nil
			}
		}
		body := string(line)
		for range column {
			_, size := utf8.DecodeRuneInString(body)
			body = body[size:]
		}
		body = strings.TrimRight(body, " \t\r\n")
		size := 0
		if label, isLabel := strings.CutPrefix(body, dashes); isLabel {
			closing := strings.Index(label, dashes)
			if closing < 0 {
				return nil
			}
			size = len(dashes) + closing + len(dashes)
			if strings.HasPrefix(label, "END ") {
				column = -1
			} else if right = strings.TrimLeft(body[size:], " "); column == 0 && right == "" {
				return nil
			}
		} else {
			if strings.HasPrefix(right, goesOn) { // the marks of psql before the next column
				marked := strings.Index(body, goesOn)
				if marked < 0 {
					return nil
				}
				body = strings.TrimRight(body[:marked], " ")
			}
			for size < len(body) && (IsBase64(body[size]) || body[size] == '=') {
				size++
			}
			if right == "+" {
				size = min(size, max(len(body), 1)-1) // what stands there is not one of the key's
			}
			if size == 0 || size < len(body) && (right == "" || strings.IndexByte(" +|", body[size]) < 0 && body[size] < utf8.RuneSelf) {
				return nil
			}
		}
		out = append(append(out, body[:size]...), '\n')
	}
	if column >= 0 {
		return nil
	}
	return out
}
