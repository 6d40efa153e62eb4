package key

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestSquareRoot(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for size := range 700 {
		n := new(big.Int).SetBit(new(big.Int), size, 1)
		for bit := range size {
			n.SetBit(n, bit, uint(random.Uint32()&1))
		}
		square := new(big.Int).Mul(n, n)
		for _, n := range []*big.Int{n, square, new(big.Int).Add(square, one), new(big.Int).Sub(square, one)} {
			if n.Sign() > 0 && squareRoot(n).Cmp(new(big.Int).Sqrt(n)) != 0 {
				t.Fatalf("the root of %d is not %d", n, squareRoot(n))
			}
		}
	}
}

func BenchmarkSquareRoot(b *testing.B) {
	n := new(big.Int).Exp(big.NewInt(3), big.NewInt(2584), nil) // 4,096 bits
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			squareRoot(n)
		}
	})
	b.Run("big", func(b *testing.B) {
		for b.Loop() {
			new(big.Int).Sqrt(n)
		}
	})
}
