package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFreezingRefuses has a program do what would be the same for everyone,
// or gone, in each browser.
func TestFreezingRefuses(t *testing.T) {
	module := compiled(t, "./web/build/testdata/refused")
	for way, want := range map[string]string{
		"fine":          "",
		"":              "nothing can call it",
		"read":          "read the JavaScript property crypto",
		"read deeper":   "read the JavaScript property O_SYNC",
		"set":           "set the JavaScript property jwkmintHandle",
		"set elsewhere": "set the JavaScript property jwkmintHandle",
		"call":          "call the JavaScript function Array",
		"make":          "call syscall/js.valueNew",
		"text":          "call syscall/js.stringVal",
		"random":        "ask for random bytes",
		"timer":         "call runtime.scheduleTimeoutEvent",
		"print":         "call syscall/js.valueNew", // of the array that is written
		"panic":         "call runtime.wasmExit",    // without a word
		"exit":          "call runtime.wasmExit",
	} {
		h := newHost()
		h.environment = append(h.environment, "WAY="+way)
		_, _, err := h.freeze(module)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", way, err, want)
		}
	}
}

// TestWhoAsksForRandomNumbers lists the packages that ask the runtime for
// random numbers: what one of them keeps from before the program is frozen is
// the same for everyone. None of these keeps any.
func TestWhoAsksForRandomNumbers(t *testing.T) {
	atTop(t)
	packages, err := linkedPackages("./wasm")
	if err != nil {
		t.Fatal(err)
	}
	sources := []string{"math/rand", "math/rand/v2", "hash/maphash"}
	var users []string
	for _, p := range packages {
		if !slices.Contains(sources, p.ImportPath) && slices.ContainsFunc(p.Imports, func(path string) bool { return slices.Contains(sources, path) }) {
			users = append(users, p.ImportPath)
		}
	}
	want := []string{
		"crypto/internal/randutil", // whether to read a byte, each time
		"math/big",                 // for tests of primes, from the number
		"crypto/ecdsa",             // from what it is given to sign with
	}
	if !slices.Equal(users, want) {
		t.Errorf("random numbers are asked for by %v", users)
	}
}

// TestImageRefuses: memory that is not what the module's segments and its
// first function make of it.
func TestImageRefuses(t *testing.T) {
	packed := []byte{0, 1, 2, 3, 0}
	fresh := func() *image {
		return &image{before: []byte{0, 1, 7, 8, 0, 0}, after: []byte{5, 1, 7, 8, 6, 7, 8}}
	}
	got, err := fresh().repack(packed)
	if want := []byte{5, 1, 2, 3, 6, 7, 8}; err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	s := fresh()
	s.before, s.after = bytes.Clone(packed), []byte{9, 9, 9, 9, 9}
	if got, err := s.repack(packed); err != nil || !bytes.Equal(got, s.after) {
		t.Errorf("without a first function: %v, %v", got, err)
	}
	for name, change := range map[string]func(s *image){
		"the tables changed":     func(s *image) { s.after[2]++ },
		"beyond the segments":    func(s *image) { s.before[5] = 1 },
		"less memory than first": func(s *image) { s.after = s.after[:5] },
		"less than the segments": func(s *image) { s.before = s.before[:4] },
	} {
		s := fresh()
		change(s)
		if got, err := s.repack(packed); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestFreezingKnowsTheModule refuses modules that are laid out otherwise.
func TestFreezingKnowsTheModule(t *testing.T) {
	sections, err := readSections(compiled(t, "./web/build/testdata/refused"))
	if err != nil {
		t.Fatal(err)
	}
	still := &image{globals: make([]uint64, len(globalTypes)), after: make([]byte, maxMemory/16)}
	memory, _ := readSegments(sections[sectionAt(sections, dataSection)].content)
	still.before = make([]byte, len(memory))
	copy(still.before, memory)
	if _, err := exportGlobals(sections); err != nil {
		t.Error(err)
	}
	if _, err := still.write(sections); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(sections []section){
		"another global": func(s []section) {
			s[sectionAt(s, globalSection)].content = append(bytes.Clone(s[sectionAt(s, globalSection)].content), 0)
		},
		"a maximum memory": func(s []section) { s[sectionAt(s, memorySection)].content = []byte{1, 1, 20, 100} },
		"no globals":       func(s []section) { s[sectionAt(s, globalSection)].id = 0 },
		"no exports":       func(s []section) { s[sectionAt(s, exportSection)].id = 0 },
		"no memory":        func(s []section) { s[sectionAt(s, memorySection)].id = 0 },
		"no data":          func(s []section) { s[sectionAt(s, dataSection)].id = 0 },
	} {
		changed := slices.Clone(sections)
		change(changed)
		_, err := exportGlobals(changed)
		_, more := still.write(changed)
		if err == nil && more == nil {
			t.Errorf("%s: no error", name)
		}
	}
	still.after = still.after[1:]
	if _, err := still.write(sections); err == nil {
		t.Error("half a page of memory is written")
	}
}

func TestInitNames(t *testing.T) {
	for name, want := range map[string]bool{
		"runtime.init": true, "runtime.init.0": true, "crypto/internal/fips140/aes.init": true, "jwkmint/wasm/internal/api.init.12": true,
		"unicode.map.init.3": true, "gopkg%2ein/x%2ev2.init": true, "main.init": true,
		"main.Init": false, "main.init.func1": false, "main.init.0.func1": false, "main.T.init": false, "main.(*T).init": false, "main.(*T).init.0": false,
		"example.com/init.main": false, "main.init.x": false, "init": false, "main.f[go.shape.int].init": false, "runtime.doInit": false, "main.initialize": false,
	} {
		if initName.MatchString(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

// TestInitsAreEmptied compares the functions before and after.
func TestInitsAreEmptied(t *testing.T) {
	module := compiled(t, runtimeTest)
	inits, err := initFunctions(linkedMemory(t, module))
	if err != nil || len(inits) < 20 {
		t.Fatalf("%d functions, %v", len(inits), err)
	}
	smaller, err := emptyFunctions(module, inits)
	if err != nil {
		t.Fatal(err)
	}
	before, after := bodies(t, module), bodies(t, smaller)
	if len(before) != len(after) {
		t.Fatalf("%d functions are left of %d", len(after), len(before))
	}
	for i := range before {
		want := before[i]
		if slices.Contains(inits, i) {
			want = []byte{0, 0, opEnd}
		}
		if !bytes.Equal(after[i], want) {
			t.Errorf("function %d is %x, want %x", i, after[i], want)
		}
	}
	if _, err := emptyFunctions(module[:len(module)/2], inits); err == nil {
		t.Error("half a module has its functions emptied")
	}
	stripped, err := rewriteData(module, shrinkTables)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := initFunctions(linkedMemory(t, stripped)); err == nil {
		t.Error("names are found where there are none")
	}
}

// bodies are those of a module's functions.
func bodies(t *testing.T, module []byte) (list [][]byte) {
	t.Helper()
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	list, err = readBodies(sections[sectionAt(sections, codeSection)].content)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestEveryImportIsKnown: the host gives all that wasm_exec.js does, if only
// to refuse it.
func TestEveryImportIsKnown(t *testing.T) {
	glue, err := wasmExec()
	if err != nil {
		t.Fatal(err)
	}
	imports := newHost().imports()
	names := regexp.MustCompile(`\n\t{5}"([\w./]+)": \(`).FindAllStringSubmatch(glue, -1)
	if len(names) != len(imports) {
		t.Errorf("%d imports of %d", len(imports), len(names))
	}
	for _, name := range names {
		if imports[name[1]] == nil {
			t.Errorf("the host has no %s", name[1])
		}
	}
}
