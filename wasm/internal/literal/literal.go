// Package literal reads values as programs print and write them, and gives them
// as JSON: what console.log and developer tools show, JavaScript and JSON5,
// Python, Ruby, PHP, Perl, Elixir and Swift literals, Java's Map.toString, and
// the lines of YAML, TOML and HCL.
//
// It knows nothing of keys. It is strict where a guess could change a value: a
// name that stands for a value, a string without an end, a value that was
// shortened for the screen are errors, and after a value a separator must come.
// Reading takes one pass, in time linear in the text.
package literal

import (
	"bytes"
	"errors"
)

var (
	// ErrSyntax says that the text is no literal of a kind that is read here.
	ErrSyntax = errors.New("literal: not a literal")
	// ErrEnd says that the text ends before the literal does.
	ErrEnd = errors.New("literal: no end")
	// ErrShortened says that a program left part of a value out when it printed it.
	ErrShortened = errors.New("literal: shortened")
)

// A Repair is a way in which a literal is not JSON, in words that complete
// "it has …".
type Repair string

// The repairs.
const (
	Quotes        Repair = "other quotes than JSON's"
	BareNames     Repair = "names without quotes"
	BareValues    Repair = "values without quotes"
	TrailingComma Repair = "a comma before a closing bracket"
	Semicolons    Repair = "semicolons instead of commas"
	MissingComma  Repair = "members without a comma between them"
	Comments      Repair = "comments"
	Arrows        Repair = "=> or = instead of a colon"
	Brackets      Repair = "other brackets than JSON's"
	Words         Repair = "None, nil, undefined, True or the like"
	Joined        Repair = "strings in several parts"
	BrokenStrings Repair = "strings broken over lines"
	Numbers       Repair = "numbers as another language writes them"
	Lines         Repair = "lines instead of JSON"
	Omitted       Repair = "members that were shown as [Array] or [Object] alone, and are left out here"
)

// maxDepth bounds nesting. It stops a text of opening brackets from exhausting
// the stack; no key lies anywhere near so deep.
const maxDepth = 64

// Read reads the one literal, an object or a list, that text begins with: with a
// bracket, or Go's "map[". It returns the value as JSON, what made it
// other than JSON, each once and in the order met, and how much of text it
// took. On error, size is how much was looked at.
func Read(text []byte) (json []byte, repairs []Repair, size int, err error) {
	p := &parser{text: text}
	if p.has("map[") { // as Go prints
		p.pos--
		p.goMap = true
	}
	if !p.at("{[(") {
		return nil, nil, 0, ErrSyntax
	}
	p.structs = isStruct(text)
	if err := p.value(0); err != nil {
		return nil, nil, p.pos, err
	}
	return p.out, p.repairs, p.pos, nil
}

type parser struct {
	text    []byte
	pos     int
	out     []byte
	repairs []Repair
	spaced  bool // values without quotes end at a space
	goMap   bool // the next bracket is that of Go's map[name:value name:value]
	structs bool // it is of Go's %+v, {Name:value Name:value}
	single  bool // what was read last is a list of one element
	pair    pair // what was read last, where it is ('name', value)
}

func (p *parser) repaired(r Repair) {
	for _, known := range p.repairs {
		if known == r {
			return
		}
	}
	p.repairs = append(p.repairs, r)
}

// at reports whether the next character is one of those in set.
func (p *parser) at(set string) bool {
	if p.pos >= len(p.text) {
		return false
	}
	for i := range len(set) {
		if p.text[p.pos] == set[i] {
			return true
		}
	}
	return false
}

// has reports whether word comes next, and passes over it if so.
func (p *parser) has(word string) bool {
	if len(p.text)-p.pos < len(word) || string(p.text[p.pos:p.pos+len(word)]) != word {
		return false
	}
	p.pos += len(word)
	return true
}

// wrong is the error for what stands at pos.
func (p *parser) wrong() error {
	if p.pos >= len(p.text) {
		return ErrEnd
	}
	if p.has("…") || p.has("...") {
		return ErrShortened
	}
	return ErrSyntax
}

// value reads a value and writes it.
func (p *parser) value(depth int) error {
	if depth > maxDepth {
		return ErrSyntax
	}
	p.space()
	if p.has("[Object: null prototype]") { // Node
		p.space()
	}
	if p.at("%#") { // Elixir's %{…}, Erlang's #{…}
		p.pos++
		p.repaired(Brackets)
		if !p.at("{") {
			return p.wrong()
		}
	}
	if p.at("@") && len(p.text) > p.pos+1 && (p.text[p.pos+1] == '(' || p.text[p.pos+1] == '{') { // PowerShell's list, and map
		p.pos++
		p.repaired(Brackets)
		return p.bracketed(depth)
	}
	switch {
	case p.at("("):
		return p.inParentheses(depth)
	case p.at("{["):
		return p.bracketed(depth)
	case p.quoted():
		text, err := p.string()
		if err != nil {
			return err
		}
		p.out = appendString(p.out, text)
		p.asserted()
		return nil
	}
	return p.word(depth)
}

// inParentheses reads a list in parentheses, or the one text in them, as Python has it that
// goes over several lines: ("…" "…"). With a comma behind it, it is a list.
func (p *parser) inParentheses(depth int) error {
	start := len(p.out)
	err := p.bracketed(depth)
	inside := bytes.TrimRight(p.text[:max(p.pos-1, 0)], " \t\r\n")
	if err == nil && p.single && p.out[start+1] == '"' && !bytes.HasSuffix(inside, []byte(",")) {
		p.unwrap(start)
	}
	return err
}

// unwrap has what was written as a list of one element be that element.
func (p *parser) unwrap(start int) { p.out[start], p.out[len(p.out)-1] = ' ', ' ' }

// asserted passes over the type that TypeScript has behind a text: as const, as string,
// as 'RSA'.
func (p *parser) asserted() {
	after := *p
	if p.space(); p.has("as ") {
		if p.identifier() != "" {
			return
		}
		if p.quoted() {
			if _, err := p.oneString(); err == nil {
				return
			}
		}
	}
	*p = after
}
