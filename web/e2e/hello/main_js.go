// Command hello is as little of a Go program as the page's loader takes: it
// answers the worker's first request and can do nothing else. The benchmarks
// hold the page's start against it, as what Go itself costs there.
package main

import (
	"fmt"
	"runtime"
	"syscall/js"
)

func main() {
	js.Global().Set("jwkmintHandle", js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[2].Invoke(fmt.Sprintf(`{"ok":true,"result":{"version":"hello","protocol":3,"go":%q,"subtle":false,"kinds":[],"vendors":[]}}`, runtime.Version()), js.Global().Get("Array").New())
		return nil
	}))
	select {}
}
