package literal

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// name reads a name and what separates it from its value. ok is false, and
// what was read is to be read again, when no separator follows.
func (p *parser) name() (name string, ok bool, err error) {
	symbol := false
	switch {
	case p.quoted():
		if name, err = p.oneString(); err != nil {
			return "", false, err
		}
	case p.at("["): // PHP's print_r and var_dump
		if name = p.inBrackets(); name == "" {
			return "", false, nil
		}
	case p.at(":"): // Ruby, Clojure
		p.pos++
		symbol = true
		fallthrough
	default:
		if name = p.identifier(); name == "" {
			return "", false, nil
		}
		p.repaired(BareNames)
	}
	spaces := p.pos
	p.space()
	switch {
	case p.has("=>"), p.has("->"): // Scala has the second
		p.repaired(Arrows)
	case p.pos > spaces && p.has("to "): // Kotlin
		p.repaired(Arrows)
	case p.has("="):
		p.repaired(Arrows)
		return name, !p.at("="), nil
	case p.has(":"):
	case symbol && p.pos > spaces: // Clojure
		p.spaced = true
		p.repaired(Arrows)
	default:
		return "", false, nil
	}
	return name, true, nil
}

// inBrackets reads a name as PHP shows it: [kty] or ["kty"], which => must
// follow, or = the second. It is "" when there is none.
func (p *parser) inBrackets() string {
	after := *p
	p.pos++
	quoted := p.has(`"`)
	name := p.identifier()
	for name == "" && p.pos < min(len(p.text), after.pos+maxName) && p.text[p.pos] >= '0' && p.text[p.pos] <= '9' {
		p.pos++ // the elements of a list have their numbers
	}
	if end := p.pos; name == "" {
		name = string(p.text[after.pos+1 : end])
	}
	if quoted && !p.has(`"`) || !p.has("]") {
		*p = after
		return ""
	}
	arrow := *p
	p.space()
	if !p.has("=>") && !(quoted && p.has("=")) { // Lua and C# have the second
		*p = after
		return ""
	}
	*p = arrow
	p.repaired(BareNames)
	return name
}

// maxWord bounds a value without quotes, and maxName a name, in bytes. Such a
// word is looked through before it is known to be one: without bounds, a text of
// one long word with a bracket every few characters would be looked through once
// for each of them. The modulus of a 16384-bit key takes 4,932 digits.
const (
	maxWord = 8192
	maxName = 256
)

// identifier reads a name without quotes, such as kty or x5t#S256; "" when
// there is none.
func (p *parser) identifier() string {
	start := p.pos
	for p.pos < min(len(p.text), start+maxName) {
		c := p.text[p.pos]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c >= utf8.RuneSelf
		if !letter && (p.pos == start || !(c >= '0' && c <= '9') && c != '#' && c != '.') {
			break
		}
		p.pos++
	}
	return string(p.text[start:p.pos])
}

// words are what languages write for JSON's own.
var words = map[string]string{
	"null": "null", "None": "null", "nil": "null", "NULL": "null", "Nil": "null", "undefined": "null", "nullptr": "null", "undef": "null", "$null": "null",
	"true": "true", "True": "true", "TRUE": "true", "YES": "true", "$true": "true",
	"false": "false", "False": "false", "FALSE": "false", "NO": "false", "$false": "false",
}

// word reads a value that is neither in brackets nor in quotes.
func (p *parser) word(depth int) error {
	start := p.pos
	if p.at(":") { // Ruby's :sig
		p.pos++
		start = p.pos
	}
	name := p.identifier()
	if name != "" {
		switch after := *p; {
		case p.constructed(name):
			if p.quoted() { // PHP's string(43) "…"
				return p.value(depth)
			}
			p.goMap = name == "map" && p.at("[")
			called, start := p.at("("), len(p.out)
			err := p.bracketed(depth)
			if err == nil && called && p.single && (isAround(name) || bytes.IndexByte([]byte("{["), bytes.TrimLeft(p.out[start+1:], " ")[0]) >= 0) {
				p.unwrap(start) // OrderedDict([…]) is what is in it
			}
			return err
		default:
			*p = after
		}
	}
	end := p.bareEnd(start)
	text := strings.TrimRight(string(p.text[start:end]), " \t\r")
	switch {
	case text == "":
		return p.wrong()
	case len(text) == maxWord:
		return ErrSyntax
	case strings.Contains(text, "…"), strings.Contains(text, "..."), text == "Object", text == "Array": // Node's [Object]
		p.pos = end // all this was looked at
		return ErrShortened
	}
	p.pos = start + len(text)
	if plain, ok := words[text]; ok {
		if plain != text {
			p.repaired(Words)
		}
		p.out = append(p.out, plain...)
		return nil
	}
	if number, ok := number(text); ok {
		if number != text {
			p.repaired(Numbers)
		}
		p.out = append(p.out, number...)
		return nil
	}
	if strings.ContainsAny(text, "\"'`{[(<>\\") {
		p.pos = end
		return ErrSyntax // an expression
	}
	p.repaired(BareValues)
	p.out = appendString(p.out, text)
	return nil
}

// constructed reports whether what follows a name is the value that it says
// the type of: JWK {…}, Map(2) {…}, array(…), OrderedDict(…). It stands then at
// the bracket.
func (p *parser) constructed(name string) bool {
	if p.space() && (name != "Array" || !p.at("(")) { // as PHP's print_r shows one
		return false // a new line is a new member
	}
	if p.at("(") && !isAround(name) {
		digits := p.pos + 1
		for digits < len(p.text) && p.text[digits] >= '0' && p.text[digits] <= '9' {
			digits++
		}
		if digits > p.pos+1 && digits < len(p.text) && p.text[digits] == ')' { // Node's Map(2)
			p.pos = digits + 1
			p.space()
		}
	}
	if name == "string" && p.text[p.pos-1] != 'g' && p.at(`"`) {
		return true
	}
	if !p.at("{[(") {
		return false
	}
	p.repaired(Brackets)
	return true
}

// isAround reports whether name stands around one value that may be absent, in Rust and
// Haskell, Swift, Java, or around each value, as serde_json has it; or around what it decodes,
// as Convert.FromBase64String does.
func isAround(name string) bool {
	return name == "Some" || name == "Just" || name == "Optional" || name == "String" || name == "Number" || name == "Bool" || strings.Contains(name, "Base64") || strings.Contains(name, "base64")
}

// bareEnd returns where a value without quotes ends: at what separates
// members, at a line's end, or before a comment.
func (p *parser) bareEnd(start int) int {
	longest := min(len(p.text), start+maxWord)
	for i := start; i < longest; i++ {
		switch p.text[i] {
		case ',', ';', '}', ']', ')', '\n':
			return i
		case ' ', '\t':
			rest := p.text[i+1:]
			if p.spaced || bytes.HasPrefix(rest, []byte("//")) || bytes.HasPrefix(rest, []byte("#")) {
				return i
			}
		}
	}
	return longest
}
