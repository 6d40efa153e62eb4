package main

import (
	"encoding/binary"
	"errors"
	"regexp"
	"slices"
)

// A program that is frozen when it has started never starts again: what did only that
// is left out of it.

// initName matches the names of what Go calls once, before main, and nothing
// else can: the functions that set package variables, those of that name in
// the source, and those that fill maps.
var initName = regexp.MustCompile(`^([^/]*/)*[^/.()\[\]]+\.(map\.)?init(\.[0-9]+)?$`)

// startNames are the functions by which the runtime starts, and in which it calls those.
// A test sees that no other function calls one.
var startNames = []string{
	"internal/cpu.Initialize", "internal/cpu.processOptions",
	"runtime.alginit", "runtime.args", "runtime.check", "runtime.cpuinit", "runtime.defaultGOMAXPROCSInit",
	"runtime.doInit", "runtime.doInit1", "runtime.finishDebugVarsSetup", "runtime.gcenable", "runtime.gcinit",
	"runtime.goargs", "runtime.goenvs", "runtime.goenvs_unix", "runtime.itabsinit", "runtime.main",
	"runtime.mallocinit", "runtime.moduledataverify", "runtime.moduledataverify1", "runtime.modulesinit",
	"runtime.parseByteCount", "runtime.parseRuntimeDebugVars", "runtime.parsegodebug", "runtime.randinit",
	"runtime.readGOGC", "runtime.readGOMEMLIMIT", "runtime.rt0_go", "runtime.schedinit", "runtime.stackinit", "runtime.stkobjinit",
	"runtime.testAtomic64", "runtime.traceLockInit", "runtime.typelinksinit", "runtime.typesEqual",
	"runtime.(*gcControllerState).init", "runtime.(*mcentral).init", "runtime.(*mheap).init",
	"runtime.(*pageAlloc).init", "runtime.(*pageAlloc).sysInit", "runtime.(*scavengeIndex).init", "runtime.(*scavengeIndex).sysInit",
}

// initFunctions are the numbers of those functions in a program as Go's
// linker leaves it, with its names.
func initFunctions(module []byte) ([]int, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, dataSection)
	if at < 0 {
		return nil, errors.New("the module has no data")
	}
	memory, err := readSegments(sections[at].content)
	if err != nil {
		return nil, err
	}
	t, funcs, err := readFuncs(memory)
	if err != nil {
		return nil, err
	}
	var inits []int
	started := 0
	for i, f := range funcs {
		name, err := t.name(f)
		if err != nil {
			return nil, err
		}
		if f.field(fieldEntry) != uint32(firstFunction+i) {
			return nil, errors.New("the functions are not numbered in the way of " + knownGo)
		}
		if slices.Contains(startNames, name) {
			started++
		} else if !initName.MatchString(name) {
			continue
		}
		inits = append(inits, i)
	}
	if started != len(startNames) {
		return nil, errors.New("the program does not start in the way of " + knownGo)
	}
	return inits, nil
}

// emptyFunctions takes the bodies of functions away: who called one would
// trap.
func emptyFunctions(module []byte, numbers []int) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, err
	}
	at := sectionAt(sections, codeSection)
	if at < 0 {
		return nil, errors.New("the module has no code")
	}
	r := &wasmReader{rest: sections[at].content}
	count := r.uint()
	out := binary.AppendUvarint(nil, count)
	for i := range count {
		body := r.bytes(r.uint())
		if slices.Contains(numbers, int(i)) {
			body = []byte{0, opUnreachable, opEnd}
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if r.err != nil || len(r.rest) > 0 {
		return nil, errors.New("the module's functions cannot be read")
	}
	sections[at].content = out
	return writeSections(sections), nil
}

const opUnreachable = 0x00
