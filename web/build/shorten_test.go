package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"github.com/tetratelabs/wazero"
)

// walk is a function as Go's compiler writes it: three blocks of Go's, which write down where they
// were, and jump ahead, back and under conditions. Its second local is the place on the stack,
// at which what was written down is counted, and its third a word that came as an argument.
func walk(edit func(a *assembler)) []byte {
	a := &assembler{code: []byte{2, 1, typeI32, 1, typeI64}}
	const loop, outer, middle, inner = 3, 2, 1, 0 // labels where all blocks are open
	stack := func(n int) {                        // pushes an address on the stack
		a.get(stackLocal)
		a.op(opExtend, opI64Const)
		a.code = appendVarint(a.code, int64(n))
		a.op(opAdd64, opWrap)
	}
	jump := func(to int, label byte) {
		a.constant(to)
		a.set(blockLocal)
		a.op(opBranch, label)
	}
	been := func(block int) { // 10*what was + block
		stack(8)
		stack(8)
		a.load(0)
		a.constant(10)
		a.op(opMultiply)
		a.add(block)
		a.store(0)
	}
	a.constant(64)
	a.set(stackLocal)
	if edit != nil {
		edit(a)
	}
	a.op(opLoop, typeVoid, opBlock, typeVoid, opBlock, typeVoid, opBlock, typeVoid)
	a.get(blockLocal)
	a.op(opBranchTable, 3, inner, middle, outer, loop, opEnd)

	been(1) // the first block goes on to the third while the counter is even, and else to the second
	stack(16)
	a.load(0)
	a.constant(1)
	a.op(opAnd, opIsZero, opIf, typeVoid)
	jump(2, loop-1+1) // one more is open, and one less
	a.op(opEnd)
	jump(1, loop-1)
	a.op(opEnd)

	been(2)
	a.op(opEnd)

	a.op(opBlock, typeVoid, opBranch, 0, opEnd)
	been(3) // the third counts, and goes back
	stack(16)
	stack(12)
	a.load(4)
	a.add(1)
	a.store(0)
	stack(16)
	a.load(0)
	a.constant(3)
	a.op(opLess, opIf, typeVoid)
	jump(0, 1)
	a.op(opEnd)
	stack(8)
	a.load(0)
	a.op(opReturn, opEnd, opUnreachable, opEnd)
	return a.code
}

// goModule is a module with a function of a type and some memory, which it exports as "f".
func goModule(body, goType []byte) []byte {
	return writeSections([]section{
		{typeSection, append([]byte{1, 0x60}, goType...)},
		{functionSection, []byte{1, 0}},
		{memorySection, []byte{1, 0, 1}},
		{exportSection, []byte("\x01\x01f\x00\x00")},
		{codeSection, append(binary.AppendUvarint([]byte{1}, uint64(len(body))), body...)},
	})
}

var goType = []byte{1, typeI32, 1, typeI32}

// runAt enters a module's function at a block of Go's, and gives its result, or that it trapped.
func runAt(t *testing.T, module []byte, block uint64) string {
	t.Helper()
	engine := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter())
	defer engine.Close(t.Context())
	instance, err := engine.Instantiate(t.Context(), module)
	if err != nil {
		t.Fatal(err)
	}
	result, err := instance.ExportedFunction("f").Call(t.Context(), block)
	if err != nil {
		return "a trap"
	}
	return fmt.Sprint(result)
}

// bodyOf is the code of a module's only function.
func bodyOf(t *testing.T, module []byte) []byte {
	t.Helper()
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	bodies, err := readBodies(sections[sectionAt(sections, codeSection)].content)
	if err != nil || len(bodies) != 1 {
		t.Fatal(len(bodies), err)
	}
	return bodies[0]
}

// TestShortenedWalk: a function does in few words what it did in many, wherever it is entered.
func TestShortenedWalk(t *testing.T) {
	long := goModule(walk(nil), goType)
	short, err := shorten(long)
	if err != nil {
		t.Fatal(err)
	}
	for block, want := range map[uint64]string{0: "[1312313]", 1: "[2312313]", 2: "[312313]"} {
		if before, got := runAt(t, long, block), runAt(t, short, block); before != want || got != want {
			t.Errorf("from block %d: %s, and before it was shorter %s, want %s", block, got, before, want)
		}
	}
	_, list, err := readBody(bodyOf(t, short))
	if err != nil {
		t.Fatal(err)
	}
	count := func(is func(i instruction) bool) (n int) {
		for _, i := range list {
			if is(i) {
				n++
			}
		}
		return n
	}
	for what, want := range map[string][2]int{
		"numbers of blocks that are set": {count(func(i instruction) bool { return i.is(opSet, blockLocal) }), 1}, // to go back
		"conditions":                     {count(func(i instruction) bool { return i.op == opIf }), 1},
		"branches under one":             {count(func(i instruction) bool { return i.op == opBranchIf }), 1},
		"words of 64 bits":               {count(func(i instruction) bool { return i.op == opExtend || i.op == opWrap }), 0},
		"additions":                      {count(func(i instruction) bool { return i.op == opAdd }), 4}, // none of them of an address
	} {
		if want[0] != want[1] {
			t.Errorf("%s: %d, want %d", what, want[0], want[1])
		}
	}
	if again, err := shorten(short); err != nil || !bytes.Equal(again, short) {
		t.Errorf("it is shortened once more: %v", err)
	}
}

// TestNotShortened: jumps stay as they are where it is not plain where they lead.
func TestNotShortened(t *testing.T) {
	plain := len(walk(nil)) - len(bodyOf(t, must(shorten(goModule(walk(nil), goType)))))
	for name, edit := range map[string]func(body []byte) []byte{
		"the number of the block is read elsewhere": func([]byte) []byte {
			return walk(func(a *assembler) { a.get(blockLocal); a.op(0x1a) })
		},
		"the number stays on the stack": func([]byte) []byte {
			return walk(func(a *assembler) { a.get(stackLocal); a.op(opTee, blockLocal, 0x1a) })
		},
		"a jump to a number that was computed": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opI32Const, 1, opSet, blockLocal, opBranch}, []byte{opGet, 1, opSet, blockLocal, opBranch}, 1)
		},
		"a jump to no block": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opI32Const, 1, opSet, blockLocal, opBranch}, []byte{opI32Const, 3, opSet, blockLocal, opBranch}, 1)
		},
		"a jump by another local": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opI32Const, 1, opSet, blockLocal, opBranch}, []byte{opI32Const, 1, opSet, stackLocal, opBranch}, 1)
		},
		"a branch back under a condition": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opSet, blockLocal, opBranch, 2, opEnd}, []byte{opSet, blockLocal, opGet, 1, opBranchIf, 2, opEnd}, 1)
		},
		"a table that leads back": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opSet, blockLocal, opBranch, 2, opEnd}, []byte{opSet, blockLocal, opGet, 1, opBranchTable, 1, 2, 0, opEnd}, 1)
		},
		"a table of which one label is the loop": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opBranchTable, 3, 0}, []byte{opBranchTable, 3, 3}, 1)
		},
		"a table that leads out": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opBranchTable, 3, 0}, []byte{opBranchTable, 3, 4}, 1)
		},
		"a table by another local": func([]byte) []byte {
			body := walk(func(a *assembler) { a.get(blockLocal); a.op(0x1a) })
			return bytes.Replace(body, []byte{opGet, blockLocal, opBranchTable}, []byte{opGet, stackLocal, opBranchTable}, 1)
		},
		"no table":                  func([]byte) []byte { return []byte{0, opGet, blockLocal, opReturn, opEnd} },
		"a table at once":           func([]byte) []byte { return []byte{0, opBranchTable, 0, 0, opGet, blockLocal, opEnd} },
		"more ends than beginnings": func(body []byte) []byte { return append(body, opEnd, opEnd) },
		"a block that has a result": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opBlock, typeVoid, opGet}, []byte{opBlock, typeI32, opGet}, 1)
		},
		"a loop that has one": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opLoop, typeVoid}, []byte{opLoop, typeI32}, 1)
		},
		"no loop": func(body []byte) []byte {
			return bytes.Replace(body, []byte{opLoop, typeVoid}, []byte{opBlock, typeVoid}, 1)
		},
	} {
		body := edit(walk(nil))
		if bytes.Equal(body, walk(nil)) {
			t.Fatalf("%s: nothing was changed", name)
		}
		_, list, err := readBody(body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := shortJumps(list); !slices.EqualFunc(got, list, func(a, b instruction) bool { return bytes.Equal(a.code, b.code) }) {
			t.Errorf("%s: jumps are shortened", name)
		}
	}
	body := walk(nil)
	for name, other := range map[string][]byte{"of two arguments": {2, typeI32, typeI32, 1, typeI32}, "of none": {0, 1, typeI32}, "of 64 bits": {1, typeI64, 1, typeI32}} {
		if got := bodyOf(t, must(shorten(goModule(body, other)))); !bytes.Equal(got, body) {
			t.Errorf("a function %s is shortened", name)
		}
	}
	if plain < 40 {
		t.Errorf("of all that %d bytes are left out, which shows nothing", plain)
	}
}

func must(module []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return module
}

// becomes holds instructions, by what they show, against what a change makes of them.
func becomes(t *testing.T, change func([]instruction) []instruction, cases map[string][2][]byte) {
	t.Helper()
	for name, c := range cases {
		_, list, err := readBody(append([]byte{0}, c[0]...))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []byte
		for _, i := range change(list) {
			got = append(got, i.code...)
		}
		if !bytes.Equal(got, c[1]) {
			t.Errorf("%s: % x, want % x", name, got, c[1])
		}
	}
}

// TestShortAddresses has what may be folded into an access to memory, and what may not.
func TestShortAddresses(t *testing.T) {
	address := func(local byte, n int64) []byte {
		return append(appendVarint([]byte{opGet, local, opExtend, opI64Const}, n), opAdd64, opWrap)
	}
	join := func(parts ...[]byte) []byte { return slices.Concat(parts...) }
	becomes(t, shortAddresses, map[string][2][]byte{
		"read":                       {join(address(1, 24), []byte{0x29, 3, 8}), {opGet, 1, 0x29, 3, 32}},
		"written, a constant":        {join(address(1, 24), []byte{opI64Const, 5, 0x37, 3, 100}), {opGet, 1, opI64Const, 5, 0x37, 3, 124}},
		"far":                        {join(address(1, 100), []byte{opGet, 2, 0x37, 3, 100}), {opGet, 1, opGet, 2, 0x37, 3, 200, 1}},
		"written, what was computed": {join(address(1, 8), []byte{opGet, 2, opGet, 3, opAdd64, 0x37, 3, 0}), {opGet, 1, opGet, 2, opGet, 3, opAdd64, 0x37, 3, 8}},
		"from one place to another":  {join(address(1, 8), address(1, 16), []byte{0x29, 3, 0, 0x37, 3, 0}), {opGet, 1, opGet, 1, 0x29, 3, 16, 0x37, 3, 8}},
		"given on":                   {join(address(1, 24), []byte{opSet, 2}), {opGet, 1, opI32Const, 24, opAdd, opSet, 2}},
		"elsewhere than on the stack": {join(address(2, 24), []byte{0x29, 3, 8}),
			{opGet, 2, opI32Const, 24, opAdd, 0x29, 3, 8}},
		"below":                {join(address(1, -8), []byte{0x29, 3, 8}), {opGet, 1, opI32Const, 0x78, opAdd, 0x29, 3, 8}},
		"a number beyond 2^31": {join(address(1, 1<<32-8), []byte{0x29, 3, 8}), {opGet, 1, opI32Const, 0x78, opAdd, 0x29, 3, 8}},
		"of a word":            {[]byte{opGet, 2, opGet, 3, opI64Const, 8, opAdd64, opWrap, opSet, 4}, {opGet, 2, opGet, 3, opI64Const, 8, opAdd64, opWrap, opSet, 4}},
		"subtracted":           {[]byte{opGet, 1, opI32Const, 8, opSubtract, 0x29, 3, 8}, {opGet, 1, opI32Const, 8, opSubtract, 0x29, 3, 8}},
		"a call in between":    {join(address(1, 8), []byte{opGet, 2, opCall, 0, 0x37, 3, 0}), {opGet, 1, opI32Const, 8, opAdd, opGet, 2, opCall, 0, 0x37, 3, 0}},
		"a fixed address":      {[]byte{opI64Const, 5, opWrap, 0x29, 3, 0}, {opI32Const, 5, 0x29, 3, 0}},
		"a call for the value": {join(address(1, 8), []byte{opCall, 0, 0x37, 3, 0}), {opGet, 1, opI32Const, 8, opAdd, opCall, 0, 0x37, 3, 0}},
		"a statement in between": {join(address(1, 8), []byte{opGet, 2, opSet, 3, opGet, 3, 0x37, 3, 0}),
			{opGet, 1, opI32Const, 8, opAdd, opGet, 2, opSet, 3, opGet, 3, 0x37, 3, 0}},
		"the value below the address": {join([]byte{opGet, 2}, address(1, 8), []byte{0x37, 3, 0}), {opGet, 2, opGet, 1, opI32Const, 8, opAdd, 0x37, 3, 0}},
		"not cut to 32 bits":          {[]byte{opGet, 1, opExtend, opI64Const, 8, opAdd64, opSet, 2}, {opGet, 1, opExtend, opI64Const, 8, opAdd64, opSet, 2}},
	})
}

// TestShortReturns has what may be one step, and what may not.
func TestShortReturns(t *testing.T) {
	step := func(from, n, to, global byte) []byte {
		return []byte{opGet, from, opI32Const, n, opAdd, opTee, to, opSetGlobal, global}
	}
	end := []byte{opI32Const, 0, opReturn}
	becomes(t, shortReturns, map[string][2][]byte{
		"a frame and an address":    {slices.Concat(step(1, 24, 1, 0), step(1, 8, 1, 0), end), {opGet, 1, opI32Const, 32, opAdd, opSetGlobal, 0, opI32Const, 0, opReturn}},
		"an address alone":          {slices.Concat([]byte{opGet, 3}, step(1, 8, 1, 0), end), {opGet, 3, opGet, 1, opI32Const, 8, opAdd, opSetGlobal, 0, opI32Const, 0, opReturn}},
		"another local before":      {slices.Concat(step(2, 24, 1, 0), step(1, 8, 1, 0), end), slices.Concat(step(2, 24, 1, 0), []byte{opGet, 1, opI32Const, 8, opAdd, opSetGlobal, 0}, end)},
		"another global before":     {slices.Concat(step(1, 24, 1, 2), step(1, 8, 1, 0), end), slices.Concat(step(1, 24, 1, 2), []byte{opGet, 1, opI32Const, 8, opAdd, opSetGlobal, 0}, end)},
		"another local":             {slices.Concat(step(1, 8, 2, 0), end), slices.Concat(step(1, 8, 2, 0), end)},
		"another global":            {slices.Concat(step(1, 8, 1, 1), end), slices.Concat(step(1, 8, 1, 1), end)},
		"no return":                 {slices.Concat(step(1, 24, 1, 0), step(1, 8, 1, 0), []byte{opI32Const, 0, opCall, 2}), slices.Concat(step(1, 24, 1, 0), step(1, 8, 1, 0), []byte{opI32Const, 0, opCall, 2})},
		"a step down for a call":    {slices.Concat([]byte{opGet, 1, opI32Const, 8, opSubtract, opTee, 1, opSetGlobal, 0}, end), slices.Concat([]byte{opGet, 1, opI32Const, 8, opSubtract, opTee, 1, opSetGlobal, 0}, end)},
		"a step down before":        {slices.Concat([]byte{opGet, 1, opI32Const, 8, opSubtract, opTee, 1, opSetGlobal, 0}, step(1, 8, 1, 0), end), slices.Concat([]byte{opGet, 1, opI32Const, 8, opSubtract, opTee, 1, opSetGlobal, 0}, []byte{opGet, 1, opI32Const, 8, opAdd, opSetGlobal, 0}, end)},
		"another local behind":      {slices.Concat(step(1, 24, 1, 0), step(1, 8, 2, 0), end), slices.Concat(step(1, 24, 1, 0), step(1, 8, 2, 0), end)},
		"nothing but the return":    {end, end},
		"what is computed for it":   {slices.Concat(step(1, 8, 1, 0), []byte{opGet, 2, opReturn}), slices.Concat(step(1, 8, 1, 0), []byte{opGet, 2, opReturn})},
		"three steps, two of which": {slices.Concat(step(1, 16, 1, 0), step(1, 24, 1, 0), step(1, 8, 1, 0), end), slices.Concat(step(1, 16, 1, 0), []byte{opGet, 1, opI32Const, 32, opAdd, opSetGlobal, 0}, end)},
	})
}

// TestShortConditions has what may be one branch, and what may not.
func TestShortConditions(t *testing.T) {
	becomes(t, shortConditions, map[string][2][]byte{
		"a branch":            {{opIf, typeVoid, opBranch, 2, opEnd}, {opBranchIf, 1}},
		"out of itself alone": {{opIf, typeVoid, opBranch, 0, opEnd}, {opIf, typeVoid, opBranch, 0, opEnd}},
		"and something more":  {{opIf, typeVoid, opGet, 1, opBranch, 2, opEnd}, {opIf, typeVoid, opGet, 1, opBranch, 2, opEnd}},
		"or else":             {{opIf, typeVoid, opBranch, 2, 0x05, opEnd}, {opIf, typeVoid, opBranch, 2, 0x05, opEnd}},
		"with a result":       {{opIf, typeI32, opBranch, 2, opEnd}, {opIf, typeI32, opBranch, 2, opEnd}},
		"one in another":      {{opIf, typeVoid, opIf, typeVoid, opBranch, 2, opEnd, opEnd}, {opIf, typeVoid, opBranchIf, 1, opEnd}},
	})
}

// TestShortenRefuses what is no module of Go's.
func TestShortenRefuses(t *testing.T) {
	whole := goModule(walk(nil), goType)
	for name, module := range map[string][]byte{
		"what is no module":      []byte("no module"),
		"a module that is cut":   whole[:len(whole)-1],
		"an unknown type":        bytes.Replace(whole, []byte{functionSection, 2, 1, 0}, []byte{functionSection, 2, 1, 1}, 1),
		"fewer functions":        bytes.Replace(whole, []byte{functionSection, 2, 1, 0}, []byte{functionSection, 1, 0}, 1),
		"an unknown instruction": goModule([]byte{0, 0xfb, opEnd}, goType),
	} {
		if _, err := shorten(module); err == nil {
			t.Error(name)
		}
	}
}
