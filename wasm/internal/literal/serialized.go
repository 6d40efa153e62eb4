package literal

import (
	"bytes"
	"strconv"
	"strings"
)

// Serialized is the repair of what PHP's serialize gives: a:1:{s:3:"kty";s:2:"EC";}.
const Serialized Repair = "the form that PHP's serialize gives it"

// SerializedHead is how long what stands before the brace of an array or object is that
// PHP serialized, at the end of text; 0 where it ends otherwise.
func SerializedHead(text []byte) int {
	const longest = 128 // with the name of a class: every brace of a text is looked before
	text = text[max(0, len(text)-longest):]
	for _, begin := range []string{"a:", "O:"} {
		if i := bytes.LastIndex(text, []byte(begin)); i >= 0 {
			if p := (&parser{text: text, pos: i}); p.head() >= 0 && p.pos == len(text) {
				return len(text) - i
			}
		}
	}
	return 0
}

// head reads the beginning of an array, a:2: or O:3:"JWK":2:, and returns how many elements
// it has; -1 where none begins.
func (p *parser) head() int {
	switch {
	case p.has("a:"):
		return p.count()
	case p.has("O:"):
		if n := p.count(); n >= 0 && n < len(p.text)-p.pos && p.has(`"`) {
			if p.pos += n; p.has(`":`) {
				return p.count()
			}
		}
	}
	return -1
}

// count reads a length and the colon after it; -1 where none stands.
func (p *parser) count() int {
	const most = 9 // digits
	digits, _, _ := bytes.Cut(p.text[p.pos:min(len(p.text), p.pos+most)], []byte(":"))
	n, err := strconv.ParseUint(string(digits), 10, 31)
	p.pos += len(digits)
	if err != nil || !p.has(":") {
		return -1
	}
	return int(n)
}

// serialized reads a value that PHP serialized and writes it. What says its length has to
// have it: a string in which a character was lost is none.
func (p *parser) serialized(depth int) error {
	switch {
	case depth > maxDepth:
		return ErrSyntax
	case p.has("N;"):
		p.out = append(p.out, "null"...)
	case p.has("b:1;"):
		p.out = append(p.out, "true"...)
	case p.has("b:0;"):
		p.out = append(p.out, "false"...)
	case p.has("i:"), p.has("d:"):
		digits, _, ok := bytes.Cut(p.text[p.pos:min(len(p.text), p.pos+maxName)], []byte(";"))
		if !ok || !isJSONNumber(strings.TrimPrefix(string(digits), "-")) {
			return ErrSyntax
		}
		p.out = append(p.out, digits...)
		p.pos += len(digits) + 1
	case p.has("s:"):
		n := p.count()
		if n < 0 || !p.has(`"`) {
			return ErrSyntax
		}
		if n > len(p.text)-p.pos {
			return ErrEnd
		}
		p.out = appendString(p.out, string(p.text[p.pos:p.pos+n]))
		if p.pos += n; !p.has(`";`) {
			return ErrSyntax
		}
	default:
		return p.elements(depth)
	}
	return nil
}

// elements reads an array or an object: one whose names are 0, 1, … is a list.
func (p *parser) elements(depth int) error {
	n := p.head()
	if n < 0 || !p.has("{") {
		return ErrSyntax
	}
	list, closer := bytes.HasPrefix(p.text[p.pos:], []byte("i:0;")), byte('}')
	p.out = append(p.out, '{')
	if list {
		p.out[len(p.out)-1], closer = '[', ']'
	}
	for i := range n {
		if i > 0 {
			p.out = append(p.out, ',')
		}
		switch {
		case list && !p.has("i:"+strconv.Itoa(i)+";"):
			return ErrSyntax
		case !list:
			if !bytes.HasPrefix(p.text[p.pos:], []byte("s:")) {
				return ErrSyntax
			}
			if err := p.serialized(depth + 1); err != nil {
				return err
			}
			p.out = append(p.out, ':')
		}
		if err := p.serialized(depth + 1); err != nil {
			return err
		}
	}
	if !p.has("}") {
		return p.wrong()
	}
	p.out = append(p.out, closer)
	return nil
}
