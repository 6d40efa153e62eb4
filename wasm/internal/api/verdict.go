package api

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/token"
)

const (
	// maxTried is how many keys are tried on one token's signature. A
	// signature takes some milliseconds to verify in a page: against a set of
	// ten thousand keys, a token without a kid would take a minute.
	maxTried = 200
	// maxTwisted is how many keys are tried for a signature that was made in
	// another way than the header says; each takes a dozen tries.
	maxTwisted = 8
)

// verdict is what is known of a token's signature.
type verdict struct {
	signer *entry
	how    made
	alg    string // by which it was made, where it is not the header's
	// padded is that the signature is over the text without the padding (or
	// the other characters) that the token has now.
	padded bool
	// able is the first key that could have signed, when none did.
	able *entry
	// tried is whether all keys were.
	tried bool
}

// made is how a signature was made.
type made int

const (
	unsigned made = iota
	rightly
	inDER         // r and s in DER, and not one after the other
	byAnother     // by another algorithm than the header's
	withPublicKey // by HMAC, with the text of the public key as secret
)

// verify looks for the key that signed t, first among those in the order given.
func (w *writer) verify(t token.Token, first []*entry) verdict {
	v := verdict{tried: true}
	if len(t.Signatures) == 0 {
		return v
	}
	keys := first
	for _, e := range w.keys {
		if len(keys) == maxTried {
			v.tried = false
			break
		}
		if !slices.Contains(first, e) {
			keys = append(keys, e)
		}
	}
	for _, e := range keys {
		for i, input := range t.Inputs {
			valid, able := verifyAny(e.Material, t.Alg, input, t.Signatures)
			if able && v.able == nil {
				v.able = e
			}
			if valid {
				return verdict{signer: e, how: rightly, padded: i > 0, tried: true}
			}
			if verifyDER(e.Material, t.Alg, input, t.Signatures) {
				return verdict{signer: e, how: inDER, padded: i > 0, tried: true}
			}
		}
	}
	for _, e := range keys[:min(len(keys), maxTwisted)] {
		if twisted, ok := twist(e, t); ok {
			return twisted
		}
	}
	return v
}

// verifyAny reports whether one of the signatures is by m, and whether that
// can be told.
func verifyAny(m key.Material, alg string, input []byte, signatures [][]byte) (valid, able bool) {
	for _, s := range signatures {
		if size := signatureSize(m); size > 0 && len(s) != size && len(signatures) > 1 {
			continue
		}
		ok, err := jose.Verify(m, alg, input, s)
		if err == nil {
			able = true
		}
		if ok && err == nil {
			return true, true
		}
	}
	return false, able
}

// signatureSize is the length in bytes of a signature by m; 0 when it depends
// on the algorithm.
func signatureSize(m key.Material) int {
	switch m := m.(type) {
	case *key.RSA:
		return (m.N.BitLen() + 7) / 8
	case *key.EC:
		return 2 * key.CurveBytes(m.Curve)
	case *key.OKP:
		if m.Curve == key.Ed25519 {
			return 64
		}
	}
	return 0
}

// verifyDER is verifyAny of ECDSA signatures as X.509 and most libraries have
// them, which JOSE does not take.
func verifyDER(m key.Material, alg string, input []byte, signatures [][]byte) bool {
	ec, ok := m.(*key.EC)
	if !ok {
		return false
	}
	for _, s := range signatures {
		if flat, ok := flatSignature(s, key.CurveBytes(ec.Curve)); ok {
			if valid, err := jose.Verify(m, alg, input, flat); valid && err == nil {
				return true
			}
		}
	}
	return false
}

// twist looks for what was done otherwise than the header says: another
// algorithm of the same key, or an HMAC with its public half.
func twist(e *entry, t token.Token) (verdict, bool) {
	for _, input := range t.Inputs {
		for _, alg := range jose.Algorithms(e.Material, jose.UseSig, nil) {
			if alg == t.Alg {
				continue
			}
			if valid, _ := verifyAny(e.Material, alg, input, t.Signatures); valid {
				return verdict{signer: e, how: byAnother, alg: alg, tried: true}, true
			}
			if verifyDER(e.Material, alg, input, t.Signatures) {
				return verdict{signer: e, how: byAnother, alg: alg, tried: true}, true
			}
		}
		if strings.HasPrefix(t.Alg, "HS") {
			for _, secret := range publicTexts(e.Key) {
				if valid, _ := verifyAny(&key.Oct{K: secret}, t.Alg, input, t.Signatures); valid {
					return verdict{signer: e, how: withPublicKey, tried: true}, true
				}
			}
		}
	}
	return verdict{}, false
}

// publicTexts are the forms of a public key that a confused library takes for
// the secret of an HMAC.
func publicTexts(k *key.Key) [][]byte {
	var list [][]byte
	for _, form := range []encode.Form{encode.SPKI, encode.PKCS1Public, encode.Certificate} {
		if text, err := encode.PEM(k, form); err == nil {
			list = append(list, []byte(text), []byte(strings.TrimSuffix(text, "\n")))
		}
		if der, err := encode.DER(k, form); err == nil {
			list = append(list, der)
		}
	}
	return list
}
