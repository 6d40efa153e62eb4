package generate

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"math/big"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Subtle is the part of the browser's SubtleCrypto that makes keys.
type Subtle interface {
	// RSA makes a key of so many bits with public exponent 65537, and returns
	// it as PKCS#8. Its error is a refusal: some browsers only make sizes that
	// are whole bytes. The bytes are the caller's, who wipes them after use.
	RSA(ctx context.Context, bits int) (pkcs8 []byte, err error)
}

// exponent is the public exponent of every new key.
var exponent = big.NewInt(65537)

// rsa makes an RSA key with the engine that the request allows.
func (r Request) rsa(ctx context.Context, subtle Subtle) (key.Material, string, error) {
	if r.Engine != OnlyGo && subtle != nil {
		m, err := subtleRSA(ctx, subtle, r.Size)
		var refused *refusal
		if r.Engine == OnlySubtle || !errors.As(err, &refused) {
			return m, engineSubtle, err
		}
	}
	k, err := rsa.GenerateKey(rand.Reader, r.Size)
	if err != nil {
		return nil, "", fault.Wrap(fault.GenerationFailed, "", err)
	}
	m, err := asAsked(rsaMaterial(k), r.Size)
	return m, engineGo, err
}

// refusal marks that SubtleCrypto made no key, so that another engine may.
// A key that it made and that does not pass is no refusal.
type refusal struct{ cause error }

func (e *refusal) Error() string { return "SubtleCrypto made no key" }
func (e *refusal) Unwrap() error { return e.cause }

func subtleRSA(ctx context.Context, subtle Subtle, bits int) (key.Material, error) {
	pkcs8, err := subtle.RSA(ctx, bits)
	defer clear(pkcs8)
	if ctx.Err() != nil {
		return nil, fault.Wrap(fault.Cancelled, "", ctx.Err())
	}
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "the browser made no key of this size", &refusal{err})
	}
	read, err := der.ParsePKCS8(pkcs8)
	if err != nil {
		return nil, fault.Wrap(fault.GenerationFailed, "the browser's key cannot be read", err)
	}
	m, ok := read.Material.(*key.RSA)
	if !ok || !m.IsPrivate() {
		return nil, fault.New(fault.GenerationFailed, "the browser's key is not RSA")
	}
	return asAsked(m, bits)
}

// rsaMaterial takes the numbers of a key that Go made.
func rsaMaterial(k *rsa.PrivateKey) *key.RSA {
	k.Precompute()
	return &key.RSA{
		N: k.N, E: big.NewInt(int64(k.E)), D: k.D,
		P: k.Primes[0], Q: k.Primes[1],
		DP: k.Precomputed.Dp, DQ: k.Precomputed.Dq, QI: k.Precomputed.Qinv,
	}
}

// asAsked gives the key back when it is of the size and exponent asked for,
// with two primes of half that size.
func asAsked(m *key.RSA, bits int) (key.Material, error) {
	if len(m.Others) > 0 || m.N.BitLen() != bits || m.P.BitLen() != bits/2 || m.Q.BitLen() != bits/2 || m.E.Cmp(exponent) != 0 {
		return nil, fault.New(fault.GenerationFailed, "the new key is not of the kind asked for")
	}
	return m, nil
}
