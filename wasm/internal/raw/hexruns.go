package raw

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/plain"
)

// HexRuns returns what runs of at least so many bytes in hexadecimal stand for: a word,
// as in X'…' of SQL, or pairs and groups of digits with blanks or commas between them,
// as Node's <Buffer 30 2a …>, Apple's {length = 44, bytes = 0x302a3005 …}, 0x30, 0x2a
// without brackets, &H30 of Visual Basic, $30 of Delphi, and .reg files have them. The
// last digit of a group does not show that it was lost, so a run ends at a group of
// an odd number of digits. So it does before a line that begins as DER, behind the number
// of a certificate, as routers have it in their configuration.
func HexRuns(text []byte, least int) (found [][]byte) {
	var run []byte
	var sign string // what the first group begins with: the others do too, or with nothing
	end := 0        // of the group before
	take := func() {
		if len(run) >= least {
			found = append(found, run)
		}
		run = nil
	}
	for i := 0; i < len(text) && len(found) < MaxLiterals; {
		from := i + signSize(text[i:])
		to := from
		for to < len(text) && plain.HexDigit(text[to]) < 16 {
			to++
		}
		if to == from {
			i++
			continue
		}
		whole := (to-from)%2 == 0 && Apart(text, i-1) && Apart(text, to)
		with := string(text[i:from])
		if run != nil && (!whole || !hexGap(text[end:i]) || with != "" && with != sign) {
			take()
		}
		if run != nil && len(run) <= longestSerial && run[0] != 0x30 && bytes.HasPrefix(text[i:], []byte("3082")) && bytes.IndexByte(text[end:i], '\n') >= 0 {
			take()
		}
		if run == nil {
			sign = with
		}
		for at := from; whole && at < to; at += 2 {
			b, _ := plain.HexByte(text[at:])
			run = append(run, b)
		}
		i, end = to, to
	}
	take()
	return found
}

// longestSerial is how many octets the serial number of a certificate may have (RFC 5280
// section 4.1.2.2), and one for the word "ca".
const longestSerial = 20 + 1

// signSize is the length of what says that hexadecimal digits follow.
func signSize(text []byte) int {
	if len(text) > 0 && text[0] == '$' {
		return 1
	}
	if len(text) > 1 {
		switch text[0] {
		case '0', '\\':
			if text[1]|0x20 == 'x' {
				return 2
			}
		case '&':
			if text[1]|0x20 == 'h' {
				return 2
			}
		}
	}
	return 0
}

// hexGap reports whether a text between two groups parts them and does nothing else.
func hexGap(gap []byte) bool {
	const longest = 100 // the indentation of a line
	return len(gap) < longest && strings.Trim(string(gap), " \t\r\n,;\\_") == ""
}
