package key

import (
	"math/big"
	"strconv"
	"strings"
)

// Mend is Check for a key as it was read. An RSA private key whose modulus
// and both exponents belong together is whole, whatever its other numbers
// say: all of them follow from these three. What is zero, wrong or not reduced
// among them is computed anew, and the warnings say what was done. A key that
// Check accepts is left as it is, to the last byte.
//
// When the three do not belong together, nothing tells which of them is
// right, and the error is Check's.
func (k *RSA) Mend() ([]Warning, error) {
	err := k.Check()
	if err == nil || !k.mendable() {
		return nil, err
	}
	mended := *k
	var done []Warning
	if !mended.factorsFit() {
		if mended.P, mended.Q, _ = recoverPrimes(k.N, k.E, k.D); mended.P == nil {
			return nil, err
		}
		mended.Others = nil
		done = append(done, primesComputed(k.P, k.Q))
	}
	if mended.D.Cmp(mended.N) >= 0 {
		mended.D = new(big.Int).Mod(k.D, mended.order())
		done = append(done, exponentReduced)
	}
	if computed := mended.mendCRT(); computed != nil && mended.P.Cmp(k.P) == 0 && mended.Q.Cmp(k.Q) == 0 {
		done = append(done, *computed)
	}
	if mended.Check() != nil {
		return nil, err
	}
	*k = mended
	return done, nil
}

// mendable reports whether the numbers that Mend computes with are there and
// no larger than its work is bounded for: a hostile d of a megabyte would
// freeze the page.
func (k *RSA) mendable() bool {
	if (&RSA{N: k.N, E: k.E}).Check() != nil {
		return false
	}
	numbers := []*big.Int{k.D, k.P, k.Q, k.DP, k.DQ, k.QI}
	for _, o := range k.Others {
		numbers = append(numbers, o.R, o.D, o.T)
	}
	for _, n := range numbers {
		if n == nil || n.Sign() < 0 || n.BitLen() > MaxRSABits {
			return false
		}
	}
	return true
}

// primes are all factors, in order.
func (k *RSA) primes() []*big.Int {
	list := []*big.Int{k.P, k.Q}
	for _, o := range k.Others {
		list = append(list, o.R)
	}
	return list
}

// factorsFit reports whether the product of the factors is the modulus.
func (k *RSA) factorsFit() bool {
	product := big.NewInt(1)
	for _, r := range k.primes() {
		if r.Cmp(one) <= 0 || product.BitLen() > k.N.BitLen() {
			return false
		}
		product.Mul(product, r)
	}
	return product.Cmp(k.N) == 0
}

// order is (p-1)(q-1), and so on: exponents that differ by it do the same. A
// multiple of its divisor λ(n) would do too, but older software makes d modulo
// this, and so the one that is meant comes out.
func (k *RSA) order() *big.Int {
	phi := big.NewInt(1)
	for _, r := range k.primes() {
		phi.Mul(phi, new(big.Int).Sub(r, one))
	}
	return phi
}

// Exponent is the private exponent for E and the primes, the least there is (FIPS 186-5
// section A.1.1); nil where the primes are not those of N, or there is none.
func (k *RSA) Exponent() *big.Int {
	if !k.factorsFit() {
		return nil
	}
	lcm := big.NewInt(1)
	for _, r := range k.primes() {
		less := new(big.Int).Sub(r, one)
		lcm.Mul(lcm, less.Div(less, new(big.Int).GCD(nil, nil, lcm, less)))
	}
	return new(big.Int).ModInverse(k.E, lcm)
}

// mendCRT computes those CRT values anew that do not fit, and says which; nil
// when all fit.
func (k *RSA) mendCRT() *Warning {
	right := RSA{N: k.N, E: k.E, D: k.D, P: k.P, Q: k.Q, Others: make([]OtherPrime, len(k.Others))}
	for i, o := range k.Others {
		right.Others[i].R = o.R
	}
	if right.Complete() != nil {
		return nil
	}
	var zero, wrong []string
	compare := func(name string, had, want *big.Int) {
		switch {
		case had.Sign() == 0 && want.Sign() != 0:
			zero = append(zero, name)
		case had.Cmp(want) != 0:
			wrong = append(wrong, name)
		}
	}
	compare("dp", k.DP, right.DP)
	compare("dq", k.DQ, right.DQ)
	compare("qi", k.QI, right.QI)
	for i, o := range k.Others {
		compare("d of prime "+strconv.Itoa(i+3), o.D, right.Others[i].D)
		compare("t of prime "+strconv.Itoa(i+3), o.T, right.Others[i].T)
	}
	*k = right
	return crtComputed(zero, wrong)
}

const mendedAction = "Use the key as it is written here. Other programs may fail with the file as it stands, or make wrong signatures."

var exponentReduced = Warning{
	Code:    "rsa_private_exponent_reduced",
	Message: "The private exponent d of this key is not below the modulus. It does the same as a smaller one, which stands here instead.",
	Action:  mendedAction,
}

func primesComputed(p, q *big.Int) Warning {
	what := "do not give the modulus"
	if p.Sign() == 0 && q.Sign() == 0 {
		what = "are zero"
	}
	return Warning{
		Code:    "rsa_primes_computed",
		Message: "The primes p and q in this key " + what + ". They, dp, dq and qi were computed from the modulus and the two exponents, which belong together.",
		Action:  mendedAction,
	}
}

// crtComputed names the numbers that were zero and those that were wrong.
func crtComputed(zero, wrong []string) *Warning {
	var parts []string
	if zero != nil {
		parts = append(parts, "zero stands for "+strings.Join(zero, ", "))
	}
	if wrong != nil {
		parts = append(parts, "a wrong number stands for "+strings.Join(wrong, ", "))
	}
	if parts == nil {
		return nil
	}
	return &Warning{
		Code:    "rsa_crt_computed",
		Message: "In this key " + strings.Join(parts, ", and ") + ". These only speed it up, and were computed from the other numbers, which belong together.",
		Action:  mendedAction,
	}
}
