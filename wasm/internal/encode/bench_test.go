package encode

import (
	"os"
	"testing"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/key"
)

func benchKey(b *testing.B, name string) *key.Key {
	text, err := os.ReadFile("testdata/" + name + "/pkcs8")
	if err != nil {
		b.Fatal(err)
	}
	result, err := decode.Decode(decode.Input{Data: text})
	if err != nil {
		b.Fatal(err)
	}
	return result.Keys[0]
}

func BenchmarkJWK(b *testing.B) {
	e := &Entry{Key: benchKey(b, "rsa2048"), Use: "sig", Alg: "RS256", KID: "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"}
	for b.Loop() {
		if _, err := e.JWK(true, Pretty); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSet2000(b *testing.B) {
	list := make([]*Entry, 2000)
	for i := range list {
		list[i] = &Entry{Key: benchKey(b, "rsa2048"), Use: "sig", Alg: "RS256", KID: "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"}
	}
	for b.Loop() {
		if _, err := Set(list, false, Pretty); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPKCS8(b *testing.B) {
	k := benchKey(b, "rsa2048")
	for b.Loop() {
		if _, err := PEM(k, PKCS8); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSealer is the price of the key derivation, paid once a passphrase.
func BenchmarkSealer(b *testing.B) {
	k := benchKey(b, "p256")
	for b.Loop() {
		if _, err := NewSealer("correct horse", nil).PEM(k); err != nil {
			b.Fatal(err)
		}
	}
}
