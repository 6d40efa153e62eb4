package plain

import "bytes"

// StringBytes reads the string that text begins with, and returns its bytes, how
// many escapes for a byte it has, and how much it took.
func StringBytes(text []byte) (out []byte, escapes, size int) {
	quote := text[0]
	hexadecimal, octal := false, false // where both stand, an x was lost
	for i := 1; i < len(text); i++ {
		c := text[i]
		switch {
		case c == quote && hexadecimal && octal:
			return nil, 0, i
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
			b, ok := HexByte(text[i+1:])
			if !ok {
				return nil, 0, i
			}
			out = append(out, b)
			hexadecimal = true
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
			octal = octal || n > 0 // \0 is everyone's
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
