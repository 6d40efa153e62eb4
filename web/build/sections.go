package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// Sections of a module (WebAssembly core specification, section 5.5).
const (
	typeSection      = 1
	importSection    = 2
	functionSection  = 3
	memorySection    = 5
	globalSection    = 6
	exportSection    = 7
	startSection     = 8
	elementSection   = 9
	codeSection      = 10
	dataSection      = 11
	dataCountSection = 12
)

// section is a part of a module.
type section struct {
	id      byte
	content []byte
}

const preamble = "\x00asm\x01\x00\x00\x00"

func readSections(module []byte) ([]section, error) {
	if !bytes.HasPrefix(module, []byte(preamble)) {
		return nil, errors.New("not a WebAssembly module")
	}
	r := &wasmReader{rest: module[len(preamble):]}
	var sections []section
	for len(r.rest) > 0 {
		id := r.byte()
		sections = append(sections, section{id, r.bytes(r.uint())})
	}
	return sections, r.err
}

func writeSections(sections []section) []byte {
	out := []byte(preamble)
	for _, s := range sections {
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.content)))
		out = append(out, s.content...)
	}
	return out
}

// contents are what is in a module's sections, by their numbers.
func contents(module []byte) (map[byte][]byte, error) {
	sections, err := readSections(module)
	content := map[byte][]byte{}
	for _, s := range sections {
		content[s.id] = s.content
	}
	return content, err
}

// sectionAt is where a section is, or -1.
func sectionAt(sections []section, id byte) int {
	return slices.IndexFunc(sections, func(s section) bool { return s.id == id })
}

// withStart adds a function without parameters or results to a module, last,
// so that no other changes its number, and has the engine run it first.
func withStart(sections []section, body []byte) ([]section, error) {
	find := func(id byte) (*wasmReader, int) {
		i := sectionAt(sections, id)
		if i < 0 {
			return &wasmReader{}, i
		}
		return &wasmReader{rest: sections[i].content}, i
	}
	types, atTypes := find(typeSection)
	imports, atImports := find(importSection)
	functions, atFunctions := find(functionSection)
	_, atElements := find(elementSection)
	code, atCode := find(codeSection)
	if _, at := find(startSection); at >= 0 || atTypes < 0 || atImports < 0 || atFunctions < 0 || atElements < 0 || atCode < 0 {
		return nil, errors.New("the module does not have the sections that Go's linker writes")
	}
	typeCount, functionCount, codeCount := types.uint(), functions.uint(), code.uint()
	imported := uint64(0)
	for n := imports.uint(); n > 0 && imports.err == nil; n-- {
		imports.bytes(imports.uint()) // module
		imports.bytes(imports.uint()) // name
		if imports.byte() != 0 {
			return nil, errors.New("the module imports something else than functions")
		}
		imports.uint() // type
		imported++
	}
	if err := errors.Join(types.err, imports.err, functions.err, code.err); err != nil || functionCount != codeCount || len(imports.rest) > 0 {
		return nil, errors.New("the module's functions cannot be counted")
	}
	grown := func(count uint64, rest []byte, more ...byte) []byte {
		return append(append(binary.AppendUvarint(nil, count+1), rest...), more...)
	}
	sections = slices.Clone(sections)
	sections[atTypes].content = grown(typeCount, types.rest, 0x60, 0, 0)
	sections[atFunctions].content = grown(functionCount, functions.rest, binary.AppendUvarint(nil, typeCount)...)
	sections[atCode].content = grown(codeCount, code.rest, append(binary.AppendUvarint(nil, uint64(len(body))), body...)...)
	start := section{startSection, binary.AppendUvarint(nil, imported+functionCount)}
	return slices.Insert(sections, atElements, start), nil
}
