package key

import "math/big"

// fermatRounds is as many as badkeys tries: every known case falls in the first.
const fermatRounds = 100

// fermat reports whether Fermat's method factors n: whether a number a little
// above its square root has a square that is another square more than n.
func fermat(n *big.Int) bool {
	root := squareRoot(n)
	if new(big.Int).Mul(root, root).Cmp(n) == 0 {
		return true
	}
	modulus, rest := new(big.Int).SetUint64(sieveModulus), new(big.Int)
	a, m := rest.Mod(root, modulus).Uint64(), rest.Mod(n, modulus).Uint64()
	for round := range uint64(fermatRounds) {
		if maybeSquare(a+round+1, m) && isSquare(rest.Add(root, big.NewInt(int64(round)+1)), n) {
			return true
		}
	}
	return false
}

// isSquare reports whether a² - n, which is positive, is a square.
func isSquare(a, n *big.Int) bool {
	difference := new(big.Int).Mul(a, a)
	difference.Sub(difference, n)
	root := squareRoot(difference)
	return root.Mul(root, root).Cmp(difference) == 0
}

// sieveModuli tell nearly every number that is no square from its remainders:
// one in 2,000 passes them all. They fit a word, which spares nearly all rounds
// the long arithmetic.
var sieveModuli = [...]uint64{64, 63, 65, 11, 17, 19, 23, 31}

const sieveModulus = 64 * 63 * 65 * 11 * 17 * 19 * 23 * 31

var sieveSquares = func() (squares [len(sieveModuli)][]bool) {
	for i, m := range sieveModuli {
		squares[i] = make([]bool, m)
		for x := range m {
			squares[i][x*x%m] = true
		}
	}
	return squares
}()

// maybeSquare reports whether a² - n may be a square, by the remainders of a and n
// modulo sieveModulus.
func maybeSquare(a, n uint64) bool {
	for i, m := range sieveModuli {
		if x := a % m; !sieveSquares[i][(x*x+m-n%m)%m] {
			return false
		}
	}
	return true
}
