package key

import (
	"bytes"
	"crypto/ecdh"
	"math/big"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/secp256k1"
)

// MaxRSABits is the largest modulus read: no tool makes larger ones, and
// arithmetic on hostile ones would freeze the page.
const MaxRSABits = 16384

// maxOthers bounds the primes after the second: OpenSSL makes at most three.
const maxOthers = 8

var one = big.NewInt(1)

func invalid(detail string) error  { return fault.New(fault.InvalidKey, detail) }
func mismatch(detail string) error { return fault.New(fault.KeyMismatch, detail) }

// Check verifies the relations of RFC 8017 section 3 that need no
// exponentiation: n is the product of the primes, e·d ≡ 1 modulo each prime
// less one, and the CRT values belong to them.
func (k *RSA) Check() error {
	switch {
	case k.N == nil || k.E == nil || k.N.Sign() <= 0 || k.E.Sign() <= 0:
		return invalid("modulus and exponent must be positive")
	case k.N.BitLen() > MaxRSABits:
		return fault.New(fault.TooLarge, "RSA modulus over 16384 bits")
	case k.N.BitLen() < 16 || k.N.Bit(0) == 0:
		return invalid("the modulus is even or tiny")
	case k.E.Cmp(k.N) >= 0:
		return invalid("the exponent is not below the modulus")
	}
	if k.D == nil {
		return nil
	}
	for _, v := range []*big.Int{k.D, k.P, k.Q, k.DP, k.DQ, k.QI} {
		if v == nil || v.Sign() <= 0 {
			return invalid("a private number is missing or not positive")
		}
		if v.Cmp(k.N) >= 0 {
			return invalid("a private number is not below the modulus")
		}
	}
	if len(k.Others) > maxOthers {
		return invalid("more primes than any real key has")
	}
	product := new(big.Int).Mul(k.P, k.Q)
	if err := k.checkPrime(k.P, k.DP); err != nil {
		return err
	}
	if err := k.checkPrime(k.Q, k.DQ); err != nil {
		return err
	}
	if k.QI.Cmp(k.P) >= 0 || !isInverse(k.QI, k.Q, k.P) {
		return invalid("the CRT coefficient does not fit")
	}
	for _, o := range k.Others {
		if o.R == nil || o.D == nil || o.T == nil || o.R.Sign() <= 0 || o.D.Sign() <= 0 || o.T.Sign() <= 0 {
			return invalid("a further prime's numbers are missing or not positive")
		}
		if err := k.checkPrime(o.R, o.D); err != nil {
			return err
		}
		if o.T.Cmp(o.R) >= 0 || !isInverse(o.T, product, o.R) {
			return invalid("a further prime's coefficient does not fit")
		}
		product.Mul(product, o.R)
		if product.BitLen() > k.N.BitLen() {
			break
		}
	}
	if product.Cmp(k.N) != 0 {
		return mismatch("the primes do not give the modulus")
	}
	return nil
}

// checkPrime checks one factor r with its CRT exponent dr: e·dr ≡ e·d ≡ 1
// (mod r-1).
func (k *RSA) checkPrime(r, dr *big.Int) error {
	if r.Cmp(one) <= 0 || r.Bit(0) == 0 {
		return invalid("a factor is even or one")
	}
	order := new(big.Int).Sub(r, one)
	if !isInverse(k.D, k.E, order) {
		return mismatch("the private exponent does not fit the public one")
	}
	if dr.Cmp(r) >= 0 || !isInverse(dr, k.E, order) {
		return invalid("a CRT exponent does not fit")
	}
	return nil
}

func isInverse(a, b, m *big.Int) bool {
	p := new(big.Int).Mul(a, b)
	return p.Sub(p, one).Mod(p, m).Sign() == 0
}

// Check verifies that the point is on the curve and not infinity
// (SEC 1 section 3.2.2) and that D gives it.
func (k *EC) Check() error {
	switch k.Curve {
	case P256, P384, P521, Secp256k1:
	default:
		return fault.New(fault.UnsupportedCurve, "")
	}
	size := CurveBytes(k.Curve)
	if len(k.X) != size || len(k.Y) != size || (k.D != nil && len(k.D) != size) {
		return invalid("a coordinate has the wrong length")
	}
	if k.derived {
		return nil
	}
	point := append(append([]byte{4}, k.X...), k.Y...)
	if k.Curve == Secp256k1 {
		if !secp256k1.OnCurve(k.X, k.Y) {
			return invalid("the public point is not on the curve")
		}
	} else if _, err := ecdhCurve(k.Curve).NewPublicKey(point); err != nil {
		return invalid("the public point is not on the curve")
	}
	if k.D == nil {
		return nil
	}
	public, err := ECPoint(k.Curve, k.D)
	if err != nil {
		return err
	}
	if !bytes.Equal(public, point) {
		return mismatch("the private number does not give the public point")
	}
	return nil
}

func ecdhCurve(curve string) ecdh.Curve {
	switch curve {
	case P256:
		return ecdh.P256()
	case P384:
		return ecdh.P384()
	case P521:
		return ecdh.P521()
	}
	return nil
}

// Check verifies the lengths, and that the seed gives the public key.
func (k *OKP) Check() error {
	switch k.Curve {
	case Ed25519, X25519, Ed448, X448:
	default:
		if k.Kty() == KtyAKP {
			break
		}
		return fault.New(fault.UnsupportedCurve, "")
	}
	if len(k.X) != CurveBytes(k.Curve) {
		return invalid("the key has not the length of " + k.Curve)
	}
	if k.D == nil || k.derived {
		return nil
	}
	public, err := OKPPublic(k.Curve, k.D)
	if err != nil {
		return err
	}
	return k.gives(public)
}

// Check refuses an empty key.
func (k *Oct) Check() error {
	if len(k.K) == 0 {
		return invalid("the key is empty")
	}
	return nil
}

// Checked passes a key on when its numbers make one, mended if need be.
func Checked(k *Key, err error) (*Key, error) {
	if err != nil {
		return nil, err
	}
	var mended []Warning
	if rsa, ok := k.Material.(*RSA); ok {
		mended, err = rsa.Mend()
	} else {
		err = k.Material.Check()
	}
	if err != nil {
		return nil, err
	}
	k.Notes = append(k.Notes, mended...)
	return k, nil
}
