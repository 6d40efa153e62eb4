package api

import (
	"bytes"
	"context"
	"os"
	"testing"

	"jwkmint/wasm/testkit"
)

func handle(tb testing.TB, s *Session, request Message) []byte {
	tb.Helper()
	reply := s.Handle(context.Background(), request).JSON
	if !bytes.HasPrefix(reply, []byte(`{"ok":true`)) {
		tb.Fatalf("refused: %.300s", reply)
	}
	return reply
}

// BenchmarkConvertCertificates converts a bundle of 2,000 RSA certificates
// to a JWK Set; a new session each time, so that nothing is remembered.
func BenchmarkConvertCertificates(b *testing.B) {
	r := message(b, "convert", dict{
		"input": testkit.Certificates(b, 2000),
		"forms": []string{"jwks"},
	})
	b.SetBytes(int64(len(r.Attachments[0])))
	for b.Loop() {
		handle(b, NewSession(nil), r)
	}
}

// BenchmarkConvert is one key, from request to reply: what web/e2e also
// measures in the browser. Two file names in turns keep the session from
// answering from memory.
func BenchmarkConvert(b *testing.B) {
	for _, name := range []string{"rsa4096-spki.pem", "rsa4096-pkcs8.key", "p256-pkcs8.key", "ed25519-spki.pem"} {
		b.Run(name, func(b *testing.B) {
			text, err := os.ReadFile("../../testdata/guide/" + name)
			if err != nil {
				b.Fatal(err)
			}
			var requests [2]Message
			for i, file := range []string{"a", "b"} {
				requests[i] = message(b, "convert", dict{"input": text, "name": file, "forms": []string{"jwk"}})
			}
			s := NewSession(nil)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				handle(b, s, requests[i%2])
			}
		})
	}
}

// BenchmarkRender is a changed option on one remembered key: what happens
// with each keystroke in the key ID field.
func BenchmarkRender(b *testing.B) {
	text, err := goldenBytes("rsa2048/pkcs8")
	if err != nil {
		b.Fatal(err)
	}
	s := NewSession(nil)
	handle(b, s, message(b, "convert", dict{"input": text}))
	r := message(b, "render", dict{
		"options": dict{"private": true, "kid": dict{"mode": "text", "value": "my key"}},
		"forms":   []string{"jwk", "jwk_private", "spki", "pkcs8"},
	})
	for b.Loop() {
		handle(b, s, r)
	}
}

// BenchmarkRenderCertificates is a changed option on 2,000 remembered keys.
func BenchmarkRenderCertificates(b *testing.B) {
	s := NewSession(nil)
	handle(b, s, message(b, "convert", dict{"input": testkit.Certificates(b, 2000)}))
	r := message(b, "render", dict{"forms": []string{"jwks"}})
	for b.Loop() {
		handle(b, s, r)
	}
}
