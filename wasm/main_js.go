// Command wasm is the Go program that the page's worker runs. It has one
// door: the global function jwkmintHandle(request, reply), where request is a
// Uint8Array of JSON and reply a function that is called once with JSON text.
// Package api says what may be asked.
package main

import (
	"context"
	"syscall/js"

	"jwkmint/wasm/internal/api"
)

func main() {
	session := api.NewSession(browser())
	js.Global().Set("jwkmintHandle", js.FuncOf(func(_ js.Value, args []js.Value) any {
		handle(session, args)
		return nil
	}))
	select {} // from here on, Go runs when it is asked
}

// handle answers in a goroutine of its own: a function called from JavaScript
// that waited, for SubtleCrypto say, would block the very event loop that it
// waits for.
func handle(session *api.Session, args []js.Value) {
	request := make([]byte, args[0].Length())
	js.CopyBytesToGo(request, args[0])
	reply := args[1]
	go func() {
		answer := session.Handle(context.Background(), request)
		clear(request) // it may hold a key or a passphrase, and memory outlives garbage
		reply.Invoke(string(answer))
	}()
}
