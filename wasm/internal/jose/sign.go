package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"slices"

	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jws"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Sign returns a JWS in compact form (RFC 7515 section 7.1) of header and payload,
// which are written as they are: header is the JSON of an object whose alg is alg.
// Its errors are faults: bad_option where the key does not sign with alg, else
// cannot_sign as for Signer, except that it also signs with secp256k1.
//
// jwx signs, except with ML-DSA. Its own code for headers is not used, since it reorders
// the members and takes certificates apart.
func Sign(header, payload []byte, alg string, m key.Material) (string, error) {
	if !slices.Contains(Algorithms(m, UseSig, nil), alg) {
		return "", fault.New(fault.BadOption, "the key does not sign by that algorithm")
	}
	private, err := signingKey(m)
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	input := encode(header) + "." + encode(payload)
	var signature []byte
	if pq, ok := private.(*mldsa.Signer); ok {
		signature, err = pq.Sign(nil, []byte(input), nil)
	} else {
		signature, err = jwxSign(alg, []byte(input), private)
	}
	if err != nil {
		return "", fault.Wrap(fault.CannotSign, "its numbers are refused", err)
	}
	return input + "." + encode(signature), nil
}

func jwxSign(alg string, input []byte, private any) ([]byte, error) {
	signer, err := jws.NewSigner(jwxAlgorithm(alg))
	if err != nil {
		return nil, err
	}
	return signer.Sign(input, private)
}

// signingKey is m in the form that the signers of jws take.
func signingKey(m key.Material) (any, error) {
	if secret, ok := m.(*key.Oct); ok {
		return secret.K, nil
	}
	if isSecp256k1(m) && m.IsPrivate() {
		return m, nil // es256k's own
	}
	return Signer(m)
}

// CanSign says why Sign cannot make a signature with m that others verify, as
// Signer does, except for keys on secp256k1. It returns nil where Sign can.
func CanSign(m key.Material) error {
	if isSecp256k1(m) && m.IsPrivate() {
		return nil
	}
	_, err := Signer(m)
	return err
}

func isSecp256k1(m key.Material) bool {
	ec, ok := m.(*key.EC)
	return ok && ec.Curve == key.Secp256k1
}

// jwxAlgorithm is the name that jwx has for alg: it signs by EdDSA what
// RFC 9864 calls Ed25519.
func jwxAlgorithm(alg string) jwa.SignatureAlgorithm {
	if alg == key.Ed25519 {
		return jwa.EdDSA
	}
	return jwa.SignatureAlgorithm(alg)
}

// maxExponent is the largest public exponent that crypto/rsa computes with.
const maxExponent = 1<<31 - 1

// Signer returns the private half of m as crypto/rsa, crypto/ecdsa,
// crypto/ed25519 or package mldsa have it. Those know fewer keys than there are:
// for secp256k1, Ed448, an exponent over 31 bits, and keys that do not sign or are not
// private, the fault is cannot_sign.
func Signer(m key.Material) (crypto.Signer, error) {
	if !m.IsPrivate() {
		return nil, fault.New(fault.CannotSign, "it is a public key").
			WithHint("Paste or open the private key: it never leaves this page.")
	}
	switch m := m.(type) {
	case *key.RSA:
		return rsaSigner(m)
	case *key.EC:
		curve := nistCurves[m.Curve]
		if curve == nil {
			return nil, fault.New(fault.CannotSign, m.Curve)
		}
		private, err := ecdsa.ParseRawPrivateKey(curve, m.D)
		if err != nil {
			return nil, fault.Wrap(fault.CannotSign, "its numbers are refused", err)
		}
		return private, nil
	case *key.OKP:
		switch {
		case m.Curve == key.Ed25519:
			return ed25519.NewKeyFromSeed(m.D), nil
		case m.Kty() == key.KtyAKP:
			return mldsa.NewSigner(m.Curve, m.D), nil
		}
		return nil, fault.New(fault.CannotSign, m.Curve)
	}
	return nil, fault.New(fault.CannotSign, "it is a secret")
}

func rsaSigner(m *key.RSA) (crypto.Signer, error) {
	if m.E.Cmp(big.NewInt(maxExponent)) > 0 {
		return nil, fault.New(fault.CannotSign, "its exponent is over 31 bits")
	}
	private := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: m.N, E: int(m.E.Int64())},
		D:         m.D,
		Primes:    []*big.Int{m.P, m.Q},
	}
	for _, other := range m.Others {
		private.Primes = append(private.Primes, other.R)
	}
	private.Precompute()
	return private, nil
}
