package literal

import (
	"bytes"
	"slices"
	"strings"
)

// Object is an object that was found in lines.
type Object struct {
	JSON    []byte
	Repairs []Repair
	// Start and End are where its lines stand in the text.
	Start, End int
}

// FromLines finds objects that are written as lines, a member each, as in YAML,
// TOML, HCL and .properties files, and returns those that have a member of the
// given name. Members of one object begin in one column; an object within
// another is one of its own. Of YAML it reads what such objects are written in:
// plain, quoted and block scalars, lists, flow collections and comments, but no
// anchors, tags or merges.
func FromLines(text []byte, name string) []Object {
	l := &lineReader{text: text, want: name}
	for l.pos < len(text) {
		l.line()
	}
	l.flush()
	return l.found
}

type lineReader struct {
	text []byte
	want string
	pos  int

	aligned bool // names end in one column, and do not begin in one
	gap     bool // nothing stands in the line before
	found   []Object
	// The object that is being read.
	open       bool
	column     int
	start, end int
	names      []string
	values     [][]byte // JSON; nil where no value came yet
	repairs    []Repair
	bad        bool // something in it could not be read
}

// line reads one line, and those that belong to its value.
func (l *lineReader) line() {
	start := l.pos
	end := lineEnd(l.text, start)
	l.pos = end + 1
	column, item := 0, false
	for i := start; i < end; i++ {
		c := l.text[i]
		if c == '-' && i+1 < end && l.text[i+1] == ' ' {
			item = true
		} else if c != ' ' && c != '\t' {
			break
		}
		column++
	}
	content := l.text[start+min(column, end-start) : end]
	if isRecord(content) {
		l.aligned = true
	}
	if l.aligned {
		column = 0
	}
	gap := l.gap
	if l.gap = len(bytes.TrimSpace(content)) == 0; l.gap || content[0] == '#' {
		return
	}
	if item && l.open && column > l.column && l.listItem(content, start, end) {
		return
	}
	name, value, ok := member(content)
	if !ok {
		if !item || !l.open || column <= l.column+1 || !l.listItem(content, start, end) {
			l.flush()
		}
		return
	}
	again := gap && len(l.names) > 0 && name == l.names[0] // of PowerShell's Format-List, the next record
	if !l.open || item || column != l.column || again {
		l.flush()
		*l = lineReader{text: l.text, want: l.want, pos: l.pos, aligned: l.aligned, found: l.found, open: true, column: column, start: start}
	}
	l.end = end
	l.names = append(l.names, name)
	l.values = append(l.values, l.memberValue(value, column))
}

// isRecord reports whether a line is one that MySQL shows above each record, under \G.
func isRecord(line []byte) bool {
	return bytes.HasSuffix(bytes.TrimSpace(line), []byte(". row ***************************"))
}

// listItem takes "- value" as an element of the list that is the value of the
// last member, when that has none of its own.
func (l *lineReader) listItem(content []byte, start, end int) bool {
	last := len(l.values) - 1
	if last < 0 || l.values[last] != nil && l.values[last][0] != '[' {
		return false
	}
	p := &parser{text: content}
	if name, ok, _ := p.name(); ok && name != "" {
		return false
	}
	value, ok := l.scalar(content)
	if !ok {
		return false
	}
	list := l.values[last]
	if list == nil {
		list = []byte("[]")
	}
	if len(list) > 2 {
		list = append(list[:len(list)-1], ',')
	} else {
		list = list[:1]
	}
	l.values[last] = append(append(list, value...), ']')
	l.end = end
	return true
}

// memberValue reads what stands after a name, and the deeper lines that
// continue it. It is nil where nothing stands there.
func (l *lineReader) memberValue(after []byte, column int) []byte {
	text := bytes.TrimSpace(after)
	block := len(text) > 0 && (text[0] == '>' || text[0] == '|')
	if block || len(text) > 0 && isPlainStart(text[0]) {
		joined, more := l.continued(column)
		if block {
			if more == 0 {
				l.bad = true
				return nil
			}
			return appendString(nil, joined)
		}
		if more > 0 {
			l.repaired(BrokenStrings)
			text = append(bytes.Clone(text), joined...)
		}
	}
	if len(text) == 0 || text[0] == '#' {
		return l.valueBelow(column)
	}
	if list := l.braced(text, column); list != nil {
		return list
	}
	value, ok := l.scalar(text)
	if !ok {
		l.bad = true
	}
	return value
}

// braced is the list that PowerShell shows as {a, b}, which may go on in deeper lines; nil
// where text begins none, or one that is not whole: {a, b...}.
func (l *lineReader) braced(text []byte, column int) []byte {
	inside, ok := bytes.CutPrefix(text, []byte("{"))
	if !ok {
		return nil
	}
	inside, pos, last := bytes.Clone(inside), l.pos, l.end
	for pos < len(l.text) && !bytes.HasSuffix(inside, []byte("}")) {
		last = lineEnd(l.text, pos)
		line := l.text[pos:last]
		content := bytes.TrimSpace(line)
		// No line of another member, or list, is gone through for more than one.
		if len(content) == 0 || bytes.ContainsAny(content, ":{") || len(line)-len(bytes.TrimLeft(line, " \t")) <= column {
			return nil
		}
		inside, pos = append(inside, content...), last+1
	}
	inside, ok = bytes.CutSuffix(inside, []byte("}"))
	list := []byte("[")
	for i, word := range strings.Split(string(inside), ",") {
		word = strings.TrimSpace(word)
		if !ok || word == "" || strings.Trim(word, base64) != "" {
			return nil
		}
		if i > 0 {
			list = append(list, ',')
		}
		list = appendString(list, word)
	}
	l.pos, l.end = pos, last
	return append(list, ']')
}

// valueBelow is a value that begins on the next line, which is deeper than its
// name; nil where there is none, but a list, members or nothing.
func (l *lineReader) valueBelow(column int) []byte {
	if l.pos >= len(l.text) {
		return nil
	}
	before := *l
	end := lineEnd(l.text, l.pos)
	line := l.text[l.pos:end]
	text := bytes.TrimSpace(line)
	if len(text) == 0 || text[0] == '#' || len(line)-len(bytes.TrimLeft(line, " \t")) <= column || isItem(text) {
		return nil
	}
	if _, _, ok := member(text); ok {
		return nil
	}
	l.pos, l.end = end+1, end
	if isPlainStart(text[0]) {
		joined, _ := l.continued(column)
		text = append(bytes.Clone(text), joined...)
	}
	value, ok := l.scalar(text)
	if !ok {
		*l = before
		return nil
	}
	return value
}

// isItem reports whether a line is an element of a list.
func isItem(content []byte) bool {
	return content[0] == '-' && (len(content) == 1 || content[1] == ' ')
}

// member splits a line that begins with a name and a colon, or equals sign, into
// the name and what stands after these.
func member(content []byte) (name string, value []byte, ok bool) {
	p := &parser{text: content}
	name, ok, err := p.name()
	value = content[p.pos:]
	if err != nil || !ok || len(value) > 0 && content[p.pos-1] == ':' && value[0] != ' ' && value[0] != '\t' {
		return "", nil, false
	}
	return name, value, true
}

// isPlainStart reports whether c can begin a YAML plain scalar, which goes on
// in deeper lines.
func isPlainStart(c byte) bool { return strings.IndexByte("\"'`{[(#%@&*!", c) < 0 }

// continued joins the lines after the current one that are deeper than column
// and are no members themselves, without their white space: what is long
// enough to be wrapped in a key is base64.
func (l *lineReader) continued(column int) (joined string, lines int) {
	var b strings.Builder
	for l.pos < len(l.text) {
		end := lineEnd(l.text, l.pos)
		line := l.text[l.pos:end]
		content := bytes.TrimSpace(line)
		if len(content) == 0 || bytes.ContainsAny(content, ":, {}[]\"'") ||
			len(line)-len(bytes.TrimLeft(line, " \t")) <= column {
			break
		}
		b.Write(content)
		lines++
		l.end = end
		l.pos = end + 1
	}
	return b.String(), lines
}

// scalar reads one value that fills text.
func (l *lineReader) scalar(text []byte) ([]byte, bool) {
	p := &parser{text: text}
	if err := p.value(0); err != nil {
		return nil, false
	}
	p.space()
	for p.at(",;") {
		p.pos++
		p.space()
	}
	if p.pos < len(text) {
		return nil, false
	}
	for _, r := range p.repairs {
		l.repaired(r)
	}
	return p.out, true
}

func (l *lineReader) repaired(r Repair) {
	p := parser{repairs: l.repairs}
	p.repaired(r)
	l.repairs = p.repairs
}

// flush ends the object that is being read. What stands before all its names is taken
// off, as in JWK_KTY of an environment and jwk.kty of a .properties file, of which there
// may be several.
func (l *lineReader) flush() {
	if !l.open {
		return
	}
	l.open = false
	const most = 16 // prefixes: all members are gone through for each
	var prefixes []string
	for _, name := range l.names {
		if i := len(name) - len(l.want); i > 0 && strings.EqualFold(name[i:], l.want) && strings.IndexByte("._-", name[i-1]) >= 0 && len(prefixes) < most && !slices.Contains(prefixes, name[:i]) {
			prefixes = append(prefixes, name[:i])
		}
	}
	if len(prefixes) == 0 || slices.Contains(l.names, l.want) {
		prefixes = []string{""}
	}
	for _, prefix := range prefixes {
		l.object(prefix)
		l.start = l.end // what stands before these lines is before the first
	}
}

// object writes the members whose names begin with prefix, without that.
func (l *lineReader) object(prefix string) {
	wanted := false
	out := []byte{'{'}
	for i, name := range l.names {
		name, ok := strings.CutPrefix(name, prefix)
		if !ok || l.values[i] == nil {
			continue
		}
		if prefix != "" && name == strings.ToUpper(name) {
			name = strings.ToLower(name)
		}
		wanted = wanted || name == l.want
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(appendString(out, name), ':'), l.values[i]...)
	}
	if wanted && !l.bad {
		l.found = append(l.found, Object{append(out, '}'), append([]Repair{Lines}, l.repairs...), l.start, l.end})
	}
}

// lineEnd returns where the line that pos is on ends.
func lineEnd(text []byte, pos int) int {
	if i := bytes.IndexByte(text[pos:], '\n'); i >= 0 {
		return pos + i
	}
	return len(text)
}
