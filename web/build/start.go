package main

import "encoding/binary"

// unpacker is what the function needs to know that puts the tables back.
// Numbers of bytes and addresses in memory.
type unpacker struct {
	count   int // of functions
	index   int // address of the table from functions to records, and of the records
	first   int // where, from there, the first record is
	entry   int // number of the first function
	buckets int // address of the buckets; where the columns are
	pcs     int // address of the tables of instructions
}

// Locals of the function.
const (
	localI      = iota // number of a function
	localRecord        // address of its record
	localSource        // address of the next value
	localValue
	localPCs  // where the next new table is, from pcs on
	localAt   // in that table
	localSide // which of a pair of varints is next
	locals
)

// each runs body for every function, with its number in localI. Leaving the
// innermost block of the body goes on with the next.
func (a *assembler) each(count int, body func()) {
	a.constant(0)
	a.set(localI)
	a.op(opLoop, typeVoid, opBlock, typeVoid)
	body()
	a.op(opEnd)
	a.step(localI, 1)
	a.get(localI)
	a.constant(count)
	a.op(opLess, opBranchIf, 0, opEnd)
}

// read puts the next value of the columns into localValue.
func (a *assembler) read() {
	a.get(localSource)
	a.load(0)
	a.set(localValue)
	a.step(localSource, 4)
}

// code is the function's body, with its locals, as the code section wants it.
func (u unpacker) code() []byte {
	a := &assembler{code: []byte{1, locals, typeI32}}
	u.records(a)
	for _, c := range columns[2:] {
		u.column(a, c)
	}
	// Last the buckets, since the columns lie where they are.
	a.each(u.count, func() {
		a.get(localI)
		a.constant(bucketSize)
		a.op(opMultiply)
		a.get(localI)
		a.store(u.buckets)
		a.get(localI)
		a.constant(bucketSize)
		a.op(opMultiply)
		a.constant(0)
		a.op(opStoreByte, 0)
		a.code = binary.AppendUvarint(a.code, uint64(u.buckets+4))
	})
	a.op(opEnd)
	return a.code
}

// records finds the place of each record, which the first two columns say,
// and writes them and it.
func (u unpacker) records(a *assembler) {
	a.constant(u.buckets)
	a.set(localSource)
	a.constant(u.index + u.first)
	a.set(localRecord)
	a.each(u.count, func() {
		// index[i] = number, place
		for offset, put := range []func(){
			func() { a.get(localI); a.add(u.entry) },
			func() { a.get(localRecord); a.constant(u.index); a.op(opSubtract) },
		} {
			a.get(localI)
			a.constant(8)
			a.op(opMultiply)
			put()
			a.store(u.index + 4*offset)
		}
		a.get(localRecord)
		a.get(localI)
		a.add(u.entry)
		a.store(4 * fieldEntry)
		a.get(localRecord)
		a.get(localSource)
		a.load(0)
		a.store(4 * fieldTables)
		a.get(localRecord)
		a.get(localSource)
		a.load(4 * u.count)
		a.store(4 * fieldBytes)
		a.step(localSource, 4)
		// record += its size, to a multiple of eight
		a.get(localRecord)
		a.load(4 * fieldTables)
		a.get(localRecord)
		a.loadByte(4*fieldBytes + 3)
		a.op(opAdd)
		a.constant(4)
		a.op(opMultiply)
		a.get(localRecord)
		a.op(opAdd)
		a.add(funcSize + 7)
		a.constant(-8)
		a.op(opAnd)
		a.set(localRecord)
	})
	a.step(localSource, 4*u.count) // over the second column
	a.constant(1)
	a.set(localPCs)
}

// column puts a column back into the records that have it.
func (u unpacker) column(a *assembler, c column) {
	a.each(u.count, func() {
		a.get(localI)
		a.constant(8)
		a.op(opMultiply)
		a.load(u.index + 4)
		a.add(u.index)
		a.set(localRecord)
		place := 4 * c.index
		if c.kind == tableColumn || c.kind == farColumn {
			place += funcSize
			a.get(localRecord)
			if c.kind == tableColumn {
				a.load(4 * fieldTables)
			} else {
				a.loadByte(4*fieldBytes + 3)
			}
			a.constant(c.index)
			a.op(opLessSame, opBranchIf, 0)
		}
		if c.kind == farColumn {
			a.get(localRecord)
			a.load(4 * fieldTables)
			a.constant(4)
			a.op(opMultiply)
			a.get(localRecord)
			a.op(opAdd)
			a.set(localRecord)
		}
		if c.fixed {
			a.constant(int(c.value))
			a.set(localValue)
		} else {
			a.read()
		}
		if c.next == afterPCs {
			u.nextTable(a)
		}
		a.get(localRecord)
		a.get(localValue)
		a.store(place)
	})
}

// nextTable makes a place of the value: 0 of 0, the next of 1, and the value
// less 2 of what is more.
func (u unpacker) nextTable(a *assembler) {
	a.op(opBlock, typeVoid)
	a.get(localValue)
	a.op(opIsZero, opBranchIf, 0)
	a.op(opBlock, typeVoid)
	a.get(localValue)
	a.constant(1)
	a.op(opEqual, opBranchIf, 0)
	a.step(localValue, -2)
	a.op(opBranch, 1, opEnd)
	a.get(localPCs)
	a.set(localValue)
	// Over the table: pairs of varints, until the first of a pair, but not
	// of the first, is 0.
	a.get(localPCs)
	a.set(localAt)
	a.constant(1)
	a.set(localSide)
	a.op(opLoop, typeVoid)
	{
		a.op(opLoop, typeVoid) // a varint ends with the first byte under 128
		a.step(localAt, 1)
		a.get(localAt)
		a.loadByte(u.pcs - 1)
		a.constant(0x80)
		a.op(opAnd, opBranchIf, 0, opEnd)
		// the other side
		a.constant(1)
		a.get(localSide)
		a.op(opSubtract, opTee, localSide)
		a.op(opIsZero, opBranchIf, 0) // the second of a pair is to come
		a.get(localAt)
		a.loadByte(u.pcs)
		a.op(opBranchIf, 0)
	}
	a.op(opEnd)
	a.get(localAt)
	a.add(1)
	a.set(localPCs)
	a.op(opEnd)
}
