package main

import (
	"fmt"
	"slices"
	"testing"
)

// TestNobodyCallsTheStart reads the code of a program: no function that is left in it
// calls one that is emptied. Those that set variables are called through a list.
func TestNobodyCallsTheStart(t *testing.T) {
	module := compiled(t, "./wasm")
	inits, err := initFunctions(module)
	if err != nil {
		t.Fatal(err)
	}
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	imported := int((&wasmReader{rest: sections[sectionAt(sections, importSection)].content}).uint())
	name := functionNames(t, module)
	found := 0
	for caller, body := range bodies(t, module) {
		calls, err := directCalls(body)
		if err != nil {
			t.Fatalf("%s: %v", name(caller), err)
		}
		for _, callee := range calls {
			if !slices.Contains(inits, callee-imported) {
				continue
			}
			found++
			if !slices.Contains(inits, caller) && name(caller) != "wasm_export_run" { // by which a page starts a program that is not frozen
				t.Errorf("%s calls %s", name(caller), name(callee-imported))
			}
		}
	}
	if found < len(startNames) {
		t.Errorf("only %d calls of functions that are emptied", found)
	}
}

// functionNames tells the names of a module's functions by their numbers.
func functionNames(t *testing.T, module []byte) func(i int) string {
	t.Helper()
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	memory, err := readSegments(sections[sectionAt(sections, dataSection)].content)
	if err != nil {
		t.Fatal(err)
	}
	tables, funcs, err := readFuncs(memory)
	if err != nil {
		t.Fatal(err)
	}
	return func(i int) string {
		name, err := tables.name(funcs[i])
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
}

// directCalls are the functions that a body calls by their number, imported ones first. It
// knows the instructions that Go's compiler writes (core specification, section 5.4).
func directCalls(body []byte) (calls []int, err error) {
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
		case op == opI32Const || op == opI64Const: // signed, and as long
			for r.byte()&0x80 != 0 {
			}
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
				return nil, fmt.Errorf("instruction %#x %d", op, more)
			}
		case op > opPlainLast:
			return nil, fmt.Errorf("instruction %#x", op)
		}
	}
	return calls, r.err
}
