package main

import "fmt"

// references are what the body of a function refers to: the functions that it calls by their
// number, imported ones first, and the constants in it. It knows the instructions that Go's
// compiler writes (core specification, section 5.4).
func references(body []byte) (calls []int, constants []int64, err error) {
	const (
		opIf, opBranchTable, opCall, opCallIndirect = 0x04, 0x0e, 0x10, 0x11
		opTeeGlobal, opStoreLast                    = 0x24, 0x3e
		opMemorySize, opMemoryGrow                  = 0x3f, 0x40
		opF32Const, opF64Const, opPlainLast         = 0x43, 0x44, 0xc4
		opMore, moreConvertLast, moreCopy, moreFill = 0xfc, 7, 10, 11
	)
	r := &wasmReader{rest: body}
	for n := r.uint(); n > 0; n-- { // locals: how many, and their type
		r.uint()
		r.byte()
	}
	for len(r.rest) > 0 && r.err == nil {
		switch op := r.byte(); {
		case op == opBlock || op == opLoop || op == opIf || op == opMemorySize || op == opMemoryGrow:
			r.byte()
		case op == opBranchTable:
			for n := r.uint() + 1; n > 0; n-- {
				r.uint()
			}
		case op == opCall:
			calls = append(calls, int(r.uint()))
		case op == opCallIndirect || op >= opLoad && op <= opStoreLast:
			r.uint()
			r.uint()
		case op == opBranch || op == opBranchIf || op >= opGet && op <= opTeeGlobal:
			r.uint()
		case op == opI32Const || op == opI64Const:
			constants = append(constants, r.int())
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
	}
	return calls, constants, r.err
}
