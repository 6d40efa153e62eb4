package decode

import (
	"bytes"
	"strings"

	"jwkmint/wasm/internal/plain"
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
	// word counts the characters since the last white space, quote or the like.
	word int
}

// next returns the next base64 character in the standard alphabet. It returns
// false, with pos on what it stands at, at '=', at the end, and at anything
// that has no place in base64 so wrapped.
func (b *base64Reader) next() (byte, bool) {
	for apart := false; b.pos < len(b.text); apart = true {
		c, size := b.character()
		if size > 0 {
			b.pos += size
			b.lineStart, b.quoted = false, false
			if b.word++; apart {
				b.word = 1
			}
			return c, true
		}
		if size = b.noise(); size == 0 {
			return 0, false
		}
		b.pos += size
	}
	return 0, false
}

// character returns the base64 character at pos, in the standard alphabet,
// and how many bytes it takes, as itself or as an escape; 0 when none is there.
func (b *base64Reader) character() (c byte, size int) {
	if b.pos == len(b.text) {
		return 0, 0
	}
	switch c := b.text[b.pos]; {
	case plain.IsBase64(c):
		if b.mark() > 0 {
			return 0, 0
		}
		return c, 1
	case c == '-' && b.urlSafe():
		return '+', 1
	case c == '_' && b.urlSafe():
		return '/', 1
	}
	if c, size := plain.Escape(b.text[b.pos:]); plain.IsBase64(c) {
		return c, size
	}
	return 0, 0
}

// urlSafe reports whether the '-' or '_' at pos is a character of the URL-safe
// alphabet, and neither a list's mark nor the dashes of an END line.
func (b *base64Reader) urlSafe() bool {
	rest := b.text[b.pos:]
	if len(rest) == 1 || bytes.HasPrefix(rest, []byte("---")) {
		return len(rest) == 1
	}
	return plain.IsEitherBase64(rest[1]) || rest[1] == '='
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
		if len(after) == 0 || after[0] == '\n' || after[0] == '\r' || plain.IsQuote(after[0]) {
			return 1
		}
	case rest[0] == 'b' && len(rest) > 1 && plain.IsQuote(rest[1]) && !plain.IsQuote(b.text[b.pos-1]): // Python
		return 1
	}
	return assignment(rest)
}

// assignment returns the length of "; $k .= " and its like, which join string
// literals over statements, with a quote after it; 0 when text begins with
// something else.
func assignment(text []byte) int {
	if text[0] != ';' && text[0] != '$' && !plain.IsBase64(text[0]) {
		return 0 // white space is passed over before
	}
	const longest = 64 // of names
	rest := bytes.TrimLeft(text, "; \t\r\n$")
	name := 0
	for name < min(len(rest), longest) && (plain.IsBase64(rest[name]) && rest[name] != '+' || rest[name] == '_') {
		name++
	}
	after := rest[name:]
	rest = bytes.TrimLeft(after, " \t")
	if plain.IsBase64(text[0]) && len(rest) == len(after) {
		return 0 // base64 may itself end in +=
	}
	if name == 0 || len(rest) < 2 || rest[0] != '.' && rest[0] != '+' || rest[1] != '=' {
		return 0
	}
	rest = bytes.TrimLeft(rest[2:], " \t")
	if len(rest) == 0 || !plain.IsQuote(rest[0]) {
		return 0
	}
	return len(text) - len(rest)
}

// noise tells how many bytes at pos to pass over, 0 when what stands there is
// no noise: a character of base64, or something else.
func (b *base64Reader) noise() int {
	rest := b.text[b.pos:]
	if size := b.mark(); size > 0 {
		return size
	}
	switch rest[0] {
	case '\n', '\r':
		b.lineStart = true
		return 1
	case ' ', '\t', '\v', '\f':
		return 1
	case '"', '\'', '`', ',':
		if size := b.tick(); size > 0 {
			b.lineStart = true
			return size
		}
		b.quoted = true
		return 1
	case '>', '|', '#', '*':
		if b.lineStart {
			return 1
		}
		return 0
	}
	for _, space := range invisible {
		if bytes.HasPrefix(rest, []byte(space)) {
			return len(space)
		}
	}
	c, size := plain.Escape(rest)
	switch {
	case c == '\n' || c == '\r':
		b.lineStart = true
	case c > ' ' && strings.IndexByte("\"'`,\\>|#*", c) < 0: // what has no place in base64, escaped or not
		return 0
	}
	return size
}

// tick returns the length of a line break as PowerShell writes it, `n or `r, at pos: right
// after base64, where no quote opens before what may begin with that letter; 0 for
// anything else.
func (b *base64Reader) tick() int {
	rest := b.text[b.pos:]
	if len(rest) < 2 || rest[0] != '`' || rest[1] != 'n' && rest[1] != 'r' {
		return 0
	}
	before := b.text[:b.pos]
	if joint := bytes.TrimSuffix(before, []byte("+")); len(joint) > 0 && plain.IsQuote(joint[len(joint)-1]) {
		return 0 // `+` between two literals
	}
	if len(before) > 0 && !plain.IsBase64(before[len(before)-1]) && before[len(before)-1] != '=' {
		return 0
	}
	return 2
}

// padding passes over the padding at pos, also where it is escaped, and
// returns how many characters it has.
func (b *base64Reader) padding() (n int) {
	for ; b.pos < len(b.text); n++ {
		if b.text[b.pos] == '=' {
			b.pos++
			continue
		}
		c, size := plain.Escape(b.text[b.pos:])
		if c != '=' {
			break
		}
		b.pos += size
	}
	return n
}

// invisible are the characters that web pages and word processors put among
// text: no-break and zero-width spaces, line separators, byte order marks.
var invisible = []string{"\u00a0", "\u200b", "\u200c", "\u200d", "\u2028", "\u2029", "\u2060", "\u202f", "\ufeff"}
