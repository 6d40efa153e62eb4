package key_test

import (
	"crypto/rsa"
	"math/big"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

func sameRSA(a, b *key.RSA) bool {
	same := func(x, y *big.Int) bool { return x != nil && y != nil && x.Cmp(y) == 0 }
	return same(a.N, b.N) && same(a.E, b.E) && same(a.D, b.D) && same(a.P, b.P) && same(a.Q, b.Q) &&
		same(a.DP, b.DP) && same(a.DQ, b.DQ) && same(a.QI, b.QI)
}

func TestComplete(t *testing.T) {
	for name, p := range testkit.NodeKeys(t) {
		want, ok := p.Private.Material(t).(*key.RSA)
		if !ok {
			continue
		}
		// OpenSSL, and so Node, puts the greater prime first, as the
		// recovery does.
		alone := &key.RSA{N: want.N, E: want.E, D: want.D}
		if err := alone.Complete(); err != nil || !sameRSA(alone, want) {
			t.Errorf("%s, from d alone: %v", name, err)
		}
		half := &key.RSA{N: want.N, E: want.E, D: want.D, P: want.P, Q: want.Q, QI: want.QI}
		if err := half.Complete(); err != nil || !sameRSA(half, want) {
			t.Errorf("%s, without dp and dq: %v", name, err)
		}
		public := &key.RSA{N: want.N, E: want.E}
		if err := public.Complete(); err != nil || public.IsPrivate() {
			t.Errorf("%s, public: %v", name, err)
		}
	}
}

// TestCompleteTotient recovers the primes where d is the inverse modulo
// (p-1)(q-1), as older software has it, and not modulo its least multiple.
func TestCompleteTotient(t *testing.T) {
	k := rsaKey(t, "RSA 2048")
	one := big.NewInt(1)
	totient := new(big.Int).Mul(new(big.Int).Sub(k.P, one), new(big.Int).Sub(k.Q, one))
	d := new(big.Int).ModInverse(k.E, totient)
	alone := &key.RSA{N: k.N, E: k.E, D: d}
	if err := alone.Complete(); err != nil || alone.P.Cmp(k.P) != 0 || alone.Q.Cmp(k.Q) != 0 {
		t.Fatalf("not recovered: %v", err)
	}
	if err := alone.Check(); err != nil {
		t.Error(err)
	}
}

func TestCompleteOthers(t *testing.T) {
	three, err := rsa.GenerateMultiPrimeKey(nil, 3, 1024) //lint:ignore SA1019 the only maker of such keys at hand
	if err != nil {
		t.Fatal(err)
	}
	k := &key.RSA{N: three.N, E: big.NewInt(int64(three.E)), D: three.D, P: three.Primes[0], Q: three.Primes[1],
		Others: []key.OtherPrime{{R: three.Primes[2]}}}
	if err := k.Complete(); err != nil {
		t.Fatal(err)
	}
	if err := k.Check(); err != nil {
		t.Error(err)
	}
	// crypto/rsa's own values for the third prime.
	values := three.Precomputed.CRTValues //lint:ignore SA1019 as above
	if len(values) == 1 && (values[0].Exp.Cmp(k.Others[0].D) != 0 || values[0].Coeff.Cmp(k.Others[0].T) != 0) {
		t.Error("the third prime's values differ from those of crypto/rsa")
	}
	if err := (&key.RSA{N: k.N, E: k.E, D: k.D}).Complete(); fault.CodeOf(err) != fault.KeyMismatch {
		t.Errorf("three primes from d alone: %v", err)
	}
}

// TestCompleteKeeps: what a file has stays, right or wrong, so that Check sees it.
func TestCompleteKeeps(t *testing.T) {
	k := rsaKey(t, "RSA 512, short d")
	wrong := func() *big.Int { return big.NewInt(7) }
	k.DP, k.DQ, k.QI, k.Others = wrong(), wrong(), wrong(), []key.OtherPrime{{R: big.NewInt(65537), D: wrong(), T: wrong()}}
	if err := k.Complete(); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]*big.Int{"dp": k.DP, "dq": k.DQ, "qi": k.QI, "d of r": k.Others[0].D, "t": k.Others[0].T} {
		if n.Cmp(wrong()) != 0 {
			t.Errorf("%s became %v", name, n)
		}
	}
}

// TestChecked: of RSA keys what can be computed is, and said; of others nothing.
func TestChecked(t *testing.T) {
	whole, zero := rsaKey(t, "RSA 2048"), rsaKey(t, "RSA 2048")
	zero.DP, zero.DQ = new(big.Int), new(big.Int)
	k, err := key.Checked(&key.Key{Material: zero, Notes: []key.Warning{{Code: "before"}}}, nil)
	if err != nil || !sameRSA(zero, whole) || len(k.Notes) != 2 || k.Notes[0].Code != "before" || k.Notes[1].Code != "rsa_crt_computed" {
		t.Errorf("%+v, %v", k, err)
	}
	if k, err := key.Checked(&key.Key{Material: &key.Oct{}}, nil); k != nil || fault.CodeOf(err) != fault.InvalidKey {
		t.Errorf("%+v, %v", k, err)
	}
	if k, err := key.Checked(&key.Key{Material: whole}, fault.New(fault.Truncated, "")); k != nil || fault.CodeOf(err) != fault.Truncated {
		t.Errorf("%+v, %v", k, err)
	}
}

func TestCompleteRefuses(t *testing.T) {
	whole := rsaKey(t, "RSA 512, short d")
	n := func(v int64) *big.Int { return big.NewInt(v) }
	huge := new(big.Int).Lsh(n(1), 1<<20)
	for name, c := range map[string]struct {
		k    key.RSA
		code fault.Code
	}{
		"wrong d":     {key.RSA{N: whole.N, E: whole.E, D: new(big.Int).Add(whole.D, n(2))}, fault.KeyMismatch},
		"d one":       {key.RSA{N: whole.N, E: n(1), D: n(1)}, fault.InvalidKey},
		"d zero":      {key.RSA{N: whole.N, E: whole.E, D: n(0)}, fault.InvalidKey},
		"d negative":  {key.RSA{N: whole.N, E: whole.E, D: n(-5)}, fault.InvalidKey},
		"d of n":      {key.RSA{N: whole.N, E: whole.E, D: whole.N}, fault.KeyMismatch},
		"d huge":      {key.RSA{N: whole.N, E: whole.E, D: huge}, fault.TooLarge},
		"e over n":    {key.RSA{N: whole.N, E: whole.N, D: whole.D}, fault.InvalidKey},
		"no modulus":  {key.RSA{E: whole.E, D: whole.D}, fault.InvalidKey},
		"huge":        {key.RSA{N: huge, E: whole.E, D: whole.D}, fault.TooLarge},
		"p only":      {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: whole.P}, fault.InvalidKey},
		"p one":       {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: n(1), Q: whole.Q}, fault.InvalidKey},
		"p zero":      {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: n(0), Q: whole.Q}, fault.InvalidKey},
		"p huge":      {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: huge, Q: whole.Q}, fault.InvalidKey},
		"p equals q":  {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: whole.P, Q: whole.P}, fault.InvalidKey},
		"r missing":   {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: whole.P, Q: whole.Q, Others: make([]key.OtherPrime, 1)}, fault.InvalidKey},
		"r equals p":  {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: whole.P, Q: whole.Q, Others: []key.OtherPrime{{R: whole.P}}}, fault.InvalidKey},
		"many primes": {key.RSA{N: whole.N, E: whole.E, D: whole.D, P: whole.P, Q: whole.Q, Others: make([]key.OtherPrime, 9)}, fault.InvalidKey},
	} {
		if err := c.k.Complete(); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}
