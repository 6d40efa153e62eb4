package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// Go's compiler writes some things in many words. A browser has to fetch, to check and to
// compile each of them, so what can be said in fewer is (BENCH.md has what it saves):
//
//   - Each jump sets the number of a block of Go's and goes back to the head of the
//     function, where a table leads on to that block. To one that is still ahead, a branch leads there
//     at once.
//   - What is jumped over under a condition is one branch with that condition.
//   - What returns takes its frame off the stack, says so, and then does the same with the address that
//     it returns to. It takes off both.
//   - An address on the stack is computed in 64 bits and cut to 32. It is computed in 32, and what
//     is read or written there has a place for the number that is added.
//
// None of this changes what is computed, nor the numbers of blocks, by which a goroutine that
// waited finds its way back.
func shorten(module []byte) ([]byte, error) {
	content, err := contents(module)
	if err != nil {
		return nil, err
	}
	goes := goFunctions(content)
	if n := (&wasmReader{rest: content[codeSection]}).uint(); n != uint64(len(goes)) {
		return nil, errors.New("the module has not as many functions of known types as bodies")
	}
	return rewriteBodies(module, func(i int, body []byte) ([]byte, error) {
		if !goes[i] {
			return body, nil
		}
		locals, list, err := readBody(body)
		short := slices.Clone(locals)
		for _, i := range shortAddresses(shortReturns(shortConditions(shortJumps(list)))) {
			short = append(short, i.code...)
		}
		return short, err
	})
}

// goFunctions tells which of a module's functions are called as Go calls its own: with the number of
// a block, and for a word on whether they wait. Others are written by hand.
func goFunctions(content map[byte][]byte) (list []bool) {
	goType := []byte{1, typeI32, 1, typeI32}
	types := &wasmReader{rest: content[typeSection]}
	var isGo []bool
	for n := types.uint(); n > 0 && types.err == nil; n-- {
		types.byte() // that it is a function's type
		start := types.rest
		types.bytes(types.uint()) // of its parameters
		types.bytes(types.uint()) // of its results
		isGo = append(isGo, bytes.Equal(start[:len(start)-len(types.rest)], goType))
	}
	functions := &wasmReader{rest: content[functionSection]}
	for n := functions.uint(); n > 0 && functions.err == nil; n-- {
		if t := functions.uint(); t < uint64(len(isGo)) {
			list = append(list, isGo[t])
		}
	}
	return list
}

// Locals of each function of Go's: the number of the block to go on at, and the place on the stack.
const (
	blockLocal = 0
	stackLocal = 1
)

// dispatch is the head of a function: a loop, blocks in it, and a table that leads by the
// number of a block of Go's to the end of one of them, where that block's code is. Its constructs are
// known by the places of their first instructions.
type dispatch struct {
	loop  int
	ahead []int // by number
}

func findDispatch(list []instruction) (d dispatch, found bool) {
	table := slices.IndexFunc(list, func(i instruction) bool { return i.op == opBranchTable })
	gets := 0
	for _, i := range list {
		if i.is(opGet, blockLocal) || i.is(opTee, blockLocal) {
			gets++ // else than by the table, it could be seen that it is not set any more
		}
	}
	if gets != 1 || table < 1 || !list[table-1].is(opGet, blockLocal) {
		return d, false
	}
	innermost := table - 2
	for d.loop = innermost; d.loop >= 0 && list[d.loop].is(opBlock, typeVoid); {
		d.loop--
	}
	if d.loop < 0 || !list[d.loop].is(opLoop, typeVoid) {
		return d, false
	}
	labels := list[table].labels
	for _, label := range labels[:len(labels)-1] {
		at := innermost - int(label)
		if at <= d.loop {
			return d, false
		}
		d.ahead = append(d.ahead, at)
	}
	return d, true
}

// shortJumps has jumps lead to where they go, if that is ahead.
func shortJumps(list []instruction) []instruction {
	d, found := findDispatch(list)
	if !found {
		return list
	}
	out := make([]instruction, 0, len(list))
	open := []int{-1} // constructs, and first the function itself
	for at, i := range list {
		if len(open) == 0 {
			return list // more ends than beginnings
		}
		toLoop := func(label uint64) bool {
			return label < uint64(len(open)) && open[len(open)-1-int(label)] == d.loop
		}
		switch i.op {
		case opBlock, opLoop, opIf:
			open = append(open, at)
		case opEnd:
			open = open[:len(open)-1]
		case opBranchIf:
			if toLoop(uint64(i.n)) {
				return list
			}
		case opBranchTable:
			if slices.ContainsFunc(i.labels[:len(i.labels)-1], toLoop) {
				return list
			}
		case opBranch:
			if !toLoop(uint64(i.n)) {
				break
			}
			number := list[at-2]
			if number.op != opI32Const || !list[at-1].is(opSet, blockLocal) || uint64(number.n) >= uint64(len(d.ahead)) {
				return list // it is not plain where it goes
			}
			if to := slices.Index(open, d.ahead[number.n]); to >= 0 {
				i = branch(opBranch, int64(len(open)-1-to))
				out = out[:len(out)-2]
			}
		}
		out = append(out, i)
	}
	return out
}

// shortConditions makes one branch of a branch that is all that stands under a condition.
func shortConditions(list []instruction) []instruction {
	out := list[:0:0]
	for _, i := range list {
		out = append(out, i)
		if last := len(out) - 3; i.op == opEnd && last >= 0 && out[last].is(opIf, typeVoid) && out[last+1].op == opBranch && out[last+1].n > 0 {
			out = append(out[:last], branch(opBranchIf, out[last+1].n-1))
		}
	}
	return out
}

// shortReturns has a function leave the stack in one step.
func shortReturns(list []instruction) []instruction {
	step := []byte{opGet, opI32Const, opAdd, opTee, opSetGlobal} // the place on the stack is kept in a global while others run
	out := list[:0:0]
	for _, i := range list {
		if i.op == opReturn && endsWith(out, append(step, opI32Const)...) {
			waits := out[len(out)-1]
			last, n := len(out)-1-len(step), out[len(out)-len(step)].n
			if before := last - len(step); endsWith(out[:last], step...) && isStackStep(out[before:]) && isStackStep(out[last:]) {
				last, n = before, n+out[before+1].n
			}
			if isStackStep(out[last:]) { // nothing looks at the local any more
				out = append(out[:last], out[last], constant32(n), out[last+2], out[last+4], waits)
			}
		}
		out = append(out, i)
	}
	return out
}

// isStackStep reports whether a step is one of the stack's.
func isStackStep(list []instruction) bool {
	const stackGlobal = 0
	return list[0].n == stackLocal && list[3].n == stackLocal && list[4].n == stackGlobal
}

// shortAddresses computes addresses on the stack in 32 bits, by what reads and writes there
// where it can. That they lie within memory is why nothing overflows.
func shortAddresses(list []instruction) []instruction {
	out := list[:0:0]
	for _, i := range list {
		switch {
		case i.op == opWrap && endsWith(out, opExtend, opI64Const, opAdd64):
			out = append(out[:len(out)-3], constant32(out[len(out)-2].n), instruction{op: opAdd, code: []byte{opAdd}})
			continue
		case i.op == opWrap && endsWith(out, opI64Const):
			out[len(out)-1] = constant32(out[len(out)-1].n)
			continue
		case i.op >= opLoad && i.op <= opLoadLast:
			if n, is := stackAddress(out); is {
				out = out[:len(out)-2]
				i = i.further(n)
			}
		case i.op > opLoadLast && i.op <= opStoreLast:
			value := operand(out)
			if n, is := stackAddress(out[:value]); is {
				out = append(out[:value-2], out[value:]...)
				i = i.further(n)
			}
		}
		out = append(out, i)
	}
	return out
}

// stackAddress reports whether the last that is computed is an address on the stack, and what is
// added to the local for it.
func stackAddress(list []instruction) (n uint64, is bool) {
	at := len(list) - 3
	if at < 0 || !list[at].is(opGet, stackLocal) || list[at+1].op != opI32Const || list[at+1].n < 0 || list[at+2].op != opAdd {
		return 0, false
	}
	return uint64(list[at+1].n), true
}

// operand is where the instructions begin that compute the last value, or 0 where that is not
// known here.
func operand(list []instruction) int {
	missing := 1
	for at := len(list) - 1; at >= 0; at-- {
		takes, known := list[at].takes()
		if !known {
			return 0
		}
		if missing += takes - 1; missing == 0 {
			return at
		}
	}
	return 0
}

// takes is how many values an instruction takes for the one that it gives. Of those that
// give none it is not known here, and of those that Go's compiler hardly writes.
func (i instruction) takes() (n int, known bool) {
	switch op := i.op; {
	case op == opGet, op >= opI32Const && op <= opF64Const:
		return 0, true
	case op >= opLoad && op <= opLoadLast, op == opIsZero, op == opWrap, op == opExtend:
		return 1, true
	case op >= opAdd && op <= 0x78, op >= opAdd64 && op <= 0x8a: // arithmetic
		return 2, true
	}
	return 0, false
}

// further is an access to memory that many bytes further on.
func (i instruction) further(n uint64) instruction {
	i.offset += n
	i.code = binary.AppendUvarint(binary.AppendUvarint([]byte{i.op}, uint64(i.n)), i.offset)
	return i
}

func branch(op byte, label int64) instruction {
	return instruction{op: op, n: label, code: binary.AppendUvarint([]byte{op}, uint64(label))}
}

func constant32(n int64) instruction {
	n = int64(int32(n))
	return instruction{op: opI32Const, n: n, code: appendVarint([]byte{opI32Const}, n)}
}

func endsWith(list []instruction, ops ...byte) bool {
	if len(list) < len(ops) {
		return false
	}
	for i, instruction := range list[len(list)-len(ops):] {
		if instruction.op != ops[i] {
			return false
		}
	}
	return true
}
