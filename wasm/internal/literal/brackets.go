package literal

// closers are the brackets that end what an opening one begins.
var closers = map[byte]byte{'{': '}', '[': ']', '(': ')'}

// bracketed reads what stands in brackets. Languages differ in which they use
// for what: names with values make an object, values alone a list.
func (p *parser) bracketed(depth int) error {
	spaced := p.spaced
	p.spaced, p.goMap = p.goMap || p.structs, false
	defer func() { p.spaced = spaced }()
	open := p.text[p.pos]
	p.pos++
	start := len(p.out)
	var pairs []pair
	comma := 0                 // before the second element, in what is written
	p.out = append(p.out, '[') // until a name is met
	object := open == '{'
	if object {
		p.out[start] = '{'
	}
	for n := 0; ; n++ {
		newline := p.space()
		separated := false
		for p.at(",;") {
			if separated || n == 0 {
				return ErrSyntax // a value is missing
			}
			separated = true
			if p.at(";") {
				p.repaired(Semicolons)
			}
			p.pos++
			newline = p.space() || newline
		}
		if p.structs && p.emptyField() {
			n--
			continue
		}
		if p.at("}])") {
			if p.text[p.pos] != closers[open] {
				return ErrSyntax
			}
			p.pos++
			if separated {
				p.repaired(TrailingComma)
			}
			object = p.close(start, object, n, pairs)
			p.pair = pair{}
			if open == '(' && !object && n == 2 && p.out[start+1] == '"' {
				p.pair = pair{start, comma, len(p.out) - 1}
			}
			break
		}
		before := len(p.out)
		if n > 0 {
			if !separated {
				if !newline && open != '{' && !p.spaced {
					return p.wrong()
				}
				p.repaired(MissingComma)
			}
			if comma = before; before > start+1 { // not behind what was left out
				p.out = append(p.out, ',')
			}
		}
		element := len(p.out)
		p.pair = pair{}
		if n == 0 && object && depth > 0 && p.inList() {
			object = false
			p.out[start] = '['
		}
		named, err := p.member(object || n == 0, depth)
		if len(p.out) == element {
			p.out = p.out[:before]
		}
		switch {
		case err != nil:
			return err
		case n == 0 && named && !object:
			object = true
			p.out[start] = '{'
		case named != object:
			return ErrSyntax
		case !object && p.pair.end > 0 && len(pairs) == n:
			pairs = append(pairs, p.pair)
		}
	}
	if object != (open == '{') || open == '(' {
		p.repaired(Brackets)
	}
	return nil
}

// inList reports whether what comes next, behind a brace, is the first element of a list, as
// in Lua: a brace, or a text with a comma or the closing brace behind it. Clojure's names
// have their values there.
func (p *parser) inList() bool {
	if !p.quoted() {
		return p.at("{")
	}
	after := *p
	_, err := p.oneString()
	p.space()
	is := err == nil && p.at(",}")
	*p = after
	return is
}

// emptyField passes over a field that Go's %+v prints without a value: it has none, or
// nil.
func (p *parser) emptyField() bool {
	after := *p
	if p.identifier() != "" && p.has(":") && (p.has("<nil>") || p.at(" }")) {
		return true
	}
	*p = after
	return false
}

// A pair is where the brackets and the comma of ('name', value) are written.
type pair struct{ start, comma, end int }

// close ends a list or an object of n elements that is written from start on, and
// reports whether it is an object. A list of nothing but pairs is one, as Python
// prints an OrderedDict; what makes the pairs lists becomes white space.
func (p *parser) close(start int, object bool, n int, pairs []pair) bool {
	if !object && n > 0 && len(pairs) == n {
		p.out[start] = '{'
		for _, m := range pairs {
			p.out[m.start], p.out[m.comma], p.out[m.end] = ' ', ':', ' '
		}
		object = true
	}
	p.single = !object && n == 1
	if object {
		p.out = append(p.out, '}')
	} else {
		p.out = append(p.out, ']')
	}
	return object
}

// member reads a name with its value, or a value alone, and reports which. Of what was
// omitted it writes nothing: null is a value, and one that readers of JWKs refuse.
func (p *parser) member(mayBeNamed bool, depth int) (named bool, err error) {
	if mayBeNamed {
		before := *p
		name, ok, err := p.name()
		if err != nil {
			return false, err
		}
		if ok {
			if p.omitted() {
				return true, nil
			}
			p.out = append(appendString(p.out, name), ':')
			return true, p.value(depth + 1)
		}
		*p = before
	}
	return false, p.value(depth + 1)
}

// omitted reports whether a program showed no more of a member than that it has
// a list or an object, as Node does of what lies deep, and passes over that.
func (p *parser) omitted() bool {
	after := *p
	p.space()
	if p.has("[Array]") || p.has("[Object]") {
		p.repaired(Omitted)
		return true
	}
	*p = after
	return false
}
