package key

import (
	"slices"

	"jwkmint/wasm/internal/mldsa"
)

func (*RSA) Kty() string { return KtyRSA }
func (*EC) Kty() string  { return KtyEC }
func (*Oct) Kty() string { return KtyOct }

func (k *OKP) Kty() string {
	if slices.Contains(mldsa.Names, k.Curve) {
		return KtyAKP
	}
	return KtyOKP
}

func (k *RSA) IsPrivate() bool { return k.D != nil }
func (k *EC) IsPrivate() bool  { return k.D != nil }
func (k *OKP) IsPrivate() bool { return k.D != nil }
func (*Oct) IsPrivate() bool   { return true }

func (k *RSA) Public() Material { return &RSA{N: k.N, E: k.E} }
func (k *EC) Public() Material  { return &EC{Curve: k.Curve, X: k.X, Y: k.Y} }
func (k *OKP) Public() Material { return &OKP{Curve: k.Curve, X: k.X} }
func (*Oct) Public() Material   { return nil }

// PublicOf is the public half of m, and of a secret the secret itself.
func PublicOf(m Material) Material {
	if public := m.Public(); public != nil {
		return public
	}
	return m
}

// SamePublic reports whether a and b have the same public half.
// Two Oct keys are the same when their bytes are.
func SamePublic(a, b Material) bool {
	switch a := a.(type) {
	case *RSA:
		b, ok := b.(*RSA)
		return ok && a.N.Cmp(b.N) == 0 && a.E.Cmp(b.E) == 0
	case *EC:
		b, ok := b.(*EC)
		return ok && a.Curve == b.Curve && slices.Equal(a.X, b.X) && slices.Equal(a.Y, b.Y)
	case *OKP:
		b, ok := b.(*OKP)
		return ok && a.Curve == b.Curve && slices.Equal(a.X, b.X)
	case *Oct:
		b, ok := b.(*Oct)
		return ok && slices.Equal(a.K, b.K)
	}
	return false
}

// CurveBytes is the size in bytes of a coordinate or scalar on an EC curve,
// or of the public half of an OKP key; 0 for a name that is no curve of ours.
func CurveBytes(curve string) int {
	switch curve {
	case P256, Secp256k1, Ed25519, X25519:
		return 32
	case P384:
		return 48
	case P521:
		return 66
	case X448:
		return 56
	case Ed448:
		return 57
	}
	return mldsa.PublicSize(curve)
}

// SeedBytes is the size in bytes of the private half of an OKP key.
func SeedBytes(curve string) int {
	if mldsa.PublicSize(curve) > 0 {
		return mldsa.SeedSize
	}
	return CurveBytes(curve)
}

// Bits is the size by which people call the key: the modulus length of RSA,
// the field size of a curve, the length of an Oct key. ML-DSA keys go by their
// parameter set: of these it is the length of the public key.
func Bits(m Material) int {
	switch m := m.(type) {
	case *RSA:
		return m.N.BitLen()
	case *EC:
		if m.Curve == P521 {
			return 521
		}
		return CurveBytes(m.Curve) * 8
	case *OKP:
		if m.Curve == Ed448 {
			return 456
		}
		return CurveBytes(m.Curve) * 8
	case *Oct:
		return len(m.K) * 8
	}
	return 0
}
