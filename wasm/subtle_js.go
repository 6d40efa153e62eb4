package main

import (
	"context"
	"errors"
	"syscall/js"

	"jwkmint/wasm/internal/api"
)

// subtleCrypto is the browser's SubtleCrypto. What it has begun ends with the worker and
// not before: no context does that.
type subtleCrypto struct{ js.Value }

// browser returns nil where there is no SubtleCrypto: browsers offer it to
// secure contexts only, which are https, localhost and files, not plain http.
func browser() api.Subtle {
	subtle := js.Global().Get("crypto").Get("subtle")
	if !subtle.Truthy() {
		return nil
	}
	return subtleCrypto{subtle}
}

// RSA has the browser make an RSA key of the given modulus length, with the
// public exponent 65537, and returns it as PKCS#8 DER. The key is made for
// RSASSA-PKCS1-v1_5, whose AlgorithmIdentifier is the plain rsaEncryption: what
// it is used for later is not written into it.
func (subtle subtleCrypto) RSA(_ context.Context, bits int) ([]byte, error) {
	pair, err := await(func() js.Value {
		return subtle.Call("generateKey", map[string]any{
			"name":           "RSASSA-PKCS1-v1_5",
			"modulusLength":  bits,
			"publicExponent": give([]byte{1, 0, 1}),
			"hash":           "SHA-256",
		}, true, []any{"sign", "verify"})
	})
	if err != nil {
		return nil, err
	}
	buffer, err := await(func() js.Value {
		return subtle.Call("exportKey", "pkcs8", pair.Get("privateKey"))
	})
	if err != nil {
		return nil, err
	}
	return take(buffer), nil
}

// PBKDF2 derives size bytes.
func (subtle subtleCrypto) PBKDF2(hash string, pass, salt []byte, iterations, size int) ([]byte, error) {
	secret := give(pass)
	defer secret.Call("fill", 0)
	key, err := await(func() js.Value {
		return subtle.Call("importKey", "raw", secret, "PBKDF2", false, []any{"deriveBits"})
	})
	if err != nil {
		return nil, err
	}
	bits, err := await(func() js.Value {
		algorithm := map[string]any{"name": "PBKDF2", "hash": hash, "salt": give(salt), "iterations": iterations}
		return subtle.Call("deriveBits", algorithm, key, 8*size)
	})
	if err != nil {
		return nil, err
	}
	return take(bits), nil
}

// take copies an ArrayBuffer's bytes, and wipes them there.
func take(buffer js.Value) []byte {
	array := js.Global().Get("Uint8Array").New(buffer)
	data := copied(array)
	array.Call("fill", 0)
	return data
}

// await waits for the promise that start returns. The error of a rejected
// promise carries the exception's name ("OperationError") and nothing else.
func await(start func() js.Value) (js.Value, error) {
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
	o := <-done
	return o.value, o.err
}
