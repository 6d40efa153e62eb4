package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// host is what is around a program until it is frozen: of the functions that
// wasm_exec.js gives it in a browser those that it may use so early, and the
// values that it refers to. Whatever else it asks for ends the build.
type host struct {
	values
	engine      wazero.RuntimeConfig
	memory      api.Memory
	environment []string
	seed        byte // of what the runtime takes for random
	seeded      bool
}

func newHost() *host {
	// What the collector frees is filled, with zeros (edits.go).
	return &host{values: newValues(), engine: wazero.NewRuntimeConfig(), environment: []string{"GODEBUG=clobberfree=1"}}
}

// refused is what a program did that it may not before it is frozen.
func refused(format string, args ...any) error {
	return fmt.Errorf("before it is frozen, the program may not "+format, args...)
}

// offer has the engine give the program its imports, each of which takes the
// stack pointer; it finds its parameters there, and leaves its results.
func (h *host) offer(ctx context.Context, engine wazero.Runtime) error {
	b := engine.NewHostModuleBuilder("gojs")
	for name, f := range h.imports() {
		b.NewFunctionBuilder().WithGoFunction(api.GoFunc(func(_ context.Context, stack []uint64) {
			f(api.DecodeU32(stack[0]))
		}), []api.ValueType{api.ValueTypeI32}, nil).Export(name)
	}
	_, err := b.Instantiate(ctx)
	return err
}

// The clock stands still, and early: a browser's is ahead of it, so that time
// does not run backwards in a program that is thawed. Zero is no time for Go.
const (
	frozenSecond = 1 // since 1970
	nanoseconds  = 1_000_000_000
)

func (h *host) imports() map[string]func(sp uint32) {
	imports := map[string]func(sp uint32){
		"runtime.resetMemoryDataView": func(uint32) {},
		"runtime.nanotime1":           func(sp uint32) { h.setWord(sp+8, frozenSecond*nanoseconds) },
		"runtime.walltime":            func(sp uint32) { h.setWord(sp+8, frozenSecond); h.setHalf(sp+16, 0) },
		"runtime.getRandomData":       func(sp uint32) { h.fill(h.slice(sp + 8)) },
		"runtime.wasmWrite": func(sp uint32) {
			panic(refused("print: %s", h.bytes(h.word(sp+16), uint64(h.half(sp+24)))))
		},
		"syscall/js.finalizeRef": func(sp uint32) { h.release(h.half(sp + 8)) },
		"syscall/js.valueGet":    func(sp uint32) { h.store(sp+32, h.get(h.load(sp+8), string(h.slice(sp+16)))) },
		"syscall/js.valueSet":    func(sp uint32) { h.set(h.load(sp+8), string(h.slice(sp+16)), h.load(sp+32)) },
		"syscall/js.valueCall": func(sp uint32) {
			refs := h.bytes(h.word(sp+32), 8*h.word(sp+40))
			var args []any
			for ; len(refs) > 0; refs = refs[8:] {
				args = append(args, h.value(binary.LittleEndian.Uint64(refs)))
			}
			h.store(sp+56, h.call(h.load(sp+8), string(h.slice(sp+16)), args))
			h.bytes(uint64(sp)+64, 1)[0] = 1 // it did not throw
		},
	}
	for _, name := range []string{
		"runtime.wasmExit", "runtime.scheduleTimeoutEvent", "runtime.clearTimeoutEvent", "debug",
		"syscall/js.stringVal", "syscall/js.valueDelete", "syscall/js.valueIndex", "syscall/js.valueSetIndex",
		"syscall/js.valueInvoke", "syscall/js.valueNew", "syscall/js.valueLength", "syscall/js.valuePrepareString",
		"syscall/js.valueLoadString", "syscall/js.valueInstanceOf", "syscall/js.copyBytesToGo", "syscall/js.copyBytesToJS",
	} {
		imports[name] = func(uint32) { panic(refused("call %s", name)) }
	}
	return imports
}

// fill gives the runtime what it takes for random bytes when it starts, which
// thaw.go replaces. Nobody else may have them: they are the same for everyone.
func (h *host) fill(data []byte) {
	if h.seeded || len(data) != 32 {
		panic(refused("ask for random bytes"))
	}
	h.seeded = true
	for i := range data {
		data[i] = h.seed + byte(i+1)
	}
}

// arguments puts the program's arguments, "js" alone, and its environment to
// where wasm_exec.js puts them, and returns how many arguments there are and
// where the list of both is.
func (h *host) arguments() []uint64 {
	const place, end = 4096, 4096 + 8192 // wasmMinDataAddr in cmd/link/internal/ld/data.go
	at := uint64(place)
	var list []uint64
	for _, texts := range [][]string{{"js"}, h.environment} {
		for _, text := range texts {
			list = append(list, at)
			n := uint64(copy(h.bytes(at, end-at), text+"\x00"))
			at = (at + n + 7) &^ 7
		}
		list = append(list, 0)
	}
	for i, pointer := range list {
		h.setWord(uint32(at)+8*uint32(i), pointer)
	}
	return []uint64{1, at}
}

// all is the program's memory.
func (h *host) all() []byte { return h.bytes(0, uint64(h.memory.Size())) }

func (h *host) bytes(at, n uint64) []byte {
	if at <= math.MaxUint32 && n <= math.MaxUint32 {
		if b, ok := h.memory.Read(uint32(at), uint32(n)); ok {
			return b
		}
	}
	panic(refused("point outside of its memory"))
}

func (h *host) slice(at uint32) []byte      { return h.bytes(h.word(at), h.word(at+8)) }
func (h *host) word(at uint32) uint64       { return binary.LittleEndian.Uint64(h.bytes(uint64(at), 8)) }
func (h *host) half(at uint32) uint32       { return binary.LittleEndian.Uint32(h.bytes(uint64(at), 4)) }
func (h *host) setWord(at uint32, v uint64) { binary.LittleEndian.PutUint64(h.bytes(uint64(at), 8), v) }
func (h *host) setHalf(at uint32, v uint32) { binary.LittleEndian.PutUint32(h.bytes(uint64(at), 4), v) }
func (h *host) load(at uint32) any          { return h.value(h.word(at)) }
func (h *host) store(at uint32, v any)      { h.setWord(at, h.reference(v)) }
