package main

import (
	"context"
	"errors"
	"syscall/js"

	"jwkmint/wasm/internal/generate"
)

// Browsers offer SubtleCrypto to secure contexts only: https, localhost and
// files, but not plain http.
func init() {
	if subtle := js.Global().Get("crypto").Get("subtle"); subtle.Truthy() {
		generate.Subtle = func(ctx context.Context, bits int) ([]byte, error) {
			return subtleRSA(ctx, subtle, bits)
		}
	}
}

// subtleRSA has the browser make an RSA key of the given modulus length, with
// the public exponent 65537, and returns it as PKCS#8 DER. The key is made
// for RSASSA-PKCS1-v1_5, whose AlgorithmIdentifier is the plain
// rsaEncryption: what it is used for later is not written into it.
func subtleRSA(ctx context.Context, subtle js.Value, bits int) ([]byte, error) {
	exponent := js.Global().Get("Uint8Array").New(3)
	js.CopyBytesToJS(exponent, []byte{1, 0, 1})
	pair, err := await(ctx, func() js.Value {
		return subtle.Call("generateKey", map[string]any{
			"name":           "RSASSA-PKCS1-v1_5",
			"modulusLength":  bits,
			"publicExponent": exponent,
			"hash":           "SHA-256",
		}, true, []any{"sign", "verify"})
	})
	if err != nil {
		return nil, err
	}
	buffer, err := await(ctx, func() js.Value {
		return subtle.Call("exportKey", "pkcs8", pair.Get("privateKey"))
	})
	if err != nil {
		return nil, err
	}
	array := js.Global().Get("Uint8Array").New(buffer)
	pkcs8 := make([]byte, array.Length())
	js.CopyBytesToGo(pkcs8, array)
	array.Call("fill", 0)
	return pkcs8, nil
}

// await waits for the promise that start returns. The error of a rejected
// promise carries the exception's name ("OperationError") and nothing else.
// When ctx ends first, the promise is left to itself and ctx's error returned.
func await(ctx context.Context, start func() js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	var resolved, rejected js.Func
	settle := func(o outcome) any {
		resolved.Release()
		rejected.Release()
		done <- o
		return nil
	}
	resolved = js.FuncOf(func(_ js.Value, args []js.Value) any {
		return settle(outcome{value: args[0]})
	})
	rejected = js.FuncOf(func(_ js.Value, args []js.Value) any {
		name := "rejected"
		if args[0].Type() == js.TypeObject && args[0].Get("name").Type() == js.TypeString {
			name = args[0].Get("name").String()
		}
		return settle(outcome{err: errors.New("SubtleCrypto: " + name)})
	})
	start().Call("then", resolved, rejected)
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		return js.Undefined(), ctx.Err()
	}
}
