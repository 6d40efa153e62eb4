package literal

import "strings"

// maxGrowth bounds how much longer than a text its tables may be as lines: the names
// stand in a table once, and are written with each object, so that a few long names
// over a million short rows would fill the memory.
const maxGrowth = 4

// Table is the repair of an object that was found in a table.
const Table Repair = "a table instead of JSON"

var sides = strings.NewReplacer("│", "|", "┃", "|", "║", "|")

// FromTables finds objects that stand in tables, as console.table, databases and
// Markdown show them: with a member in each row, its name before its value, or with an
// object in each row, under a row of names. Cells are parted by vertical lines or tabs.
// It returns those objects that have a member of the given name, and whether some that
// have it could not be read.
func FromTables(text []byte, name string) (found []Object, broken bool) {
	t := &table{name: name, left: maxGrowth*len(text) + 1<<16}
	for pos := 0; pos <= len(text); {
		end := lineEnd(text, pos)
		line := sides.Replace(strings.Trim(string(text[pos:end]), " \r"))
		if !strings.Contains(line, "|") {
			line = strings.ReplaceAll(line, "\t", "|")
		}
		for _, sep := range []string{",", ";"} {
			if t.rows == 0 && isHead(line, name, sep) {
				t.parted = sep
			}
		}
		switch cells := t.cells(line); {
		case line != "" && strings.Trim(line, "+-=:─━═┌┬┐├┼┤└┴┘┏┳┓┡╇┩┗┻┛╒╤╕╞╪╡╘╧╛╔╦╗╠╬╣╚╩╝╭╮╰╯| ") == "":
			t.ruled[min(t.rows, 3)] = true
		case len(cells) > 1:
			if t.rows == 0 {
				t.start = pos
			}
			t.row(cells)
			t.end = end
		default:
			objects, whole := t.objects()
			found, broken = append(found, objects...), broken || !whole
			t = &table{name: name, left: t.left}
		}
		pos = end + 1
	}
	objects, whole := t.objects()
	return append(found, objects...), broken || !whole
}

// cells are those of a line. Where a comma parts them, it does not do so in quotes, and two
// of these are one.
func (t *table) cells(line string) (cells []string) {
	if t.parted == "" {
		return strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	}
	for {
		size := 0
		for quoted := false; size < len(line) && (quoted || line[size] != t.parted[0]); size++ {
			quoted = quoted != (line[size] == '"')
		}
		cell := line[:size]
		if unquoted, ok := strings.CutPrefix(cell, `"`); ok {
			cell = strings.ReplaceAll(strings.TrimSuffix(unquoted, `"`), `""`, `"`)
		}
		if cells = append(cells, cell); size == len(line) {
			return cells
		}
		line = line[size+1:]
	}
}

// isHead reports whether a line is the first of values that are separated by commas, or as
// Excel has them in much of Europe: the names of columns and nothing else.
func isHead(line, name, sep string) bool {
	cells := strings.Split(line, sep)
	found := false
	for _, cell := range cells {
		cell = plainCell(cell)
		found = found || cell == name
		if cell == "" || strings.ContainsAny(cell, " =:{}[]()|\"'") {
			return false
		}
	}
	return found && len(cells) > 2
}

// table is the table that is being read, as the lines that say the same.
type table struct {
	name    string
	start   int // where its lines stand in the text
	end     int
	left    int // what may yet be written
	heads   []string
	records bool   // there is an object in each row
	parted  string // by what the cells are, where that is no vertical line
	rows    int
	ruled   [4]bool // whether a line is drawn under that row
	lines   []byte
	second  int // where the lines of the second row begin
	named   bool
}

func (t *table) row(cells []string) {
	if t.rows++; t.rows == 1 {
		t.heads = cells
		for _, cell := range cells {
			t.records = t.records || len(cells) > 2 && plainCell(cell) == t.name
		}
		t.named = t.records
	}
	switch {
	case t.rows == 1 && strings.EqualFold(plainCell(cells[1]), "value"): // the heads of the columns
	case !t.records:
		t.member(cells[0], t.value(cells))
	case t.rows > 1:
		t.lines = append(t.lines, "---\n"...)
		for i, cell := range cells {
			if len(cells) == len(t.heads) {
				t.member(t.heads[i], cell)
			}
		}
	}
	if t.rows == 1 {
		t.second = len(t.lines)
	}
}

// value is the value that stands after a name. Under (index), 0, 1, Values, as
// console.table has them where some values are lists, these have a cell for each element.
func (t *table) value(cells []string) string {
	last := len(cells) - 1
	if last == 1 || len(t.heads) != last+1 || strings.TrimSpace(t.heads[last]) != "Values" {
		return cells[1]
	}
	if list := strings.TrimRight(strings.Join(cells[1:last], ","), ", "); list != "" {
		return "[" + list + "]"
	}
	return cells[last]
}

// member writes one member as a line. An empty cell is none.
func (t *table) member(name, value string) {
	name, value = plainCell(name), strings.Trim(value, " `")
	t.named = t.named || name == t.name
	switch t.left -= len(name) + len(value); {
	case t.left < 0 || value == "" || name == "(index)":
		return
	case name == "", strings.HasSuffix(value, "…"), strings.HasSuffix(value, "..."):
		value = "…" // the row before goes on, or it was shortened: that is no value
	case strings.IndexByte("'\"[{", value[0]) < 0:
		value = string(appendString(nil, strings.ReplaceAll(value, `\_`, "_")))
	}
	t.lines = append(append(append(appendString(t.lines, name), ": "...), value...), '\n')
}

// objects are those of the table, and whether all could be read.
func (t *table) objects() (list []Object, whole bool) {
	want := 1
	if t.records {
		want = t.rows - 1
	} else if t.ruled[1] && !t.ruled[2] && plainCell(t.heads[0]) != t.name {
		t.lines = t.lines[t.second:] // the heads of the columns: a line is drawn under them, and not under every row
	}
	list = FromLines(t.lines, t.name)
	for i := range list {
		list[i].Repairs, list[i].Start, list[i].End = []Repair{Table}, t.start, t.end
		t.start = t.end // what stands before the table is before its first
	}
	return list, !t.named || len(list) == want && t.left >= 0
}

// plainCell is a cell without the marks of Markdown and quotes around it.
func plainCell(cell string) string { return strings.Trim(cell, " `*'\"") }
