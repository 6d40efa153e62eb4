package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// memoryAtStart is what a module's memory holds when an engine has made an
// instance of it, before Go runs.
func memoryAtStart(t *testing.T, wasm []byte) []byte {
	t.Helper()
	node := nodePath(t)
	dir := t.TempDir()
	file, dump := filepath.Join(dir, "program.wasm"), filepath.Join(dir, "memory")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	script := `const fs = require("fs");
const module = new WebAssembly.Module(fs.readFileSync(process.argv[1]));
const imports = {};
for (const { module: m, name } of WebAssembly.Module.imports(module)) (imports[m] ??= {})[name] = () => {};
fs.writeFileSync(process.argv[2], new Uint8Array(new WebAssembly.Instance(module, imports).exports.mem.buffer));`
	if out, err := exec.Command(node, "-e", script, file, dump).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	memory, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	return memory
}

// TestTablesComeBack compares what memory holds when the program starts with
// what it would have held.
func TestTablesComeBack(t *testing.T) {
	for _, source := range []string{"./web/build/testdata/runtime", "./wasm"} {
		whole := compiled(t, source)
		packed, err := rewriteData(whole, shrinkTables)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := parts(t, whole)
		if err := stripTables(want); err != nil {
			t.Fatal(err)
		}
		is := memoryAtStart(t, packed)
		compareTables(t, want, is)
	}
}

func compareTables(t *testing.T, want, is []byte) {
	t.Helper()
	wantTable, wantFuncs, m := functionsOf(t, want)
	isTable, isFuncs, _ := functionsOf(t, is)
	if len(wantFuncs) < 1000 || len(wantFuncs) != len(isFuncs) {
		t.Fatalf("%d functions, want %d", len(isFuncs), len(wantFuncs))
	}
	if err := m.check(is, isTable); err != nil {
		t.Error(err)
	}
	for i, w := range wantFuncs {
		f := isFuncs[i]
		if f.field(fieldTables) != w.field(fieldTables) || len(f) != len(w) {
			t.Fatalf("function %d has another size", i)
		}
		places := map[int]bool{fieldStackSizes: true}
		for j := range w.pcdata() {
			places[funcSize/4+j] = true
		}
		for j := range len(w) / 4 {
			if !places[j] {
				if f.field(j) != w.field(j) {
					t.Fatalf("function %d, word %d: %#x, want %#x", i, j, f.field(j), w.field(j))
				}
				continue
			}
			if a, b := pcTable(t, isTable, f.field(j)), pcTable(t, wantTable, w.field(j)); !bytes.Equal(a, b) {
				t.Fatalf("function %d, table of word %d: %x, want %x", i, j, a, b)
			}
		}
	}
	// All else is as it was.
	for _, memory := range [][]byte{want, is} {
		clear(memory[m.pcs:m.index])
		clear(memory[m.buckets : m.buckets+m.bucketsSize])
		for _, f := range map[bool][]funcRecord{true: wantFuncs, false: isFuncs}[&memory[0] == &want[0]] {
			clear(f)
		}
	}
	if !bytes.Equal(want, is[:len(want)]) || len(bytes.Trim(is[len(want):], "\x00")) > 0 {
		t.Error("the memory holds something else apart from the tables")
	}
}

func functionsOf(t *testing.T, memory []byte) (*tables, []funcRecord, *moduleTables) {
	t.Helper()
	table, funcs, err := readFuncs(memory)
	if err != nil {
		t.Fatal(err)
	}
	m, err := table.findModule(memory)
	if err != nil {
		t.Fatal(err)
	}
	return table, funcs, m
}

func pcTable(t *testing.T, table *tables, place uint32) []byte {
	t.Helper()
	end, err := pcTableEnd(table.pcs, place)
	if err != nil {
		t.Fatal(err)
	}
	if place == 0 {
		return nil
	}
	return table.pcs[place:end]
}

// TestPackTablesRefuses spoils what stripTables leaves, each time in one place.
func TestPackTablesRefuses(t *testing.T) {
	memory, _, _ := parts(t, compiled(t, "./web/build/testdata/runtime"))
	if err := stripTables(memory); err != nil {
		t.Fatal(err)
	}
	table, _, m := functionsOf(t, memory)
	record := m.index + int(binary.LittleEndian.Uint32(memory[m.index+4:]))
	pointer := bytes.Index(memory, binary.LittleEndian.AppendUint64(nil, uint64(m.buckets)))
	if _, err := packTables(bytes.Clone(memory)); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(m []byte){
		"another header":           func(b []byte) { b[bytes.Index(b, []byte(headerMark))]++ },
		"another number":           func(b []byte) { b[m.index]++; b[record]++ },
		"another bucket":           func(b []byte) { b[m.buckets+bucketSize]++ },
		"a bucket that begins on":  func(b []byte) { b[m.buckets+bucketSize+4]++ },
		"buckets elsewhere":        func(b []byte) { b[pointer+4] = 1 },
		"buckets before the data":  func(b []byte) { binary.LittleEndian.PutUint64(b[pointer:], uint64(m.index)) },
		"another first address":    func(b []byte) { b[pointer+8]++ },
		"a place in the sources":   func(b []byte) { b[record+4*fieldLines] = 1 },
		"a line":                   func(b []byte) { b[record+4*fieldStartLine] = 1 },
		"tables that do not end":   func(b []byte) { fill(b[m.pcs:m.pcs+len(table.pcs)], 0x80) },
		"instructions elsewhere":   func(b []byte) { b[pointer-8*(moduleBuckets-modulePCs)]++ },
		"an index of another size": func(b []byte) { b[pointer-8*(moduleBuckets-moduleFuncs)+8]++ },
	} {
		spoiled := bytes.Clone(memory)
		spoil(spoiled)
		before := bytes.Clone(spoiled)
		if _, err := packTables(spoiled); err == nil {
			t.Errorf("%s: no error", name)
		} else if !bytes.Equal(before, spoiled) {
			t.Errorf("%s: refused, and changed all the same", name)
		}
	}
}

// TestStartRefuses: a function cannot be added to what is not as Go's linker
// writes it.
func TestStartRefuses(t *testing.T) {
	sections, err := readSections(compiled(t, "./web/build/testdata/runtime"))
	if err != nil {
		t.Fatal(err)
	}
	body := []byte{0, opEnd}
	started, err := withStart(sections, body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := withStart(started, body); err == nil {
		t.Error("a second function to begin with")
	}
	for i, s := range sections {
		if s.id == 0 || s.id == dataSection || strings.ContainsRune("\x04\x05\x06\x07", rune(s.id)) {
			continue
		}
		lacking := append(append([]section(nil), sections[:i]...), sections[i+1:]...)
		if _, err := withStart(lacking, body); err == nil {
			t.Errorf("section %d is not missed", s.id)
		}
		cut := append([]section(nil), sections...)
		cut[i].content = nil
		if _, err := withStart(cut, body); err == nil && s.id != elementSection && s.id != typeSection {
			t.Errorf("section %d may be empty", s.id)
		}
	}
}

// TestFarEnds: data that does not end where it should.
func TestFarEnds(t *testing.T) {
	maps := []byte{2, 0, 0, 0, 9, 0, 0, 0, 1, 1, 1, 1, 7} // two of nine bits
	objects := append([]byte{1, 0, 0, 0, 0, 0, 0, 0}, make([]byte, 16)...)
	for _, c := range []struct {
		kind int
		data []byte
		end  int
	}{
		{farArgMaps, maps, 12}, {farLocalMaps, maps, 12}, {farArgMaps, maps[:12], 12}, {farArgMaps, maps[:11], -1}, {farArgMaps, maps[:7], -1},
		{farArgMaps, []byte{255, 255, 255, 255, 0, 0, 0, 0}, -1}, {farArgMaps, []byte{1, 0, 0, 0, 255, 255, 255, 127}, -1},
		{farStackObjects, objects, 24}, {farStackObjects, objects[:23], -1}, {farStackObjects, []byte{1, 0, 0, 0, 1, 0, 0, 0}, -1},
		{farDefers, []byte{0x81, 1, 5, 9}, 3}, {farDefers, []byte{1}, -1}, {farDefers, []byte{1, 0x80}, -1},
		{farTraceArgs, nil, 0}, {farTraceInlined, maps, 0}, {farKinds, maps, -1},
	} {
		end, err := farEnd(c.data, c.kind, 0)
		if err != nil {
			end = -1
		}
		if end != c.end {
			t.Errorf("kind %d, %x: ends at %d, want %d", c.kind, c.data, end, c.end)
		}
	}
	if end, err := farEnd(nil, farArgMaps, noFar); end != 0 || err != nil {
		t.Errorf("none: %d, %v", end, err)
	}
	if _, err := farEnd(maps, farTraceArgs, 14); err == nil {
		t.Error("a place outside")
	}
}
