package jose

import (
	"slices"
	"strconv"
	"strings"

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
// are the algorithms that the key allows (key.Key.Algs).
func Algorithms(m key.Material, use string, only []string) []string {
	var algs []string
	switch m := m.(type) {
	case *key.RSA:
		algs = rsaAlgorithms(use)
	case *key.EC:
		algs = ecAlgorithms(m.Curve, use)
	case *key.OKP:
		algs = okpAlgorithms(m.Curve, use)
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

// rsaAlgorithms leaves out RSA1_5: its padding has invited decryption oracles
// since Bleichenbacher's of 1998, and no new key should be bound to it.
func rsaAlgorithms(use string) []string {
	switch use {
	case UseSig:
		return []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}
	case UseEnc:
		return []string{"RSA-OAEP-256", "RSA-OAEP", "RSA-OAEP-384", "RSA-OAEP-512"}
	}
	return nil
}

func ecAlgorithms(curve, use string) []string {
	switch {
	case use == UseEnc && curve == key.Secp256k1:
		return nil // RFC 8812 section 3.1 registers it for signing only
	case use == UseEnc:
		return agreement()
	case use != UseSig:
		return nil
	}
	switch curve {
	case key.P256:
		return []string{"ES256"}
	case key.P384:
		return []string{"ES384"}
	case key.P521:
		return []string{"ES512"}
	case key.Secp256k1:
		return []string{"ES256K"}
	}
	return nil
}

// okpAlgorithms puts EdDSA before the fully specified names of RFC 9864, which
// deprecates it: few libraries know the new names yet.
func okpAlgorithms(curve, use string) []string {
	switch {
	case use == UseSig && (curve == key.Ed25519 || curve == key.Ed448):
		return []string{"EdDSA", curve}
	case use == UseEnc && (curve == key.X25519 || curve == key.X448):
		return agreement()
	}
	return nil
}

// agreement is ECDH-ES in its direct and wrapping forms (RFC 7518 section 4.6).
func agreement() []string {
	return []string{"ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"}
}

// octAlgorithms goes by the key's size: HMAC wants at least the size of its
// hash (RFC 7518 section 3.2), AES exactly its own (sections 4.4 to 4.7 and 5).
func octAlgorithms(bits int, use string) []string {
	var algs []string
	switch use {
	case UseSig:
		// The longest that fits is the one the key was sized for.
		for _, size := range []int{512, 384, 256} {
			if bits >= size {
				algs = append(algs, "HS"+strconv.Itoa(size))
			}
		}
	case UseEnc:
		switch bits {
		case 128, 192, 256:
			aes := "A" + strconv.Itoa(bits)
			algs = []string{aes + "KW", aes + "GCMKW", "dir", aes + "GCM"}
			if bits == 256 {
				algs = append(algs, "A128CBC-HS256")
			}
		case 384:
			algs = []string{"dir", "A192CBC-HS384"}
		case 512:
			algs = []string{"dir", "A256CBC-HS512"}
		}
	}
	return algs
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
