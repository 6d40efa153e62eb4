package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// globalTypes are those of the globals that Go's linker gives a module
// (writeGlobalSec in cmd/link/internal/wasm/asm.go): the stack pointer, the
// registers of calls, and whether the program pauses.
var globalTypes = []byte{typeI32, typeI64, typeI64, typeI64, typeI64, typeI64, typeI64, typeI32}

const (
	typeI64    = 0x7e
	opI64Const = 0x42
	mutable    = 0x01
	kindGlobal = 0x03 // of an export
)

// globalContent is the section of globals that begin with these values.
func globalContent(values []uint64) []byte {
	out := binary.AppendUvarint(nil, uint64(len(globalTypes)))
	for i, kind := range globalTypes {
		out = append(out, kind, mutable)
		if kind == typeI32 {
			out = appendVarint(append(out, opI32Const), int64(int32(values[i])))
		} else {
			out = appendVarint(append(out, opI64Const), int64(values[i]))
		}
		out = append(out, opEnd)
	}
	return out
}

// globalName is the name that exportGlobals gives.
func globalName(i int) string { return fmt.Sprintf("global%d", i) }

// exportGlobals returns the sections of a module whose globals can be read
// from without.
func exportGlobals(sections []section) ([]section, error) {
	globals, exports := sectionAt(sections, globalSection), sectionAt(sections, exportSection)
	if globals < 0 || exports < 0 || !bytes.Equal(sections[globals].content, globalContent(make([]uint64, len(globalTypes)))) {
		return nil, errors.New("the module does not have the globals of " + knownGo)
	}
	r := &wasmReader{rest: sections[exports].content}
	content := binary.AppendUvarint(nil, r.uint()+uint64(len(globalTypes)))
	content = append(content, r.rest...)
	for i := range globalTypes {
		name := globalName(i)
		content = append(binary.AppendUvarint(content, uint64(len(name))), name...)
		content = append(content, kindGlobal, byte(i))
	}
	sections = slices.Clone(sections)
	sections[exports].content = content
	return sections, r.err
}
