package literal

import (
	"bytes"
	"strings"
)

// maxGrowth bounds how much longer than a text the objects of its tables may be: the
// names stand in a table once, and are written with each object, so that a few long
// names over a million short rows would fill the memory.
const maxGrowth = 4

// Table is the repair of an object that was found in a table.
const Table Repair = "a table instead of JSON"

// FromTables finds objects that stand in tables, as console.table, databases and
// Markdown show them: with a member in each row, its name before its value, or with an
// object in each row, under a row of names. Cells are parted by vertical lines or tabs.
// It returns those objects that have a member of the given name, and ErrShortened when
// a cell of them was cut, ErrSyntax when one cannot be read.
func FromTables(text []byte, name string) ([]Object, error) {
	t := &tableReader{name: name, left: maxGrowth*len(text) + 1<<16}
	for pos := 0; pos < len(text); {
		end := lineEnd(text, pos)
		line := strings.Trim(string(text[pos:end]), " \r")
		switch cells := cellsOf(line); {
		case len(cells) > 1:
			if t.rows == nil {
				t.start = pos
			}
			t.rows = append(t.rows, row{cells: cells})
			t.end = end
		case line == "" || cells == nil:
			t.flush()
		case t.rows != nil:
			t.rows[len(t.rows)-1].ruled = true
		}
		pos = end + 1
	}
	t.flush()
	return t.found, t.err
}

type tableReader struct {
	name       string
	rows       []row // of the table that is being read
	start, end int   // of its lines
	left       int   // what may yet be written
	found      []Object
	err        error
}

// row is one row of a table.
type row struct {
	cells [][]byte
	ruled bool // a line is drawn under it
}

// cellsOf splits a row. It has no cells where nothing but lines are drawn, and is nil
// where it is no row.
func cellsOf(line string) [][]byte {
	line = strings.NewReplacer("│", "|", "┃", "|", "║", "|").Replace(line)
	if strings.Trim(line, "+-=:─━═┌┬┐├┼┤└┴┘┏┳┓┡╇┩┗┻┛╒╤╕╞╪╡╘╧╛╔╦╗╠╬╣╚╩╝╭╮╰╯|\t ") == "" {
		return [][]byte{}
	}
	if !strings.Contains(line, "|") {
		line = strings.ReplaceAll(line, "\t", "|")
	}
	cells := bytes.Split([]byte(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")), []byte("|"))
	if len(cells) == 1 {
		return nil
	}
	for i, cell := range cells {
		cells[i] = bytes.TrimSpace(cell)
	}
	return cells
}

// flush reads the objects of a table that has ended.
func (t *tableReader) flush() {
	rows := t.rows
	t.rows = nil
	for at, r := range rows {
		for column, cell := range r.cells {
			records := at == 0 && len(r.cells) > 2
			if plainCell(cell) != t.name || !records && column+1 == len(r.cells) {
				continue
			}
			rows = whole(rows, column)
			if !records {
				t.members(rows, column)
				return
			}
			for _, record := range rows[1:] {
				if len(record.cells) != len(r.cells) {
					t.err = ErrSyntax
					return
				}
				t.object(r.cells, record.cells)
			}
			return
		}
	}
}

// whole joins rows that are empty in the column that all have with those that they go
// on with.
func whole(rows []row, column int) []row {
	var joined []row
	for _, r := range rows {
		last := len(joined) - 1
		if last < 0 || column >= len(r.cells) || len(r.cells[column]) > 0 || len(r.cells) != len(joined[last].cells) {
			joined = append(joined, r)
			continue
		}
		for i, more := range r.cells {
			joined[last].cells[i] = append(joined[last].cells[i], more...)
		}
	}
	return joined
}

// members reads a table with a member in each row, whose name stands in that column.
func (t *tableReader) members(rows []row, column int) {
	var names, values [][]byte
	for at, r := range rows {
		if len(r.cells) < column+2 {
			t.err = ErrSyntax
			return
		}
		value := r.cells[column+1]
		// Under (index), 0, 1, Values, as console.table has them where some values are
		// lists, these have a cell for each element.
		if last := len(r.cells) - 1; last > column+1 && len(rows[0].cells) == last+1 && string(rows[0].cells[last]) == "Values" {
			if value = r.cells[last]; len(value) == 0 {
				value = append(append([]byte("["), bytes.TrimRight(bytes.Join(r.cells[column+1:], []byte(",")), ",")...), ']')
			}
		}
		if at == 0 && isHead(rows, value) {
			continue
		}
		names, values = append(names, r.cells[column]), append(values, value)
	}
	t.object(names, values)
}

// isHead reports whether the first row of a table with a member in each row is the
// heads of its columns: a line is drawn under it, and not under every row.
func isHead(rows []row, value []byte) bool {
	return rows[0].ruled && (len(rows) < 3 || !rows[1].ruled) || strings.EqualFold(plainCell(value), "value")
}

// plainCell is a cell without the marks of Markdown and quotes around it.
func plainCell(cell []byte) string { return string(bytes.Trim(cell, "`*'\"")) }

// object takes the object of these names and values. Those of an empty cell are absent.
func (t *tableReader) object(names, values [][]byte) {
	out := []byte{'{'}
	for i, value := range values {
		name := plainCell(names[i])
		value = bytes.Trim(value, "`")
		if len(value) == 0 || name == "" || name == "(index)" {
			continue
		}
		if t.left -= len(name) + len(value); t.left < 0 {
			t.err = ErrSyntax
			return
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(appendString(out, name), ':')
		p := &parser{text: value}
		switch {
		case bytes.HasSuffix(value, []byte("…")) || bytes.HasSuffix(value, []byte("...")):
			t.err = ErrShortened
			return
		case !p.at(`"'[{`):
			out = appendString(out, strings.NewReplacer(`\_`, "_", `\-`, "-").Replace(string(value)))
			continue
		}
		if err := p.value(0); err != nil || p.pos < len(value) {
			t.err = ErrSyntax
			return
		}
		out = append(out, p.out...)
	}
	t.found = append(t.found, Object{append(out, '}'), []Repair{Table}, t.start, t.end})
	t.start = t.end // what stands before the table is before its first
}
