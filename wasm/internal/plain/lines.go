package plain

import "bytes"

// MaxLabel is longer than any label in use.
const MaxLabel = 64

// NextLine cuts the first line off a text, with its line break.
func NextLine(text []byte) (line, rest []byte) {
	end := min(LineEnd(text, 0)+1, len(text))
	return text[:end], text[end:]
}

// LineEnd is where the line ends that i is in: at its line break, or at the end of the text.
func LineEnd(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

// IsQuote holds for the quotes of programming languages.
func IsQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// IsBase64 holds for the characters of base64 (RFC 4648 section 4), padding aside.
func IsBase64(c byte) bool { return base64Chars[c] }

// IsEitherBase64 holds for those and for what base64url has instead (section 5).
func IsEitherBase64(c byte) bool { return IsBase64(c) || c == '-' || c == '_' }

var base64Chars = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
	}
	return is
}()
