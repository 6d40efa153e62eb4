package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// modules are those that tests compiled, by package: each takes seconds.
var modules sync.Map

// compiled is a package built as the program is, from the top of the tree.
func compiled(t *testing.T, source string) []byte {
	t.Helper()
	atTop(t)
	if kept, ok := modules.Load(source); ok {
		return bytes.Clone(kept.([]byte))
	}
	wasm, err := compileModule(source)
	if err != nil {
		t.Fatal(err)
	}
	modules.Store(source, bytes.Clone(wasm))
	return wasm
}

// atTop goes to the top of the tree, where the build runs.
func atTop(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("go.mod"); err != nil {
		t.Chdir(filepath.Join("..", ".."))
	}
}

// nodePath is where node is; without it the test is skipped.
func nodePath(t *testing.T) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	return node
}

// inNode runs a Go program in node, whose engine is Chromium's, and returns
// what it printed and how it ended.
func inNode(t *testing.T, wasm []byte, args ...string) (stdout string, code int) {
	t.Helper()
	node := nodePath(t)
	root, err := toolchainRoot()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(root, "lib", "wasm", "wasm_exec_node.js")
	cmd := exec.Command(node, append([]string{"--stack-size=8192", script, file}, args...)...)
	out, err := cmd.Output()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// TestStrippedProgramRuns has a program do all that makes the runtime look at
// its tables, with them and without.
func TestStrippedProgramRuns(t *testing.T) {
	whole := compiled(t, "./web/build/testdata/runtime")
	stripped, err := rewriteData(whole, shrinkTables)
	if err != nil {
		t.Fatal(err)
	}
	want, code := inNode(t, whole)
	if code != 0 || !strings.Contains(want, "\nwrapper true true\n") || !strings.Contains(want, "\nreflected true\n") {
		t.Fatalf("with its tables the program ends with %d and prints\n%s", code, want)
	}
	got, code := inNode(t, stripped)
	if code != 0 || got != want {
		t.Errorf("without its tables the program ends with %d and prints\n%s\nwant\n%s", code, got, want)
	}
	for _, way := range []string{"panic", "goroutine", "deadlock", "stack"} {
		_, want := inNode(t, whole, way)
		_, got := inNode(t, stripped, way)
		if want == 0 || got != want {
			t.Errorf("%s: the program ends with %d, want %d", way, got, want)
		}
	}
}

// TestStripTablesIsWorthIt compares what is left of the tables.
func TestStripTablesIsWorthIt(t *testing.T) {
	before, _, _ := parts(t, compiled(t, "./web/build/testdata/runtime"))
	after := bytes.Clone(before)
	if err := stripTables(after); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"runtime.mallocgc", "main.deepPanic", "malloc.go", "testdata/runtime/main.go"} {
		if !bytes.Contains(before, []byte(text)) || bytes.Contains(after, []byte(text)) {
			t.Errorf("%q: there before is %v, after %v", text, bytes.Contains(before, []byte(text)), bytes.Contains(after, []byte(text)))
		}
	}
	zeros := bytes.Count(after, []byte{0}) - bytes.Count(before, []byte{0})
	if zeros < len(before)/12 {
		t.Errorf("%d of %d bytes became zero", zeros, len(before))
	}
	if err := stripTables(bytes.Clone(after)); err != nil {
		t.Errorf("tables without names are no longer tables: %v", err)
	}
}

func TestStandIns(t *testing.T) {
	for name, want := range map[string]string{
		"main.main": otherName, "main.(*T).M": otherName, "runtimes.x": otherName, "internal/runtime/maps.x": otherName, "reflect.Copy": otherName,
		"runtime.gcBgMarkWorker": runtimeName, "runtime.(*TypeAssertionError).Error": runtimeName,
		"reflect.makeFuncStub": "reflect.makeFuncStub", "reflect.methodValueCall": "reflect.methodValueCall",
	} {
		if got := standIn(name); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
	}
}

// TestStripTablesRefuses spoils the tables of a real program, each time in
// one place.
func TestStripTablesRefuses(t *testing.T) {
	memory, _, _ := parts(t, compiled(t, "./web/build/testdata/runtime"))
	at := bytes.Index(memory, []byte(headerMark))
	table := func(i int) int { return at + int(binary.LittleEndian.Uint64(memory[at+8+8*i:])) }
	names, pcs, index := table(3), table(6), table(7)
	count := int(binary.LittleEndian.Uint64(memory[at+8:]))
	record := index + int(binary.LittleEndian.Uint32(memory[index+4:]))
	put := binary.LittleEndian.PutUint32
	for name, spoil := range map[string]func(m []byte) []byte{
		"another magic number":        func(m []byte) []byte { m[at]++; return m },
		"words of four bytes":         func(m []byte) []byte { m[at+7] = 4; return m },
		"two of them":                 func(m []byte) []byte { return append(m, headerMark...) },
		"a word that was not used":    func(m []byte) []byte { m[at+24] = 1; return m },
		"no functions":                func(m []byte) []byte { clear(m[at+8 : at+16]); return m },
		"more functions":              func(m []byte) []byte { put(m[at+8:], uint32(count+1)); return m },
		"fewer functions":             func(m []byte) []byte { put(m[at+8:], uint32(count-1)); return m },
		"as many as there are bytes":  func(m []byte) []byte { m[at+14] = 1; return m },
		"another order":               func(m []byte) []byte { put(m[at+40:], 1<<30); return m },
		"names in the header":         func(m []byte) []byte { put(m[at+32:], 8); return m },
		"a record elsewhere":          func(m []byte) []byte { put(m[index+4:], uint32(record-index+8)); return m },
		"a record of another":         func(m []byte) []byte { m[record]++; return m },
		"a longer record":             func(m []byte) []byte { m[record+4*fieldTables] += 2; return m },
		"an endless record":           func(m []byte) []byte { put(m[record+4*fieldTables:], 1<<31); return m },
		"a byte that was not used":    func(m []byte) []byte { m[record+4*fieldBytes+2] = 1; return m },
		"a name's middle":             func(m []byte) []byte { m[record+4*fieldName]++; return m },
		"a name elsewhere":            func(m []byte) []byte { put(m[record+4*fieldName:], 1<<30); return m },
		"no name":                     func(m []byte) []byte { m[names] = 0; return m },
		"files out of the table":      func(m []byte) []byte { put(m[record+4*fieldFiles:], uint32(index-pcs)); return m },
		"lines out of the table":      func(m []byte) []byte { put(m[record+4*fieldLines:], 1<<31); return m },
		"stack sizes out of it":       func(m []byte) []byte { put(m[record+4*fieldStackSizes:], 1<<31); return m },
		"a table that does not end":   func(m []byte) []byte { fill(m[pcs:index], 0x80); return m },
		"cut off in the header":       func(m []byte) []byte { return m[:at+20] },
		"cut off in the index":        func(m []byte) []byte { return m[:index+100] },
		"cut off in the last records": func(m []byte) []byte { return m[:index+count*(8+funcSize)] },
	} {
		spoiled := spoil(bytes.Clone(memory))
		before := bytes.Clone(spoiled)
		if err := stripTables(spoiled); err == nil {
			t.Errorf("%s: no error", name)
		} else if !bytes.Equal(before, spoiled) {
			t.Errorf("%s: refused, and changed all the same", name)
		}
	}
}

func fill(b []byte, value byte) {
	for i := range b {
		b[i] = value
	}
}

func TestKnownToolchain(t *testing.T) {
	for version, known := range map[string]bool{
		"go1.26": true, "go1.26.8": true, "go1.26.9 X:something": true,
		"go1.27.0": false, "go1.260": false, "go1.25.9": false, "devel go1.26-abc": false, "": false,
	} {
		if err := knownToolchain(version); (err == nil) != known {
			t.Errorf("%q: %v", version, err)
		}
	}
}
