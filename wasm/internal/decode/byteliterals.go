package decode

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
)

// readByteLiterals reads keys whose bytes stand in source code, in what a program
// prints, or in a configuration: as a list of numbers, as a string with escapes,
// or as a word of hexadecimal. It reports whether that gave one.
func (r *reader) readByteLiterals(text []byte) bool {
	for _, find := range []func([]byte) [][]byte{listedBytes, escapedBytes, hexWords} {
		var all []byte
		for _, data := range find(text) {
			if isDER(data) {
				all = append(all, data...) // a series is read one by one
			} else if all == nil && recognised(data) {
				all = data
			}
		}
		if all != nil && r.readInstead(all) {
			return true
		}
	}
	return false
}

// maxLiterals bounds how many literals of one text are looked at: what each holds
// is looked through once more.
const maxLiterals = 64

// listedBytes returns the lists of numbers in brackets that a text has, as bytes:
// &[0x30, 0x82], {(byte) 0x30, -126}, [48 130], and {"0":48,"1":130}, which is a
// typed array in JSON.
func listedBytes(text []byte) [][]byte {
	var found [][]byte
	for pos := 0; len(found) < maxLiterals; {
		i := bytes.IndexAny(text[pos:], "[{(")
		if i < 0 {
			break
		}
		pos += i + 1
		data, size := byteElements(text[pos:])
		pos += size
		if len(data) >= minDER {
			found = append(found, data)
		}
	}
	return found
}

// byteElements reads numbers of a byte each up to a closing bracket, and returns
// them and how much that took; nil when something else stands among them.
func byteElements(text []byte) (data []byte, size int) {
	var out []byte
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ']' || c == '}' || c == ')':
			return out, i
		case c == ' ' || c == '\t' || c == '\n' || c == ',' || c == ';':
			i++
		case bytes.HasPrefix(text[i:], []byte("(byte)")):
			i += len("(byte)")
		default:
			end := i
			for end < len(text) && end-i < 12 && bytes.IndexByte([]byte(" \t\n,;:]})"), text[end]) < 0 {
				end++
			}
			word := string(text[i:end])
			if end < len(text) && text[end] == ':' { // the number of an element
				if word = string(bytes.Trim([]byte(word), `"'`)); word != strconv.Itoa(len(out)) {
					return nil, i
				}
				i = end + 1
				continue
			}
			b, ok := byteElement(word)
			if !ok {
				return nil, i
			}
			out = append(out, b)
			i = end
		}
	}
	return nil, len(text)
}

// byteElement reads one number: in hexadecimal with both its digits, since one that
// was lost would leave another number, or in decimal without zeros before it.
func byteElement(word string) (byte, bool) {
	if digits, ok := strings.CutPrefix(strings.ToLower(word), "0x"); ok {
		if len(digits) != 2 {
			return 0, false
		}
		return hexByte([]byte(digits))
	}
	n, err := strconv.Atoi(word)
	return byte(n), err == nil && n >= -128 && n <= 255 && strconv.Itoa(n) == word
}

// escapedBytes returns what the strings of a text stand for that write bytes as
// escapes, as Python's repr, Ruby, C and Go do. Strings side by side, or with a +
// between them, are one.
func escapedBytes(text []byte) [][]byte {
	if !bytes.Contains(text, []byte(`\`)) {
		return nil
	}
	var found [][]byte
	for pos := 0; pos < len(text) && len(found) < maxLiterals; {
		i := bytes.IndexAny(text[pos:], `"'`)
		if i < 0 {
			break
		}
		pos += i
		var whole []byte
		escapes := 0
		for {
			part, n, size := stringBytes(text[pos:])
			whole, escapes = append(whole, part...), escapes+n
			quote := text[pos]
			pos += size
			next := joint(text[min(pos, len(text)):], quote)
			if next == 0 && pos < len(text) {
				gap := len(text[pos:]) - len(bytes.TrimLeft(text[pos:], " \t\n"))
				if gap > 0 && gap < 200 && pos+gap < len(text) && text[pos+gap] == quote {
					next = gap + 1
				}
			}
			if next == 0 {
				break
			}
			pos += next - 1
		}
		if escapes > 0 && len(whole) >= minDER {
			found = append(found, whole)
		}
	}
	return found
}

// stringBytes reads the string that text begins with, and returns its bytes, how
// many escapes for a byte it has, and how much it took.
func stringBytes(text []byte) (out []byte, escapes, size int) {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		c := text[i]
		switch {
		case c == quote:
			return out, escapes, i + 1
		case c == '\n':
			return nil, 0, i
		case c != '\\':
			out = append(out, c)
			continue
		}
		if i++; i == len(text) {
			break
		}
		switch c := text[i]; {
		case c == 'x' && i+2 < len(text):
			b, ok := hexByte(text[i+1:])
			if !ok {
				return nil, 0, i
			}
			out = append(out, b)
			escapes++
			i += 2
		case c >= '0' && c <= '7': // one to three octal digits
			n := 0
			digits := 0
			for digits < 3 && i+digits < len(text) && text[i+digits] >= '0' && text[i+digits] <= '7' {
				n = 8*n + int(text[i+digits]-'0')
				digits++
			}
			if n > 255 {
				return nil, 0, i
			}
			out = append(out, byte(n))
			escapes++
			i += digits - 1
		default:
			if at := bytes.IndexByte([]byte("abtnvfre"), c); at >= 0 {
				c = "\a\b\t\n\v\f\r\x1b"[at]
			}
			out = append(out, c)
		}
	}
	return nil, 0, len(text)
}

// hexWords returns what the words of a text stand for that are hexadecimal: the
// value of a variable, of X'…' in SQL, of fromhex("…").
func hexWords(text []byte) [][]byte {
	var found [][]byte
	for i := 0; i < len(text) && len(found) < maxLiterals; {
		start := i
		for i < len(text) && hexDigit(text[i]) < 16 {
			i++
		}
		from := start
		if from > 1 && i > start && text[from-1]|0x20 == 'x' && (text[from-2] == '0' || text[from-2] == '\\') {
			from -= 2
		}
		if i-start >= 2*minDER && apart(text, from-1) && apart(text, i) {
			if data, err := hex.DecodeString(string(text[start:i])); err == nil {
				found = append(found, data)
			}
		}
		if i == start {
			i++
		}
	}
	return found
}

// dashedHex returns pairs of hexadecimal digits with dashes between them, as
// .NET's BitConverter prints bytes, as bytes; nil for anything else.
func dashedHex(text []byte) []byte {
	if len(text) < 3*minDER-1 || len(text)%3 != 2 {
		return nil
	}
	out := make([]byte, 0, len(text)/3+1)
	for i := 0; i < len(text); i += 3 {
		b, ok := hexByte(text[i:])
		if !ok || i+2 < len(text) && text[i+2] != '-' {
			return nil
		}
		out = append(out, b)
	}
	return out
}
