package main

import (
	"encoding/binary"
	"errors"
)

// Which tables of instructions and what data elsewhere a function's record
// points to (internal/abi/symtab.go). Of these the runtime reads, when no
// trace is printed, what follows; the marks of where a goroutine may be
// stopped are read where the system has signals, which a browser has not.
const (
	tableStackMaps = 1

	farArgMaps      = 0 // runtime.stackmap
	farLocalMaps    = 1
	farStackObjects = 2 // a count, and runtime.stackObjectRecord
	farTraceInlined = 3
	farDefers       = 4 // two varints
	farTraceArgs    = 5
	farTraceLive    = 6
	farTraceWraps   = 7
	farKinds        = 8

	noFar = 1<<32 - 1 // the place of what is not there
)

// forTraces says whether only traces read the data of a kind. Data about
// inlined calls tells recover as well whether the function that calls it
// is inlined, which the compiler never does with one that does so.
func forTraces(kind int) bool {
	switch kind {
	case farTraceInlined, farTraceArgs, farTraceLive, farTraceWraps:
		return true
	}
	return false
}

// farEnd is where the data ends that begins at a place, or that place if only
// traces read it.
func farEnd(far []byte, kind int, place uint32) (int, error) {
	wrong := errors.New("a function has data which is not that of " + knownGo)
	if kind >= farKinds {
		return 0, wrong
	}
	if place == noFar {
		return 0, nil
	}
	if int(place) > len(far) {
		return 0, wrong
	}
	rest := far[place:]
	word := func(i int) int {
		if len(rest) < 4*i+4 {
			return -1
		}
		return int(int32(binary.LittleEndian.Uint32(rest[4*i:])))
	}
	size := 0
	switch kind {
	case farArgMaps, farLocalMaps:
		count, bits := word(0), word(1)
		if count < 0 || bits < 0 || count > len(rest) || bits > 8*len(rest) {
			return 0, wrong
		}
		size = 8 + count*((bits+7)/8)
	case farStackObjects:
		count := word(0)
		if count < 0 || count > len(rest) || word(1) != 0 {
			return 0, wrong
		}
		size = 8 + 16*count
	case farDefers:
		for range 2 {
			_, n := binary.Uvarint(rest[size:])
			if n <= 0 {
				return 0, wrong
			}
			size += n
		}
	}
	if size > len(rest) {
		return 0, wrong
	}
	return int(place) + size, nil
}
