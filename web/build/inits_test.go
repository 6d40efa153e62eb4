package main

import (
	"slices"
	"testing"
)

// TestNobodyCallsTheStart reads the code of a program: no function that is left in it
// calls one that is emptied. Those that set variables are called through a list.
func TestNobodyCallsTheStart(t *testing.T) {
	module := compiled(t, "./wasm")
	inits, err := initFunctions(linkedMemory(t, module))
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
		calls, _, err := references(body)
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
	tables, funcs, err := readFuncs(linkedMemory(t, module))
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

func linkedMemory(t *testing.T, module []byte) []byte {
	t.Helper()
	memory, err := memoryOf(module)
	if err != nil {
		t.Fatal(err)
	}
	return memory
}
