package plain

import "bytes"

// inLines are the texts that stand in a text in base64 over several lines, all of one
// length but the last, as base64 and openssl break it. Before the first line may stand a
// name; words around the lines are no part of them.
func inLines(text []byte) (list [][]byte) {
	var run []byte
	width, before, lines := 0, 0, 0 // the length of the first line and of the one before
	end := func() {
		if inside := decoded(run); lines > 1 && inside != nil {
			list = append(list, inside)
		}
		run, lines = nil, 0
	}
	for line, rest := NextLine(text); len(line) > 0 && len(list) < mostInside; line, rest = NextLine(rest) {
		line = bytes.TrimSpace(line)
		word := lastBase64(line)
		if lines > 0 && before == width && len(word) <= width && len(word) == len(line) && len(word) > 0 {
			run = append(run, word...)
			before, lines = len(word), lines+1
			continue
		}
		end()
		if len(word) >= leastInside {
			run, width, before, lines = append(run, word...), len(word), len(word), 1
		}
	}
	end()
	return list
}

// lastBase64 is what a line ends with that is base64.
func lastBase64(line []byte) []byte {
	start := len(bytes.TrimRight(line, "="))
	for start > 0 && IsEitherBase64(line[start-1]) {
		start--
	}
	return line[start:]
}
