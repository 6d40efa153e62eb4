package key

import (
	"math/big"
	"math/bits"
)

// squareRoot is the integer square root of a positive n. It doubles the number
// of right bits in each step and computes with no more than those, which takes
// a sixth of the time of big.Int.Sqrt: that computes with all bits in all
// steps. (The method of Python's math.isqrt, proven by Mark Dickinson.)
func squareRoot(n *big.Int) *big.Int {
	half := (n.BitLen() - 1) / 2
	root := big.NewInt(1)
	known, part := 0, new(big.Int)
	for s := bits.Len(uint(half)) - 1; s >= 0; s-- {
		before := known
		known = half >> s
		part.Rsh(n, uint(2*half-before-known+1))
		part.Quo(part, root)
		root.Lsh(root, uint(known-before-1)).Add(root, part)
	}
	if part.Mul(root, root).Cmp(n) > 0 {
		root.Sub(root, one)
	}
	return root
}
