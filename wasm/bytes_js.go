package main

import "syscall/js"

// give copies bytes into a Uint8Array.
func give(data []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}

// copied is the bytes of a Uint8Array.
func copied(array js.Value) []byte {
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data
}
