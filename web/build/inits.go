package main

import (
	"encoding/binary"
	"errors"
	"regexp"
	"slices"
)

// A program that is frozen when it has started never starts again: what did only that
// is left out of it.

// withoutStart takes the bodies of those functions away, and of all that nothing else calls.
// The program as the linker left it has their names.
func withoutStart(frozen, linked []byte) ([]byte, error) {
	memory, err := memoryOf(linked)
	if err != nil {
		return nil, err
	}
	inits, err := initFunctions(memory)
	if err != nil {
		return nil, err
	}
	t, err := findTables(memory)
	if err != nil {
		return nil, err
	}
	m, err := t.findModule(memory)
	if err != nil {
		return nil, err
	}
	if frozen, err = emptyFunctions(frozen, inits); err != nil {
		return nil, err
	}
	rest, err := unreached(frozen, m.typesAt, m.typesEnd)
	if err != nil {
		return nil, err
	}
	return emptyFunctions(frozen, rest)
}

// memoryOf is what a module's memory begins with.
func memoryOf(module []byte) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, dataSection)
	if at < 0 {
		return nil, errors.New("the module has no data")
	}
	return readSegments(sections[at].content)
}

// initName matches the names of what Go calls once, before main, and nothing
// else can: the functions that set package variables, those of that name in
// the source, and those that fill maps.
var initName = regexp.MustCompile(`^([^/]*/)*[^/.()\[\]]+\.(map\.)?init(\.[0-9]+)?$`)

// startNames are the functions of the runtime that call those, and what else only the start
// needs, and that lie on a stack all the same: that of the goroutine which waits in main, or
// what is left of an earlier call. A test sees that no other function calls one.
var startNames = []string{"runtime.doInit", "runtime.doInit1", "runtime.gcenable", "runtime.main", "runtime.rt0_go"}

// initFunctions are the numbers of those functions in the memory of a program as Go's
// linker leaves it, with its names.
func initFunctions(memory []byte) ([]int, error) {
	t, funcs, err := readFuncs(memory)
	if err != nil {
		return nil, err
	}
	var inits []int
	started := 0
	for i, f := range funcs {
		name, err := t.name(f)
		if err != nil {
			return nil, err
		}
		if f.field(fieldEntry) != uint32(firstFunction+i) {
			return nil, errors.New("the functions are not numbered in the way of " + knownGo)
		}
		if slices.Contains(startNames, name) {
			started++
		} else if !initName.MatchString(name) {
			continue
		}
		inits = append(inits, i)
	}
	if started != len(startNames) {
		return nil, errors.New("the program does not start in the way of " + knownGo)
	}
	return inits, nil
}

// emptyFunctions takes the bodies of functions away: who called one would
// trap.
func emptyFunctions(module []byte, numbers []int) ([]byte, error) {
	return rewriteBodies(module, func(i int, body []byte) ([]byte, error) {
		if slices.Contains(numbers, i) {
			body = []byte{0, opUnreachable, opEnd}
		}
		return body, nil
	})
}

// rewriteBodies changes the functions of a module, each by its number.
func rewriteBodies(module []byte, change func(i int, body []byte) ([]byte, error)) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, codeSection)
	if at < 0 {
		return nil, errors.New("the module has no code")
	}
	bodies, err := readBodies(sections[at].content)
	if err != nil {
		return nil, err
	}
	out := binary.AppendUvarint(nil, uint64(len(bodies)))
	for i, body := range bodies {
		if body, err = change(i, body); err != nil {
			return nil, err
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	sections[at].content = out
	return writeSections(sections), nil
}

const opUnreachable = 0x00
