package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/maphash"
	random "math/rand/v2"
	"os"
	"runtime"
	"syscall/js"
	"time"
)

// before are from before main.
var (
	before    = time.Now()
	beforeMap = numbers()
)

// offer is called by the page's worker as the real program is.
func offer() {
	js.Global().Set("jwkmintHandle", js.FuncOf(func(_ js.Value, args []js.Value) any {
		request := make([]byte, args[0].Length())
		js.CopyBytesToGo(request, args[0])
		reply := args[2]
		go func() {
			reply.Invoke(answer(request), js.Global().Get("Array").New())
		}()
		return nil
	}))
	numbers() // as whatever is asked of the runtime before it is frozen
}

func answer(request []byte) string {
	var asked struct {
		Op     string
		Params struct{ How string }
	}
	err := json.Unmarshal(request, &asked)
	var result any
	switch asked.Op {
	case "hello":
	case "all":
		all(3) // main, this one, and that of events
		result = said.String()
	case "random":
		secret := make([]byte, 16)
		rand.Read(secret)
		result = map[string]any{
			"map": order(numbers()), "old map": order(beforeMap), "seed": maphash.String(maphash.MakeSeed(), "text"),
			"number": random.Uint64(), "secret": hex.EncodeToString(secret),
		}
	case "time":
		begin := time.Now()
		time.Sleep(30 * time.Millisecond)
		slept := time.Since(begin)
		result = map[string]any{
			"now": begin.UnixMilli(), "ahead": begin.After(before) && begin.Sub(before) > 0,
			"slept": slept >= 30*time.Millisecond && slept < 10*time.Second,
		}
	case "memory":
		result = memory()
	case "references":
		result = references()
	case "die":
		die(asked.Params.How)
	default:
		err = fmt.Errorf("no such operation")
	}
	text, _ := json.Marshal(map[string]any{"ok": err == nil, "result": result})
	return string(text)
}

// numbers is a map that is made now.
func numbers() map[int]bool {
	m := map[int]bool{}
	for i := range 100 {
		m[i] = true
	}
	return m
}

// order is that of some ranges over a map: one has but 128 places to begin at, and two
// programs begin at the same one now and then.
func order(m map[int]bool) string {
	var keys []int
	for range 8 {
		for k := range m {
			keys = append(keys, k)
		}
	}
	return fmt.Sprint(keys)
}

// references refers to what was referred to before this was frozen, again and
// until it is collected, and then uses that.
func references() string {
	for range 10 {
		for range 100 {
			for _, name := range []string{"Object", "Array", "Uint8Array", "fs", "jwkmintHandle"} {
				js.Global().Get(name)
			}
		}
		runtime.GC()
		time.Sleep(time.Millisecond) // finalizers run
	}
	n, err := os.Stdout.WriteString("text")
	made := js.ValueOf(map[string]any{"list": []any{1, 2}})
	return fmt.Sprint(made.Call("toString"), " ", made.Get("list").Call("join"), " ", n == 4 && err == nil)
}

// memory makes 400 MB of garbage, of which 4 are in use at a time, and says how
// often it was collected and whether the heap stayed small.
func memory() map[string]bool {
	var first, last runtime.MemStats
	runtime.ReadMemStats(&first)
	var held [4][]byte
	for i := range 400 {
		held[i%4] = make([]byte, 1<<20)
		for j := 0; j < 1<<20; j += 4096 {
			if held[i%4][j] != 0 {
				return nil
			}
			held[i%4][j] = byte(i)
		}
	}
	runtime.ReadMemStats(&last)
	collected := last.NumGC - first.NumGC
	return map[string]bool{"collected": collected > 20 && collected < 400, "small": last.HeapSys < 64<<20}
}
