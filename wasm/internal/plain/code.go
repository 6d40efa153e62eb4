package plain

import (
	"bytes"

	"jwkmint/wasm/internal/ssh"
)

const (
	mostCode = 200 // characters between two strings, with the indentation of a line
	longWord = 40  // in base64: more are a line of the key, no name in code
)

// withoutCode takes out what source code has between the strings that a PEM or a file of
// PuTTY is made of, one for each line, or the base64 of DER: operators, and what stands for a line break
// there (vbCrLf, Environment.NewLine, PHP_EOL, #13#10), or a call for each (append, echo).
func withoutCode(text []byte) []byte {
	for _, head := range []string{"-----BEGIN ", ssh.PPKMagic} {
		if out := joined(text, head, pemOfStrings); out != nil {
			return out
		}
	}
	if bytes.Contains(text, []byte("x5c")) {
		return nil // what stands between a JWK's strings is no code
	}
	return joined(text, "M", base64OfStrings) // a SEQUENCE's first octet
}

// joined returns a text in which strings, the first of which begins with head, are what
// of makes of them; nil where there are none.
func joined(text []byte, head string, of func(text []byte, i int) (whole []byte, end int)) (out []byte) {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(head))
		if i < 0 {
			break
		}
		i += from
		whole, end := of(text, i)
		if whole == nil {
			from = i + 1
			continue
		}
		out = append(append(append(out, text[:i-1]...), '\n'), whole...)
		text, from = text[end:], 0
	}
	if out == nil {
		return nil
	}
	return append(out, text...)
}

// base64OfStrings joins strings of nothing but base64, the first of which begins at i,
// and returns where they end; nil for one alone.
func base64OfStrings(text []byte, i int) (whole []byte, end int) {
	if i == 0 || !IsQuote(text[i-1]) {
		return nil, 0
	}
	quote, strings := text[i-1:i], 0
	for {
		line, _, closed := bytes.Cut(text[i:], quote)
		if !closed || len(line) == 0 || !IsBase64Word(line) || strings == 0 && len(line) < longWord {
			break
		}
		whole, strings, end = append(whole, line...), strings+1, i+len(line)+1
		if i = nextString(text, end, quote); i < 0 {
			break
		}
	}
	if strings < 2 {
		return nil, 0
	}
	return append(whole, '\n'), end
}

// pemOfStrings reads a PEM, or a file of PuTTY, whose lines are strings of their own, the
// first of which begins at i, and returns its lines and where it ends; nil where it is none. With a
// quote that was lost or added, code and strings change places: that shows in them.
func pemOfStrings(text []byte, i int) (pem []byte, end int) {
	if i == 0 || !IsQuote(text[i-1]) {
		return nil, 0
	}
	for quote := text[i-1 : i]; ; {
		line, rest, _ := bytes.Cut(text[i:], quote)
		after := len(text) - len(rest)
		line = withoutBreaks(line)
		framed := bytes.HasPrefix(line, []byte("-----")) && bytes.HasSuffix(line, []byte("-----"))
		begins := framed && bytes.HasPrefix(line, []byte("-----BEGIN ")) || bytes.HasPrefix(line, []byte(ssh.PPKMagic))
		ends := framed && bytes.HasPrefix(line, []byte("-----END ")) || bytes.HasPrefix(line, []byte("Private-MAC: "))
		inside := IsBase64Word(line) || bytes.Contains(line, []byte(": ")) // as in Proc-Type: 4,ENCRYPTED
		if begins != (pem == nil) || !begins && !ends && !inside {
			return nil, 0
		}
		pem = append(append(pem, line...), '\n')
		if ends {
			return pem, after
		}
		if i = nextString(text, after, quote); i < 0 {
			return nil, 0
		}
	}
}

// nextString is where the string begins that the code after another one ends with; -1
// where that is no code between two strings.
func nextString(text []byte, after int, quote []byte) int {
	code, _, found := bytes.Cut(text[after:min(len(text), after+mostCode)], quote)
	if !found || InRow(code, IsBase64) > longWord {
		return -1
	}
	return after + len(code) + 1
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
