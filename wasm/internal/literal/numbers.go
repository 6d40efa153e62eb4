package literal

import (
	"bytes"
	"math/big"
	"strings"
	"unicode/utf8"
)

// maxDigits bounds a number that has to be converted, which takes quadratic
// time: those of a key of 16384 bits have fewer.
const maxDigits = 5000

// number returns a number of another language as JSON has it, of any size.
func number(text string) (string, bool) {
	plain := strings.TrimPrefix(strings.ReplaceAll(text, "_", ""), "+")
	digits := strings.TrimLeft(plain, "-")
	if len(digits) == 0 || digits[0] < '0' || digits[0] > '9' || len(plain)-len(digits) > 1 {
		return "", false
	}
	digits = strings.TrimRight(digits, "nLuU") // BigInt, Python 2, C
	if isJSONNumber(digits) {
		return plain[:len(plain)-len(strings.TrimLeft(plain, "-"))] + digits, true
	}
	if len(digits) > maxDigits || len(digits) < 3 || digits[0] != '0' || digits[1]|0x20 != 'x' || digits != plain {
		return "", false
	}
	n, ok := new(big.Int).SetString(digits[2:], 16)
	if !ok {
		return "", false
	}
	return n.String(), true
}

// isStruct reports whether a text begins as Go's %+v prints a structure: with a name
// and a value, and only a blank before the next name.
func isStruct(text []byte) bool {
	if text[0] != '{' || len(text) == 1 || text[1] < 'A' || text[1] > 'Z' {
		return false
	}
	text = text[:min(len(text), maxWord)] // which is looked through once for each bracket
	i := bytes.IndexAny(text[1:], " ,}\n") + 1
	first := text[1:max(i, 1)]
	return i > 0 && text[i] == ' ' && bytes.IndexByte(first, ':') > 0 && !bytes.ContainsAny(first, "\"'") && first[len(first)-1] != ':'
}

// isJSONNumber reports whether text is a number of RFC 8259 section 6, without
// its sign.
func isJSONNumber(text string) bool {
	whole := strings.TrimLeft(text, "0123456789")
	if len(whole) == len(text) || text[0] == '0' && len(text)-len(whole) > 1 {
		return false
	}
	if rest, ok := strings.CutPrefix(whole, "."); ok {
		whole = strings.TrimLeft(rest, "0123456789")
		if len(whole) == len(rest) {
			return false
		}
	}
	if whole == "" {
		return true
	}
	if whole[0]|0x20 != 'e' {
		return false
	}
	exponent := whole[1:]
	if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
		exponent = exponent[1:]
	}
	return exponent != "" && strings.TrimLeft(exponent, "0123456789") == ""
}

// appendString writes a JSON string.
func appendString(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < 0x20:
			out = append(out, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"')
}
