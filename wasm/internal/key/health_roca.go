package key

import (
	"math/big"
	"sync"
)

// The faulty chips made primes k·M + (65537^a mod M), where M is the product
// of at least the first 39 primes (Nemec et al., "The Return of Coppersmith's
// Attack", 2017). Their product is a power of 65537 modulo M as well, which a
// random modulus is with a probability near 2^-155: the powers are few, and
// whether a number is among them shows by its discrete logarithm, since the
// order of 65537 modulo M has small prime powers only.
type rocaTables struct {
	m, order *big.Int
	parts    []rocaPart
}

// rocaSieve tells most numbers that are no power from their remainders.
type rocaSieve struct {
	primeGroup          // the smallest primes of M
	powers     [][]bool // for each of those, which remainders are powers of 65537
}

// rocaPart is one prime power of the order: the cofactor, and the powers of
// 65537^cofactor, as many as the prime power.
type rocaPart struct {
	cofactor *big.Int
	powers   []*big.Int
}

// rocaOrder is the order of 65537 modulo M, by its prime powers.
var rocaOrder = []int64{16, 81, 25, 7, 11, 13, 17, 23, 29, 37, 41, 53, 83}

// theRocaSieve is made at first use: most pages never see an RSA key.
var theRocaSieve = sync.OnceValue(func() rocaSieve {
	s := rocaSieve{primeGroup: groupPrimes(168)[0]} // every modulus is odd
	for _, p := range s.primes {
		marks := make([]bool, p)
		for power := uint64(1); !marks[power]; power = power * 65537 % p {
			marks[power] = true
		}
		s.powers = append(s.powers, marks)
	}
	return s
})

// passes reports whether the number may be a power of 65537 modulo M.
func (s rocaSieve) passes(n *big.Int) bool {
	rest := new(big.Int).Mod(n, new(big.Int).SetUint64(s.product)).Uint64()
	for i, p := range s.primes {
		if !s.powers[i][rest%p] {
			return false
		}
	}
	return true
}

// rocaTable is made for the first number that passes the sieve.
var rocaTable = sync.OnceValue(func() *rocaTables {
	t := &rocaTables{m: big.NewInt(1), order: big.NewInt(1)}
	for _, group := range groupPrimes(168) { // 3 to 167
		t.m.Mul(t.m, new(big.Int).SetUint64(group.product))
	}
	for _, n := range rocaOrder {
		t.order.Mul(t.order, big.NewInt(n))
	}
	generator := big.NewInt(65537)
	for _, n := range rocaOrder {
		part := rocaPart{cofactor: new(big.Int).Div(t.order, big.NewInt(n))}
		base := new(big.Int).Exp(generator, part.cofactor, t.m)
		power := big.NewInt(1)
		for range n {
			part.powers = append(part.powers, power)
			power = new(big.Int).Mul(power, base)
			power.Mod(power, t.m)
		}
		t.parts = append(t.parts, part)
	}
	return t
})

// roca reports whether the modulus is a power of 65537 modulo M.
func roca(n *big.Int) bool {
	if !theRocaSieve().passes(n) { // nearly every modulus falls through
		return false
	}
	t := rocaTable()
	h := new(big.Int).Mod(n, t.m)
	if new(big.Int).Exp(h, t.order, t.m).Cmp(one) != 0 {
		return false
	}
	for _, part := range t.parts {
		log := new(big.Int).Exp(h, part.cofactor, t.m)
		found := false
		for _, power := range part.powers {
			found = found || power.Cmp(log) == 0
		}
		if !found {
			return false
		}
	}
	return true
}
