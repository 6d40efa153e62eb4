package plain

import "bytes"

// Escape reads one escape of JSON, .env files, shells, URLs or XML at the
// beginning of text and returns the character it stands for ('\n' for a
// backslash before a line's end) and its length: 0 when there is none. A
// backslash may itself be escaped, any number of times.
func Escape(text []byte) (c byte, size int) {
	switch {
	case text[0] == '\\':
		size = 1
		for size < len(text) && text[size] == '\\' && size < 16 {
			size++
		}
		if size == len(text) {
			return ' ', size
		}
		switch text[size] {
		case 'n', '\n':
			return '\n', size + 1
		case 'r', '\r':
			return '\r', size + 1
		case 't', '"', '\'', ' ':
			return ' ', size + 1
		case '/':
			return '/', size + 1
		case 'x', '0': // of a byte
			if len(text) >= size+3 {
				switch string(bytes.ToLower(text[size : size+3])) {
				case "x0a", "012":
					return '\n', size + 3
				case "x0d", "015":
					return '\r', size + 3
				}
			}
		case 'u':
			if len(text) >= size+5 && text[size+1] == '0' && text[size+2] == '0' {
				if c, ok := HexByte(text[size+3:]); ok {
					return c, size + 5
				}
			}
		}
	case text[0] == '%' && len(text) >= 3:
		if c, ok := HexByte(text[1:]); ok {
			return c, 3
		}
	case bytes.HasPrefix(text, []byte("&#")):
		end := bytes.IndexByte(text[:min(len(text), 8)], ';')
		if end > 0 {
			if c, ok := references[string(text[2:end])]; ok {
				return c, end + 1
			}
		}
	}
	return 0, 0
}

// references are the numeric character references that XML serialisers write
// in base64, as they stand between "&#" and ";".
var references = map[string]byte{
	"10": '\n', "13": '\r', "xA": '\n', "xD": '\r', "xa": '\n', "xd": '\r',
	"43": '+', "x2B": '+', "x2b": '+', "47": '/', "x2F": '/', "x2f": '/',
}

// HexByte reads two hexadecimal digits.
func HexByte(text []byte) (byte, bool) {
	high, low := HexDigit(text[0]), HexDigit(text[1])
	return high<<4 | low, high < 16 && low < 16
}

// HexDigit returns the value of a hexadecimal digit, 255 for anything else.
func HexDigit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}
