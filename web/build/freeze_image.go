package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// image is all that a program has.
type image struct {
	before  []byte   // its memory before its first instruction, with the tables put back
	after   []byte   // when it waits
	globals []uint64 // then
}

const wasmPage = 64 << 10

// write returns the module that has the image's memory and globals when it
// begins.
func (s *image) write(sections []section) ([]byte, error) {
	data, memory, globals := sectionAt(sections, dataSection), sectionAt(sections, memorySection), sectionAt(sections, globalSection)
	if data < 0 || memory < 0 || globals < 0 {
		return nil, errors.New("the module does not have the sections that Go's linker writes")
	}
	// One memory, without a maximum.
	if !bytes.HasPrefix(sections[memory].content, []byte{1, 0}) || len(s.after)%wasmPage != 0 {
		return nil, errors.New("the module does not have the memory of " + knownGo)
	}
	packed, err := readSegments(sections[data].content)
	if err != nil {
		return nil, err
	}
	content, err := s.repack(packed)
	if err != nil {
		return nil, err
	}
	sections = slices.Clone(sections)
	sections[data].content = writeSegments(split(content))
	sections[memory].content = binary.AppendUvarint([]byte{1, 0}, uint64(len(content)/wasmPage))
	sections[globals].content = globalContent(s.globals)
	return writeSections(sections), nil
}

// repack returns the memory with the tables of functions as they were in the
// module, packed: its first function puts them back in a browser too.
func (s *image) repack(packed []byte) ([]byte, error) {
	if len(packed) > len(s.before) || len(s.before) > len(s.after) {
		return nil, errors.New("the program's memory is smaller than it was")
	}
	first, last := len(packed), 0 // what that function changes lies between
	for i, b := range packed {
		if s.before[i] != b {
			first, last = min(first, i), i+1
		}
	}
	if len(bytes.Trim(s.before[len(packed):], "\x00")) > 0 {
		return nil, errors.New("the module's first function writes elsewhere than to the tables of functions")
	}
	content := bytes.Clone(s.after)
	if first < last {
		if !bytes.Equal(s.before[first:last], s.after[first:last]) {
			return nil, errors.New("the program changes its tables of functions")
		}
		copy(content[first:last], packed[first:last])
	}
	return content, nil
}
