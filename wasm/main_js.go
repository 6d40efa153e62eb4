// Command wasm is the Go program that the page's worker runs. It has one
// door: the global function jwkmintHandle(json, attachments, reply), where
// json is a Uint8Array, attachments an array of them, and reply a function
// that is called once: with JSON text, and an array of Uint8Arrays, or null. Package
// api says what may be asked.
//
// What the worker is given is the program as it is when main first waits: the
// build runs it until there, without a browser, and writes down its memory
// (web/build/freeze.go). So everything before is the same on each visit. It
// may hold nothing of the browser's, nothing random and no time; the build
// fails where main or a package's initialization asks for any.
package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"syscall/js"

	"jwkmint/wasm/internal/api"
)

func main() {
	var session *api.Session
	requests := make(chan func())
	js.Global().Set("jwkmintHandle", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if session == nil { // the first call is the first moment in a browser
			session = api.NewSession(browser())
		}
		answer := request(session, args)
		select {
		case requests <- answer:
		default: // all who answer are busy, or wait for the browser
			go answering(requests, answer)
		}
		return nil
	}))
	warm()
	select {} // from here on, Go runs when it is asked
}

// warm does once what each page asks first: with a known key, in a session of
// its own. What this makes at first use stays; the rest is thrown away and
// overwritten with zeros, which take no room in what is downloaded.
func warm() {
	session := api.NewSession(nil)
	for _, request := range []string{
		fmt.Sprintf(`{"op":"hello","params":{"protocol":%d}}`, api.Protocol),
		`{"op":"selftest","params":{"step":0}}`, // RSA: the other kinds make tables that are quicker made than downloaded
	} {
		answer := session.Handle(context.Background(), api.Message{JSON: []byte(request)})
		if !bytes.HasPrefix(answer.JSON, []byte(`{"ok":true,`)) {
			println("this fails: " + request) // which ends the build
		}
	}
	debug.FreeOSMemory()
	debug.FreeOSMemory() // what finalizers held until now
}

// answering answers one request and then those that come. It is a goroutine of
// its own: a function called from JavaScript that waited, for SubtleCrypto say,
// would block the very event loop that it waits for. And it stays, since its stack
// has grown: a new one grows in each request, which takes a twentieth of its time.
func answering(requests chan func(), answer func()) {
	answer()
	for answer := range requests {
		answer()
	}
}

// request takes what JavaScript gives, and returns what answers it.
func request(session *api.Session, args []js.Value) (answer func()) {
	request := api.Message{JSON: copied(args[0]), Attachments: make([][]byte, args[1].Length())}
	for i := range request.Attachments {
		request.Attachments[i] = copied(args[1].Index(i))
	}
	reply := args[2]
	return func() {
		answer := session.Handle(context.Background(), request)
		clear(request.JSON) // it may hold a passphrase, and memory outlives garbage
		reply.Invoke(string(answer.JSON), arrays(answer.Attachments))
	}
}

// arrays are those of a reply. Most have none: null, which is nothing to make.
func arrays(attachments [][]byte) js.Value {
	if len(attachments) == 0 {
		return js.Null()
	}
	list := js.Global().Get("Array").New()
	for _, data := range attachments {
		list.Call("push", give(data))
	}
	return list
}
