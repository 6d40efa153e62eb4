package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"testing"
	"time"
)

// manyCertificates is the PEM of n RSA-2048 certificates with n moduli. The
// first is real; the others have random bytes in the middle of its modulus,
// since making 2,000 keys would take longer than all else here.
func manyCertificates(tb testing.TB, n int) []byte {
	tb.Helper()
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "bench.example", Organization: []string{"Bench"}},
		NotBefore:    time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &k.PublicKey, k)
	if err != nil {
		tb.Fatal(err)
	}
	at := bytes.Index(der, k.N.Bytes())
	var out bytes.Buffer
	for range n {
		if err := pem.Encode(&out, &pem.Block{Type: "CERTIFICATE", Bytes: der}); err != nil {
			tb.Fatal(err)
		}
		rand.Read(der[at+8 : at+200])
	}
	return out.Bytes()
}

func request(tb testing.TB, op string, params dict) []byte {
	tb.Helper()
	text, err := json.Marshal(dict{"op": op, "params": params})
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func handle(tb testing.TB, s *Session, request []byte) []byte {
	reply := s.Handle(context.Background(), request)
	if !bytes.HasPrefix(reply, []byte(`{"ok":true`)) {
		tb.Fatalf("refused: %.300s", reply)
	}
	return reply
}

// BenchmarkConvertCertificates converts a bundle of 2,000 RSA certificates
// to a JWK Set; a new session each time, so that nothing is remembered.
func BenchmarkConvertCertificates(b *testing.B) {
	r := request(b, "convert", dict{
		"input": base64.StdEncoding.EncodeToString(manyCertificates(b, 2000)),
		"forms": []string{"jwks"},
	})
	b.SetBytes(int64(len(r)))
	for b.Loop() {
		handle(b, NewSession(), r)
	}
}

// BenchmarkConvert is one key, from request to reply.
func BenchmarkConvert(b *testing.B) {
	for _, name := range []string{"rsa2048", "p256", "ed25519"} {
		b.Run(name, func(b *testing.B) {
			text, err := goldenBytes(name + "/pkcs8")
			if err != nil {
				b.Fatal(err)
			}
			r := request(b, "convert", dict{"input": base64.StdEncoding.EncodeToString(text)})
			for b.Loop() {
				handle(b, NewSession(), r)
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
	s := NewSession()
	handle(b, s, request(b, "convert", dict{"input": base64.StdEncoding.EncodeToString(text)}))
	r := request(b, "render", dict{
		"options": dict{"private": true, "kid": dict{"mode": "text", "value": "my key"}},
		"forms":   []string{"jwk", "jwk_private", "spki", "pkcs8"},
	})
	for b.Loop() {
		handle(b, s, r)
	}
}

// BenchmarkRenderCertificates is a changed option on 2,000 remembered keys.
func BenchmarkRenderCertificates(b *testing.B) {
	s := NewSession()
	handle(b, s, request(b, "convert", dict{"input": base64.StdEncoding.EncodeToString(manyCertificates(b, 2000))}))
	r := request(b, "render", dict{"forms": []string{"jwks"}})
	for b.Loop() {
		handle(b, s, r)
	}
}
