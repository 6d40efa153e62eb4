package plain

import "bytes"

// withoutCode takes out what source code has between the strings that a PEM is made of,
// one for each line: operators, and what stands for a line break there (vbCrLf,
// Environment.NewLine, PHP_EOL, #13#10), or a call for each (append, echo).
func withoutCode(text []byte) []byte {
	var out []byte
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("-----BEGIN "))
		if i < 0 {
			break
		}
		i += from
		pem, end := pemOfStrings(text, i)
		if pem == nil {
			from = i + 1
			continue
		}
		out = append(append(append(out, text[:i-1]...), '\n'), pem...)
		text, from = text[end:], 0
	}
	if out == nil {
		return nil
	}
	return append(out, text...)
}

// pemOfStrings reads a PEM whose lines are strings of their own, the first of which
// begins at i, and returns its lines and where it ends; nil where it is none. With a
// quote that was lost or added, code and strings change places: that shows in them.
func pemOfStrings(text []byte, i int) (pem []byte, end int) {
	const (
		longest = 200 // between two strings, with the indentation of a line
		word    = 40  // in base64: more are a line of the key, no name in code
	)
	if i == 0 || !IsQuote(text[i-1]) {
		return nil, 0
	}
	for quote := text[i-1 : i]; ; {
		line, rest, _ := bytes.Cut(text[i:], quote)
		after := len(text) - len(rest)
		line = withoutBreaks(line)
		framed := bytes.HasPrefix(line, []byte("-----")) && bytes.HasSuffix(line, []byte("-----"))
		begins := framed && bytes.HasPrefix(line, []byte("-----BEGIN "))
		ends := framed && bytes.HasPrefix(line, []byte("-----END "))
		inside := InRow(line, IsBase64) == len(bytes.TrimRight(line, "=")) || bytes.Contains(line, []byte(": ")) // as in Proc-Type: 4,ENCRYPTED
		if begins != (pem == nil) || !begins && !ends && !inside {
			return nil, 0
		}
		pem = append(append(pem, line...), '\n')
		if ends {
			return pem, after
		}
		code, _, found := bytes.Cut(rest[:min(len(rest), longest)], quote)
		if !found || InRow(code, IsBase64) > word {
			return nil, 0
		}
		i = after + len(code) + 1
	}
}

// withoutBreaks takes line breaks off the end of a string, as they are written in it.
func withoutBreaks(line []byte) []byte {
	for cut := true; cut; {
		before := len(line)
		for _, s := range []string{`\n`, `\r`, "`n", "`r", " "} {
			line = bytes.TrimSuffix(line, []byte(s))
		}
		cut = len(line) < before
	}
	return line
}

// InRow is how many characters for which is holds stand in a row, at most.
func InRow(text []byte, is func(c byte) bool) (most int) {
	n := 0
	for _, c := range text {
		if n++; !is(c) {
			n = 0
		}
		most = max(most, n)
	}
	return most
}
