package generate

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"math/big"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Subtle makes an RSA key of so many bits with public exponent 65537 by the
// browser's SubtleCrypto, and returns it as PKCS#8. It is nil where the
// browser has none (pages over plain http, tests outside a browser); the js
// build sets it. Its error is a refusal: some browsers only make sizes that
// are whole bytes. The bytes are ours and are wiped after use.
var Subtle func(ctx context.Context, bits int) (pkcs8 []byte, err error)

// exponent is the public exponent of every new key.
var exponent = big.NewInt(65537)

// rsa makes an RSA key with the engine that the request allows.
func (r Request) rsa(ctx context.Context) (key.Material, string, error) {
	if r.Engine != OnlyGo && Subtle != nil {
		m, err := subtleRSA(ctx, r.Size)
		var refused *refusal
		if r.Engine == OnlySubtle || !errors.As(err, &refused) {
			return m, engineSubtle, err
		}
	}
	k, err := rsa.GenerateKey(rand.Reader, r.Size)
	if err != nil {
		return nil, "", fault.Wrap(fault.GenerationFailed, "", err)
	}
	m, err := rsaMaterial(k, r.Size)
	return m, engineGo, err
}

// refusal marks that SubtleCrypto made no key, so that another engine may.
// A key that it made and that does not pass is no refusal.
type refusal struct{ cause error }

func (e *refusal) Error() string { return "SubtleCrypto made no key" }
func (e *refusal) Unwrap() error { return e.cause }

func subtleRSA(ctx context.Context, bits int) (key.Material, error) {
	pkcs8, err := Subtle(ctx, bits)
	defer clear(pkcs8)
	if ctx.Err() != nil {
		return nil, fault.Wrap(fault.Cancelled, "", ctx.Err())
	}
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "the browser made no key of this size", &refusal{err})
	}
	// crypto/x509 is in the program already, since jwx imports it. It also
	// holds the key against the rules of crypto/rsa.
	parsed, err := x509.ParsePKCS8PrivateKey(pkcs8)
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "the browser's key cannot be read", err)
	}
	k, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, fault.New(fault.GenerationFailed, "the browser's key is not RSA")
	}
	return rsaMaterial(k, bits)
}

// rsaMaterial takes the numbers of a new key, which must be of the size and
// exponent asked for, with two primes of half that size.
func rsaMaterial(k *rsa.PrivateKey, bits int) (key.Material, error) {
	if len(k.Primes) != 2 {
		return nil, fault.New(fault.GenerationFailed, "the new key does not have two primes")
	}
	k.Precompute()
	m := &key.RSA{
		N: k.N, E: big.NewInt(int64(k.E)), D: k.D,
		P: k.Primes[0], Q: k.Primes[1],
		DP: k.Precomputed.Dp, DQ: k.Precomputed.Dq, QI: k.Precomputed.Qinv,
	}
	if m.N.BitLen() != bits || m.P.BitLen() != bits/2 || m.Q.BitLen() != bits/2 || m.E.Cmp(exponent) != 0 {
		return nil, fault.New(fault.GenerationFailed, "the new key is not of the kind asked for")
	}
	return m, nil
}
