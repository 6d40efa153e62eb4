package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// maxGap is how many zero bytes may be written out between two data segments
// in place of starting a new one.
const maxGap = 1 << 10

// joinSegments rewrites the data section of a WebAssembly module so that
// segments that lie close together become one. What memory holds when the
// module starts is the same, byte for byte.
//
// Go's linker ends a segment at every eight zero bytes. Its table from
// addresses to functions (runtime.findfunctab) has 16 entries of 20 bytes for
// each function, of which two bytes are not zero: a hundred thousand segments
// whose headers, each with another address in it, hardly compress. Written
// out with their zeros, they do: 7 % less to download.
//
// A module with anything unexpected in it is an error, not copied through.
func joinSegments(module []byte) ([]byte, error) {
	const preamble = "\x00asm\x01\x00\x00\x00"
	if !bytes.HasPrefix(module, []byte(preamble)) {
		return nil, errors.New("not a WebAssembly module")
	}
	r := &wasmReader{rest: module[len(preamble):]}
	out := []byte(preamble)
	for len(r.rest) > 0 {
		id := r.byte()
		content := r.bytes(r.uint())
		switch id {
		case dataSection:
			segments, err := readSegments(content)
			if err != nil {
				return nil, err
			}
			content = writeSegments(join(segments))
		case dataCountSection:
			return nil, errors.New("the module counts its data segments: their number would be wrong")
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(content)))
		out = append(out, content...)
	}
	return out, r.err
}

// Sections of a module (WebAssembly core specification, section 5.5).
const (
	dataSection      = 11
	dataCountSection = 12
)

// segment is what memory holds from an address on.
type segment struct {
	address uint64
	content []byte
}

func (s segment) end() uint64 { return s.address + uint64(len(s.content)) }

// What an active segment of memory 0 looks like: a zero, its address as
// "i32.const n; end", its content.
const (
	activeSegment = 0x00
	opI32Const    = 0x41
	opEnd         = 0x0b
)

func readSegments(section []byte) ([]segment, error) {
	r := &wasmReader{rest: section}
	var segments []segment
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		kind, op, address, end := r.byte(), r.byte(), r.int(), r.byte()
		content := r.bytes(r.uint())
		if r.err == nil && (kind != activeSegment || op != opI32Const || end != opEnd || address < 0) {
			return nil, errors.New("a data segment is not of the kind that Go's linker writes")
		}
		segments = append(segments, segment{uint64(address), content})
	}
	if r.err == nil && len(r.rest) > 0 {
		return nil, errors.New("after the data segments, there is more in their section")
	}
	return segments, r.err
}

// join expects the segments in the order of their addresses, as the linker
// writes them; those that are not stay on their own, in their order.
func join(segments []segment) []segment {
	var joined []segment
	for _, s := range segments {
		if last := len(joined) - 1; last >= 0 && s.address >= joined[last].end() && s.address-joined[last].end() <= maxGap {
			before := &joined[last]
			gap := make([]byte, s.address-before.end())
			before.content = append(append(before.content, gap...), s.content...)
			continue
		}
		joined = append(joined, segment{s.address, bytes.Clone(s.content)})
	}
	return joined
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
