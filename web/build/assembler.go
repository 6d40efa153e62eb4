package main

import "encoding/binary"

// Instructions of WebAssembly (core specification, section 5.4).
const (
	opBlock     = 0x02
	opLoop      = 0x03
	opBranch    = 0x0c
	opBranchIf  = 0x0d
	opGet       = 0x20
	opSet       = 0x21
	opTee       = 0x22
	opLoad      = 0x28 // i32.load
	opLoadByte  = 0x2d // i32.load8_u
	opStore     = 0x36 // i32.store
	opStoreByte = 0x3a // i32.store8
	opIsZero    = 0x45 // i32.eqz
	opEqual     = 0x46 // i32.eq
	opLess      = 0x49 // i32.lt_u
	opLessSame  = 0x4d // i32.le_u
	opAdd       = 0x6a
	opSubtract  = 0x6b
	opMultiply  = 0x6c
	opAnd       = 0x71
	typeVoid    = 0x40
	typeI32     = 0x7f
)

// assembler writes a function's body.
type assembler struct{ code []byte }

func (a *assembler) op(codes ...byte) { a.code = append(a.code, codes...) }
func (a *assembler) get(local byte)   { a.op(opGet, local) }
func (a *assembler) set(local byte)   { a.op(opSet, local) }
func (a *assembler) constant(n int)   { a.op(opI32Const); a.code = appendVarint(a.code, int64(int32(n))) }
func (a *assembler) add(n int)        { a.constant(n); a.op(opAdd) }
func (a *assembler) load(offset int) {
	a.op(opLoad, 2)
	a.code = binary.AppendUvarint(a.code, uint64(offset))
}
func (a *assembler) store(offset int) {
	a.op(opStore, 2)
	a.code = binary.AppendUvarint(a.code, uint64(offset))
}
func (a *assembler) loadByte(at int) {
	a.op(opLoadByte, 0)
	a.code = binary.AppendUvarint(a.code, uint64(at))
}
func (a *assembler) step(local byte, n int) { a.get(local); a.add(n); a.set(local) }
