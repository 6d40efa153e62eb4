package generate

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math/big"
	"slices"
	"testing"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	k1ecdsa "github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

func generate(t *testing.T, r Request) []*key.Key {
	t.Helper()
	return generateBy(t, r, nil)
}

func generateBy(t *testing.T, r Request, subtle Subtle) []*key.Key {
	t.Helper()
	keys, err := Generate(t.Context(), r, subtle)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	for _, k := range keys {
		if err := k.Material.Check(); err != nil || !k.Material.IsPrivate() {
			t.Fatalf("%+v: %v, private %v", r, err, k.Material.IsPrivate())
		}
	}
	return keys
}

var digest = sha256.Sum256([]byte("message"))

func TestEC(t *testing.T) {
	for curve, c := range map[string]elliptic.Curve{key.P256: elliptic.P256(), key.P384: elliptic.P384(), key.P521: elliptic.P521()} {
		k := generate(t, Request{Type: "EC", Curve: curve})[0]
		m := k.Material.(*key.EC)
		private, err := ecdsa.ParseRawPrivateKey(c, m.D)
		if err != nil {
			t.Fatal(err)
		}
		public, err := ecdsa.ParseUncompressedPublicKey(c, append(append([]byte{4}, m.X...), m.Y...))
		if err != nil {
			t.Fatal(err)
		}
		signature, err := ecdsa.SignASN1(rand.Reader, private, digest[:])
		if err != nil || !ecdsa.VerifyASN1(public, digest[:], signature) {
			t.Errorf("%s: what the private half signs, the public half refuses: %v", curve, err)
		}
		if k.Engine != "Go" || k.Source == "" || m.Curve != curve {
			t.Errorf("%s: %+v", curve, k)
		}
	}
}

func TestSecp256k1(t *testing.T) {
	m := generate(t, Request{Type: "EC", Curve: key.Secp256k1})[0].Material.(*key.EC)
	public, err := secp256k1.ParsePubKey(append(append([]byte{4}, m.X...), m.Y...))
	if err != nil {
		t.Fatal(err)
	}
	if !k1ecdsa.Sign(secp256k1.PrivKeyFromBytes(m.D), digest[:]).Verify(digest[:], public) {
		t.Error("what the private half signs, the public half refuses")
	}
}

func TestOKP(t *testing.T) {
	m := generate(t, Request{Type: "OKP"})[0].Material.(*key.OKP)
	if m.Curve != key.Ed25519 || !ed25519.Verify(m.X, digest[:], ed25519.Sign(ed25519.NewKeyFromSeed(m.D), digest[:])) {
		t.Error("what the private half signs, the public half refuses")
	}
	a := generate(t, Request{Type: "OKP", Curve: key.X25519})[0].Material.(*key.OKP)
	b := generate(t, Request{Type: "OKP", Curve: key.X25519})[0].Material.(*key.OKP)
	if !slices.Equal(agree(t, a.D, b.X), agree(t, b.D, a.X)) {
		t.Error("two keys do not agree")
	}
}

func agree(t *testing.T, d, x []byte) []byte {
	t.Helper()
	private, err := ecdh.X25519().NewPrivateKey(d)
	if err != nil {
		t.Fatal(err)
	}
	public, err := ecdh.X25519().NewPublicKey(x)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := private.ECDH(public)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestOct(t *testing.T) {
	for asked, want := range map[int]int{0: 256, 128: 128, 136: 136, 384: 384, 512: 512} {
		if m := generate(t, Request{Type: "oct", Size: asked})[0].Material; key.Bits(m) != want {
			t.Errorf("size %d gives %d bits", asked, key.Bits(m))
		}
	}
}

// TestGoRSA makes keys of usual and of odd sizes in Go.
func TestGoRSA(t *testing.T) {
	for _, size := range []int{2048, 2050} {
		k := generate(t, Request{Type: "RSA", Size: size, Engine: OnlyGo})[0]
		m := k.Material.(*key.RSA)
		if m.N.BitLen() != size || m.E.Int64() != 65537 || k.Engine != "Go" {
			t.Errorf("size %d: %d bits, e = %v, by %s", size, m.N.BitLen(), m.E, k.Engine)
		}
		twin := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: m.N, E: 65537}, D: m.D, Primes: []*big.Int{m.P, m.Q}}
		if err := twin.Validate(); err != nil {
			t.Error(err)
		}
		if !m.P.ProbablyPrime(20) || !m.Q.ProbablyPrime(20) {
			t.Error("a factor is no prime")
		}
	}
}

// TestDistinct: no two keys of a request, nor of two requests, are the same.
func TestDistinct(t *testing.T) {
	var all []*key.Key
	for range 2 {
		all = append(all, generate(t, Request{Type: "EC", Count: MaxCount})...)
		all = append(all, generate(t, Request{Type: "OKP", Count: MaxCount})...)
		all = append(all, generate(t, Request{Type: "oct", Count: MaxCount})...)
	}
	if len(all) != 6*MaxCount {
		t.Fatalf("%d keys", len(all))
	}
	for i, a := range all {
		for _, b := range all[:i] {
			if key.SamePublic(a.Material, b.Material) {
				t.Fatal("two keys are the same")
			}
		}
	}
}

func TestBadOptions(t *testing.T) {
	for name, r := range map[string]Request{
		"no type":            {},
		"unknown type":       {Type: "DSA"},
		"rsa in small":       {Type: "rsa"},
		"RSA too small":      {Type: "RSA", Size: 2046},
		"RSA odd":            {Type: "RSA", Size: 2049},
		"RSA too large":      {Type: "RSA", Size: 8194},
		"RSA negative":       {Type: "RSA", Size: -2048},
		"RSA with a curve":   {Type: "RSA", Curve: "P-256"},
		"EC with a size":     {Type: "EC", Size: 256},
		"EC on Ed25519":      {Type: "EC", Curve: "Ed25519"},
		"EC on P-224":        {Type: "EC", Curve: "P-224"},
		"OKP on P-256":       {Type: "OKP", Curve: "P-256"},
		"OKP on Ed448":       {Type: "OKP", Curve: "Ed448"},
		"oct of 120 bits":    {Type: "oct", Size: 120},
		"oct of 129 bits":    {Type: "oct", Size: 129},
		"oct of 520 bits":    {Type: "oct", Size: 520},
		"21 keys":            {Type: "EC", Count: 21},
		"minus one key":      {Type: "EC", Count: -1},
		"unknown engine":     {Type: "EC", Engine: "fast"},
		"subtle for a curve": {Type: "EC", Engine: OnlySubtle},
		"subtle for secrets": {Type: "oct", Engine: OnlySubtle},
	} {
		if keys, err := Generate(t.Context(), r, fake(nil, nil)); fault.CodeOf(err) != fault.BadOption || keys != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBounds: what is possible up to its bounds is possible, and is looked at before
// anything is made.
func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		r      Request
		subtle bool
		want   fault.Code
	}{
		"RSA of the least size":      {Request{Type: "RSA", Size: MinRSA}, false, ""},
		"RSA of the greatest size":   {Request{Type: "RSA", Size: MaxRSA}, false, ""},
		"RSA, even":                  {Request{Type: "RSA", Size: 2050}, false, ""},
		"a secret of the least size": {Request{Type: "oct", Size: MinOct}, false, ""},
		"a secret of the greatest":   {Request{Type: "oct", Size: MaxOct}, false, ""},
		"as many as may be":          {Request{Type: "EC", Count: MaxCount}, false, ""},
		"the browser's engine":       {Request{Type: "RSA", Engine: OnlySubtle}, true, ""},
		"the engine is not there":    {Request{Type: "RSA", Engine: OnlySubtle}, false, fault.EngineUnavailable},
		"ML-DSA, the usual":          {Request{Type: "AKP"}, false, ""},
		"ML-DSA-87":                  {Request{Type: "AKP", Alg: "ML-DSA-87"}, false, ""},
		"ML-DSA-99":                  {Request{Type: "AKP", Alg: "ML-DSA-99"}, false, fault.BadOption},
		"ML-DSA with a size":         {Request{Type: "AKP", Size: 256}, false, fault.BadOption},
		"ML-DSA with a curve":        {Request{Type: "AKP", Curve: "P-256"}, false, fault.BadOption},
		"alg for another type":       {Request{Type: "EC", Alg: "ES256"}, false, fault.BadOption},
		"ML-DSA by the browser":      {Request{Type: "AKP", Engine: OnlySubtle}, true, fault.BadOption},
	} {
		if err := c.r.Check(c.subtle); c.want == "" && err != nil || c.want != "" && fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	r, err := Request{Type: "AKP"}.normal(false)
	if err != nil || r.Count != 1 || r.Engine != Auto || r.Alg != usualMLDSA {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, r := range []Request{{Type: "EC"}, {Type: "RSA"}, {Type: "oct", Count: 20}} {
		if keys, err := Generate(ctx, r, nil); fault.CodeOf(err) != fault.Cancelled || keys != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// TestAsAsked: a key that another engine made is taken when it is what was asked for in
// every respect.
func TestAsAsked(t *testing.T) {
	good := generate(t, Request{Type: key.KtyRSA, Size: 2048})[0].Material.(*key.RSA)
	if m, err := asAsked(good, 2048); err != nil || m != key.Material(good) {
		t.Errorf("%v", err)
	}
	long := new(big.Int).Lsh(big.NewInt(1), 1024) // 1025 bits
	for name, change := range map[string]func(*key.RSA){
		"three primes":     func(k *key.RSA) { k.Others = make([]key.OtherPrime, 1) },
		"shorter":          func(k *key.RSA) { k.N = new(big.Int).Rsh(k.N, 1) },
		"longer":           func(k *key.RSA) { k.N = new(big.Int).Lsh(k.N, 1) },
		"a longer p":       func(k *key.RSA) { k.P = long },
		"a longer q":       func(k *key.RSA) { k.Q = long },
		"a shorter p":      func(k *key.RSA) { k.P = new(big.Int).Rsh(k.P, 1) },
		"a shorter q":      func(k *key.RSA) { k.Q = new(big.Int).Rsh(k.Q, 1) },
		"another exponent": func(k *key.RSA) { k.E = big.NewInt(3) },
	} {
		bad := *good
		change(&bad)
		if _, err := asAsked(&bad, 2048); fault.CodeOf(err) != fault.GenerationFailed {
			t.Errorf("%s: %v", name, err)
		}
	}
}
