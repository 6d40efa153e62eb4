package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// untouched changes nothing of the memory.
func untouched([]byte) ([]byte, error) { return nil, nil }

// parts is what the segments of a module make of the memory, how many there
// are, and the other sections.
func parts(t *testing.T, module []byte) (memory []byte, count uint64, others [][]byte) {
	t.Helper()
	r := &wasmReader{rest: module[8:]}
	for len(r.rest) > 0 {
		id := r.byte()
		section := r.bytes(r.uint())
		if id != dataSection {
			others = append(others, append([]byte{id}, section...))
			continue
		}
		var err error
		if memory, err = readSegments(section); err != nil {
			t.Fatal(err)
		}
		count += (&wasmReader{rest: section}).uint()
	}
	if r.err != nil {
		t.Fatal(r.err)
	}
	return bytes.TrimRight(memory, "\x00"), count, others
}

func withSegments(segments []segment) []byte {
	data := writeSegments(segments)
	module := []byte("\x00asm\x01\x00\x00\x00\x00\x02\x01x") // with a custom section
	module = binary.AppendUvarint(append(module, dataSection), uint64(len(data)))
	return append(append(module, data...), 0, 1, 0) // and another one
}

func TestRewriteData(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var segments []segment
		want := make([]byte, 200*maxGap) // written down here as memory is by the engine
		address := 0
		for range random.IntN(40) {
			address += random.IntN(3) * random.IntN(2*maxGap)
			content := make([]byte, random.IntN(50))
			for i := range content {
				content[i] = byte(random.Uint32())
			}
			segments = append(segments, segment{address, content})
			address += len(content)
		}
		if random.IntN(4) == 0 { // out of order, or over one another
			segments = append(segments, segment{address / 2, []byte("late")})
		}
		for _, s := range segments {
			copy(want[s.address:], s.content)
		}
		before := withSegments(segments)
		after, err := rewriteData(before, untouched)
		if err != nil {
			t.Fatal(err)
		}
		_, many, around := parts(t, before)
		is, few, still := parts(t, after)
		if !bytes.Equal(bytes.TrimRight(want, "\x00"), is) || few > many || !slices.EqualFunc(around, still, bytes.Equal) {
			t.Fatalf("%d segments became %d, with other bytes in memory: %v", many, few, segments)
		}
	}
}

func TestRewriteDataChanges(t *testing.T) {
	after, err := rewriteData(withSegments([]segment{{3, []byte("before")}}), func(memory []byte) ([]byte, error) {
		copy(memory[4:], "other")
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if memory, _, _ := parts(t, after); string(memory) != "\x00\x00\x00bother" {
		t.Errorf("memory is %q", memory)
	}
	if _, err := rewriteData(withSegments(nil), func([]byte) ([]byte, error) { return nil, os.ErrInvalid }); err != os.ErrInvalid {
		t.Errorf("an error of what changes the memory: %v", err)
	}
}

func TestRewriteDataCounts(t *testing.T) {
	module := withSegments([]segment{{0, []byte("a")}, {1 + maxGap, []byte("b")}, {3 + 2*maxGap, []byte("c")}})
	joined, err := rewriteData(module, untouched)
	if err != nil {
		t.Fatal(err)
	}
	if _, n, _ := parts(t, joined); n != 2 {
		t.Errorf("%d segments, want 2: the last gap is one byte too long", n)
	}
}

// TestRewriteDataOfGo has Go's linker write a module: what the comment says
// of it must be so, or the rewriting is no longer worth its lines.
func TestRewriteDataOfGo(t *testing.T) {
	before := compiled(t, "./web/build/testdata/runtime")
	after, err := rewriteData(before, untouched)
	if err != nil {
		t.Fatal(err)
	}
	was, many, around := parts(t, before)
	is, few, still := parts(t, after)
	if !bytes.Equal(was, is) || !slices.EqualFunc(around, still, bytes.Equal) {
		t.Error("the module is another one")
	}
	if many < 1000 || few > 100 {
		t.Errorf("%d segments became %d", many, few)
	}
}

func TestRewriteDataRefuses(t *testing.T) {
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
		"far away":         []byte("\x00asm\x01\x00\x00\x00\x0b\x0a\x01\x00\x41\xff\xff\xff\xff\x03\x0b\x01a"),
		"below zero":       []byte("\x00asm\x01\x00\x00\x00\x0b\x07\x01\x00\x41\x7f\x0b\x01a"),
	} {
		if _, err := rewriteData(module, untouched); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
