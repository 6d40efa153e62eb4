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
func FromTables(text []byte, name string) (found []Object, err error) {
	var rows []row
	start, end := 0, 0
	t := tables{left: maxGrowth*len(text) + 1<<16}
	flush := func() {
		objects, broken := t.fromRows(rows, name)
		for _, json := range objects {
			found = append(found, Object{json, []Repair{Table}, start, end})
			start = end // what stands before the table is before the first
		}
		if broken != nil {
			err = broken
		}
		rows = nil
	}
	for pos := 0; pos < len(text); {
		next := lineEnd(text, pos)
		line := string(bytes.Trim(text[pos:next], " \r"))
		switch cells := cellsOf(line); {
		case len(cells) > 1:
			if rows == nil {
				start = pos
			}
			rows = append(rows, row{cells: cells})
			end = next
		case line == "" || strings.Trim(line, "+-=:─━═┌┬┐├┼┤└┴┘┏┳┓┡╇┩┗┻┛┢┣╋┫╒╤╕╞╪╡╘╧╛╔╦╗╠╬╣╚╩╝╟╫╢╭╮╰╯|│┃║ \t") != "":
			flush()
		case rows != nil:
			rows[len(rows)-1].ruled = true
		}
		pos = next + 1
	}
	flush()
	return found, err
}

// row is one row of a table.
type row struct {
	cells []string
	ruled bool // a line is drawn under it
}

// tables is what may yet be written.
type tables struct{ left int }

// cellsOf splits a row; nil where the line is none, or nothing but lines.
func cellsOf(line string) []string {
	if strings.ContainsAny(line, "│┃║") {
		line = strings.NewReplacer("┃", "│", "║", "│").Replace(line)
	} else {
		line = strings.ReplaceAll(line, "|", "│")
	}
	sides := strings.TrimSuffix(strings.TrimPrefix(line, "│"), "│")
	if !strings.Contains(line, "│") {
		sides = strings.ReplaceAll(line, "\t", "│")
	}
	if strings.Trim(sides, "│-:=+─━═┼╇ ") == "" {
		return nil
	}
	cells := strings.Split(sides, "│")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells
}

// fromRows reads the objects of one table.
func (t *tables) fromRows(rows []row, name string) (objects [][]byte, err error) {
	for at, row := range rows {
		for column, cell := range row.cells {
			if plainCell(cell) != name {
				continue
			}
			if at == 0 && len(row.cells) > 2 {
				return t.recordsOf(row.cells, column, rows[1:])
			}
			if column+1 == len(row.cells) {
				return nil, nil
			}
			json, err := t.membersOf(rows, column)
			if err != nil {
				return nil, err
			}
			return [][]byte{json}, nil
		}
	}
	return nil, nil
}

// membersOf reads a table with a member in each row: the name in that column, the
// value in the next. A row without a name goes on with the value of the row before.
func (t *tables) membersOf(rows []row, column int) ([]byte, error) {
	var names []string
	var values [][]byte
	for at, row := range rows {
		if len(row.cells) < column+2 {
			return nil, ErrSyntax
		}
		name, value := plainCell(row.cells[column]), valueOf(row.cells[column+1:], rows[0].cells)
		switch last := len(values) - 1; {
		case name == "" && last < 0, value == "":
		case name == "":
			values[last] = append(values[last], value...)
		case at == 0 && isHead(rows, column):
		default:
			names, values = append(names, name), append(values, []byte(value))
		}
	}
	return t.objectOf(names, values)
}

// valueOf is the value in the cells after a name. Under (index), 0, 1, Values, as
// console.table has them where some values are lists, these have a cell for each element.
func valueOf(cells, heads []string) string {
	last := len(cells) - 1
	if last == 0 || len(heads) != len(cells)+1 || heads[1] != "0" || heads[last+1] != "Values" {
		return cells[0]
	}
	if cells[last] != "" {
		return cells[last]
	}
	for last > 0 && cells[last] == "" {
		last--
	}
	return "[" + strings.Join(cells[:last+1], ",") + "]"
}

// isHead reports whether the first row of a table with a member in each row is the
// heads of its columns: a line is drawn under it, and not under every row.
func isHead(rows []row, column int) bool {
	head := strings.ToLower(plainCell(rows[0].cells[column+1]))
	return rows[0].ruled && (len(rows) < 3 || !rows[1].ruled) || head == "value" || head == "values"
}

// recordsOf reads a table with an object in each row, under their names. A row that
// is empty in the column that all have goes on with the cells of the row before.
func (t *tables) recordsOf(names []string, column int, rows []row) (objects [][]byte, err error) {
	for i := 0; i < len(rows); i++ {
		if len(rows[i].cells) != len(names) {
			return objects, ErrSyntax
		}
		row := make([][]byte, len(names))
		for n, cell := range rows[i].cells {
			row[n] = []byte(cell)
		}
		for i+1 < len(rows) && len(rows[i+1].cells) == len(names) && rows[i+1].cells[column] == "" {
			i++
			for n, more := range rows[i].cells {
				row[n] = append(row[n], more...)
			}
		}
		var present []string
		var values [][]byte
		for n, value := range row {
			if name := plainCell(names[n]); len(value) > 0 && name != "" && name != "(index)" {
				present, values = append(present, name), append(values, value)
			}
		}
		json, broken := t.objectOf(present, values)
		if broken != nil {
			err = broken
			continue
		}
		objects = append(objects, json)
	}
	return objects, err
}

// plainCell is a cell without the marks of Markdown and quotes around it.
func plainCell(cell string) string { return strings.Trim(cell, "`*'\"") }

func (t *tables) objectOf(names []string, values [][]byte) ([]byte, error) {
	out := []byte{'{'}
	for i, name := range names {
		value := bytes.Trim(values[i], "`")
		if t.left -= len(name) + len(value); t.left < 0 {
			return nil, ErrSyntax
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendString(out, name), ':')
		p := &parser{text: value}
		switch {
		case bytes.HasSuffix(value, []byte("…")) || bytes.HasSuffix(value, []byte("...")):
			return nil, ErrShortened
		case p.at(`"'[{`):
			if err := p.value(0); err != nil {
				return nil, err
			}
			if p.pos < len(p.text) {
				return nil, ErrSyntax
			}
			out = append(out, p.out...)
		default:
			out = appendString(out, strings.NewReplacer(`\_`, "_", `\-`, "-").Replace(string(value)))
		}
	}
	return append(out, '}'), nil
}
