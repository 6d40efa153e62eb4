package jose

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"errors"

	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jws"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/secp256k1"
)

// jws is given what it lacks: ES256K, and the verifying of RSASSA-PSS by the
// letter, where it takes signatures with any salt.
func init() {
	jws.RegisterSigner(jwa.ES256K, jws.SignerFactoryFn(func() (jws.Signer, error) { return es256k{}, nil }))
	jws.RegisterVerifier(jwa.ES256K, jws.VerifierFactoryFn(func() (jws.Verifier, error) { return es256k{}, nil }))
	for alg, hash := range map[jwa.SignatureAlgorithm]crypto.Hash{
		jwa.PS256: crypto.SHA256, jwa.PS384: crypto.SHA384, jwa.PS512: crypto.SHA512,
	} {
		jws.RegisterVerifier(alg, jws.VerifierFactoryFn(func() (jws.Verifier, error) { return pss(hash), nil }))
	}
}

var (
	errSignature = errors.New("jose: not the signature")
	errKey       = errors.New("jose: not a key for this algorithm")
)

// es256k is RFC 8812 section 3.2. Its keys are *key.EC.
type es256k struct{}

func (es256k) Algorithm() jwa.SignatureAlgorithm { return jwa.ES256K }

func (es256k) Sign(input []byte, k any) ([]byte, error) {
	m, ok := k.(*key.EC)
	if !ok {
		return nil, errKey
	}
	sum := sha256.Sum256(input)
	r, s, ok := secp256k1.Sign(m.D, sum[:])
	if !ok {
		return nil, errKey
	}
	return append(r, s...), nil
}

func (es256k) Verify(input, signature []byte, k any) error {
	const size = secp256k1.Size
	m, ok := k.(*key.EC)
	sum := sha256.Sum256(input)
	if !ok || len(signature) != 2*size || !secp256k1.Verify(m.X, m.Y, sum[:], signature[:size], signature[size:]) {
		return errSignature
	}
	return nil
}

// pss is RSASSA-PSS with a salt as long as the hash (RFC 7518 section 3.5).
type pss crypto.Hash

func (hash pss) Verify(input, signature []byte, k any) error {
	public, ok := k.(*rsa.PublicKey)
	if !ok {
		return errKey
	}
	h := crypto.Hash(hash).New()
	h.Write(input)
	return rsa.VerifyPSS(public, crypto.Hash(hash), h.Sum(nil), signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
}

var _ = sha512.New // for crypto.SHA384 and crypto.SHA512
