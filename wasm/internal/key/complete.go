package key

import (
	"math/big"

	"jwkmint/wasm/internal/fault"
)

// Complete fills in the private numbers that a file may leave out: P and Q
// when both are missing (a JWK with only "d"), and DP, DQ and QI (OpenSSH
// files carry only QI). Numbers that are present are kept as they are. It
// does not check the result: call Check. A public key is left alone.
//
// It answers invalid_key when the primes cannot be found, as is always so with
// more than two.
func (k *RSA) Complete() error {
	if k.D == nil {
		return nil
	}
	if k.P == nil && k.Q == nil {
		if len(k.Others) > 0 {
			return invalid("the primes are missing")
		}
		p, q, err := recoverPrimes(k.N, k.E, k.D)
		if err != nil {
			return err
		}
		k.P, k.Q = p, q
	}
	switch {
	case len(k.Others) > maxOthers:
		return invalid("more primes than any real key has")
	case k.P == nil || k.Q == nil:
		return invalid("one of the primes is missing")
	case k.P.Cmp(one) <= 0 || k.Q.Cmp(one) <= 0:
		return invalid("a prime is not above one")
	case k.P.BitLen() > MaxRSABits || k.Q.BitLen() > MaxRSABits || k.D.BitLen() > MaxRSABits || k.D.Sign() <= 0:
		return invalid("a private number is out of range")
	}
	if k.DP == nil {
		k.DP = crtExponent(k.D, k.P)
	}
	if k.DQ == nil {
		k.DQ = crtExponent(k.D, k.Q)
	}
	if k.QI == nil {
		k.QI = new(big.Int).ModInverse(k.Q, k.P)
		if k.QI == nil {
			return invalid("the primes have a common factor")
		}
	}
	for i := range k.Others {
		o := &k.Others[i]
		if o.R == nil || o.R.Cmp(one) <= 0 || o.R.BitLen() > MaxRSABits {
			return invalid("a further prime is missing or out of range")
		}
		if o.D == nil {
			o.D = crtExponent(k.D, o.R)
		}
		if o.T == nil {
			before := new(big.Int).Mul(k.P, k.Q)
			for _, earlier := range k.Others[:i] {
				before.Mul(before, earlier.R)
			}
			if o.T = before.ModInverse(before, o.R); o.T == nil {
				return invalid("the primes have a common factor")
			}
		}
	}
	return nil
}

// crtExponent is d mod (r-1).
func crtExponent(d, r *big.Int) *big.Int {
	order := new(big.Int).Sub(r, one)
	return order.Mod(d, order)
}

// recoverPrimes finds the two primes of n from both exponents by the
// deterministic method of NIST SP 800-56B Rev. 2 appendix C.2. It costs one
// greatest common divisor and no exponentiation, so that a hostile file
// cannot make it slow. The greater prime comes first, as in that appendix.
func recoverPrimes(n, e, d *big.Int) (p, q *big.Int, err error) {
	for _, v := range []*big.Int{n, e, d} {
		if v == nil || v.Sign() <= 0 {
			return nil, nil, invalid("modulus and exponents must be positive")
		}
	}
	if n.BitLen() > MaxRSABits {
		return nil, nil, fault.New(fault.TooLarge, "RSA modulus over 16384 bits")
	}
	if e.Cmp(n) >= 0 {
		return nil, nil, invalid("the public exponent is not below the modulus")
	}
	if d.BitLen() > MaxRSABits { // one above n may be right, and reduced later
		return nil, nil, fault.New(fault.TooLarge, "RSA exponent over 16384 bits")
	}
	// a = (de-1)·gcd(n-1, de-1) is a multiple of (p-1)(q-1) = n+1-b, where
	// b = p+q. With m = a div n and r = a mod n that makes b = (n-r)/(m+1) + 1.
	a := new(big.Int).Mul(d, e)
	a.Sub(a, one)
	if a.Sign() == 0 {
		return nil, nil, invalid("both exponents are one")
	}
	a.Mul(a, new(big.Int).GCD(nil, nil, new(big.Int).Sub(n, one), a))
	m, r := a.DivMod(a, n, new(big.Int))
	b, rest := r.DivMod(r.Sub(n, r), m.Add(m, one), new(big.Int))
	b.Add(b, one)
	// p and q are the roots of x² - bx + n.
	square := new(big.Int).Mul(b, b)
	square.Sub(square, new(big.Int).Lsh(n, 2))
	if rest.Sign() != 0 || square.Sign() <= 0 {
		return nil, nil, mismatch("the private exponent does not fit the public one")
	}
	root := new(big.Int).Sqrt(square)
	if new(big.Int).Mul(root, root).Cmp(square) != 0 {
		return nil, nil, mismatch("the private exponent does not fit the public one")
	}
	p = new(big.Int).Rsh(new(big.Int).Add(b, root), 1)
	q = new(big.Int).Rsh(new(big.Int).Sub(b, root), 1)
	return p, q, nil
}
