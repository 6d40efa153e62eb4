package main

import "fmt"

// More instructions of WebAssembly than the assembler writes.
const (
	opIf            = 0x04
	opBranchTable   = 0x0e
	opReturn        = 0x0f
	opCall          = 0x10
	opCallIndirect  = 0x11
	opSetGlobal     = 0x24
	opLoadLast      = 0x35
	opStoreLast     = 0x3e
	opMemorySize    = 0x3f
	opMemoryGrow    = 0x40
	opF32Const      = 0x43
	opF64Const      = 0x44
	opAdd64         = 0x7c
	opWrap          = 0xa7 // i32.wrap_i64
	opExtend        = 0xad // i64.extend_i32_u
	opPlainLast     = 0xc4
	opMore          = 0xfc
	moreConvertLast = 7
	moreCopy        = 10
	moreFill        = 11
)

// instruction is one, with what of its immediates is of interest here.
type instruction struct {
	op     byte
	n      int64    // a constant, a label, a number of a local or of a function; an access's alignment, a block's type
	offset uint64   // of an access to memory
	labels []uint64 // of a table, the last for all other numbers
	code   []byte   // all of it
}

// is reports whether i is the instruction op with that one immediate.
func (i instruction) is(op byte, n int64) bool { return i.op == op && i.n == n }

// readBody reads the body of a function: its locals, as they stand there, and its instructions.
// It knows those that Go's compiler writes (core specification, section 5.4).
func readBody(body []byte) (locals []byte, list []instruction, err error) {
	r := &wasmReader{rest: body}
	for n := r.uint(); n > 0; n-- { // how many, and their type
		r.uint()
		r.byte()
	}
	locals = body[:len(body)-len(r.rest)]
	list = make([]instruction, 0, len(r.rest)/2)
	for len(r.rest) > 0 && r.err == nil {
		start := r.rest
		i := instruction{op: r.byte()}
		switch op := i.op; {
		case op == opBlock || op == opLoop || op == opIf || op == opMemorySize || op == opMemoryGrow:
			i.n = int64(r.byte())
		case op == opBranchTable:
			for n := r.uint() + 1; n > 0 && r.err == nil; n-- {
				i.labels = append(i.labels, r.uint())
			}
		case op == opCallIndirect || op >= opLoad && op <= opStoreLast:
			i.n, i.offset = int64(r.uint()), r.uint()
		case op == opCall || op == opBranch || op == opBranchIf || op >= opGet && op <= opSetGlobal:
			i.n = int64(r.uint())
		case op == opI32Const || op == opI64Const:
			i.n = r.int()
		case op == opF32Const:
			r.bytes(4)
		case op == opF64Const:
			r.bytes(8)
		case op == opMore:
			switch more := r.uint(); {
			case more == moreCopy:
				r.bytes(2)
			case more == moreFill:
				r.byte()
			case more > moreConvertLast:
				return nil, nil, fmt.Errorf("instruction %#x %d", op, more)
			}
		case op > opPlainLast:
			return nil, nil, fmt.Errorf("instruction %#x", op)
		}
		i.code = start[:len(start)-len(r.rest)]
		list = append(list, i)
	}
	return locals, list, r.err
}

// references are what the body of a function refers to: the functions that it calls by their
// number, imported ones first, and the constants in it.
func references(body []byte) (calls []int, constants []int64, err error) {
	_, list, err := readBody(body)
	for _, i := range list {
		switch i.op {
		case opCall:
			calls = append(calls, int(i.n))
		case opI32Const, opI64Const:
			constants = append(constants, i.n)
		}
	}
	return calls, constants, err
}
