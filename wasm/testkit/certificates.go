// Package testkit has what tests and benchmarks of several packages share: inputs
// that are too large to keep, and the packages of npm.
package testkit

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"testing"
	"time"
)

// Certificates is the PEM of n RSA-2048 certificates with n moduli. The first
// is real; the others have random bytes in the middle of its modulus, since
// making thousands of keys would take longer than all else.
func Certificates(tb testing.TB, n int) []byte {
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
