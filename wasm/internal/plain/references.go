package plain

import (
	"strconv"
	"strings"
)

// namedReferences are the characters of ASCII that HTML has names for, as programs write
// them that encode more than they must, and two blanks.
var namedReferences = func() map[string]string {
	table := map[string]string{"nbsp": " ", "shy": "", "NewLine": "\n"}
	list := strings.Fields(`lt < gt > quot " apos ' amp & plus + equals = sol / colon : comma , lowbar _ lcub { rcub } lbrace { rbrace } lsqb [ rsqb ] period . num #`)
	for i := 0; i < len(list); i += 2 {
		table[list[i]] = list[i+1]
	}
	return table
}()

// longestReference bounds what is looked through after each & of a text, in bytes.
const longestReference = 9

// reference reads the character reference that a text begins with (HTML section 13.5),
// where it stands for a character of ASCII or a blank, and returns its length: 0 where it
// begins with none.
func reference(text string) (plain string, size int) {
	end := strings.IndexByte(text[:min(len(text), longestReference)], ';')
	if end < 2 || text[0] != '&' {
		return "", 0
	}
	digits, numeric := strings.CutPrefix(text[1:end], "#")
	if !numeric {
		plain, ok := namedReferences[digits]
		if !ok {
			return "", 0
		}
		return plain, end + 1
	}
	base := 10
	if digits[:min(len(digits), 1)] == "x" || digits[:min(len(digits), 1)] == "X" {
		digits, base = digits[1:], 16
	}
	const noBreak, softHyphen = 0xa0, 0xad
	switch n, err := strconv.ParseUint(digits, base, 8); {
	case err != nil, n > '~' && n != noBreak && n != softHyphen:
		return "", 0
	case n == noBreak:
		return " ", end + 1
	case n == softHyphen, n == '\r':
		return "", end + 1
	default:
		return string(rune(n)), end + 1
	}
}

// withoutReferences is a text with the characters that its references stand for.
func withoutReferences(text string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '&')
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		plain, size := reference(text)
		if size == 0 {
			plain, size = "&", 1
		}
		b.WriteString(plain)
		text = text[size:]
	}
	return b.String() + text
}
