package main

import (
	"encoding/binary"
	"errors"
)

// unreached are the numbers of those functions of a frozen program that nothing leads to any
// more: most are what only the start had called. typesAt and typesEnd are where its types lie.
//
// What calls a function names it in its code, by its number or by its PC, which is that
// number and sixteen bits more; or the PC lies in memory, in a function value, an interface's
// table or on a stack; or the number lies among the methods of a type. Everything that
// looks like one of these is taken for it, so what is left over is called by nobody.
func unreached(module []byte, typesAt, typesEnd int) ([]int, error) {
	content, err := contents(module)
	if err != nil {
		return nil, err
	}
	memory, err := memoryOf(module)
	if err != nil {
		return nil, err
	}
	if typesAt < 16 || typesEnd > len(memory) || typesAt >= typesEnd {
		return nil, errors.New("the program's types are not in its memory")
	}
	bodies, err := readBodies(content[codeSection])
	if err != nil {
		return nil, err
	}
	imported := int((&wasmReader{rest: content[importSection]}).uint())
	g := &graph{reached: make([]bool, len(bodies))}
	for _, n := range entryFunctions(content) {
		g.reach(uint64(n - imported))
	}
	memory = append(memory, make([]byte, 8)...) // of the last word what is zero is not written down
	for at := 0; at+8 <= len(memory); at += 8 {
		g.reachPC(binary.LittleEndian.Uint64(memory[at:]))
	}
	word := func(at int) uint64 { return uint64(binary.LittleEndian.Uint32(memory[at:])) }
	// A method (abi.Method) is the offset of its name, that of its type, and twice its function.
	for at := typesAt; at+8 <= typesEnd; at += 4 {
		if size := uint64(typesEnd - typesAt); word(at-8) < size && word(at-4) < size && g.is(word(at)) && g.is(word(at+4)) {
			g.reach(word(at) - firstFunction)
			g.reach(word(at+4) - firstFunction)
		}
	}
	for len(g.next) > 0 {
		i := g.next[len(g.next)-1]
		g.next = g.next[:len(g.next)-1]
		calls, constants, err := references(bodies[i])
		if err != nil {
			return nil, err
		}
		for _, n := range calls {
			g.reach(uint64(n - imported))
		}
		for _, c := range constants {
			g.reachPC(uint64(c))
		}
	}
	var list []int
	for i, reached := range g.reached {
		if !reached {
			list = append(list, i)
		}
	}
	return list, nil
}

// graph is what is known of who leads to whom.
type graph struct {
	reached []bool
	next    []uint64 // functions that were reached, and not yet looked into
}

// is reports whether n is the number of a function, as Go counts them.
func (g *graph) is(n uint64) bool {
	return n >= firstFunction && n-firstFunction < uint64(len(g.reached))
}

func (g *graph) reachPC(pc uint64) {
	if g.is(pc >> 16) {
		g.reach(pc>>16 - firstFunction)
	}
}

// reach takes what is no function of the module's own for none, such as an imported one.
func (g *graph) reach(i uint64) {
	if i < uint64(len(g.reached)) && !g.reached[i] {
		g.reached[i] = true
		g.next = append(g.next, i)
	}
}

// entryFunctions are the functions that a browser calls: those that are exported, but for
// the one that starts a program, and the module's first function.
func entryFunctions(content map[byte][]byte) (list []int) {
	r := &wasmReader{rest: content[exportSection]}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		name := string(r.bytes(r.uint()))
		if kind, i := r.byte(), r.uint(); kind == 0 && name != "run" {
			list = append(list, int(i))
		}
	}
	if first, there := content[startSection]; there {
		list = append(list, int((&wasmReader{rest: first}).uint()))
	}
	return list
}

// readBodies are the bodies of the functions in a section of code.
func readBodies(code []byte) (list [][]byte, err error) {
	r := &wasmReader{rest: code}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		list = append(list, r.bytes(r.uint()))
	}
	if r.err == nil && len(r.rest) > 0 {
		r.fail()
	}
	return list, r.err
}
