package literal

import (
	"slices"
	"strings"
)

// Pairs is the repair of an object whose members are written one by one.
const Pairs Repair = "its members one by one, in calls, cells or elements, instead of JSON"

const (
	// maxApart is how long what stands between a name and its value, and between members,
	// may be: an element of HTML with its attributes, a call.
	maxApart = 256
	// maxPairs is how many objects are learned from, each with a pass over the text.
	maxPairs = 16
)

// pairs is how the members of an object are written.
type pairs struct {
	text    string
	equals  string // between a name and its value
	between string // a value and the next name; the name before it is \x00 in an end tag
}

// FromPairs finds objects whose members are all written in one way, whichever that is:
// "kty", "EC", "crv" in turn, .put("kty", "EC"), <dt>kty</dt><dd>EC</dd>, {"kty": {"S":
// "EC"}}. It learns from the member of the given name, which has one of these values, what
// stands between name and value, and between members: these must be the same throughout,
// but for the kind of white space. It also reports whether there are names of members,
// as isMember tells them, that it could not read.
func FromPairs(text []byte, name string, values []string, isMember func(string) bool) (found [][]byte, broken bool) {
	p := &pairs{text: squeezed(string(text))}
	named := func(from, to int, sides [2]byte) bool {
		i := p.word(from, to, func(start, end int) bool {
			return p.around(start, end) == sides && !p.isEndTag(start) && isMember(p.text[start:end])
		})
		return i >= 0
	}
	isName := func(start, end int) bool { return p.text[start:end] == name && !p.isEndTag(start) }
	var sides [2]byte // of the names
	at, read := p.word(0, len(p.text), isName), 0
	for tries := 0; at >= 0 && tries < maxPairs; tries++ {
		members, to := p.object(at, at+len(name), read, values)
		members = belowRule(members)
		around, next := p.around(at, at+len(name)), max(to, at+len(name))
		at = p.word(next, len(p.text), isName)
		if len(members) < 3 { // the name alone is a word of a text
			broken = broken || len(members) > 0 && named(next, len(p.text), around)
			continue
		}
		if named(read, members[0].start, around) {
			return nil, true
		}
		out := []byte{'{'}
		for i, m := range members {
			if i > 0 {
				out = append(out, ',')
			}
			if out = p.json(append(appendString(out, m.name), ':'), m); out == nil {
				return nil, true
			}
		}
		found, read, sides = append(found, append(out, '}')), to, around
	}
	if len(found) == 0 {
		return nil, broken
	}
	if at >= 0 || named(read, len(p.text), sides) {
		return nil, true
	}
	return found, broken
}

// squeezed is a text with one space, or one line break, for each run of white space.
func squeezed(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		rest := strings.TrimLeft(text, " \t\r\n")
		if blank := text[:len(text)-len(rest)]; strings.Contains(blank, "\n") {
			b.WriteByte('\n')
		} else if blank != "" {
			b.WriteByte(' ')
		}
		i := strings.IndexAny(rest, " \t\r\n")
		if i < 0 {
			i = len(rest)
		}
		b.WriteString(rest[:i])
		text = rest[i:]
	}
	return b.String()
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '-' || c == '#'
}

// wordEnd is where the word ends that begins at i; i where none does.
func (p *pairs) wordEnd(i int) int {
	if i > 0 && isWord(p.text[i-1]) {
		return i
	}
	for i < len(p.text) && isWord(p.text[i]) {
		i++
	}
	return i
}

// word finds the first word from i on, before end, that is one; -1 where there is none.
func (p *pairs) word(i, end int, is func(start, end int) bool) int {
	for ; i < end; i++ {
		if to := p.wordEnd(i); to > i {
			if is(i, to) {
				return i
			}
			i = to - 1
		}
	}
	return -1
}

func (p *pairs) isEndTag(start int) bool { return strings.HasSuffix(p.text[:start], "</") }

// around is what stands on either side of a word.
func (p *pairs) around(start, end int) (sides [2]byte) {
	if start > 0 {
		sides[0] = p.text[start-1]
	}
	if end < len(p.text) {
		sides[1] = p.text[end]
	}
	return sides
}

// has reports whether sep stands at i, and where it ends. White space is as good as other
// white space in one that has more than that.
func (p *pairs) has(i int, sep string) (end int, ok bool) {
	if i < 0 || len(p.text)-i < len(sep) {
		return i, false
	}
	there := p.text[i : i+len(sep)]
	if strings.TrimSpace(sep) != "" {
		there, sep = strings.ReplaceAll(there, "\n", " "), strings.ReplaceAll(sep, "\n", " ")
	}
	return i + len(sep), there == sep
}

// A pairOf is a member, and where it stands.
type pairOf struct {
	name       string
	start      int  // of its name
	value, end int  // of its value
	bare       bool // its value is no text: true, or a list
}

// object reads the object that has a member whose name stands from start to end, none of
// which stands before least. It returns where the last one ends.
func (p *pairs) object(start, end, least int, values []string) (members []pairOf, to int) {
	value := p.word(end, min(len(p.text), end+maxApart), func(start, end int) bool { return slices.Contains(values, p.text[start:end]) })
	if value < 0 {
		return nil, 0
	}
	p.equals = p.text[end:value]
	var all []pairOf
	here := 0
	p.word(least, len(p.text), func(i, end int) bool {
		value, ok := p.has(end, p.equals)
		bare := false
		if equals := strings.TrimRight(p.equals, quotes); !ok && equals != p.equals && equals != "" {
			value, ok = p.has(end, equals)
			bare = ok
		}
		if ok && !p.isEndTag(i) {
			if i == start {
				here = len(all)
			}
			all = append(all, pairOf{name: p.text[i:end], start: i, value: value, bare: bare})
		}
		return false
	})
	if !p.learn(all, here) {
		return nil, 0
	}
	first := here
	for i := here; i >= 0; i = p.before(all, i) {
		first = i
	}
	for i := first; i >= 0; {
		next := p.next(all, i)
		members = append(members, all[i])
		i = next
	}
	last := &members[len(members)-1]
	if last.end = p.end(*last); last.end < 0 {
		return nil, 0
	}
	return members, last.end
}

// belowRule are the members below a rule of dashes, if there is one: what stands above it
// is the heading of a table.
func belowRule(members []pairOf) []pairOf {
	for i := len(members) - 1; i >= 0; i-- {
		if strings.Trim(members[i].name, "-") == "" {
			return members[i+1:]
		}
	}
	return members
}

// learn has what stands between the member at i, whose value is a word, and the next one,
// or between the one before it and that.
func (p *pairs) learn(all []pairOf, i int) bool {
	first, second := i, p.skip(all, i)
	if second == len(all) {
		second = i
		if first = i - 1; first > 0 && all[first-1].value == all[first].start {
			first--
		}
	}
	if first < 0 {
		return false
	}
	m, from, to := all[first], all[first].value, all[second].start
	for from < to && isWord(p.text[from]) {
		from++
	}
	if from >= to || to-from > maxApart {
		return false
	}
	p.between = strings.Replace(p.text[from:to], "</"+m.name+">", "</\x00>", 1)
	if m.bare {
		p.between = p.equals[len(strings.TrimRight(p.equals, quotes)):] + p.between
	}
	return true
}

// skip is where the member may stand that follows the one at i: behind its value, where the
// same stands behind that as behind a name.
func (p *pairs) skip(all []pairOf, i int) int {
	if i+1 < len(all) && all[i+1].start == all[i].value {
		return i + 2
	}
	return i + 1
}

// next is the member that follows the one at i, as all of them do; -1 where none does.
func (p *pairs) next(all []pairOf, i int) int {
	if j := p.skip(all, i); j < len(all) && p.follows(&all[i], all[j]) {
		return j
	}
	return -1
}

// before is the member that the one at i follows; -1 where it follows none.
func (p *pairs) before(all []pairOf, i int) int {
	for j := max(0, i-2); j < i; j++ {
		if p.next(all, j) == i {
			return j
		}
	}
	return -1
}

const quotes = "\"'"

// after is what stands after the value of a member.
func (p *pairs) after(m pairOf) string {
	between := strings.Replace(p.between, "\x00", m.name, 1)
	if m.bare {
		return strings.TrimLeft(between, quotes)
	}
	return between
}

// json appends a value; nil where it is none that is known.
func (p *pairs) json(out []byte, m pairOf) []byte {
	value := p.text[m.value:m.end]
	if !m.bare {
		return appendString(out, value)
	}
	if value == "true" || value == "false" || isJSONNumber(value) {
		return append(out, value...)
	}
	list := strings.FieldsFunc(value, func(c rune) bool { return strings.ContainsRune(quotes, c) })
	if len(list) < 3 || len(list)%2 == 0 {
		return nil
	}
	for i, text := range list { // what stands around texts, and these in turn
		switch {
		case i%2 == 1:
			out = appendString(out, text)
		case i == 0:
			out = append(out, '[')
		case i == len(list)-1:
			out = append(out, ']')
		default:
			out = append(out, ',')
		}
	}
	return out
}

// follows reports whether a member follows another one, as all of them do, and notes where
// the value of that ends.
func (p *pairs) follows(first *pairOf, second pairOf) bool {
	sep := p.after(*first)
	first.end = second.start - len(sep)
	_, ok := p.has(first.end, sep)
	return ok && first.end >= first.value
}

// end finds the end of the last value, where the first character stands of what comes
// after the others; -1 where more than the value stands there, or nothing ends it.
func (p *pairs) end(m pairOf) int {
	sep, text := p.after(m), p.text[m.value:]
	if sep == "" {
		return -1
	}
	c := sep[0]
	blank := c == ' ' || c == '\n'
	size := strings.IndexByte(text, c)
	switch {
	case blank:
		size = strings.IndexAny(text+" ", " \n")
	case m.bare: // which may have that character in brackets of its own
		depth := 0
		size = strings.IndexFunc(text, func(r rune) bool {
			if depth == 0 && r == rune(c) {
				return true
			}
			depth += strings.Count("([{", string(r)) - strings.Count(")]}", string(r))
			return false
		})
	}
	if size < 0 {
		return -1
	}
	rest := text[min(size+1, len(text)):]
	word := strings.TrimLeft(rest, base64)
	more := len(word) < len(rest) && (!blank || word == "" || strings.IndexByte(" \n", word[0]) >= 0)
	if more && !(c == '<' && rest[0] == '/') {
		return -1 // something came into the value
	}
	return m.value + size
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_="
