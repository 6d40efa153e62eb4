// Command jose uses all of the JOSE library that the program uses, and what
// it must not: a test runs it with the stand-ins of web/build/overlay in
// place.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/lestrrat-go/jwx/v2/cert"
	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jws"
)

func main() {
	rsaKey, _ := rsa.GenerateKey(rand.Reader, 2048)
	ecKey, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	for _, c := range []struct {
		alg jwa.SignatureAlgorithm
		raw any
	}{
		{jwa.RS256, rsaKey}, {jwa.PS384, rsaKey}, {jwa.ES256, ecKey}, {jwa.EdDSA, edKey}, {jwa.HS256, []byte(strings.Repeat("k", 32))},
	} {
		fmt.Println(c.alg, roundTrip(c.alg, c.raw))
	}
	refused("fetch", func() error { _, err := jwk.Fetch(context.Background(), "https://example.org/jwks"); return err })
	refused("cached", func() error {
		cache := jwk.NewCache(context.Background())
		if err := cache.Register("https://example.org/jwks"); err != nil {
			return err
		}
		_, err := cache.Refresh(context.Background(), "https://example.org/jwks")
		return err
	})
	refused("jku", func() error {
		_, err := jws.Verify(withJKU(rsaKey), jws.WithVerifyAuto(nil, jwk.WithFetchWhitelist(jwk.InsecureWhitelist{})))
		return err
	})
	der := base64.StdEncoding.EncodeToString([]byte{0x30, 0})
	for _, label := range []string{"RSA PRIVATE KEY", "RSA PUBLIC KEY", "EC PRIVATE KEY", "PUBLIC KEY", "PRIVATE KEY", "CERTIFICATE"} {
		refused(label, func() error {
			_, err := jwk.ParseKey([]byte("-----BEGIN "+label+"-----\n"+der+"\n-----END "+label+"-----\n"), jwk.WithPEM(true))
			return err
		})
	}
	refused("certificate", func() error { _, err := cert.Parse([]byte(der)); return err })
	refused("made certificate", func() error { _, err := cert.Create(rand.Reader, nil, nil, nil, nil); return err })
	refused("PEM of EC", func() error { _, err := jwk.Pem(of(ecKey)); return err })
	refused("PEM of Ed25519", func() error { _, err := jwk.Pem(of(edKey)); return err })
	refused("PEM of RSA", func() error { _, err := jwk.Pem(of(rsaKey)); return err })
	refused("PEM of a public key", func() error { _, err := jwk.Pem(of(&rsaKey.PublicKey)); return err })
	refused("PEM of RSA, otherwise", func() (err error) {
		defer func() { err = recover().(error) }()
		_, err = jwk.EncodePEM(rsaKey) // a function that has no error to return is behind it
		return err
	})
	_, err := x509.ParseCertificate(nil)
	fmt.Println("x509", err)
}

func of(raw any) jwk.Key {
	k, err := jwk.FromRaw(raw)
	if err != nil {
		panic(err)
	}
	return k
}

// roundTrip writes a key, reads it, signs with it and verifies.
func roundTrip(alg jwa.SignatureAlgorithm, raw any) string {
	text := must(json.Marshal(of(raw)))
	k, err := jwk.ParseKey(text)
	if err != nil {
		return err.Error()
	}
	public, err := k.PublicKey()
	if err != nil {
		return err.Error()
	}
	token, err := jws.Sign([]byte("payload"), jws.WithKey(alg, k))
	if err != nil {
		return err.Error()
	}
	payload, err := jws.Verify(token, jws.WithKey(alg, public))
	if err != nil {
		return err.Error()
	}
	token[len(token)-3] ^= 1
	if _, err := jws.Verify(token, jws.WithKey(alg, public)); err == nil {
		return "a spoiled signature is taken"
	}
	return string(payload)
}

func withJKU(key *rsa.PrivateKey) []byte {
	headers := jws.NewHeaders()
	if err := headers.Set(jws.JWKSetURLKey, "https://example.org/jwks"); err != nil {
		panic(err)
	}
	if err := headers.Set(jws.KeyIDKey, "1"); err != nil {
		panic(err)
	}
	return must(jws.Sign([]byte("payload"), jws.WithKey(jwa.RS256, key, jws.WithProtectedHeaders(headers))))
}

func refused(what string, f func() error) {
	err := f()
	switch {
	case err == nil:
		fmt.Println(what, "works")
	case strings.Contains(err.Error(), "no code for the network"):
		fmt.Println(what, "has no network")
	case strings.Contains(err.Error(), "by itself"):
		fmt.Println(what, "is left out")
	default:
		fmt.Println(what, err)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
