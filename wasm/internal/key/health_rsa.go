package key

import (
	"math/big"
	"slices"
	"strconv"
	"sync"
)

// rsaHealth looks at an RSA key that Check accepts.
func rsaHealth(k *RSA) []Warning {
	var list []Warning
	warn := func(code, message, action string) {
		list = append(list, Warning{Code: code, Message: message, Action: action})
	}
	// Where damage can have done it, the key may be well at its source.
	const replace, again = "Do not use it. Make a new key.", "Copy the key again from its source. If it stays so, make a new key."

	switch {
	case k.E.Cmp(one) == 0:
		warn("rsa_exponent_one", "The public exponent is 1: encryption changes nothing, and everybody can sign.", replace)
	case k.E.Bit(0) == 0:
		warn("rsa_exponent_even", "The public exponent is even: no private key belongs to it.", again)
	}
	if p := smallFactor(k.N); p != 0 {
		warn("rsa_small_factor", "The modulus can be divided by "+strconv.FormatUint(p, 10)+": it is damaged, or no product of two large primes.",
			again)
	}
	if closePrimes(k) {
		warn("rsa_close_primes", "The two primes lie so close together that the private key can be computed from the public one (Fermat's method, CVE-2022-26320).", replace)
	}
	if roca(k.N) {
		warn("rsa_roca", "The modulus has the shape of keys from faulty Infineon chips (ROCA, CVE-2017-15361): the private key can be computed from the public one.",
			"Do not use it. Make a new key, not on that smart card or TPM.")
	}
	switch run := hasRun(k.N.Bytes()); {
	case k.D != nil && (run || hasRun(k.P.Bytes()) || hasRun(k.Q.Bytes())):
		warn("rsa_pattern", "The modulus or a prime repeats itself: it was not made at random.", replace)
	case run:
		warn("rsa_pattern", "The modulus repeats itself: it is damaged, or was not made at random.", again)
	}
	// Boneh and Durfee (1999): a private exponent below n^0.292 can be
	// computed from the public key.
	if k.D != nil && k.E.Cmp(one) > 0 && k.D.BitLen()*1000 < k.N.BitLen()*292 {
		warn("rsa_small_private_exponent", "The private exponent is so small that it can be computed from the public key.", replace)
	}
	switch bits := k.N.BitLen(); {
	case bits <= 829:
		warn("rsa_small_modulus", "RSA keys of "+strconv.Itoa(bits)+" bits can be broken: such moduli have been factored in public, up to 829 bits.", replace)
	case bits < 2048:
		warn("rsa_small_modulus", "RSA keys under 2048 bits are no longer held secure, and many programs refuse them. This one has "+strconv.Itoa(bits)+".",
			"Make a new key of 3072 or 4096 bits.")
	}
	switch {
	case k.E.BitLen() > 32:
		warn("rsa_exponent_huge", "The public exponent is over 32 bits: many programs refuse such a key.", "Make a new key, with the usual exponent 65537.")
	case k.E.Bit(0) == 1 && k.E.Cmp(one) > 0 && k.E.Cmp(big.NewInt(17)) < 0:
		warn("rsa_exponent_small", "The public exponent is "+k.E.String()+": with careless padding or verification, messages and signatures can be forged.",
			"For a new key take the usual exponent 65537.")
	case k.D == nil && k.E.Bit(0) == 1 && k.E.Cmp(one) > 0 && !usualExponent(k.E):
		// A private key proves its exponent; of a public one nothing else tells.
		warn("rsa_exponent_unusual", "The public exponent is "+k.E.String()+", which hardly any key has: the usual one is 65537. A character of it may have been changed.",
			"Compare the key with its original.")
	}
	return list
}

// usualExponent reports whether programs make keys with that exponent: those of
// Fermat's primes, and 35, 37 and 41 of older ones of SSH and OpenPGP.
func usualExponent(e *big.Int) bool {
	switch e.Uint64() {
	case 17, 35, 37, 41, 257, 65537:
		return true
	}
	return false
}

// smallFactor returns a prime below 1024 that divides n, or 0.
func smallFactor(n *big.Int) uint64 {
	groups := primeGroups()
	rest := new(big.Int).Mod(n, groups.product)
	var quotient, divisor, remainder big.Int // Mod would make the quotient anew each time
	for _, group := range groups.list {
		quotient.QuoRem(rest, divisor.SetUint64(group.product), &remainder)
		r := remainder.Uint64()
		for _, p := range group.primes {
			if r%p == 0 && n.Cmp(new(big.Int).SetUint64(p)) != 0 {
				return p
			}
		}
	}
	return 0
}

// primeGroup is some primes whose product fits a word, so that one long
// division serves them all.
type primeGroup struct {
	product uint64
	primes  []uint64
}

// primeGroups are those of all odd primes below 1024, and the product of all:
// a modulus is divided by that once, and only its remainder by each group.
var primeGroups = sync.OnceValue(func() (all struct {
	list    []primeGroup
	product *big.Int
}) {
	all.list, all.product = groupPrimes(1024), big.NewInt(1)
	for _, group := range all.list {
		all.product.Mul(all.product, new(big.Int).SetUint64(group.product))
	}
	return all
})

// groupPrimes groups the odd primes below limit.
func groupPrimes(limit uint64) []primeGroup {
	var groups []primeGroup
	current := primeGroup{product: 1}
	for _, p := range oddPrimes(limit) {
		if current.product > ^uint64(0)/p {
			groups = append(groups, current)
			current = primeGroup{product: 1}
		}
		current.product *= p
		current.primes = append(current.primes, p)
	}
	return append(groups, current)
}

// oddPrimes lists the odd primes below limit, by division: a test of math/big
// takes a third of the first conversion's time for them.
func oddPrimes(limit uint64) []uint64 {
	var primes []uint64
	for n := uint64(3); n < limit; n += 2 {
		if !slices.ContainsFunc(primes, func(p uint64) bool { return n%p == 0 }) {
			primes = append(primes, n)
		}
	}
	return primes
}

// closePrimes reports whether the primes are too close: for a private key by
// the rule of FIPS 186-5 appendix A.1.3 (they differ in the upper 100 bits of
// half the modulus' length), for a public key by Fermat's method. Keys under
// 1024 bits are judged by the method alone, since there chance can do it.
func closePrimes(k *RSA) bool {
	bits := k.N.BitLen()
	if k.D != nil && len(k.Others) == 0 && bits >= 1024 {
		distance := new(big.Int).Sub(k.P, k.Q)
		return distance.BitLen() <= bits/2-100
	}
	if bits < 512 {
		return false
	}
	return fermat(k.N)
}
