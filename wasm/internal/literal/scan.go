package literal

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// space passes over white space and comments, and reports whether a line ended.
func (p *parser) space() (newline bool) {
	for p.pos < len(p.text) {
		rest := p.text[p.pos:]
		switch {
		case rest[0] == '\n':
			newline = true
			p.pos++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r':
			p.pos++
		case bytes.HasPrefix(rest, []byte("\u00a0")), bytes.HasPrefix(rest, []byte("\ufeff")):
			_, size := utf8.DecodeRune(rest)
			p.pos += size
		case bytes.HasPrefix(rest, []byte("#{")): // Erlang's map
			return newline
		case rest[0] == '#', bytes.HasPrefix(rest, []byte("//")):
			p.repaired(Comments)
			end := bytes.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			p.pos += end
		case bytes.HasPrefix(rest, []byte("/*")):
			p.repaired(Comments)
			end := bytes.Index(rest[2:], []byte("*/"))
			if end < 0 {
				p.pos = len(p.text)
				return newline
			}
			newline = newline || bytes.IndexByte(rest[:end+2], '\n') >= 0
			p.pos += end + 4
		default:
			return newline
		}
	}
	return newline
}

// quoted reports whether a string literal comes next, and passes over what some
// languages put before it.
func (p *parser) quoted() bool {
	if p.at("\"'`") {
		return true
	}
	// Python's b'…', u'…', r'…'; Objective-C's @"…".
	if p.at("bBuUrR@") && p.pos+1 < len(p.text) && (p.text[p.pos+1] == '"' || p.text[p.pos+1] == '\'') {
		p.pos++
		p.repaired(Quotes)
		return true
	}
	if bytes.HasPrefix(p.text[min(p.pos, len(p.text)):], []byte(binaryQuote)) {
		p.pos += len(binaryQuote) - 1
		p.repaired(Quotes)
		return true
	}
	return false
}

// binaryQuote begins a string of Erlang, which >> ends.
const binaryQuote = `<<"`

// string reads a string, and what is joined to it: with an operator, or without
// one as in C and Python.
func (p *parser) string() (string, error) {
	first, err := p.oneString()
	if err != nil {
		return "", err
	}
	whole := []byte(first)
	for {
		after := *p
		p.space()
		if p.has("...") || p.has("…") {
			return "", ErrShortened // as Node writes: '…'... 100 more characters
		}
		joined := p.at("+.") // JavaScript, Java, Go; PHP, Perl
		if joined {
			p.pos++
			p.space()
		}
		if !p.quoted() {
			if joined {
				return "", p.wrong()
			}
			*p = after
			return string(whole), nil
		}
		part, err := p.oneString()
		if err != nil {
			return "", err
		}
		end := *p
		p.space()
		if !joined && (p.at(":") || p.has("=")) { // no part but the next name: a comma is missing
			*p = after
			return string(whole), nil
		}
		*p = end
		p.repaired(Joined)
		whole = append(whole, part...)
	}
}

// oneString reads one string literal, whose quote comes next.
func (p *parser) oneString() (string, error) {
	binary := bytes.HasSuffix(p.text[:p.pos+1], []byte(binaryQuote))
	text, err := p.inQuotes()
	if err == nil && binary && !p.has(">>") {
		return "", p.wrong()
	}
	return text, err
}

func (p *parser) inQuotes() (string, error) {
	quote := p.text[p.pos]
	if quote != '"' {
		p.repaired(Quotes)
	}
	long := bytes.Repeat([]byte{quote}, 3)
	triple := bytes.HasPrefix(p.text[p.pos:], long) // Python
	p.pos++
	if triple {
		p.pos += 2
		p.repaired(Quotes)
	}
	var out []byte
	broken := false
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case triple && bytes.HasPrefix(p.text[p.pos:], long):
			p.pos += 3
			return finish(out, broken), nil
		case !triple && c == quote:
			p.pos++
			return finish(out, broken), nil
		case c == '\\':
			var ok bool
			if out, ok = p.escape(out); !ok {
				return "", p.wrong()
			}
			continue
		case c == '\n' || c == '\r':
			broken = true
			p.repaired(BrokenStrings)
		}
		out = append(out, c)
		p.pos++
	}
	return "", ErrEnd
}

// finish takes the line breaks, and the indentation after them, out of a
// string that is otherwise base64: they came from a page's width. In other
// strings they are part of the text.
func finish(out []byte, broken bool) string {
	if !broken {
		return string(out)
	}
	packed := make([]byte, 0, len(out))
	for _, c := range out {
		switch {
		case c == '\n' || c == '\r' || c == ' ' || c == '\t':
		case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("+/-_=", c) >= 0:
			packed = append(packed, c)
		default:
			return string(out)
		}
	}
	return string(packed)
}

// escape reads what begins with a backslash.
func (p *parser) escape(out []byte) ([]byte, bool) {
	p.pos++
	if p.pos >= len(p.text) {
		return out, false
	}
	c := p.text[p.pos]
	p.pos++
	switch c {
	case 'n':
		return append(out, '\n'), true
	case 'r':
		return append(out, '\r'), true
	case 't':
		return append(out, '\t'), true
	case 'b':
		return append(out, '\b'), true
	case 'f':
		return append(out, '\f'), true
	case '\n': // the line goes on
		p.repaired(BrokenStrings)
		return out, true
	case 'x':
		r, ok := p.hex(2)
		return utf8.AppendRune(out, r), ok
	case 'u':
		if p.has("{") {
			end := bytes.IndexByte(p.text[p.pos:min(len(p.text), p.pos+7)], '}')
			if end < 1 {
				return out, false
			}
			r, ok := p.hex(end)
			p.pos++
			return utf8.AppendRune(out, r), ok
		}
		r, ok := p.hex(4)
		if ok && r >= 0xd800 && r < 0xdc00 && p.has(`\u`) { // a surrogate pair
			low, fine := p.hex(4)
			return utf8.AppendRune(out, (r-0xd800)<<10+(low-0xdc00)+0x10000), fine && low >= 0xdc00 && low < 0xe000
		}
		return utf8.AppendRune(out, r), ok
	}
	return append(out, c), true // a quote, a backslash, a slash
}

func (p *parser) hex(digits int) (rune, bool) {
	if len(p.text)-p.pos < digits {
		p.pos = len(p.text)
		return 0, false
	}
	var r rune
	for _, c := range p.text[p.pos : p.pos+digits] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	p.pos += digits
	return r, true
}
