package main

import (
	"encoding/binary"
	"errors"
)

// maxGap is how many zero bytes may be written out between two data segments
// in place of starting a new one.
const maxGap = 1 << 10

// maxMemory bounds what the segments may fill, so that a module that is not
// what it should be is an error and not an endless allocation.
const maxMemory = 256 << 20

// rewriteData has change edit what memory holds when a WebAssembly module
// starts, and writes that into as few data segments as is worth while.
//
// Go's linker ends a segment at every eight zero bytes. Its table from
// addresses to functions (runtime.findfunctab) has 16 entries of 20 bytes for
// each function, of which two bytes are not zero: a hundred thousand segments
// whose headers, each with another address in it, hardly compress. Written
// out with their zeros, they do: 7 % less to download.
//
// If change returns the body of a function, that becomes the one that the
// engine runs before any other of the module.
//
// A module with anything unexpected in it is an error, not copied through.
func rewriteData(module []byte, change func(memory []byte) (start []byte, err error)) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	for i, s := range sections {
		switch s.id {
		case dataSection:
			memory, err := readSegments(s.content)
			if err != nil {
				return nil, err
			}
			start, err := change(memory)
			if err != nil {
				return nil, err
			}
			sections[i].content = writeSegments(split(memory))
			if start != nil {
				if sections, err = withStart(sections, start); err != nil {
					return nil, err
				}
			}
		case dataCountSection:
			return nil, errors.New("the module counts its data segments: their number would be wrong")
		}
	}
	return writeSections(sections), nil
}

// segment is what memory holds from an address on.
type segment struct {
	address int
	content []byte
}

// What an active segment of memory 0 looks like: a zero, its address as
// "i32.const n; end", its content.
const (
	activeSegment = 0x00
	opI32Const    = 0x41
	opEnd         = 0x0b
)

// readSegments returns the memory that the segments make of one of zeros, as
// far as they reach. A later segment is written over an earlier one.
func readSegments(section []byte) ([]byte, error) {
	r := &wasmReader{rest: section}
	var memory []byte
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		kind, op, address, end := r.byte(), r.byte(), r.int(), r.byte()
		content := r.bytes(r.uint())
		if r.err != nil {
			break
		}
		if kind != activeSegment || op != opI32Const || end != opEnd || address < 0 {
			return nil, errors.New("a data segment is not of the kind that Go's linker writes")
		}
		if address > maxMemory || len(content) > maxMemory {
			return nil, errors.New("a data segment lies where no program of ours reaches")
		}
		if upTo := int(address) + len(content); upTo > len(memory) {
			memory = append(memory, make([]byte, upTo-len(memory))...)
		}
		copy(memory[address:], content)
	}
	if r.err == nil && len(r.rest) > 0 {
		return nil, errors.New("after the data segments, there is more in their section")
	}
	return memory, r.err
}

// split leaves out the zeros at both ends, and every run of them longer than
// maxGap.
func split(memory []byte) []segment {
	var segments []segment
	start, zeros := -1, 0 // of the segment that is open; since its last byte
	for at, b := range memory {
		if b == 0 {
			zeros++
			continue
		}
		if start >= 0 && zeros > maxGap {
			segments = append(segments, segment{start, memory[start : at-zeros]})
			start = -1
		}
		if start < 0 {
			start = at
		}
		zeros = 0
	}
	if start >= 0 {
		segments = append(segments, segment{start, memory[start : len(memory)-zeros]})
	}
	return segments
}

func writeSegments(segments []segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		out = append(out, activeSegment, opI32Const)
		out = appendVarint(out, int64(s.address))
		out = append(out, opEnd)
		out = binary.AppendUvarint(out, uint64(len(s.content)))
		out = append(out, s.content...)
	}
	return out
}

// appendVarint appends signed LEB128, which is not encoding/binary's varint.
func appendVarint(out []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(out, low)
		}
		out = append(out, low|0x80)
	}
}

// wasmReader reads a module's parts. After an error it gives zeros.
type wasmReader struct {
	rest []byte
	err  error
}

func (r *wasmReader) fail() {
	if r.err == nil {
		r.err = errors.New("the module is cut off or malformed")
	}
	r.rest = nil
}

func (r *wasmReader) byte() byte {
	if len(r.rest) == 0 {
		r.fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *wasmReader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// uint reads unsigned LEB128.
func (r *wasmReader) uint() uint64 {
	n, length := binary.Uvarint(r.rest)
	if length <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[length:]
	return n
}

// int reads signed LEB128.
func (r *wasmReader) int() int64 {
	var n int64
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7f) << shift
		if b < 0x80 {
			if shift+7 < 64 && b&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.fail()
	return 0
}
