package main

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// TestUnreached has a function for each way in which one leads to another.
func TestUnreached(t *testing.T) {
	const imported, typesAt, typesEnd = 3, 64, 128
	call := func(i int) []byte { return []byte{0, 0x10, byte(imported + i), opEnd} } // no locals
	constant := func(op byte, n uint64) []byte {
		return append(appendVarint([]byte{0, op}, int64(n)), 0x1a, opEnd) // drop
	}
	pc := func(i int) uint64 { return uint64(firstFunction+i)<<16 + 7 }
	nothing := []byte{0, opEnd}
	functions := [][]byte{
		0:  call(1), // exported
		1:  constant(opI64Const, pc(2)),
		2:  constant(opI64Const, uint64(firstFunction+11)), // a number is no PC
		3:  constant(opI32Const, pc(4)),                    // whose own is in memory
		4:  nothing,
		5:  nothing, // a method, by an interface
		6:  nothing, // and by its receiver
		7:  call(8), // run
		8:  nothing,
		9:  nothing, // the module's first
		10: nothing, // a number among the types, by itself
		11: nothing, // a number elsewhere
	}
	code := binary.AppendUvarint(nil, uint64(len(functions)))
	for _, body := range functions {
		code = append(binary.AppendUvarint(code, uint64(len(body))), body...)
	}
	memory := make([]byte, wasmPage)
	binary.LittleEndian.PutUint64(memory[256:], pc(3))
	for at, n := range map[int]int{typesAt + 8: firstFunction + 5, typesAt + 12: firstFunction + 6, typesAt + 32: firstFunction + 10, typesEnd + 8: firstFunction + 11, typesEnd + 12: firstFunction + 11, typesAt - 16: firstFunction + 11, typesAt - 12: firstFunction + 11} {
		binary.LittleEndian.PutUint32(memory[at:], uint32(n))
	}
	export := func(name string, i byte) []byte {
		return append(append([]byte{byte(len(name))}, name...), 0, imported+i)
	}
	withCode := func(code []byte) []byte {
		return writeSections([]section{
			{importSection, []byte{imported}},
			{exportSection, slices.Concat([]byte{3}, export("resume", 0), export("run", 7), []byte("\x03mem\x02\x00"))},
			{startSection, []byte{imported + 9}},
			{codeSection, code},
			{dataSection, writeSegments(split(memory))},
		})
	}
	module := withCode(code)
	got, err := unreached(module, typesAt, typesEnd)
	if want := []int{7, 8, 10, 11}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	for name, wrong := range map[string]func() ([]int, error){
		"types beyond memory":  func() ([]int, error) { return unreached(module, typesAt, 10*wasmPage) },
		"types that end early": func() ([]int, error) { return unreached(module, typesAt, typesAt) },
		"an unknown instruction": func() ([]int, error) {
			return unreached(bytes.Replace(module, call(1), []byte{0, 0xfb, 0, opEnd}, 1), typesAt, typesEnd)
		},
		"a function that is cut": func() ([]int, error) { return unreached(withCode(code[:len(code)-1]), typesAt, typesEnd) },
		"a byte behind the last": func() ([]int, error) {
			return unreached(withCode(append(code[:len(code):len(code)], 0)), typesAt, typesEnd)
		},
		"a module without any data": func() ([]int, error) { return unreached(module[:8], typesAt, typesEnd) },
	} {
		if list, err := wrong(); err == nil {
			t.Errorf("%s: %v", name, list)
		}
	}
}
