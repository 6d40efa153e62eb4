package key

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// Fermat's method finds (root+k)² - s² in round k, and no later than the last.
func TestFermatRounds(t *testing.T) {
	for _, c := range []struct {
		round int64
		found bool
	}{{1, true}, {2, true}, {fermatRounds - 1, true}, {fermatRounds, true}, {fermatRounds + 1, false}, {fermatRounds + 2, false}} {
		// With s² near 2ak, the root of a² - s² lies k below a.
		a := new(big.Int).SetBit(big.NewInt(12345), 1024, 1)
		s := squareRoot(new(big.Int).Mul(a, big.NewInt(2*c.round-1)))
		n := new(big.Int).Mul(new(big.Int).Sub(a, s), new(big.Int).Add(a, s))
		if k := new(big.Int).Sub(a, squareRoot(n)); k.Int64() != c.round {
			t.Fatalf("the test's own number falls in round %d, not %d", k, c.round)
		}
		if fermat(n) != c.found {
			t.Errorf("round %d: found %v", c.round, !c.found)
		}
	}
	n := new(big.Int).SetBit(big.NewInt(1), 1024, 1)
	if fermat(n) {
		t.Error("2^1024 + 1 is no square, nor a little less than one by another")
	}
	if !fermat(n.Mul(n, n)) {
		t.Error("a square was not found")
	}
}

// No square is sieved out, and hardly anything else passes.
func TestMaybeSquare(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		a, s := random.Uint64N(sieveModulus), random.Uint64N(sieveModulus)
		square := new(big.Int).SetUint64(s)
		square.Mul(square, square)
		n := new(big.Int).SetUint64(a)
		n.Mul(n, n).Sub(n, square).Mod(n, big.NewInt(sieveModulus))
		if !maybeSquare(a, n.Uint64()) {
			t.Fatalf("%d² - %d is %d², and was sieved out", a, n, s)
		}
	}
	passed := 0
	const tries = 1_000_000
	for range tries {
		if maybeSquare(random.Uint64N(sieveModulus), random.Uint64N(sieveModulus)) {
			passed++
		}
	}
	if share := tries / max(passed, 1); share < 1500 || share > 3000 {
		t.Errorf("one in %d passes", share)
	}
}
