// Package signer tells which of some keys signed a token, also where that was
// done in a way that will be refused.
package signer

import (
	"slices"
	"strconv"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
	"jwkmint/wasm/internal/token"
)

const (
	// MaxTried is how many keys are tried on one token's signature. A
	// signature takes some milliseconds to verify in a page: against a set of
	// ten thousand keys, a token without a kid would take a minute.
	MaxTried = 200
	// maxTwisted is how many keys are tried for a signature that was made in
	// another way than the header says; each takes up to maxTrials.
	maxTwisted = 8
)

// Verdict is what is known of a token's signature. Keys are told by their index.
type Verdict struct {
	Signer int // -1 for none
	At     int // which of the signatures it is
	How    How
	// Alg is the algorithm by which it was made, where it is not the header's; of
	// OtherDigest the digest, and of WithPublicKey and WithPrivateKey what was taken for the secret.
	Alg string
	// Plain is that the signature is over the text without the padding (or the
	// other characters) that the token has now.
	Plain bool
	// Able is the first key that could have signed, when none did; -1 for none.
	Able int
	// Tried is whether all keys were.
	Tried bool
}

// How a signature was made.
type How int

const (
	Unsigned How = iota
	Rightly
	InDER          // r and s in DER, and not one after the other
	ByAnother      // by another algorithm than the header's
	WithPublicKey  // by HMAC, with a text of the public key as secret
	WithPrivateKey // by HMAC, with a text of the private key as secret
	OtherSalt      // by PSS, with a salt of another length than JWS has
	OtherMask      // by PSS, with SHA-1 in its mask
	OtherDigest    // over another digest than any algorithm of the key has
	AsText         // rightly, but written as hexadecimal or base64 before it was encoded
	Shortened      // r and s without the zeros at their head
	Swapped        // s and r in place of r and s
	Reversed       // the last byte first, as Windows' CryptoAPI has it
	WithLineBreak  // over the text and the end of a line
	OfDigest       // over the digest of the digest
	BareDigest     // over a digest without its name, as openssl rsautl signs
	InHex          // rightly, but written in hexadecimal in place of base64url
	OverOther      // over another text than that before it
	WithSecretText // by HMAC, with the text of the secret in place of its bytes, or the other way round
)

// Find looks for the key that signed t, first among those of the indices given.
func Find(t token.Token, keys []*key.Key, first []int) Verdict {
	v := Verdict{Signer: -1, Able: -1, Tried: true}
	if len(t.Signatures) == 0 {
		return v
	}
	order := first
	for i := range keys {
		if len(order) == MaxTried {
			v.Tried = false
			break
		}
		if !slices.Contains(first, i) {
			order = append(order, i)
		}
	}
	for _, at := range order {
		m := keys[at].Material
		for i, input := range t.Inputs {
			valid, able := Verify(m, t.Alg, input, t.Signatures)
			if able && v.Able < 0 {
				v.Able = at
			}
			if valid >= 0 {
				return Verdict{Signer: at, At: valid, How: Rightly, Plain: i > 0, Able: -1, Tried: true}
			}
			if valid = verifyDER(m, t.Alg, input, t.Signatures); valid >= 0 {
				return Verdict{Signer: at, At: valid, How: InDER, Plain: i > 0, Able: -1, Tried: true}
			}
		}
	}
	for _, at := range order[:min(len(order), maxTwisted)] {
		if o := twist(keys[at], t); o.how != Unsigned {
			return Verdict{Signer: at, At: o.at, How: o.how, Alg: o.alg, Able: -1, Tried: true}
		}
	}
	return v
}

// Verify tells which of the signatures is by m, -1 for none, and whether that can be
// told.
func Verify(m key.Material, alg string, input []byte, signatures [][]byte) (at int, able bool) {
	size := Size(m)
	fits := func(s []byte) bool { return size == 0 || len(s) == size }
	if !slices.ContainsFunc(signatures, fits) {
		signatures = signatures[:min(len(signatures), 1)] // to see whether it could be told
	}
	for i, s := range signatures {
		if len(signatures) > 1 && !fits(s) {
			continue
		}
		ok, err := jose.Verify(m, alg, input, s)
		if err == nil {
			able = true
		}
		if ok && err == nil {
			return i, true
		}
	}
	return -1, able
}

// Size is the length in bytes of a signature by m; 0 when it depends
// on the algorithm.
func Size(m key.Material) int {
	switch m := m.(type) {
	case *key.RSA:
		return (m.N.BitLen() + 7) / 8
	case *key.EC:
		return 2 * key.CurveBytes(m.Curve)
	case *key.OKP:
		if m.Curve == key.Ed25519 {
			return 64
		}
		return mldsa.SignatureSize(m.Curve)
	}
	return 0
}

// Lengths are how long a signature by m should be and those of the token are, in bytes;
// 0 where one has the right length or that is not known.
func Lengths(t token.Token, m key.Material) (want, got int) {
	want = Size(m)
	if hmac := strings.TrimPrefix(t.Alg, "HS"); hmac != t.Alg {
		bits, _ := strconv.Atoi(hmac)
		want = bits / 8
	}
	for _, s := range t.Signatures {
		if len(s) == want || want == 0 {
			return 0, 0
		}
		if got == 0 {
			got = len(s)
		}
	}
	return want, got
}

// IsCut reports whether a part may be missing of the token's signature, if that is by m.
// One that has just the length of those by another key is rather that, but where dots
// stand behind it.
func IsCut(t token.Token, m key.Material) bool {
	want, got := Lengths(t, m)
	return got < want && (t.Shortened || (got == 0 || got%128 != 0) && !slices.Contains([]int{48, 64, 96, 114, 132}, got))
}

// verifyDER is Verify of ECDSA signatures as X.509 and most libraries have
// them, which JOSE does not take.
func verifyDER(m key.Material, alg string, input []byte, signatures [][]byte) int {
	ec, ok := m.(*key.EC)
	if !ok {
		return -1
	}
	for i, s := range signatures {
		if flat, ok := flatten(s, key.CurveBytes(ec.Curve)); ok {
			if valid, err := jose.Verify(m, alg, input, flat); valid && err == nil {
				return i
			}
		}
	}
	return -1
}

// twist looks for what was done otherwise than the header says, or than JOSE has it:
// see How.
func twist(k *key.Key, t token.Token) odd {
	left := maxTrials
	for _, input := range t.Inputs {
		trials := trials{k.Material, t.Alg, input, t.Signatures, &left}
		if found := trials.run(); found.how != Unsigned {
			return found
		}
		if !strings.HasPrefix(t.Alg, "HS") {
			continue
		}
		if secret, ok := k.Material.(*key.Oct); ok {
			for _, other := range secretTexts(secret.K) {
				if at, _ := Verify(&key.Oct{K: other}, t.Alg, input, t.Signatures); at >= 0 {
					return odd{WithSecretText, "", at}
				}
			}
			continue
		}
		for _, text := range keyTexts(k) {
			if at, _ := Verify(&key.Oct{K: text.text}, t.Alg, input, t.Signatures); at >= 0 {
				return odd{text.how, text.name, at}
			}
		}
	}
	return odd{}
}
