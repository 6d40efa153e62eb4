package key_test

import (
	"crypto/rsa"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

const (
	crt     = "rsa_crt_computed"
	primes  = "rsa_primes_computed"
	reduced = "rsa_private_exponent_reduced"
)

// plus returns a + b·c.
func plus(a *big.Int, b int64, c *big.Int) *big.Int {
	return new(big.Int).Add(a, new(big.Int).Mul(big.NewInt(b), c))
}

func less(n *big.Int) *big.Int { return new(big.Int).Sub(n, big.NewInt(1)) }

func phi(k *key.RSA) *big.Int { return new(big.Int).Mul(less(k.P), less(k.Q)) }

// Mend gives the numbers that Node has of the key, whatever was spoilt.
func TestMend(t *testing.T) {
	zero := func() *big.Int { return new(big.Int) }
	one := big.NewInt(1)
	for name, p := range testkit.NodeKeys(t) {
		want, ok := p.Private.Material(t).(*key.RSA)
		if !ok {
			continue
		}
		for _, c := range []struct {
			about  string
			change func(k *key.RSA)
			codes  []string
			says   string
		}{
			{"nothing", func(*key.RSA) {}, nil, ""},
			{"dp and dq zero", func(k *key.RSA) { k.DP, k.DQ = zero(), zero() }, []string{crt}, "zero stands for dp, dq."},
			{"qi zero, dq wrong", func(k *key.RSA) { k.QI, k.DQ = zero(), plus(k.DQ, 2, one) }, []string{crt}, "zero stands for qi, and a wrong number stands for dq."},
			{"dp not reduced", func(k *key.RSA) { k.DP = plus(k.DP, 1, less(k.P)) }, []string{crt}, "wrong number stands for dp."},
			{"dq not reduced", func(k *key.RSA) { k.DQ = plus(k.DQ, 1, less(k.Q)) }, []string{crt}, "wrong number stands for dq."},
			{"qi not reduced", func(k *key.RSA) { k.QI = plus(k.QI, 1, k.P) }, []string{crt}, "wrong number stands for qi."},
			{"qi of the other order", func(k *key.RSA) { k.QI = new(big.Int).ModInverse(k.P, k.Q) }, []string{crt}, "qi"},
			{"d above n", func(k *key.RSA) { k.D = plus(k.D, 2, phi(k)) }, []string{reduced}, "not below the modulus"},
			{"d above n, dp zero", func(k *key.RSA) { k.D, k.DP = plus(k.D, 2, phi(k)), zero() }, []string{reduced, crt}, ""},
			{"only n, e and d", func(k *key.RSA) { k.P, k.Q, k.DP, k.DQ, k.QI = zero(), zero(), zero(), zero(), zero() }, []string{primes}, "are zero"},
			{"only n, e and d above n", func(k *key.RSA) {
				k.D = plus(k.D, 2, phi(k))
				k.P, k.Q, k.DP, k.DQ, k.QI = zero(), zero(), zero(), zero(), zero()
			}, []string{primes, reduced}, ""},
			{"p zero", func(k *key.RSA) { k.P = zero() }, []string{primes}, "do not give the modulus"},
			{"q one", func(k *key.RSA) { k.Q = one }, []string{primes}, "do not give the modulus"},
			{"p one and q n", func(k *key.RSA) { k.P, k.Q = one, k.N }, []string{primes}, "do not give the modulus"},
			{"q wrong", func(k *key.RSA) { k.Q = plus(k.Q, 2, one) }, []string{primes}, "do not give the modulus"},
			{"a third prime that is none", func(k *key.RSA) { k.Others = []key.OtherPrime{{R: big.NewInt(3), D: one, T: one}} }, []string{primes}, ""},
		} {
			k := *want
			c.change(&k)
			done, err := k.Mend()
			if err != nil || !sameRSA(&k, want) || len(k.Others) != 0 {
				t.Errorf("%s, %s: not mended: %v", name, c.about, err)
			}
			var codes []string
			for _, w := range done {
				codes = append(codes, w.Code)
				if w.Message == "" || w.Action == "" {
					t.Errorf("%s lacks words", w.Code)
				}
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("%s, %s: %v, want %v", name, c.about, codes, c.codes)
			}
			if len(done) > 0 && !strings.Contains(done[0].Message, c.says) {
				t.Errorf("%s, %s: %q, want %q in it", name, c.about, done[0].Message, c.says)
			}
		}
	}
}

// Exchanged primes stay as they are, and what depends on their order follows.
func TestMendExchanged(t *testing.T) {
	want := rsaKey(t, "RSA 2048")
	k := *want
	k.P, k.Q = want.Q, want.P
	done, err := k.Mend()
	if err != nil || len(done) != 1 || k.P.Cmp(want.Q) != 0 || k.DP.Cmp(want.DQ) != 0 {
		t.Errorf("%v, %v", done, err)
	}
}

func TestMendOthers(t *testing.T) {
	three, err := rsa.GenerateMultiPrimeKey(nil, 3, 1024) //lint:ignore SA1019 the only maker of such keys at hand
	if err != nil {
		t.Fatal(err)
	}
	whole := func() *key.RSA {
		k := &key.RSA{N: three.N, E: big.NewInt(int64(three.E)), D: three.D, P: three.Primes[0], Q: three.Primes[1],
			Others: []key.OtherPrime{{R: three.Primes[2]}}}
		if err := k.Complete(); err != nil {
			t.Fatal(err)
		}
		return k
	}
	want := whole()
	for about, change := range map[string]func(k *key.RSA){
		"d zero":        func(k *key.RSA) { k.Others[0].D = new(big.Int) },
		"d not reduced": func(k *key.RSA) { k.Others[0].D = plus(k.Others[0].D, 1, less(k.Others[0].R)) },
		"t not reduced": func(k *key.RSA) { k.Others[0].T = plus(k.Others[0].T, 1, k.Others[0].R) },
		"d above n":     func(k *key.RSA) { k.D = plus(k.D, 1, new(big.Int).Mul(phi(k), less(k.Others[0].R))) },
	} {
		k := whole()
		change(k)
		if k.Check() == nil {
			t.Errorf("%s: nothing is wrong with it", about)
		}
		done, err := k.Mend()
		if err != nil || len(done) != 1 || !sameRSA(k, want) || k.Others[0].D.Cmp(want.Others[0].D) != 0 || k.Others[0].T.Cmp(want.Others[0].T) != 0 {
			t.Errorf("%s: %v, %v", about, done, err)
		}
	}
	lost := whole()
	lost.Others = nil
	if _, err := lost.Mend(); fault.CodeOf(err) != fault.KeyMismatch {
		t.Errorf("a lost prime: %v", err)
	}
}

// What contradicts itself is refused, and left as it was.
func TestMendRefuses(t *testing.T) {
	n := big.NewInt
	huge := new(big.Int).Lsh(n(1), 1<<22)
	for about, change := range map[string]func(k *key.RSA){
		"n":                   func(k *key.RSA) { k.N = plus(k.N, 1, n(2)) },
		"n even":              func(k *key.RSA) { k.N = plus(k.N, 1, n(1)) },
		"e":                   func(k *key.RSA) { k.E = plus(k.E, 1, n(2)) },
		"e zero":              func(k *key.RSA) { k.E = n(0) },
		"d":                   func(k *key.RSA) { k.D = plus(k.D, 1, n(2)) },
		"d zero":              func(k *key.RSA) { k.D = n(0) },
		"d negative":          func(k *key.RSA) { k.D = new(big.Int).Sub(k.D, phi(k)) },
		"d above n and wrong": func(k *key.RSA) { k.D = plus(plus(k.D, 2, phi(k)), 1, n(2)) },
		"d wrong, dp zero":    func(k *key.RSA) { k.D, k.DP = plus(k.D, 1, n(2)), n(0) },
		"d and primes":        func(k *key.RSA) { k.D, k.P, k.Q = plus(k.D, 1, n(2)), n(0), n(0) },
		"p negative":          func(k *key.RSA) { k.P = n(-3) },
		"q is p": func(k *key.RSA) {
			k.N, k.Q, k.D, k.DP = new(big.Int).Mul(k.P, k.P), k.P, new(big.Int).ModInverse(k.E, less(k.P)), n(0)
		},
		"dp missing": func(k *key.RSA) { k.DP = nil },
		"d huge":     func(k *key.RSA) { k.D = plus(k.D, 1, new(big.Int).Mul(phi(k), huge)) },
		"dp huge":    func(k *key.RSA) { k.DP = huge },
		"q huge":     func(k *key.RSA) { k.Q = huge },
		"many primes": func(k *key.RSA) { // whose product would take long
			k.D = plus(k.D, 1, n(2))
			for range 6000 {
				k.Others = append(k.Others, key.OtherPrime{R: k.N, D: n(1), T: n(1)})
			}
		},
		"many primes, empty": func(k *key.RSA) { k.DP, k.Others = n(0), make([]key.OtherPrime, 100) },
		"other huge":         func(k *key.RSA) { k.Others = []key.OtherPrime{{R: n(3), D: huge, T: n(1)}} },
	} {
		k := rsaKey(t, "RSA 2048")
		change(k)
		before, want := *k, k.Check()
		var done []key.Warning
		var err error
		spent := testkit.ProcessorTime(func() { done, err = k.Mend() })
		if err == nil || fault.CodeOf(err) != fault.CodeOf(want) || done != nil || before.D != k.D || before.P != k.P {
			t.Errorf("%s: %v, %v, want %v", about, done, err, want)
		}
		if spent > 2*time.Second {
			t.Errorf("%s took %v", about, spent)
		}
	}
}
