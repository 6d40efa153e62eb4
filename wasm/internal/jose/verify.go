package jose

import (
	"crypto/rsa"
	"errors"
	"slices"

	"github.com/lestrrat-go/jwx/v2/jws"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// ErrUnverifiable says that a signature was not looked at: the algorithm does not
// fit the key, the numbers do not make one, or there is no code here for it
// (Ed448, RSA keys that crypto/rsa refuses).
var ErrUnverifiable = errors.New("jose: a signature of this kind cannot be verified")

// Verify reports whether signature is that of input, by the JWS algorithm
// alg (RFC 7518 section 3, RFC 8037 section 3.1, RFC 8812 section 3.2, RFC 9964
// section 5) and
// the key m.
func Verify(m key.Material, alg string, input, signature []byte) (bool, error) {
	if !slices.Contains(Algorithms(m, UseSig, nil), alg) {
		return false, ErrUnverifiable
	}
	if public := m.Public(); public != nil {
		m = public
	}
	if k, ok := m.(*key.OKP); ok && k.Kty() == key.KtyAKP {
		return mldsa.Verify(k.Curve, k.X, input, signature), nil
	}
	numbers := raw(m)
	if isSecp256k1(m) {
		numbers = m // es256k's own
	}
	verifier, err := jws.NewVerifier(jwxAlgorithm(alg))
	if err != nil || numbers == nil || m.Check() != nil {
		return false, ErrUnverifiable
	}
	err = verifier.Verify(input, signature, numbers)
	if _, ok := m.(*key.RSA); ok && err != nil && !errors.Is(err, rsa.ErrVerification) {
		return false, ErrUnverifiable // crypto/rsa refuses the key
	}
	return err == nil, nil
}
