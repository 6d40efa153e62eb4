package main

import (
	"errors"
	"math"
	"slices"
)

// values are the JavaScript values that a program refers to, by number and
// counted, as wasm_exec.js keeps them, and what it makes of the global object.
type values struct {
	list   []any // nil where one is no longer referred to
	counts []int
	unused []uint32 // numbers, the last given away first
	offers map[string]uint32
}

// object is a JavaScript object or function that is known by how it is
// reached from the global object, or by its number among the program's own
// functions.
type object struct {
	path    []string
	own     uint32
	kind    objectKind
	members map[string]any
}

type objectKind uint64 // as Go has it in a reference

const (
	kindObject   objectKind = 1
	kindFunction objectKind = 4
)

func (k objectKind) String() string {
	if k == kindFunction {
		return "function"
	}
	return "object"
}

// Numbers of values that are always there: before these, NaN, 0, null, true
// and false.
const (
	globalObject = 5
	goObject     = 6
	alwaysThere  = 7
)

// newValues has those of the global object's properties that Go's library
// reads when it starts, as they are in a browser (wasm_exec.js makes fs,
// process and path there).
func newValues() values {
	global := &object{kind: kindObject, members: map[string]any{}}
	for _, name := range []string{"Object", "Array", "Uint8Array"} {
		global.members[name] = &object{path: []string{name}, kind: kindFunction}
	}
	for _, name := range []string{"process", "path", "fs"} {
		global.members[name] = &object{path: []string{name}, kind: kindObject, members: map[string]any{}}
	}
	modes := map[string]any{}
	for _, name := range []string{"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_EXCL", "O_DIRECTORY"} {
		modes[name] = -1.0
	}
	global.members["fs"].(*object).members["constants"] = &object{path: []string{"fs", "constants"}, kind: kindObject, members: modes}
	return values{
		list:   []any{nil, nil, nil, nil, nil, global, &object{kind: kindObject}},
		counts: make([]int, alwaysThere),
		offers: map[string]uint32{},
	}
}

// nanHead begins a reference that is not a number (syscall/js).
const nanHead = 0x7FF80000

// value is what a reference refers to: an *object or a float64.
func (v *values) value(reference uint64) any {
	f := math.Float64frombits(reference)
	if f != 0 && !math.IsNaN(f) {
		return f
	}
	id := uint32(reference)
	if f == 0 || int(id) >= len(v.list) || v.list[id] == nil {
		panic(refused("use the JavaScript value %#x", reference))
	}
	return v.list[id]
}

// reference counts a value, and gives it a number if it has none.
func (v *values) reference(value any) uint64 {
	if f, ok := value.(float64); ok {
		return math.Float64bits(f)
	}
	id := slices.Index(v.list, value)
	if id < 0 {
		if n := len(v.unused); n > 0 {
			id, v.unused = int(v.unused[n-1]), v.unused[:n-1]
			v.list[id], v.counts[id] = value, 0
		} else {
			id = len(v.list)
			v.list, v.counts = append(v.list, value), append(v.counts, 0)
		}
	}
	v.counts[id]++
	return (nanHead|uint64(value.(*object).kind))<<32 | uint64(id)
}

func (v *values) release(id uint32) {
	if id < alwaysThere {
		return
	}
	if v.counts[id]--; v.counts[id] == 0 {
		v.list[id] = nil
		v.unused = append(v.unused, id)
	}
}

func (v *values) get(of any, name string) any {
	if o, ok := of.(*object); ok {
		if member, ok := o.members[name]; ok {
			return member
		}
	}
	panic(refused("read the JavaScript property %s", name))
}

func (v *values) set(of any, name string, value any) {
	o, ok := value.(*object)
	if of != v.list[globalObject] || !ok || o.own == 0 {
		panic(refused("set the JavaScript property %s", name))
	}
	v.offers[name] = o.own
}

func (v *values) call(of any, name string, args []any) any {
	if of == v.list[goObject] && name == "_makeFuncWrapper" && len(args) == 1 {
		if id, ok := args[0].(float64); ok && id > 0 {
			return &object{own: uint32(id), kind: kindFunction}
		}
	}
	panic(refused("call the JavaScript function %s", name))
}

// frozen is what wasm_exec.js would know of a program that waits. worker.js
// says what it is and has it know that.
type frozen struct {
	Values []frozenValue     `json:"values"`
	Unused []uint32          `json:"unused"`
	Offers map[string]uint32 `json:"offers"`
}

type frozenValue struct {
	Count int      `json:"count"`
	Path  []string `json:"path,omitempty"`
	Type  string   `json:"type,omitempty"`
	ID    uint32   `json:"id,omitempty"`
}

func (v *values) frozen() (*frozen, error) {
	if len(v.offers) == 0 {
		return nil, errors.New("the program waits, and nothing can call it")
	}
	f := &frozen{Values: []frozenValue{}, Unused: append([]uint32{}, v.unused...), Offers: v.offers}
	for i, value := range v.list[alwaysThere:] {
		fv := frozenValue{Count: v.counts[alwaysThere+i]}
		if o, ok := value.(*object); ok {
			fv.Path, fv.ID, fv.Type = o.path, o.own, o.kind.String()
		}
		f.Values = append(f.Values, fv)
	}
	return f, nil
}
