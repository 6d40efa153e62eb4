// Command refused does, before it waits, what no program may that is frozen:
// in the way that the environment variable WAY names.
package main

import (
	"crypto/rand"
	"os"
	"syscall/js"
	"time"
)

var kept js.Value

func main() {
	handle := js.FuncOf(func(js.Value, []js.Value) any { return nil })
	switch os.Getenv("WAY") {
	case "fine":
		js.Global().Set("jwkmintHandle", handle)
	case "read":
		kept = js.Global().Get("crypto")
	case "read deeper":
		kept = js.Global().Get("fs").Get("constants").Get("O_SYNC")
	case "set":
		js.Global().Set("jwkmintHandle", js.Global().Get("Array"))
	case "set elsewhere":
		js.Global().Get("process").Set("jwkmintHandle", handle)
	case "call":
		js.Global().Call("Array")
	case "make":
		kept = js.Global().Get("Uint8Array").New(1)
	case "text":
		kept = js.ValueOf("text")
	case "random":
		rand.Read(make([]byte, 32))
	case "timer":
		go time.Sleep(time.Second)
	case "print":
		os.Stdout.WriteString("words")
	case "panic":
		panic("words")
	case "exit":
		os.Exit(0)
	}
	select {}
}
