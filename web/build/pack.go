package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// What the runtime looks functions up in is, for the most part, one thing said
// thrice: where a function's record lies follows from the sizes of those
// before it, and in which bucket of addresses a function is from its number.
// The records themselves have a dozen fields, each like the same field of other
// records and unlike its neighbours, which no compression sees through.
//
// packTables therefore takes the records and the two tables that lead to them
// away, and writes their fields in columns to where one of those tables was:
// a fifteenth of what would be downloaded. The function that it returns
// (start.go), which a browser runs before anything else of the program, puts
// everything back in its place in a few milliseconds.

// column is one field of all records that have it.
type column struct {
	kind  columnKind
	index int    // of a field, or among the tables, or among what is elsewhere
	fixed bool   // the same in all records, and so not written down
	value uint32 // if so
	next  nextPlace
	none  uint32 // what a table that is not there has for its place
}

type columnKind int

const (
	fieldColumn columnKind = iota
	tableColumn            // of places in pctab
	farColumn              // of places after moduledata.gofunc
)

// nextPlace says how the places of a column are written down: as themselves,
// or as 1 for what follows the last that was new, and else as 2 more than
// they are, with 0 for none.
type nextPlace int

const (
	asIs     nextPlace = iota
	afterPCs           // a table of pairs of varints
)

// columns are those of a record, in the order in which they are put back. The
// first two say how long a record is.
var columns = []column{
	{kind: fieldColumn, index: fieldTables},
	{kind: fieldColumn, index: fieldBytes},
	{kind: fieldColumn, index: fieldName},
	{kind: fieldColumn, index: fieldArgs},
	{kind: fieldColumn, index: fieldDefer},
	{kind: fieldColumn, index: fieldStackSizes, next: afterPCs},
	{kind: tableColumn, index: tableStackMaps, next: afterPCs},
	{kind: farColumn, index: farArgMaps, none: noFar},
	{kind: farColumn, index: farLocalMaps, none: noFar},
	{kind: farColumn, index: farStackObjects, none: noFar},
	{kind: farColumn, index: farTraceInlined, fixed: true, value: noFar},
	{kind: farColumn, index: farDefers, none: noFar},
	{kind: farColumn, index: farTraceArgs, fixed: true, value: noFar},
	{kind: farColumn, index: farTraceLive, fixed: true, value: noFar},
	{kind: farColumn, index: farTraceWraps, fixed: true, value: noFar},
}

// place is where in a record the column is, or -1 if the record lacks it.
func (c column) place(f funcRecord) int {
	tables := int(f.field(fieldTables))
	switch {
	case c.kind == fieldColumn:
		return c.index
	case c.kind == tableColumn && c.index < tables:
		return funcSize/4 + c.index
	case c.kind == farColumn && c.index < int(f[4*fieldBytes+3]):
		return funcSize/4 + tables + c.index
	}
	return -1
}

// packTables changes memory, of which stripTables has taken away what is not
// read, and returns the body of the function that changes it back, but for the
// places of tables of instructions, which now lie one after another.
func packTables(memory []byte) (start []byte, err error) {
	t, funcs, err := readFuncs(memory)
	if err != nil {
		return nil, err
	}
	m, err := t.findModule(memory)
	if err != nil {
		return nil, err
	}
	if err := m.check(memory, t); err != nil {
		return nil, err
	}
	if err := onlyColumns(funcs); err != nil {
		return nil, err
	}
	pcs := make([]byte, 1, len(t.pcs)) // place 0 is that of none
	moved := map[uint32]uint32{0: 0}
	var written []byte
	for _, c := range columns {
		for _, f := range funcs {
			at := c.place(f)
			if at < 0 {
				continue
			}
			value := f.field(at)
			switch {
			case c.fixed && value != c.value:
				return nil, errors.New("a field of a function's record has a value, which it should not have")
			case c.fixed:
				continue
			case c.next == afterPCs:
				place, known := moved[value]
				switch {
				case !known:
					end, err := pcTableEnd(t.pcs, value)
					if err != nil {
						return nil, err
					}
					moved[value] = uint32(len(pcs))
					pcs = append(pcs, t.pcs[value:end]...)
					value = 1
				case place == 0:
					value = 0
				default:
					value = place + 2
				}
			}
			written = binary.LittleEndian.AppendUint32(written, value)
		}
	}
	if len(written) > m.bucketsSize || len(pcs) > len(t.pcs) {
		return nil, errors.New("there is no room for the fields of the functions' records")
	}
	// From here on nothing is refused any more.
	clear(t.pcs)
	copy(t.pcs, pcs)
	first := (8*len(funcs) + 4 + 7) &^ 7
	clear(t.index[:8*len(funcs)])
	for _, f := range funcs {
		clear(f)
	}
	clear(memory[m.buckets : m.buckets+m.bucketsSize])
	copy(memory[m.buckets:], written)
	return unpacker{
		count: len(funcs), index: m.index, first: first, entry: firstFunction,
		buckets: m.buckets, pcs: m.pcs,
	}.code(), nil
}

// shrinkTables is all that is done to a program's memory.
func shrinkTables(memory []byte) (start []byte, err error) {
	if err := stripTables(memory); err != nil {
		return nil, err
	}
	return packTables(memory)
}

// onlyColumns makes sure that no record holds anything but its number that is
// not in a column.
func onlyColumns(funcs []funcRecord) error {
	for _, f := range funcs {
		rest := bytes.Clone(f)
		clear(rest[:4]) // fieldEntry
		for _, c := range columns {
			if at := c.place(f); at >= 0 {
				clear(rest[4*at : 4*at+4])
			}
		}
		if !bytes.Equal(rest, make([]byte, len(rest))) {
			return errors.New("a function's record holds more than is put back")
		}
	}
	return nil
}

// firstFunction is what the linker numbers a program's first function
// (funcValueOffset in cmd/link/internal/wasm/asm.go).
const firstFunction = 0x1000

// bucketSize is that of the buckets of one function: it has 16, for a page of
// addresses each, of 20 bytes (runtime.findfuncbucket). No address lies in
// another than the first, of which five bytes are read: the number of the
// function that it begins with, and how many functions further its first part
// begins. There is no more of the last function's.
const (
	bucketSize = 16 * 20
	bucketHead = 4 + 1
)

// module is what the program says of its tables (runtime.moduledata).
type moduleTables struct {
	pcs, index, far, buckets int // addresses
	bucketsSize              int
	typesAt, typesEnd        int // where the types lie, and before what
}

// Words of runtime.moduledata.
const (
	modulePCs     = 10
	moduleIndex   = 13
	moduleFuncs   = 16
	moduleBuckets = 19
	moduleFirstPC = 20
	moduleTypes   = 37
	moduleFar     = 40
	moduleEnd     = 41
	moduleWords   = 42
)

// findModule finds what points to the tables.
func (t *tables) findModule(memory []byte) (*moduleTables, error) {
	wrong := errors.New("the program does not say where its tables are in the way of " + knownGo)
	header := bytes.Index(memory, []byte(headerMark))
	names := cap(memory[header:]) - cap(t.names) + header
	mark := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(header)), uint64(names))
	at := bytes.Index(memory, mark)
	if at < 0 || bytes.Count(memory, mark) > 1 || at+8*moduleWords > len(memory) {
		return nil, wrong
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint64(memory[at+8*i:])) }
	m := &moduleTables{pcs: word(modulePCs), index: word(moduleIndex), far: word(moduleFar), buckets: word(moduleBuckets), bucketsSize: (t.count-1)*bucketSize + bucketHead,
		typesAt: word(moduleTypes), typesEnd: word(moduleTypes + 1)}
	if m.pcs != names+len(t.names)+len(t.units)+len(t.files) || word(modulePCs+1) != len(t.pcs) ||
		m.index != m.pcs+len(t.pcs) || word(moduleFuncs) != m.index || word(moduleFuncs+1) != t.count+1 ||
		word(moduleFirstPC) != firstFunction<<16 ||
		m.far < m.index || m.buckets < m.far || m.buckets+m.bucketsSize > word(moduleEnd) || word(moduleEnd) > len(memory) ||
		m.typesEnd != header {
		return nil, wrong
	}
	return m, nil
}

// check makes sure that the two tables that lead to the records say what is
// put back.
func (m *moduleTables) check(memory []byte, t *tables) error {
	for i := range t.count {
		if binary.LittleEndian.Uint32(t.index[8*i:]) != uint32(firstFunction+i) ||
			binary.LittleEndian.Uint32(memory[m.buckets+i*bucketSize:]) != uint32(i) || memory[m.buckets+i*bucketSize+4] != 0 {
			return errors.New("the functions are not numbered in the way of " + knownGo)
		}
	}
	return nil
}
