package decode

import (
	"bytes"
	"encoding/base64"

	"jwkmint/wasm/internal/der"
)

// base64Reader reads base64 out of text as people paste it. It passes over
// what editors, mailers, shells and serialisers put between the characters:
// white space, quotes, mail quoting, and escapes such as a literal \n. It
// takes the URL-safe alphabet as well.
type base64Reader struct {
	text []byte
	pos  int
	// lineStart says that only white space and quoting came on this line.
	lineStart bool
	// quoted says that a quote was the last character that was not a space.
	quoted bool
}

// next returns the next base64 character in the standard alphabet. It returns
// false, with pos on what it stands at, at '=', at the end, and at anything
// that has no place in base64 so wrapped.
func (b *base64Reader) next() (byte, bool) {
	for b.pos < len(b.text) {
		c := b.text[b.pos]
		switch {
		case isBase64(c) && b.mark() == 0:
			b.pos++
			b.lineStart, b.quoted = false, false
			return c, true
		case c == '-' || c == '_':
			if !b.urlSafe() {
				return 0, false
			}
			b.pos++
			b.lineStart, b.quoted = false, false
			if c == '-' {
				return '+', true
			}
			return '/', true
		default:
			c, size := b.noise()
			if size == 0 {
				return 0, false
			}
			b.pos += size
			if c != 0 {
				b.lineStart, b.quoted = false, false
				return c, true
			}
		}
	}
	return 0, false
}

// urlSafe reports whether the '-' or '_' at pos is a character of the URL-safe
// alphabet, and neither a list's mark nor the dashes of an END line.
func (b *base64Reader) urlSafe() bool {
	rest := b.text[b.pos:]
	if len(rest) == 1 || bytes.HasPrefix(rest, []byte("---")) {
		return len(rest) == 1
	}
	return isBase64(rest[1]) || rest[1] == '-' || rest[1] == '_' || rest[1] == '='
}

// mark returns the length of what looks like base64 at pos and is none: the
// mark of a comment, or what joins string literals. That comes after a quote.
func (b *base64Reader) mark() int {
	rest := b.text[b.pos:]
	switch {
	case b.lineStart && bytes.HasPrefix(rest, []byte("// ")):
		return 3
	case !b.quoted:
		return 0
	case rest[0] == '+' || rest[0] == '.': // before a line's end or another quote
		after := bytes.TrimLeft(rest[1:], " \t")
		if len(after) == 0 || after[0] == '\n' || after[0] == '\r' || isQuote(after[0]) {
			return 1
		}
	case rest[0] == 'b' && len(rest) > 1 && isQuote(rest[1]) && !isQuote(b.text[b.pos-1]): // Python
		return 1
	}
	return assignment(rest)
}

func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// assignment returns the length of "; $k .= " and its like, which join string
// literals over statements, with a quote after it; 0 when text begins with
// something else.
func assignment(text []byte) int {
	if text[0] != ';' && text[0] != '$' && !isBase64(text[0]) {
		return 0 // white space is passed over before
	}
	const longest = 64 // of names
	rest := bytes.TrimLeft(text, "; \t\r\n$")
	name := 0
	for name < min(len(rest), longest) && (isBase64(rest[name]) && rest[name] != '+' || rest[name] == '_') {
		name++
	}
	after := rest[name:]
	rest = bytes.TrimLeft(after, " \t")
	if isBase64(text[0]) && len(rest) == len(after) {
		return 0 // base64 may itself end in +=
	}
	if name == 0 || len(rest) < 2 || rest[0] != '.' && rest[0] != '+' || rest[1] != '=' {
		return 0
	}
	rest = bytes.TrimLeft(rest[2:], " \t")
	if len(rest) == 0 || !isQuote(rest[0]) {
		return 0
	}
	return len(text) - len(rest)
}

// noise tells how many bytes at pos to pass over, 0 when what stands there is
// no noise. An escape may stand for a base64 character: c is that, or 0.
func (b *base64Reader) noise() (c byte, size int) {
	rest := b.text[b.pos:]
	if size := b.mark(); size > 0 {
		return 0, size
	}
	switch rest[0] {
	case '\n', '\r':
		b.lineStart = true
		return 0, 1
	case ' ', '\t', '\v', '\f':
		return 0, 1
	case '"', '\'', '`', ',':
		b.quoted = true
		return 0, 1
	case '>', '|', '#', '*':
		if b.lineStart {
			return 0, 1
		}
		return 0, 0
	}
	for _, space := range invisible {
		if bytes.HasPrefix(rest, []byte(space)) {
			return 0, len(space)
		}
	}
	c, size = escape(rest)
	if c == '\n' || c == '\r' {
		b.lineStart = true
	}
	if !isBase64(c) {
		c = 0
	}
	return c, size
}

// invisible are the characters that web pages and word processors put among
// text: no-break and zero-width spaces, line separators, byte order marks.
var invisible = []string{"\u00a0", "\u200b", "\u200c", "\u200d", "\u2028", "\u2029", "\u2060", "\u202f", "\ufeff"}

// escape reads one escape of JSON, .env files, shells, URLs or XML at the
// beginning of text and returns the character it stands for ('\n' for a
// backslash before a line's end) and its length: 0 when there is none. A
// backslash may itself be escaped, any number of times.
func escape(text []byte) (c byte, size int) {
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
				if c, ok := hexByte(text[size+3:]); ok {
					return c, size + 5
				}
			}
		}
	case text[0] == '%' && len(text) >= 3:
		if c, ok := hexByte(text[1:]); ok {
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

func hexByte(text []byte) (byte, bool) {
	high, low := hexDigit(text[0]), hexDigit(text[1])
	return high<<4 | low, high < 16 && low < 16
}

// hexDigit returns the value of a hexadecimal digit, 255 for anything else.
func hexDigit(c byte) byte {
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

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

// decodeBase64 decodes characters of the standard alphabet without padding.
// A single character left over at the end holds no byte: that is an error.
func decodeBase64(chars []byte) ([]byte, bool) {
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(chars)))
	n, err := base64.RawStdEncoding.Decode(out, chars)
	return out[:n], err == nil
}

// all decodes base64 up to where it ends. closed reports whether nothing but
// padding and noise follows up to the end of the text.
func (b *base64Reader) all() (data []byte, closed, ok bool) {
	chars := make([]byte, 0, min(len(b.text)-b.pos, 2048))
	for {
		c, more := b.next()
		if !more {
			break
		}
		chars = append(chars, c)
	}
	for b.pos < len(b.text) {
		if b.text[b.pos] == '=' {
			b.pos++
			continue
		}
		c, size := b.noise()
		if size == 0 || c != 0 {
			break
		}
		b.pos += size
	}
	data, ok = decodeBase64(chars)
	return data, b.pos == len(b.text), ok
}

// der decodes the one DER SEQUENCE that begins here, by the length in its
// header, and the padding after it; also a container in BER. It reports false
// when the base64 ends before the DER does, or when no SEQUENCE of a key's
// size begins here.
func (b *base64Reader) der() ([]byte, bool) {
	const header = 8 // characters that surely hold the length
	from := *b
	var chars []byte
	want := header
	for len(chars) < want {
		c, ok := b.next()
		if !ok {
			return nil, false
		}
		chars = append(chars, c)
		if len(chars) == header {
			start, _ := decodeBase64(chars)
			size, err := der.Size(start)
			if der.IsBER(start) {
				rest, _, _ := from.all()
				if size, err = der.SizeBER(rest); err != nil {
					b.pos = from.pos // read in vain
				}
			}
			if err != nil || size < minDER || size > MaxInput {
				return nil, false
			}
			want = base64.RawStdEncoding.EncodedLen(size)
		}
	}
	for b.pos < len(b.text) && b.text[b.pos] == '=' {
		b.pos++
	}
	data, ok := decodeBase64(chars)
	return data, ok
}

// minDER is less than any key takes in DER: an Ed25519 public key is 44 bytes.
const minDER = 40
