package main

import (
	"errors"
	"strings"
)

// Go keeps, for stack traces, the name of every function, the file and line
// of every instruction: a tenth of what is downloaded. What a dying program prints
// is thrown away in the browser on purpose (worker.js), since it could hold
// what it was working on. So nobody reads them, with these exceptions, where
// the runtime decides something by a function's name:
//
//	stkframe.go   asks whether a frame is one of two stubs of package reflect,
//	              and reads its arguments in another way then
//	traceback.go  takes a goroutine for its own whose function begins "runtime."
//	error.go      makes the words of a panic out of the name of a method's
//	              wrapper, and ends the program if it is not of the form p.(*T).M
//
// stripTables therefore gives every function one of a few names that lead to
// the same decisions.
var keptNames = []string{"reflect.makeFuncStub", "reflect.methodValueCall"}

const (
	runtimeName = "runtime.(*T).M"
	otherName   = "program.(*T).M"
)

// standIn is the name that a function gets.
func standIn(name string) string {
	for _, kept := range keptNames {
		if name == kept {
			return kept
		}
	}
	if strings.HasPrefix(name, "runtime.") {
		return runtimeName
	}
	return otherName
}

// stripTables zeroes, in a program's memory, what only stack traces read:
// names, file names, the tables of files and lines, and what points to them.
// The tables of stack sizes and of the garbage collector, which are stored
// among them and may share bytes with them, stay.
//
// It refuses tables that are not laid out as the linker of knownGo does it
// (cmd/link/internal/ld/pcln.go; runtime/symtab.go reads them).
func stripTables(memory []byte) error {
	t, funcs, err := readFuncs(memory)
	if err != nil {
		return err
	}
	m, err := t.findModule(memory)
	if err != nil {
		return err
	}
	far := memory[m.far:m.buckets]
	keptFar := make([]bool, len(far))
	kept := make([]bool, len(t.pcs)) // bytes of tables that are read
	for _, f := range funcs {
		for i, at := range append([]uint32{f.field(fieldStackSizes), f.field(fieldFiles), f.field(fieldLines)}, f.pcdata()...) {
			end, err := pcTableEnd(t.pcs, at)
			if err != nil {
				return err // not what we take it for
			}
			if i == 0 || i == 3+tableStackMaps {
				keep(kept, int(at), end)
			}
		}
		for i, at := range f.far() {
			end, err := farEnd(far, i, at)
			if err != nil {
				return err
			}
			keep(keptFar, int(at), end)
		}
	}
	names, offsets := nameTable()
	if len(names) > len(t.names) {
		return errors.New("the program has fewer names than the build puts in their place")
	}
	renamed := make([]uint32, len(funcs))
	for i, f := range funcs {
		name, err := t.name(f)
		if err != nil {
			return err
		}
		renamed[i] = offsets[standIn(name)]
	}
	// From here on nothing is refused any more.
	for i, f := range funcs {
		f.set(fieldName, renamed[i])
		for _, field := range []int{fieldFiles, fieldLines, fieldUnit, fieldStartLine} {
			f.set(field, 0)
		}
		for i := range f.pcdata() {
			if i != tableStackMaps {
				f.set(funcSize/4+i, 0)
			}
		}
		for i := range f.far() {
			if forTraces(i) {
				f.set(funcSize/4+int(f.field(fieldTables))+i, noFar)
			}
		}
	}
	clear(t.names)
	copy(t.names, names)
	clear(t.units)
	clear(t.files)
	clearBut(t.pcs, kept)
	clearBut(far, keptFar)
	return nil
}

func keep(kept []bool, from, to int) {
	for i := from; i < to; i++ {
		kept[i] = true
	}
}

func clearBut(b []byte, kept []bool) {
	for i := range b {
		if !kept[i] {
			b[i] = 0
		}
	}
}

// nameTable is a table of the names that are left, and where in it each is.
func nameTable() (table []byte, offsets map[string]uint32) {
	table = []byte{0} // the empty name
	offsets = map[string]uint32{}
	for _, name := range append([]string{runtimeName, otherName}, keptNames...) {
		offsets[name] = uint32(len(table))
		table = append(append(table, name...), 0)
	}
	return table, offsets
}
