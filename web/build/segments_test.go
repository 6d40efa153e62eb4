package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// memory is what the segments of a module make of a memory of zeros.
func memory(t *testing.T, module []byte) (content []byte, count int, others [][]byte) {
	t.Helper()
	r := &wasmReader{rest: module[8:]}
	for len(r.rest) > 0 {
		id := r.byte()
		section := r.bytes(r.uint())
		if id != dataSection {
			others = append(others, append([]byte{id}, section...))
			continue
		}
		segments, err := readSegments(section)
		if err != nil {
			t.Fatal(err)
		}
		count += len(segments)
		for _, s := range segments {
			if s.end() > uint64(len(content)) {
				content = append(content, make([]byte, s.end()-uint64(len(content)))...)
			}
			copy(content[s.address:], s.content)
		}
	}
	if r.err != nil {
		t.Fatal(r.err)
	}
	return content, count, others
}

func withSegments(segments []segment) []byte {
	data := writeSegments(segments)
	module := []byte("\x00asm\x01\x00\x00\x00\x00\x02\x01x") // with a custom section
	module = binary.AppendUvarint(append(module, dataSection), uint64(len(data)))
	return append(append(module, data...), 0, 1, 0) // and another one
}

func TestJoinSegments(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var segments []segment
		address := uint64(0)
		for range random.IntN(40) {
			address += uint64(random.IntN(3) * random.IntN(2*maxGap))
			content := make([]byte, random.IntN(50))
			for i := range content {
				content[i] = byte(random.Uint32())
			}
			segments = append(segments, segment{address, content})
			address += uint64(len(content))
		}
		if random.IntN(4) == 0 { // out of order, or over one another
			segments = append(segments, segment{address / 2, []byte("late")})
		}
		before := withSegments(segments)
		after, err := joinSegments(before)
		if err != nil {
			t.Fatal(err)
		}
		was, many, around := memory(t, before)
		is, few, still := memory(t, after)
		if !bytes.Equal(was, is) || few > many || !slices.EqualFunc(around, still, bytes.Equal) {
			t.Fatalf("%d segments became %d, with other bytes in memory: %v", many, few, segments)
		}
	}
}

func TestJoinSegmentsCounts(t *testing.T) {
	module := withSegments([]segment{{0, []byte("a")}, {1 + maxGap, []byte("b")}, {3 + 2*maxGap, []byte("c")}})
	joined, err := joinSegments(module)
	if err != nil {
		t.Fatal(err)
	}
	if _, n, _ := memory(t, joined); n != 2 {
		t.Errorf("%d segments, want 2: the last gap is one byte too long", n)
	}
}

// TestJoinSegmentsOfGo has Go's linker write a module: what the comment says
// of it must be so, or the rewriting is no longer worth its lines.
func TestJoinSegmentsOfGo(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte("package main\nfunc main() { println(1) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", "m.wasm", "main.go")
	build.Dir = dir
	build.Env = append(os.Environ(), wasmEnv()...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	before, err := os.ReadFile(filepath.Join(dir, "m.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := joinSegments(before)
	if err != nil {
		t.Fatal(err)
	}
	was, many, around := memory(t, before)
	is, few, still := memory(t, after)
	if !bytes.Equal(was, is) || !slices.EqualFunc(around, still, bytes.Equal) {
		t.Error("the module is another one")
	}
	if many < 1000 || few > 50 {
		t.Errorf("%d segments became %d", many, few)
	}
}

func TestJoinSegmentsRefuses(t *testing.T) {
	good := withSegments([]segment{{5, []byte("abc")}})
	for name, module := range map[string][]byte{
		"nothing":          nil,
		"another version":  []byte("\x00asm\x02\x00\x00\x00"),
		"a data count":     append(slices.Clone(good), dataCountSection, 1, 1),
		"cut off":          good[:len(good)-1],
		"a passive one":    []byte("\x00asm\x01\x00\x00\x00\x0b\x04\x01\x01\x01a"),
		"a global's value": []byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x23\x00\x0b\x01a"),
		"more after them":  []byte("\x00asm\x01\x00\x00\x00\x0b\x08\x01\x00\x41\x00\x0b\x01aa"),
		"fewer than said":  []byte("\x00asm\x01\x00\x00\x00\x0b\x07\x02\x00\x41\x00\x0b\x01a"),
		"below zero":       []byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x7f\x0b\x01a"),
	} {
		if _, err := joinSegments(module); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
