// Command runtime does what makes Go's runtime look at its tables of
// functions, and says what came of it. A test runs it with its tables as
// the linker wrote them and as the build leaves them: in Node it prints, and
// where the build freezes it, it offers the same to a worker (offer.go).
//
// With an argument it dies, in the way that the argument names.
package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

func main() {
	if os.Args[0] == "js" { // as in a page; Node gives the name of the file
		offer()
		select {}
	}
	if len(os.Args) > 1 {
		die(os.Args[1])
	}
	all(1)
	fmt.Print(said.String())
}

// said is what came of it.
var said strings.Builder

func say(words ...any) { fmt.Fprintln(&said, words...) }

// all does all, while so many goroutines are there.
func all(goroutines int) {
	say("goroutines", runtime.NumGoroutine()-goroutines)
	panics()
	wrapper()
	say("deep", deep(10_000), "deep panic", caught(func() { deepPanic(5_000) }))
	collect()
	reflected()
	stacks()
	say("goroutines", runtime.NumGoroutine()-goroutines)
}

// caught is what f panics with.
func caught(f func()) (text string) {
	defer func() {
		r := recover()
		_, ours := r.(runtime.Error)
		text = fmt.Sprintf("%v (runtime: %v)", r, ours)
	}()
	f()
	return ""
}

type opener interface{ Open() int }

type box struct{ n int }

func (b box) Open() int { return b.n }

func panics() {
	var none []int
	var nowhere map[string]int
	var pointer *box
	var anything any = "text"
	zero := len(none)
	for _, f := range []func(){
		func() { panic(errors.New("an error")) },
		func() { _ = none[zero+3] },
		func() { nowhere["x"] = 1 },
		func() { pointer.n = 1 },
		func() { _ = anything.(opener) },
		func() { _ = 1 / zero },
		func() { c := make(chan int); close(c); close(c) },
		func() { defer func() { panic("again") }(); panic("first") },
		func() { defer func() { recover(); panic("after a recover") }(); panic("first") },
	} {
		say("panic", caught(f))
	}
}

// wrapper calls a method of a value through a nil pointer in an interface:
// the runtime makes the panic's words of the wrapper's name.
func wrapper() {
	text := caught(func() { open((*box)(nil)) })
	say("wrapper", strings.HasPrefix(text, "value method "), strings.HasSuffix(text, " pointer (runtime: true)"))
}

//go:noinline
func open(o opener) int { return o.Open() }

//go:noinline
func deep(n int) int {
	if n == 0 {
		return 0
	}
	return deep(n-1) + 1
}

//go:noinline
func deepPanic(n int) {
	if n%100 == 0 {
		defer func() {
			if r := recover(); r != nil {
				panic(r)
			}
		}()
	}
	if n == 0 {
		panic("at the bottom")
	}
	deepPanic(n - 1)
}

type node struct {
	left, right *node
	text        []byte
}

func grow(depth int) *node {
	if depth == 0 {
		return nil
	}
	return &node{grow(depth - 1), grow(depth - 1), fmt.Append(nil, "node ", depth)}
}

func (n *node) sum() (sum [32]byte) {
	if n == nil {
		return sum
	}
	l, r := n.left.sum(), n.right.sum()
	return sha256.Sum256(append(append(l[:], r[:]...), n.text...))
}

// collect makes garbage on many goroutines and has it collected under them.
func collect() {
	want := grow(9).sum()
	same := make([]bool, 16)
	var all sync.WaitGroup
	for i := range same {
		all.Go(func() {
			same[i] = true
			for range 4 {
				tree := grow(9)
				deep(2_000) // the stack moves
				runtime.Gosched()
				same[i] = same[i] && tree.sum() == want
			}
		})
	}
	for range 10 {
		runtime.GC()
		runtime.Gosched()
	}
	all.Wait()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	say("collected", same, stats.NumGC >= 10)
}

// reflected calls through the stubs of package reflect, whose arguments the
// runtime finds in a way of its own, while it collects and moves the stack.
func reflected() {
	same := true
	made := reflect.MakeFunc(reflect.TypeFor[func(*node, string) *node](), func(args []reflect.Value) []reflect.Value {
		runtime.GC()
		deep(5_000)
		return []reflect.Value{args[0]}
	}).Interface().(func(*node, string) *node)
	method := reflect.ValueOf(keeper{}).Method(0).Interface().(func(*node, string) *node)
	for i := range 10 {
		for _, f := range []func(*node, string) *node{made, method} {
			done := make(chan bool)
			go func() { // each on a fresh, small stack
				tree := f(grow(6), strings.Repeat("x", i))
				done <- tree.sum() == grow(6).sum()
			}()
			same = <-done && same
		}
	}
	say("reflected", same)
}

type keeper struct{}

func (keeper) Keep(n *node, _ string) *node {
	runtime.GC()
	deep(5_000)
	return n
}

// stacks asks for what is no longer there: it may say nothing, but not fail.
func stacks() {
	callers := make([]uintptr, 10)
	n := runtime.Callers(0, callers)
	frames := runtime.CallersFrames(callers[:n])
	count := 0
	for more := true; more; count++ {
		_, more = frames.Next()
	}
	_, _, _, ok := runtime.Caller(0)
	say("stack", n, count, ok, len(debug.Stack()) > 0)
}

func die(how string) {
	switch how {
	case "panic":
		panic("dies")
	case "goroutine":
		go func() { deepPanic(1000) }()
		select {}
	case "deadlock":
		select {}
	case "stack":
		debug.SetMaxStack(1 << 20)
		deep(10_000_000)
	}
}
