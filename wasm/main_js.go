// Command wasm is the Go program that the page's worker runs. It has one
// door: the global function jwkmintHandle(json, attachments, reply), where
// json is a Uint8Array, attachments an array of them, and reply a function
// that is called once: with JSON text, and an array of Uint8Arrays. Package
// api says what may be asked.
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
	request := api.Message{JSON: toGo(args[0]), Attachments: make([][]byte, args[1].Length())}
	for i := range request.Attachments {
		request.Attachments[i] = toGo(args[1].Index(i))
	}
	reply := args[2]
	go func() {
		answer := session.Handle(context.Background(), request)
		clear(request.JSON) // it may hold a passphrase, and memory outlives garbage
		attachments := js.Global().Get("Array").New()
		for _, data := range answer.Attachments {
			attachments.Call("push", toJS(data))
		}
		reply.Invoke(string(answer.JSON), attachments)
	}()
}

func toGo(array js.Value) []byte {
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data
}

func toJS(data []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}
