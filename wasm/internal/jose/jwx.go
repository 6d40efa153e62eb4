package jose

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"math/big"

	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/x25519"

	"jwkmint/wasm/internal/key"
)

// raw returns the numbers of m in the type that Go's library has for them, and
// jwx takes them in: *rsa.PublicKey, *rsa.PrivateKey, *ecdsa.PublicKey,
// *ecdsa.PrivateKey, ed25519.PublicKey, ed25519.PrivateKey, x25519's, or
// []byte. It returns nil for what has no type there: secp256k1, Ed448, X448,
// exponents over 63 bits. The numbers are not checked.
func raw(m key.Material) any {
	switch m := m.(type) {
	case *key.RSA:
		return rawRSA(m)
	case *key.EC:
		return rawEC(m)
	case *key.OKP:
		return rawOKP(m)
	case *key.Oct:
		return m.K
	}
	return nil
}

func rawRSA(m *key.RSA) any {
	if m.E.BitLen() > 63 {
		return nil
	}
	public := rsa.PublicKey{N: m.N, E: int(m.E.Int64())}
	if m.D == nil {
		return &public
	}
	private := &rsa.PrivateKey{PublicKey: public, D: m.D, Primes: []*big.Int{m.P, m.Q}}
	for _, o := range m.Others {
		private.Primes = append(private.Primes, o.R)
	}
	private.Precomputed.Dp, private.Precomputed.Dq, private.Precomputed.Qinv = m.DP, m.DQ, m.QI
	return private
}

func rawEC(m *key.EC) any {
	curve := nistCurves[m.Curve]
	if curve == nil {
		return nil
	}
	//lint:ignore SA1019 jwx takes the coordinates from here, and what would check them here takes longer than all else
	public := ecdsa.PublicKey{Curve: curve, X: new(big.Int).SetBytes(m.X), Y: new(big.Int).SetBytes(m.Y)}
	if m.D == nil {
		return &public
	}
	//lint:ignore SA1019 as above
	return &ecdsa.PrivateKey{PublicKey: public, D: new(big.Int).SetBytes(m.D)}
}

var nistCurves = map[string]elliptic.Curve{
	key.P256: elliptic.P256(), key.P384: elliptic.P384(), key.P521: elliptic.P521(),
}

func rawOKP(m *key.OKP) any {
	both := append(append(make([]byte, 0, 64), m.D...), m.X...)
	switch {
	case m.Curve == key.Ed25519 && m.D == nil:
		return ed25519.PublicKey(m.X)
	case m.Curve == key.Ed25519:
		return ed25519.PrivateKey(both)
	case m.Curve == key.X25519 && m.D == nil:
		return x25519.PublicKey(m.X)
	case m.Curve == key.X25519:
		return x25519.PrivateKey(both)
	}
	return nil
}

// toJWX returns m as a key of jwx; false where jwx has no type for it: what raw
// has none for, and RSA keys of more than two primes.
func toJWX(m key.Material) (jwk.Key, bool) {
	numbers := raw(m)
	if numbers == nil {
		return nil, false
	}
	k, err := jwk.FromRaw(numbers)
	return k, err == nil
}
