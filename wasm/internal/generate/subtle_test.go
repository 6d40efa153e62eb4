package generate

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"math/big"
	"slices"
	"sync"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// browser is a SubtleCrypto for tests.
type browser func(ctx context.Context, bits int) ([]byte, error)

func (b browser) RSA(ctx context.Context, bits int) ([]byte, error) { return b(ctx, bits) }

// fake is a browser's engine that answers with a copy of these.
func fake(pkcs8 []byte, err error) Subtle {
	return browser(func(context.Context, int) ([]byte, error) { return slices.Clone(pkcs8), err })
}

var rsa2048 = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})

func pkcs8(t *testing.T, k any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestSubtle(t *testing.T) {
	asked := 0
	made := pkcs8(t, rsa2048())
	var handed []byte
	subtle := browser(func(_ context.Context, bits int) ([]byte, error) {
		asked, handed = bits, slices.Clone(made)
		return handed, nil
	})
	for _, engine := range []string{"", Auto, OnlySubtle} {
		k := generateBy(t, Request{Type: "RSA", Size: 2048, Engine: engine}, subtle)[0]
		m := k.Material.(*key.RSA)
		want := rsa2048()
		if k.Engine != "SubtleCrypto" || asked != 2048 || m.N.Cmp(want.N) != 0 || m.D.Cmp(want.D) != 0 ||
			m.P.Cmp(want.Primes[0]) != 0 || m.QI.Cmp(want.Precomputed.Qinv) != 0 {
			t.Errorf("engine %q: by %s, %d bits asked", engine, k.Engine, asked)
		}
		if !bytes.Equal(handed, make([]byte, len(handed))) {
			t.Errorf("engine %q: the PKCS#8 is left in memory", engine)
		}
	}
	asked = 0
	if k := generateBy(t, Request{Type: "RSA", Size: 2048, Engine: OnlyGo}, subtle)[0]; k.Engine != "Go" || asked != 0 {
		t.Errorf("asked for Go, made by %s", k.Engine)
	}
	if k := generateBy(t, Request{Type: "EC"}, subtle)[0]; k.Engine != "Go" || asked != 0 {
		t.Errorf("a curve key made by %s", k.Engine)
	}
}

func TestSubtleAbsent(t *testing.T) {
	if _, err := Generate(t.Context(), Request{Type: "RSA", Engine: OnlySubtle}, nil); fault.CodeOf(err) != fault.EngineUnavailable {
		t.Error(err)
	}
	if k := generate(t, Request{Type: "RSA", Size: 2048})[0]; k.Engine != "Go" {
		t.Errorf("made by %s", k.Engine)
	}
}

// TestSubtleRefuses: where the browser will not make the size, auto turns to
// Go, and says so.
func TestSubtleRefuses(t *testing.T) {
	cause := errors.New("SubtleCrypto: OperationError")
	subtle := fake(nil, cause)
	if k := generateBy(t, Request{Type: "RSA", Size: 2050}, subtle)[0]; k.Engine != "Go" {
		t.Errorf("made by %s", k.Engine)
	}
	_, err := Generate(t.Context(), Request{Type: "RSA", Size: 2050, Engine: OnlySubtle}, subtle)
	if fault.CodeOf(err) != fault.GenerationFailed || !errors.Is(err, cause) {
		t.Error(err)
	}
}

// TestSubtleMisbehaves: a key of the browser that is not the one asked for is
// an error for every engine, and never quietly replaced.
func TestSubtleMisbehaves(t *testing.T) {
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	three, err := rsa.GenerateMultiPrimeKey(rand.Reader, 3, 2048) //lint:ignore SA1019 the only maker of such keys at hand
	if err != nil {
		t.Fatal(err)
	}
	good := pkcs8(t, rsa2048())
	for name, c := range map[string]struct {
		der  []byte
		size int
	}{
		"nothing":         {nil, 2048},
		"no PKCS#8":       {[]byte("not DER"), 2048},
		"cut":             {good[:len(good)-1], 2048},
		"another size":    {good, 3072},
		"a curve":         {pkcs8(t, curve), 2048},
		"three primes":    {pkcs8(t, three), 2048},
		"exponent 3":      {pkcs8(t, withExponent(t, 3)), 2048},
		"uneven primes":   {pkcs8(t, uneven(t)), 2048},
		"a bit is turned": {turned(good), 2048},
	} {
		subtle := fake(c.der, nil)
		for _, engine := range []string{Auto, OnlySubtle} {
			keys, err := Generate(t.Context(), Request{Type: "RSA", Size: c.size, Engine: engine}, subtle)
			if fault.CodeOf(err) != fault.GenerationFailed || keys != nil {
				t.Errorf("%s, %s: %d keys, %v", name, engine, len(keys), err)
			}
		}
	}
}

// turned changes a bit of the modulus.
func turned(der []byte) []byte {
	der = slices.Clone(der)
	der[60] ^= 1
	return der
}

// withExponent and uneven make keys that crypto/rsa accepts and that are not
// what was asked for.
func withExponent(t *testing.T, e int) *rsa.PrivateKey {
	t.Helper()
	for {
		if k := fromPrimes(randomPrime(t, 1024), randomPrime(t, 1024), e); k != nil {
			return k
		}
	}
}

func uneven(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	for {
		if k := fromPrimes(randomPrime(t, 1200), randomPrime(t, 848), 65537); k != nil {
			return k
		}
	}
}

func randomPrime(t *testing.T, bits int) *big.Int {
	t.Helper()
	p, err := rand.Prime(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// fromPrimes gives nil when the exponent has no inverse or the size is not 2048.
func fromPrimes(p, q *big.Int, e int) *rsa.PrivateKey {
	one := big.NewInt(1)
	n := new(big.Int).Mul(p, q)
	order := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	d := new(big.Int).ModInverse(big.NewInt(int64(e)), order)
	if d == nil || n.BitLen() != 2048 {
		return nil
	}
	k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: e}, D: d, Primes: []*big.Int{p, q}}
	k.Precompute()
	return k
}

func TestSubtleCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	subtle := browser(func(ctx context.Context, _ int) ([]byte, error) {
		cancel()
		return nil, ctx.Err()
	})
	keys, err := Generate(ctx, Request{Type: "RSA", Count: 3}, subtle)
	if fault.CodeOf(err) != fault.Cancelled || !errors.Is(err, context.Canceled) || keys != nil {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}
