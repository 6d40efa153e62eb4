package key

import (
	"crypto/ecdh"
	"crypto/ed25519"

	"jwkmint/wasm/internal/curve448"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/internal/secp256k1"
)

// NewEC is the key of a private number, whose public half is computed here and
// which Check therefore does not compute again. The fields are not to be changed
// later. Its errors are those of ECPoint.
func NewEC(curve string, d []byte) (*EC, error) {
	point, err := ECPoint(curve, d)
	if err != nil {
		return nil, err
	}
	size := CurveBytes(curve)
	return &EC{Curve: curve, X: point[1 : 1+size], Y: point[1+size:], D: d, derived: true}, nil
}

// NewOKP is the same for the kinds of OKP; its errors are those of OKPPublic.
func NewOKP(curve string, d []byte) (*OKP, error) {
	public, err := OKPPublic(curve, d)
	if err != nil {
		return nil, err
	}
	return &OKP{Curve: curve, X: public, D: d, derived: true}, nil
}

// ECPoint returns the uncompressed public point (04 X Y) of the private
// number d, which must be CurveBytes long; invalid_key when d is zero or not
// below the curve's order.
func ECPoint(curve string, d []byte) ([]byte, error) {
	if curve == Secp256k1 {
		x, y, ok := secp256k1.PublicPoint(d)
		if !ok {
			return nil, invalid("the private number is out of range")
		}
		return append(append([]byte{4}, x...), y...), nil
	}
	c := ecdhCurve(curve)
	if c == nil {
		return nil, fault.New(fault.UnsupportedCurve, "")
	}
	private, err := c.NewPrivateKey(d)
	if err != nil {
		return nil, invalid("the private number is out of range")
	}
	return private.PublicKey().Bytes(), nil
}

// OKPPublic returns the public key of the private key d (RFC 8032 sections
// 5.1.5 and 5.2.5, RFC 7748 section 6, FIPS 204 algorithm 6) of a curve that is
// one of ours.
func OKPPublic(curve string, d []byte) ([]byte, error) {
	if len(d) != SeedBytes(curve) {
		return nil, invalid("the key has not the length of " + curve)
	}
	switch curve {
	case Ed25519:
		return ed25519.NewKeyFromSeed(d)[32:], nil
	case X25519:
		private, err := ecdh.X25519().NewPrivateKey(d)
		if err != nil {
			return nil, invalid("the private number is out of range")
		}
		return private.PublicKey().Bytes(), nil
	case Ed448:
		return curve448.PublicEd448(d), nil
	case X448:
		return curve448.PublicX448(d), nil
	}
	return mldsa.Public(curve, d), nil
}
