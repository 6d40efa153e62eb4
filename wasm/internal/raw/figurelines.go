package raw

import (
	"bytes"
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/plain"
)

// bitsOf finds "(2048 bit)" or "(bits 2048)" in a line; 0 where it does not
// stand.
func bitsOf(line []byte) int {
	_, rest, ok := strings.Cut(string(line[:min(len(line), 80)]), "(")
	said, _, closed := strings.Cut(rest, ")")
	said, _, _ = strings.Cut(said, ",") // 2048 bit, 2 primes
	if !ok || !closed {
		return 0
	}
	number := strings.TrimSuffix(strings.TrimPrefix(said, "bits "), " bit")
	bits, err := strconv.Atoi(number)
	if err != nil || number == said {
		return 0
	}
	return bits
}

// javaBits finds the size in what Java prints before the numbers of a key: "Sun RSA
// public key, 2048 bits"; 0 where it does not stand.
func javaBits(line []byte) int {
	rest, ok := strings.CutPrefix(strings.TrimSpace(string(line[:min(len(line), 80)])), "Sun RSA public key, ")
	said, _, closed := strings.Cut(rest, " bits")
	bits, err := strconv.Atoi(said)
	if !ok || !closed || err != nil {
		return 0
	}
	return bits
}

// figureLabel splits "Modulus (bits 2048):" and "Modulus=B9A0…" into a label and
// a value.
func figureLabel(line []byte) (label, value string) {
	const longest = 64 // a label is a few words
	i := bytes.IndexAny(line[:min(len(line), longest)], ":=")
	// A certificate that a browser shows has its lines in columns.
	if tab := bytes.IndexByte(line[:min(len(line), longest)], '\t'); tab > 0 && (i < 0 || tab < i) && len(bytes.TrimSpace(line[:tab])) > 0 {
		i = tab
	}
	const exponent = "Exponent " // of macOS: Exponent 65537
	if i < 0 && bytes.HasPrefix(line, []byte(exponent)) {
		i = len(exponent) - 1
	}
	if i < 0 {
		return "", ""
	}
	label, _, _ = strings.Cut(strings.ToLower(string(line[:i])), "(")
	value = strings.TrimSpace(string(line[i+1:]))
	if bare := strings.TrimRight(value, ",;"); len(bare) > 1 && strings.IndexByte("'\"`", bare[0]) >= 0 && bare[len(bare)-1] == bare[0] {
		value = bare[1 : len(bare)-1]
	} else if bare != "" {
		value = bare
	}
	return strings.TrimSpace(label), value
}

// unreadExponent reports whether a text names an exponent where no label was read: in the
// middle of a line.
func unreadExponent(text []byte) bool {
	for _, name := range []string{"e", "exponent", "Exponent"} {
		for pos := 0; ; {
			i := bytes.Index(text[pos:], []byte(name))
			if i < 0 {
				break
			}
			i += pos
			pos = i + len(name)
			apart := i == 0 || !plain.IsEitherBase64(text[i-1])
			after := bytes.TrimLeft(text[pos:min(len(text), pos+8)], " ")
			if apart && len(after) > 0 && (after[0] == '=' || after[0] == ':') {
				return true
			}
		}
	}
	return false
}

// hexLines joins the lines of hexadecimal that begin at pos, and returns where
// the text goes on.
func hexLines(text []byte, pos int) (string, int) {
	var b strings.Builder
	for pos < len(text) {
		end := plain.LineEnd(text, pos)
		line := bytes.TrimSpace(text[pos:end])
		label, _ := figureLabel(line) // "e: 10001"
		if len(line) == 0 || figureNames[label] != "" || strings.Trim(string(line), "0123456789abcdefABCDEF: ") != "" {
			break
		}
		b.Write(line)
		b.WriteByte(':')
		pos = end + 1
	}
	return strings.TrimRight(b.String(), ":"), pos
}

// isOctets reports whether a line is nothing but octets with colons between them.
func isOctets(line []byte) bool {
	return bytes.IndexByte(line, ':') >= 0 && len(bytes.Trim(line, "0123456789abcdefABCDEF: \t")) == 0
}

// goesOn reports whether a text begins with an octet and a dash, in either order: the
// line before it had octets with dashes between them.
func goesOn(text []byte) bool {
	if len(text) < 3 || text[0] != '-' && text[2] != '-' {
		return false
	}
	if text[0] == '-' {
		text = text[1:]
	}
	_, ok := plain.HexByte(text)
	return ok
}

// apart takes out what parts octets.
var apart = strings.NewReplacer(":", "", " ", "", "-", "")

// figure reads a number. Where nothing but decimal digits stand, it is decimal,
// as Java and Python print it; an exponent may be in either, and says which.
func figure(what, value string) ([]byte, bool) {
	value, again, twice := strings.Cut(value, " (0x") // 65537 (0x10001)
	digits := apart.Replace(value)
	prefixed := strings.TrimPrefix(strings.TrimPrefix(digits, "0x"), "0X")
	switch {
	case digits == "", strings.HasSuffix(value, "-"): // that goes on elsewhere
		return nil, false
	case strings.Trim(digits, "0123456789") == "" && digits == value && digits[0] != '0' && (what == "e" || len(digits) > 64) && len(digits) < 5000:
		if digits == "10001" { // 65537 in hexadecimal; no key has 10001
			return []byte{1, 0, 1}, true
		}
		n, ok := new(big.Int).SetString(digits, 10)
		if !ok || twice && n.Text(16)+")" != strings.ToLower(again) {
			return nil, false
		}
		return n.Bytes(), true
	case len(digits) > 64 && fewLetters(digits):
		return nil, false // decimal, with a character that is no digit
	}
	if octets := base64Figure(value); octets != nil {
		return octets, true
	}
	if len(prefixed)%2 == 1 {
		if what != "e" && what != "x" && what != "y" { // that a point lies on its curve proves its numbers
			return nil, false // a digit was lost
		}
		prefixed = "0" + prefixed
	}
	number, err := hex.DecodeString(prefixed)
	return number, err == nil
}

// isNumberLike reports whether a value may be a damaged number, and is no sentence.
func isNumberLike(value string) bool {
	const leastDigits = 4
	others := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, value)
	return value == unreadFigure || len(value) > 32 && len(value)-len(others) >= leastDigits
}

// base64Figure is a number in base64: the most usual exponent, or one of whose characters
// at least a quarter are no hexadecimal digits, nor dashes between these.
func base64Figure(value string) []byte {
	others := len(strings.Map(func(c rune) rune {
		if strings.ContainsRune("0123456789abcdefABCDEF-", c) {
			return -1
		}
		return c
	}, value))
	if value == "AQAB" || len(value) > 64 && others > len(value)/4 {
		return Bare([]byte(strings.TrimRight(value, "=")))
	}
	return nil
}

// isBase64Word reports whether a line is nothing but base64.
func isBase64Word(line []byte) bool {
	return len(line) > 0 && !bytes.ContainsFunc(bytes.TrimRight(line, "="), func(c rune) bool { return c > 'z' || !plain.IsEitherBase64(byte(c)) })
}

// fewLetters reports whether a number has at most two characters that are no
// decimal digits: of 64 hexadecimal ones some 24 are letters.
func fewLetters(digits string) bool {
	letters := 0
	for _, c := range digits {
		if c < '0' || c > '9' {
			letters++
		}
	}
	return letters <= 2
}
