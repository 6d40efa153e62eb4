package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"hash"
	"math/big"
	"slices"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/secp256k1"
)

// ErrUnverifiable says that a signature was not looked at: the algorithm does
// not fit the key, or there is no code here for it (Ed448, RSA keys that
// crypto/rsa refuses).
var ErrUnverifiable = errors.New("jose: a signature of this kind cannot be verified")

// Verify reports whether signature is that of input, by the JWS algorithm
// alg (RFC 7518 section 3, RFC 8037 section 3.1, RFC 8812 section 3.2) and
// the key m. It does not go through jwx: its jws package alone would add
// 120 kB to what every visitor downloads.
func Verify(m key.Material, alg string, input, signature []byte) (bool, error) {
	if !slices.Contains(Algorithms(m, UseSig, nil), alg) {
		return false, ErrUnverifiable
	}
	switch m := m.(type) {
	case *key.RSA:
		return verifyRSA(m, alg, input, signature)
	case *key.EC:
		return verifyEC(m, alg, input, signature)
	case *key.OKP:
		if m.Curve == key.Ed25519 {
			return ed25519.Verify(m.X, input, signature), nil
		}
	case *key.Oct:
		_, newHash := hashOf(alg)
		mac := hmac.New(newHash, m.K)
		mac.Write(input)
		return hmac.Equal(mac.Sum(nil), signature), nil
	}
	return false, ErrUnverifiable
}

// hashOf reads the hash off the end of an algorithm's name.
func hashOf(alg string) (crypto.Hash, func() hash.Hash) {
	switch alg[2:5] {
	case "384":
		return crypto.SHA384, sha512.New384
	case "512":
		return crypto.SHA512, sha512.New
	}
	return crypto.SHA256, sha256.New
}

func digest(alg string, input []byte) (crypto.Hash, []byte) {
	id, newHash := hashOf(alg)
	h := newHash()
	h.Write(input)
	return id, h.Sum(nil)
}

func verifyRSA(m *key.RSA, alg string, input, signature []byte) (bool, error) {
	if m.E.BitLen() > 31 {
		return false, ErrUnverifiable
	}
	public := &rsa.PublicKey{N: m.N, E: int(m.E.Int64())}
	id, sum := digest(alg, input)
	var err error
	if alg[0] == 'P' {
		// RFC 7518 section 3.5: the salt is as long as the hash.
		err = rsa.VerifyPSS(public, id, sum, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	} else {
		err = rsa.VerifyPKCS1v15(public, id, sum, signature)
	}
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, rsa.ErrVerification):
		return false, nil
	}
	return false, ErrUnverifiable // crypto/rsa refuses the key
}

// verifyEC takes the signature as R and S at full length, one after the
// other (RFC 7518 section 3.4).
func verifyEC(m *key.EC, alg string, input, signature []byte) (bool, error) {
	size := key.CurveBytes(m.Curve)
	if len(signature) != 2*size {
		return false, nil
	}
	_, sum := digest(alg, input)
	if m.Curve == key.Secp256k1 {
		return secp256k1.Verify(m.X, m.Y, sum, signature[:size], signature[size:]), nil
	}
	public, err := ecdsa.ParseUncompressedPublicKey(nistCurves[m.Curve], append(append([]byte{4}, m.X...), m.Y...))
	if err != nil {
		return false, ErrUnverifiable
	}
	r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
	return ecdsa.Verify(public, sum, r, s), nil
}

var nistCurves = map[string]elliptic.Curve{
	key.P256: elliptic.P256(), key.P384: elliptic.P384(), key.P521: elliptic.P521(),
}
