package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"testing"
)

func TestZZData(t *testing.T) {
	if os.Getenv("ZZ") == "" {
		t.Skip()
	}
	for _, which := range []string{"whole", "stripped"} {
		mod, err := os.ReadFile(os.Getenv("ZZ") + "/" + which + ".wasm")
		if err != nil {
			t.Fatal(err)
		}
		r := &wasmReader{rest: mod[8:]}
		var m []byte
		for len(r.rest) > 0 {
			id := r.byte()
			content := r.bytes(r.uint())
			if id == dataSection {
				m, _ = readSegments(content)
			}
		}
		at := bytes.Index(m, []byte(headerMark))
		var ptr [8]byte
		binary.LittleEndian.PutUint64(ptr[:], uint64(at))
		md := bytes.Index(m, ptr[:])
		w := func(i int) int { return int(binary.LittleEndian.Uint64(m[md+8*i:])) }
		names := []string{"pcHeader", "funcnametab", "l", "c", "cutab", "l", "c", "filetab", "l", "c", "pctab", "l", "c", "pclntable", "l", "c", "ftab", "l", "c", "findfunctab", "minpc", "maxpc", "text", "etext", "noptrdata", "enoptrdata", "data", "edata", "bss", "ebss", "noptrbss", "enoptrbss", "covctrs", "ecovctrs", "end", "gcdata", "gcbss", "types", "etypes", "rodata", "gofunc", "epclntab", "textsectmap", "l", "c", "typelinks", "l", "c", "itablinks", "l", "c"}
		vals := map[string]int{}
		fmt.Println(which, "memory", len(m), "moduledata", md)
		for i, n := range names {
			v := w(i)
			if len(n) > 1 {
				vals[n] = v
				fmt.Printf("%-14s %9d\n", n, v)
			} else if n == "l" {
				fmt.Printf("     len        %9d\n", v)
			}
		}
		dump := func(name string, from, to int) {
			if to > len(m) {
				to = len(m)
			}
			if from < to {
				os.WriteFile(fmt.Sprintf("%s/data/%s.%s", os.Getenv("ZZ"), which, name), m[from:to], 0o644)
			}
		}
		dump("funcnametab", vals["funcnametab"], vals["cutab"])
		dump("pctab", vals["pctab"], vals["pclntable"])
		dump("pclntable", vals["pclntable"], vals["epclntab"])
		dump("types", vals["types"], vals["etypes"])
		dump("noptrdata", vals["noptrdata"], vals["enoptrdata"])
		dump("data", vals["data"], vals["edata"])
		dump("gofunc", vals["gofunc"], vals["gofunc"]+1000)
		fmt.Println()
	}
}
