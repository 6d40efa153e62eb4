package literal

import (
	"bytes"
	"strings"
)

// maxGrowth bounds how much longer than a text its tables may be as lines: the names
// stand in a table once, and are written with each object, so that a few long names
// over a million short rows would fill the memory.
const maxGrowth = 4

// Table is the repair of an object that was found in a table.
const Table Repair = "a table instead of JSON"

// FromTables finds objects that stand in tables, as console.table, databases and
// Markdown show them: with a member in each row, its name before its value, or with an
// object in each row, under a row of names. Cells are parted by vertical lines or tabs.
// It returns those objects that have a member of the given name, and whether some that
// have it could not be read.
func FromTables(text []byte, name string) (found []Object, broken bool) {
	t := &tableReader{name: name, left: maxGrowth*len(text) + 1<<16}
	for pos := 0; pos < len(text); {
		end := lineEnd(text, pos)
		switch cells := cellsOf(string(text[pos:end])); {
		case len(cells) > 1:
			if t.rows == nil {
				t.start = pos
			}
			t.rows = append(t.rows, row{cells: cells})
			t.end = end
		case cells == nil:
			t.flush()
		case t.rows != nil:
			t.rows[len(t.rows)-1].ruled = true
		}
		pos = end + 1
	}
	t.flush()
	return t.found, t.broken
}

type tableReader struct {
	name       string
	rows       []row // of the table that is being read
	start, end int   // of its lines
	left       int   // what may yet be written
	lines      []byte
	found      []Object
	broken     bool
}

// row is one row of a table.
type row struct {
	cells [][]byte
	ruled bool // a line is drawn under it
}

var sides = strings.NewReplacer("│", "|", "┃", "|", "║", "|")

// cellsOf splits a row. It has no cells where nothing but lines are drawn, and is nil
// where it is no row.
func cellsOf(line string) [][]byte {
	line = sides.Replace(strings.Trim(line, " \r"))
	if line != "" && strings.Trim(line, "+-=:─━═┌┬┐├┼┤└┴┘┏┳┓┡╇┩┗┻┛╒╤╕╞╪╡╘╧╛╔╦╗╠╬╣╚╩╝╭╮╰╯|\t ") == "" {
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

// flush reads the objects of a table that has ended, as the lines that say the same.
func (t *tableReader) flush() {
	rows := t.rows
	t.rows, t.lines = nil, nil
	for at, r := range rows {
		for column, cell := range r.cells {
			records := at == 0 && len(r.cells) > 2
			if plainCell(cell) != t.name || !records && column+1 == len(r.cells) {
				continue
			}
			objects := 1
			if records {
				objects = len(rows) - 1
				for _, record := range rows[1:] {
					t.lines = append(t.lines, "---\n"...)
					for i := range record.cells {
						if len(record.cells) == len(r.cells) {
							t.member(r.cells[i], record.cells[i])
						}
					}
				}
			} else {
				t.members(rows, column)
			}
			for _, o := range FromLines(t.lines, t.name) {
				t.found = append(t.found, Object{o.JSON, []Repair{Table}, t.start, t.end})
				t.start = t.end // what stands before the table is before its first
				objects--
			}
			t.broken = t.broken || objects != 0 || t.left < 0
			return
		}
	}
}

// members reads a table with a member in each row, whose name stands in that column.
func (t *tableReader) members(rows []row, column int) {
	heads := rows[0].cells
	for at, r := range rows {
		if len(r.cells) < column+2 {
			continue
		}
		value := r.cells[column+1]
		// Under (index), 0, 1, Values, as console.table has them where some values are
		// lists, these have a cell for each element.
		if last := len(r.cells) - 1; last > column+1 && len(heads) == last+1 && string(heads[last]) == "Values" {
			if value = r.cells[last]; len(value) == 0 {
				value = append(append([]byte("["), bytes.TrimRight(bytes.Join(r.cells[column+1:], []byte(",")), ",")...), ']')
			}
		}
		// The heads of the columns: a line is drawn under them, and not under every row.
		name := r.cells[column]
		if at > 0 || plainCell(name) == t.name || !strings.EqualFold(plainCell(value), "value") && (!r.ruled || len(rows) > 2 && rows[1].ruled) {
			t.member(name, value)
		}
	}
}

// plainCell is a cell without the marks of Markdown and quotes around it.
func plainCell(cell []byte) string { return string(bytes.Trim(cell, "`*'\"")) }

var escapedCell = strings.NewReplacer(`\_`, "_", `\-`, "-")

// member writes one member as a line. An empty cell is none.
func (t *tableReader) member(name, value []byte) {
	plain, text := plainCell(name), strings.Trim(string(value), "`")
	if t.left -= len(name) + len(text); t.left < 0 || text == "" || plain == "(index)" {
		return
	}
	if plain == "" { // the value of the row before goes on here, which is not known to be all
		text = "…"
	}
	if plain != "" && strings.IndexByte("'\"[{", text[0]) < 0 {
		text = string(appendString(nil, escapedCell.Replace(text)))
		if strings.Contains(text, "…") || strings.Contains(text, "...") {
			text = "…" // shortened, which is no value
		}
	}
	t.lines = append(t.lines, "  "+string(appendString(nil, plain))+": "+text+"\n"...)
}
