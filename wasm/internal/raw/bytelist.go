package raw

import (
	"bytes"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/plain"
)

// MaxLiterals bounds how many literals of one text are looked at: what each holds
// is looked through once more.
const MaxLiterals = 64

// Lists returns the lists of at least so many numbers that a text has in brackets,
// as bytes: &[0x30, 0x82], {(byte) 0x30, -126}, [48 130], <<48,130>>, and {"0":48,"1":130},
// which is a typed array in JSON. A text without brackets may be a list in itself, such as
// PowerShell's lines. short says that numbers below sixteen have one hexadecimal digit.
func Lists(text []byte, least int) (found [][]byte, short bool) {
	for pos := 0; len(found) < MaxLiterals; {
		i := bytes.IndexAny(text[pos:], "[{(<")
		if i < 0 && pos > 0 {
			break
		}
		pos += i + 1 // with no bracket, all of it
		if i >= 0 && afterNumber(text[:pos-1]) {
			continue
		}
		list, short1, size := byteList(text[pos:])
		pos += size
		if len(list) >= least {
			found, short = append(found, list), short || short1
		}
		if i < 0 {
			break
		}
	}
	return found, short
}

// afterNumber reports whether a text ends in a number, or in one and a comma: a bracket
// behind it came into the middle of a list, and what follows is a part of that.
func afterNumber(text []byte) bool {
	const longest = 200 // with the indentation of a line
	blanks := " \t\r\n"
	text = text[max(0, len(text)-longest):]
	if list, ok := bytes.CutSuffix(bytes.TrimRight(text, blanks), []byte(",")); ok {
		text = list
	}
	word := text[bytes.LastIndexAny(text, blanks+",;:=([{<>}])")+1:]
	return len(word) > 0 && word[0] >= '0' && word[0] <= '9'
}

// longestNumber bounds a number of a list with what says its type.
const longestNumber = len("-128.toUByte(")

// bareNumber takes off a number of a list what says its type: 0x82.toByte() in Kotlin,
// whose bracket is still to come where called is true, and 0x82u8 in Rust.
func bareNumber(word string) (number string, called bool) {
	for _, call := range []string{".toByte(", ".toUByte("} {
		if number, called = strings.CutSuffix(word, call); called {
			return number, true
		}
	}
	for _, kind := range []string{".toByte", "u8", "u"} {
		word = strings.TrimSuffix(word, kind)
	}
	return word, false
}

// byteList reads numbers of a byte each up to a closing bracket or the end of the
// text, and returns them and how much that took; none when something else stands
// among them, or zeros before some of them alone: then a digit was added or lost,
// or an x, or what follows it.
func byteList(text []byte) (list []byte, short bool, size int) {
	narrow, wide := false, false // in decimal: without and with zeros before them
	long := false                // in hexadecimal, below sixteen: with both digits
	hexadecimal := false
	i := 0
	for i < len(text) && bytes.IndexByte([]byte("]})>"), text[i]) < 0 {
		if bytes.IndexByte([]byte(" \t\n,;"), text[i]) >= 0 {
			i++
			continue
		}
		if bytes.HasPrefix(text[i:], []byte("(byte)")) {
			i += len("(byte)")
			continue
		}
		end := i
		for end < len(text) && end-i < longestNumber && bytes.IndexByte([]byte(" \t\n,;:]})>"), text[end]) < 0 {
			end++
		}
		word := string(text[i:end])
		if end < len(text) && text[end] == ':' { // the number of an element
			if strings.Trim(word, `"'`) != strconv.Itoa(len(list)) {
				return nil, false, i
			}
			i = end + 1
			continue
		}
		word, called := bareNumber(word)
		n, err := strconv.ParseInt(word, 0, 16)
		if digits, ok := strings.CutPrefix(strings.ToLower(word), "0x"); ok {
			hexadecimal = true
			short, long = short || len(digits) == 1, long || len(digits) == 2 && digits[0] == '0'
		} else {
			n, err = strconv.ParseInt(word, 10, 16)
			zeros := len(word) > 1 && word[0] == '0'
			narrow, wide = narrow || len(word) != 3, wide || zeros
		}
		if err != nil || n < -128 || n > 255 || len(word) > 4 || word[0] == '+' || called && !bytes.HasPrefix(text[end:], []byte(")")) {
			return nil, false, i
		}
		list = append(list, byte(n))
		if i = end; called {
			i += len(")")
		}
	}
	// A letter or a digit behind the bracket belongs to a number that it came into.
	into := i+1 < len(text) && plain.IsEitherBase64(text[i+1])
	if wide && (narrow || hexadecimal) || long && (short || narrow) || into {
		return nil, false, i
	}
	return list, short, i
}
