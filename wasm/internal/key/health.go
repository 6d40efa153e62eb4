package key

import (
	"encoding/base64"
	"math/big"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Health gives what a careful person should know about k, worst first as far
// as the key itself goes, then its certificates, judged at the moment now.
// The checks are those that are cheap and certain: each finds a weakness by
// proof and none guesses. They cost a few milliseconds at most.
func Health(k *Key, now time.Time) []Warning {
	var found []Warning
	switch m := k.Material.(type) {
	case *RSA:
		found = rsaHealth(m)
	case *Oct:
		if bits := Bits(m); bits < 128 {
			found = append(found, Warning{"oct_short",
				"This secret has only " + strconv.Itoa(bits) + " bits, so it can be found by trying.",
				"Make a secret of at least 256 bits."})
		}
	}
	if source := published(k.Material); source != "" {
		found = slices.Insert(found, 0, Warning{"published_key",
			"This key is printed in " + source + ", so everybody has its private half.",
			"Never use it for anything but trying things out. Make a new key."})
	}
	return append(found, certificateHealth(k.Chain, now)...)
}

func rsaHealth(k *RSA) []Warning {
	var found []Warning
	add := func(code, message, action string) { found = append(found, Warning{code, message, action}) }
	const renew = "Make a new key and replace this one wherever it is registered."

	if k.E.Cmp(one) == 0 {
		add("rsa_exponent_one", "The public exponent is 1, which encrypts and signs nothing at all.", renew)
	} else if k.E.Bit(0) == 0 {
		add("rsa_exponent_even", "The public exponent is even, so no private exponent belongs to it.", renew)
	}
	switch {
	case hasSmallFactor(k.N):
		add("rsa_small_factor", "The modulus has a small prime factor, so anyone can compute the private key.", renew)
	case hasClosePrimes(k.N):
		add("rsa_close_primes", "The two primes are so close together that anyone can find them (Fermat's method).", renew)
	case hasROCAShape(k.N):
		add("rsa_roca", "The modulus has the shape of keys made by faulty Infineon chips (ROCA, CVE-2017-15361). Such keys can be broken.", renew)
	}
	if bits := k.N.BitLen(); bits < 2048 {
		add("rsa_small_modulus", "The modulus has "+strconv.Itoa(bits)+" bits. JOSE asks for at least 2048 (RFC 7518 section 3.3), and smaller ones can be or soon will be broken.", renew)
	}
	if k.E.Bit(0) == 1 && k.E.Cmp(one) > 0 && k.E.BitLen() < 17 {
		add("rsa_small_exponent", "The public exponent "+k.E.String()+" is small. It is safe only where padding is done right everywhere.", "Prefer a key with the usual exponent 65537.")
	}
	if k.E.BitLen() > 32 {
		add("rsa_large_exponent", "The public exponent has "+strconv.Itoa(k.E.BitLen())+" bits. Many libraries refuse more than 32.", "Check that the other side accepts it, or make a key with the usual exponent 65537.")
	}
	return found
}

// smallPrimes is the product of the odd primes below 1,000.
var smallPrimes = sync.OnceValue(func() *big.Int {
	product := big.NewInt(1)
	for n := int64(3); n < 1000; n += 2 {
		if p := big.NewInt(n); p.ProbablyPrime(0) {
			product.Mul(product, p)
		}
	}
	return product
})

func hasSmallFactor(n *big.Int) bool {
	if n.Bit(0) == 0 {
		return true
	}
	gcd := new(big.Int).GCD(nil, nil, n, smallPrimes())
	return gcd.Cmp(one) != 0
}

// hasClosePrimes runs a few rounds of Fermat's factorisation: n = a² - b².
func hasClosePrimes(n *big.Int) bool {
	a := new(big.Int).Sqrt(n)
	b2 := new(big.Int).Mul(a, a)
	if b2.Cmp(n) == 0 {
		return true // a square: the primes are the same
	}
	a.Add(a, one)
	b2.Mul(a, a).Sub(b2, n)
	root, square := new(big.Int), new(big.Int)
	for range 100 {
		// Only 12 of 64 residues are squares: most rounds need no root.
		if low := new(big.Int).And(b2, big.NewInt(63)).Int64(); isSquareMod64[low] {
			if root.Sqrt(b2); square.Mul(root, root).Cmp(b2) == 0 {
				return true
			}
		}
		b2.Add(b2, a).Add(b2, a).Add(b2, one) // (a+1)² - n
		a.Add(a, one)
	}
	return false
}

var isSquareMod64 = func() (squares [64]bool) {
	for i := range 64 {
		squares[i*i%64] = true
	}
	return squares
}()

// rocaPrimes are those of the published detector: modulo each, the primes of
// a faulty chip are powers of 65537, and so is their product. An innocent
// modulus passes all of them once in about 2^27 times.
var rocaPrimes = []int64{11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157}

func hasROCAShape(n *big.Int) bool {
	for _, p := range rocaPrimes {
		rest := new(big.Int).Mod(n, big.NewInt(p)).Int64()
		power := int64(1)
		for power != rest {
			if power = power * 65537 % p; power == 1 {
				return false
			}
		}
	}
	return true
}

// publishedKeys are how the modulus or x coordinate of keys printed in
// standards begins, in base64url. 32 characters are 192 bits: no other key
// begins so.
var publishedKeys = map[string]string{
	"0vx7agoebGcQSuuPiLJXZptN9nndrQmb": "RFC 7517 and RFC 7638",
	"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAk": "RFC 7515",
	"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8T": "RFC 7515",
	"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7": "RFC 7517",
	"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMl": "RFC 8037",
	"u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0t": "the examples of jwt.io",
	"AyM1SysPpbyDfgZld3umj1qzKObwVMko": "RFC 7515",
}

func published(m Material) string {
	var number []byte
	switch m := m.(type) {
	case *RSA:
		number = m.N.Bytes()
	case *EC:
		number = m.X
	case *OKP:
		number = m.X
	case *Oct:
		number = m.K
	}
	if len(number) < 24 {
		return ""
	}
	return publishedKeys[base64.RawURLEncoding.EncodeToString(number[:24])]
}

func certificateHealth(chain []*Certificate, now time.Time) []Warning {
	var found []Warning
	for i, c := range chain {
		which := "The certificate"
		if i > 0 {
			which = "A certificate of the chain"
		}
		switch {
		case c.NotAfter.IsZero():
			// Too odd to be read: nothing is known.
		case now.After(c.NotAfter):
			found = append(found, Warning{"certificate_expired", which + " expired on " + day(c.NotAfter) + ".",
				"The key itself does not expire, but whoever checks the certificate refuses it: renew it."})
		case now.Before(c.NotBefore):
			found = append(found, Warning{"certificate_not_yet_valid", which + " is valid only from " + day(c.NotBefore) + ".",
				"Wait until then, or check this device's clock."})
		}
	}
	return slices.Compact(found)
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
