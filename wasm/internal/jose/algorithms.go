package jose

import (
	"slices"
	"strings"

	"github.com/lestrrat-go/jwx/v2/jwa"

	"jwkmint/wasm/internal/key"
)

// The values of "use" (RFC 7517 section 4.2).
const (
	UseSig = "sig"
	UseEnc = "enc"
)

// Uses returns what the key can be used for, signing first. only, when not
// nil, are the algorithms that the key allows (key.Key.Algs).
func Uses(m key.Material, only []string) []string {
	var uses []string
	for _, use := range []string{UseSig, UseEnc} {
		if len(Algorithms(m, use, only)) > 0 {
			uses = append(uses, use)
		}
	}
	return uses
}

// Algorithms returns the JWA algorithms that fit the key and use ("sig" or
// "enc"), the usual one first; nil when there are none. only, when not nil,
// are the algorithms that the key allows (key.Key.Algs). The list is not the
// caller's to change.
func Algorithms(m key.Material, use string, only []string) []string {
	var algs []string
	switch m := m.(type) {
	case *key.RSA:
		algs = uses[key.KtyRSA].of(use)
	case *key.EC:
		algs = uses[m.Curve].of(use)
	case *key.OKP:
		algs = uses[m.Curve].of(use)
		if own := OwnAlgorithm(m); own != "" && use == UseSig {
			algs = []string{own}
		}
	case *key.Oct:
		algs = octAlgorithms(len(m.K)*8, use)
	}
	if only == nil {
		return algs
	}
	var allowed []string
	for _, alg := range algs {
		if slices.Contains(only, alg) {
			allowed = append(allowed, alg)
		}
	}
	return allowed
}

// OwnAlgorithm is the algorithm that is a part of an AKP key (RFC 9964 section 3),
// "" for keys of other types.
func OwnAlgorithm(m key.Material) string {
	if k, ok := m.(*key.OKP); ok && k.Kty() == key.KtyAKP {
		return k.Curve
	}
	return ""
}

// IsEdDSA reports whether alg is one of the names of EdDSA: the polymorphic one
// of RFC 8037, or those that RFC 9864 gives it with each curve.
func IsEdDSA(alg string) bool { return alg == "EdDSA" || alg == key.Ed25519 || alg == key.Ed448 }

// algorithms are those of one kind of key, by use.
type algorithms struct{ sig, enc []string }

func (a algorithms) of(use string) []string {
	switch use {
	case UseSig:
		return a.sig
	case UseEnc:
		return a.enc
	}
	return nil
}

// uses are the algorithms of RSA keys and of each curve. Those of AKP keys are
// the one that is theirs: of ML-DSA, RFC 9964 has the pure form alone.
//
// RSA1_5 is left out: its padding has invited decryption oracles since
// Bleichenbacher's of 1998, and no new key should be bound to it. secp256k1 is
// registered for signing only (RFC 8812 section 3.1). EdDSA comes before the
// fully specified names of RFC 9864, which deprecates it: few libraries know
// the new names yet, and jwx does not.
var uses = map[string]algorithms{
	key.KtyRSA: {
		sig: names(jwa.RS256, jwa.RS384, jwa.RS512, jwa.PS256, jwa.PS384, jwa.PS512),
		enc: names(jwa.RSA_OAEP_256, jwa.RSA_OAEP, jwa.RSA_OAEP_384, jwa.RSA_OAEP_512),
	},
	key.P256:      {sig: names(jwa.ES256), enc: agreement},
	key.P384:      {sig: names(jwa.ES384), enc: agreement},
	key.P521:      {sig: names(jwa.ES512), enc: agreement},
	key.Secp256k1: {sig: names(jwa.ES256K)},
	key.Ed25519:   {sig: append(names(jwa.EdDSA), key.Ed25519)},
	key.Ed448:     {sig: append(names(jwa.EdDSA), key.Ed448)},
	key.X25519:    {enc: agreement},
	key.X448:      {enc: agreement},
}

// agreement is ECDH-ES in its direct and wrapping forms (RFC 7518 section 4.6).
var agreement = names(jwa.ECDH_ES, jwa.ECDH_ES_A128KW, jwa.ECDH_ES_A192KW, jwa.ECDH_ES_A256KW)

// names are the names that jwx has for algorithms.
func names(list ...jwa.KeyAlgorithm) []string {
	texts := make([]string, len(list))
	for i, alg := range list {
		texts[i] = alg.String()
	}
	return texts
}

// hmacs are in falling order: the longest that fits is the one a key was sized
// for.
var hmacs = names(jwa.HS512, jwa.HS384, jwa.HS256)

// secrets are the encryption algorithms by the size of the key in bits: AES wants
// exactly its own (RFC 7518 sections 4.4 to 4.7 and 5).
var secrets = map[int][]string{
	128: names(jwa.A128KW, jwa.A128GCMKW, jwa.DIRECT, jwa.A128GCM),
	192: names(jwa.A192KW, jwa.A192GCMKW, jwa.DIRECT, jwa.A192GCM),
	256: names(jwa.A256KW, jwa.A256GCMKW, jwa.DIRECT, jwa.A256GCM, jwa.A128CBC_HS256),
	384: names(jwa.DIRECT, jwa.A192CBC_HS384),
	512: names(jwa.DIRECT, jwa.A256CBC_HS512),
}

// octAlgorithms goes by the key's size: HMAC wants at least the size of its
// hash (RFC 7518 section 3.2).
func octAlgorithms(bits int, use string) []string {
	switch {
	case use == UseEnc:
		return secrets[bits]
	case use != UseSig || bits < 256:
		return nil
	case bits < 384:
		return hmacs[2:]
	case bits < 512:
		return hmacs[1:]
	}
	return hmacs
}

// KeyOps returns the "key_ops" (RFC 7517 section 4.3) of a key used with alg,
// as WebCrypto also names and expects them; private says which half is
// written. It is nil where there is no operation to name: the public half of
// a key agreement, which WebCrypto imports with no usages.
//
// A JWK that carries no alg passes the usual one (the first of Algorithms):
// without it only use is known, which tells signing keys alone.
func KeyOps(use, alg string, private bool) []string {
	side := func(public, secret []string) []string {
		if private {
			return secret
		}
		return public
	}
	switch {
	case strings.HasPrefix(alg, "HS"):
		return []string{"sign", "verify"}
	case strings.HasPrefix(alg, "RSA-OAEP"):
		return side([]string{"encrypt", "wrapKey"}, []string{"decrypt", "unwrapKey"})
	case strings.HasPrefix(alg, "ECDH-ES"):
		return side(nil, []string{"deriveKey", "deriveBits"})
	case strings.HasPrefix(alg, "A") && strings.HasSuffix(alg, "KW"):
		return []string{"wrapKey", "unwrapKey"}
	case alg == "dir", strings.HasPrefix(alg, "A"):
		return []string{"encrypt", "decrypt"}
	case use == UseSig:
		return side([]string{"verify"}, []string{"sign"})
	}
	return nil
}
