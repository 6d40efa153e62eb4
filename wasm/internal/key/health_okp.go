package key

import (
	"math/big"
	"slices"
)

// okpHealth looks at keys that any 32 bytes pass for. 448-bit curves are not
// looked at.
func okpHealth(m *OKP) []Warning {
	var list []Warning
	switch m.Curve {
	case X25519:
		if lowOrder(m.X) {
			list = append(list, degenerate)
		}
	case Ed25519:
		switch u, ok, canonical := montgomery(m.X); {
		case !ok:
			list = append(list, Warning{
				Code:    "not_on_curve",
				Message: "This public key is not a point of the curve: no signature will ever verify with it.",
				Action:  "Check where it came from, and copy it again.",
			})
		case u == nil || lowOrder(u):
			list = append(list, degenerate)
		case !canonical:
			list = append(list, Warning{
				Code:    "not_canonical",
				Message: "This public key is not written as RFC 8032 wants it: programs that keep to that refuse it, and others take it.",
				Action:  "Check where it came from: no key that was made at random is written so.",
			})
		}
	}
	// A seed is 32 random bytes; those of a key agreement may be clamped,
	// which leaves their middle alone. Public halves of ML-DSA are as random.
	if len(list) == 0 && (hasRun(m.X) || hasRun(m.D)) {
		list = append(list, pattern)
	}
	return list
}

var degenerate = Warning{
	Code:    "low_order_point",
	Message: "This public key is one of the few degenerate points of its curve: it protects nothing.",
	Action:  "Do not use it, and ask where it came from: nobody makes one by accident.",
}

// lowOrder reports whether u, the coordinate of a point on Curve25519, gives
// zero in every key agreement (RFC 7748 section 6.1): those of the eight points
// whose order divides 8, and of as many on the twist. u counts modulo p, and
// its highest bit not at all (section 5).
func lowOrder(u []byte) bool {
	little := slices.Clone(u)
	slices.Reverse(little)
	little[0] &= 0x7f
	n := new(big.Int).SetBytes(little)
	if n.Cmp(prime25519) >= 0 {
		n.Sub(n, prime25519)
	}
	return slices.ContainsFunc(lowOrders, func(low *big.Int) bool { return n.Cmp(low) == 0 })
}

// lowOrders are 0, 1, p-1 and the coordinates of the points of order 8.
var lowOrders = func() []*big.Int {
	list := []*big.Int{new(big.Int), one, new(big.Int).Sub(prime25519, one)}
	for _, u := range []string{
		"00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0",
		"57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f",
	} {
		n, _ := new(big.Int).SetString(u, 16)
		list = append(list, n)
	}
	return list
}()

// Numbers of edwards25519 (RFC 8032 section 5.1).
var (
	prime25519 = new(big.Int).Sub(new(big.Int).Lsh(one, 255), big.NewInt(19))
	// d is -121665/121666.
	edwardsD = func() *big.Int {
		d := new(big.Int).ModInverse(big.NewInt(121666), prime25519)
		return d.Mul(d, big.NewInt(-121665)).Mod(d, prime25519)
	}()
)

// montgomery decodes an Ed25519 public key as far as telling whether it is a
// point (RFC 8032 section 5.1.3), and maps it to Curve25519, where it has the
// same order: u = (1+y)/(1-y) (RFC 7748 section 4.1). u is nil for the
// neutral point, which has none. What many programs decode, Go among them, is a point
// though it is not canonical: y counts modulo p, and so does a sign of zero.
func montgomery(x []byte) (u []byte, ok, canonical bool) {
	little := slices.Clone(x)
	slices.Reverse(little)
	sign := little[0] >> 7
	little[0] &= 0x7f
	y := new(big.Int).SetBytes(little)
	canonical = y.Cmp(prime25519) < 0
	y.Mod(y, prime25519)
	// x² = (y²-1)/(dy²+1) must be a square; with a denominator that is never
	// zero, so must be numerator times denominator.
	square := new(big.Int).Mul(y, y)
	product := new(big.Int).Mul(edwardsD, square)
	product.Add(product, one).Mul(product, square.Sub(square, one)).Mod(product, prime25519)
	if big.Jacobi(product, prime25519) < 0 {
		return nil, false, false
	}
	canonical = canonical && (product.Sign() != 0 || sign == 0)
	below := new(big.Int).Sub(one, y)
	if below.Sign() == 0 {
		return nil, true, canonical
	}
	below.Mod(below, prime25519).ModInverse(below, prime25519)
	n := y.Add(y, one).Mul(y, below)
	u = n.Mod(n, prime25519).FillBytes(make([]byte, 32))
	slices.Reverse(u)
	return u, true, canonical
}

var pattern = Warning{
	Code:    "key_pattern",
	Message: "This key repeats itself: it is damaged, or was not made at random.",
	Action:  "Copy the key again from its source. If it stays so, make a new key.",
}
