package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"math/big"
	"slices"

	"jwkmint/wasm/internal/key"
)

// digests are those of the algorithms that end so, and SHA-1, which no JWS has and
// old programs take.
var digests = []struct {
	name string
	hash crypto.Hash
}{{"SHA-256", crypto.SHA256}, {"SHA-384", crypto.SHA384}, {"SHA-512", crypto.SHA512}, {"SHA-1", crypto.SHA1}}

// pssAlgs are the algorithms with RSASSA-PSS, in the order of their digests.
var pssAlgs = []string{"PS256", "PS384", "PS512"}

// VerifyAnySalt reports whether signature is that of input by one of PS256, PS384
// and PS512, but for the length of its salt, which is that of the digest in a JWS
// (RFC 7518 section 3.5). Libraries take 20 bytes, or as many as there is room for.
func VerifyAnySalt(m key.Material, alg string, input, signature []byte) bool {
	public, hash := pssKey(m, alg)
	return public != nil && rsa.VerifyPSS(public, hash, sum(hash, input), signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto}) == nil
}

// pssKey is the public key and the digest for an algorithm with RSASSA-PSS; nil where it
// is another one, or the key cannot have it.
func pssKey(m key.Material, alg string) (*rsa.PublicKey, crypto.Hash) {
	k, ok := m.(*key.RSA)
	i := slices.Index(pssAlgs, alg)
	if !ok || i < 0 || m.Check() != nil {
		return nil, 0
	}
	public, _ := raw(k.Public()).(*rsa.PublicKey)
	return public, digests[i].hash
}

// VerifyBare reports whether signature is that of digest by RSASSA-PKCS1-v1_5, but without
// the name of the digest's algorithm before it (RFC 8017 section 9.2): as openssl rsautl
// signs, and pkeyutl where it is told no digest.
func VerifyBare(m key.Material, digest, signature []byte) bool {
	k, ok := m.(*key.RSA)
	if !ok || m.Check() != nil {
		return false
	}
	public, _ := raw(k.Public()).(*rsa.PublicKey)
	return public != nil && rsa.VerifyPKCS1v15(public, 0, digest, signature) == nil
}

// OtherDigest names the digest of a signature that no algorithm of m has: by ECDSA
// on P-256, P-384 or P-521 over another digest than the curve's (RFC 7518 section
// 3.4), or by RSA with SHA-1. It is "" where there is none.
func OtherDigest(m key.Material, input, signature []byte) string {
	if m.Check() != nil {
		return ""
	}
	public := raw(key.PublicOf(m))
	for _, d := range digests {
		sum := sum(d.hash, input)
		switch k := public.(type) {
		case *ecdsa.PublicKey:
			if half := (k.Params().BitSize + 7) / 8; len(signature) == 2*half {
				r, s := new(big.Int).SetBytes(signature[:half]), new(big.Int).SetBytes(signature[half:])
				if ecdsa.Verify(k, sum, r, s) {
					return d.name
				}
			}
		case *rsa.PublicKey:
			if d.hash == crypto.SHA1 && rsa.VerifyPKCS1v15(k, d.hash, sum, signature) == nil {
				return d.name
			}
		}
	}
	return ""
}
