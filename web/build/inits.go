package main

import (
	"encoding/binary"
	"errors"
	"regexp"
	"slices"
)

// initName matches the names of what Go calls once, before main, and nothing
// else can: the functions that set package variables, those of that name in
// the source, and those that fill maps.
var initName = regexp.MustCompile(`^([^/]*/)*[^/.()\[\]]+\.(map\.)?init(\.[0-9]+)?$`)

// initFunctions are the numbers of those functions in a program as Go's
// linker leaves it, with its names.
func initFunctions(module []byte) ([]int, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, dataSection)
	if at < 0 {
		return nil, errors.New("the module has no data")
	}
	memory, err := readSegments(sections[at].content)
	if err != nil {
		return nil, err
	}
	t, funcs, err := readFuncs(memory)
	if err != nil {
		return nil, err
	}
	var inits []int
	for i, f := range funcs {
		name, err := t.name(f)
		if err != nil {
			return nil, err
		}
		if f.field(fieldEntry) != uint32(firstFunction+i) {
			return nil, errors.New("the functions are not numbered in the way of " + knownGo)
		}
		if initName.MatchString(name) {
			inits = append(inits, i)
		}
	}
	return inits, nil
}

// emptyFunctions takes the bodies of functions away: who called one would
// trap.
func emptyFunctions(module []byte, numbers []int) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, codeSection)
	if at < 0 {
		return nil, errors.New("the module has no code")
	}
	r := &wasmReader{rest: sections[at].content}
	count := r.uint()
	out := binary.AppendUvarint(nil, count)
	for i := range count {
		body := r.bytes(r.uint())
		if slices.Contains(numbers, int(i)) {
			body = []byte{0, opUnreachable, opEnd}
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if r.err != nil || len(r.rest) > 0 {
		return nil, errors.New("the module's functions cannot be read")
	}
	sections[at].content = out
	return writeSections(sections), nil
}

const opUnreachable = 0x00
