package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// tables are the parts of Go's pclntab, each a slice of the memory.
type tables struct {
	names []byte // of functions, each ended by a zero
	units []byte // file numbers of each compilation unit
	files []byte // file names, each ended by a zero
	pcs   []byte // what holds from which instruction on, in varints
	index []byte // where each function begins, and its record
	count int    // of functions
}

// The header of pclntab (runtime.pcHeader): a magic number and sizes, then
// eight words, of which the third is not used.
const (
	headerMark = "\xf1\xff\xff\xff\x00\x00\x01\x08" // Go 1.20's; instructions of 1 byte; words of 8
	headerSize = 8 + 8*8
)

func findTables(memory []byte) (*tables, error) {
	at := bytes.Index(memory, []byte(headerMark))
	if at < 0 {
		return nil, errors.New("the program has no tables of functions in the layout of " + knownGo)
	}
	if bytes.Count(memory, []byte(headerMark)) > 1 {
		return nil, errors.New("the program has more than one place that looks like its tables of functions")
	}
	rest := memory[at:]
	if len(rest) < headerSize {
		return nil, errCutTables
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(rest[8+8*i:]) }
	count, unused := word(0), word(2)
	begins := []uint64{word(3), word(4), word(5), word(6), word(7), uint64(len(rest))}
	before := uint64(headerSize)
	for _, begin := range begins {
		if begin < before {
			return nil, errors.New("the tables of functions are not in the order of " + knownGo)
		}
		before = begin
	}
	if unused != 0 || count == 0 || count > uint64(len(rest))/funcSize {
		return nil, errors.New("the header of the tables of functions is not that of " + knownGo)
	}
	part := func(i int) []byte { return rest[begins[i]:begins[i+1]] }
	return &tables{part(0), part(1), part(2), part(3), part(4), int(count)}, nil
}

// readFuncs finds the tables in a program's memory, and the records in them.
func readFuncs(memory []byte) (*tables, []funcRecord, error) {
	t, err := findTables(memory)
	if err != nil {
		return nil, nil, err
	}
	funcs, err := t.funcs()
	return t, funcs, err
}

var errCutTables = errors.New("the tables of functions are cut off")

// A function's record (runtime._func): eleven fields of four bytes, of which
// the last is four of one byte; then the places of its tables, then those of
// what is elsewhere.
const (
	funcSize        = 11 * 4
	fieldEntry      = 0
	fieldName       = 1
	fieldArgs       = 2
	fieldDefer      = 3
	fieldStackSizes = 4
	fieldFiles      = 5
	fieldLines      = 6
	fieldTables     = 7 // how many
	fieldUnit       = 8
	fieldStartLine  = 9
	fieldBytes      = 10 // kind, flags, zero, and how many are elsewhere
)

type funcRecord []byte

func (f funcRecord) field(i int) uint32      { return binary.LittleEndian.Uint32(f[4*i:]) }
func (f funcRecord) set(i int, value uint32) { binary.LittleEndian.PutUint32(f[4*i:], value) }
func (f funcRecord) pcdata() (places []uint32) {
	for i := range int(f.field(fieldTables)) {
		places = append(places, f.field(funcSize/4+i))
	}
	return places
}

// far are the places, from moduledata.gofunc on, of what is elsewhere.
func (f funcRecord) far() (places []uint32) {
	for i := range int(f[4*fieldBytes+3]) {
		places = append(places, f.field(funcSize/4+int(f.field(fieldTables))+i))
	}
	return places
}

// funcs are the records of all functions, which lie one after another, each
// at a multiple of eight: there are no bytes between them but for that.
func (t *tables) funcs() ([]funcRecord, error) {
	records := make([]funcRecord, 0, t.count)
	end := t.count*8 + 4
	if end > len(t.index) {
		return nil, errCutTables
	}
	for i := range t.count {
		entry, place := binary.LittleEndian.Uint32(t.index[8*i:]), binary.LittleEndian.Uint32(t.index[8*i+4:])
		if int(place) != (end+7)&^7 {
			return nil, fmt.Errorf("the record of function %d is not where %s puts it", i, knownGo)
		}
		if int(place)+funcSize > len(t.index) {
			return nil, errCutTables
		}
		f := funcRecord(t.index[place:])
		more := uint64(f.field(fieldTables)) + uint64(f[4*fieldBytes+3])
		if f.field(fieldEntry) != entry || f[4*fieldBytes+2] != 0 || more > maxFuncTables {
			return nil, fmt.Errorf("the record of function %d is not laid out as %s does it", i, knownGo)
		}
		end = int(place) + funcSize + 4*int(more)
		if end > len(t.index) {
			return nil, errCutTables
		}
		records = append(records, f[:end-int(place)])
	}
	return records, nil
}

// maxFuncTables is more than any function has: it keeps a wrong layout from
// being read as a right one.
const maxFuncTables = 64

// name is the name that a function has.
func (t *tables) name(f funcRecord) (string, error) {
	at := f.field(fieldName)
	if uint64(at) >= uint64(len(t.names)) || at > 0 && t.names[at-1] != 0 {
		return "", errors.New("the name of a function does not begin where one ends")
	}
	name, _, ended := bytes.Cut(t.names[at:], []byte{0})
	if !ended || len(name) == 0 {
		return "", errors.New("a function has no name")
	}
	return string(name), nil
}

// pcTableEnd is where the table at a place ends: it is pairs of varints, the
// first of a pair 0 at the end. Place 0 is that of no table.
func pcTableEnd(pcs []byte, place uint32) (int, error) {
	if place == 0 {
		return 0, nil
	}
	at := int(place)
	for first := true; at < len(pcs); first = false {
		if pcs[at] == 0 && !first {
			return at + 1, nil
		}
		for range 2 {
			_, n := binary.Uvarint(pcs[min(at, len(pcs)):])
			if n <= 0 {
				return 0, errCutTables
			}
			at += n
		}
	}
	return 0, errCutTables
}
