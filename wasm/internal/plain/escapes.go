package plain

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
	case text[0] == '&':
		switch plain, size := reference(string(text[:min(len(text), longestReference)])); {
		case len(plain) == 1:
			return plain[0], size
		case size > 0: // what is not seen
			return ' ', size
		}
	}
	return 0, 0
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
