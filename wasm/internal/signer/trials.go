package signer

import (
	"crypto"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/token"
)

// maxTrials is how many signatures are verified for one key and token, whatever ends a
// token can have: each takes some milliseconds in a page, and a token is right or wrong
// in a dozen ways.
const maxTrials = 100

// trials looks for a signature by m of input that is right but for one thing that
// libraries do by default, or people by mistake.
type trials struct {
	m          key.Material
	alg        string // the header's
	input      []byte
	signatures [][]byte
	left       *int
}

// odd is what was found.
type odd struct {
	how How
	alg string // see Verdict
	at  int    // which of the signatures
}

// spend reports whether one more may be verified.
func (t *trials) spend() bool {
	*t.left--
	return *t.left >= 0
}

// valid is jose.Verify within what may be tried, of ECDSA in DER too.
func (t *trials) valid(alg string, input, signature []byte) bool {
	if size := Size(t.m); size == 0 || size == len(signature) {
		if !t.spend() {
			return false
		}
		if ok, err := jose.Verify(t.m, alg, input, signature); ok && err == nil {
			return true
		}
	}
	flat, ok := t.flat(signature)
	if !ok || !t.spend() {
		return false
	}
	ok, err := jose.Verify(t.m, alg, input, flat)
	return ok && err == nil
}

// flat is an ECDSA signature in DER as JOSE has it.
func (t *trials) flat(signature []byte) ([]byte, bool) {
	if ec, ok := t.m.(*key.EC); ok {
		return flatten(signature, key.CurveBytes(ec.Curve))
	}
	return nil, false
}

// run looks at each of the signatures, at what is likeliest first.
func (t *trials) run() odd {
	own := jose.Algorithms(t.m, jose.UseSig, nil)
	// What is wrong but for the algorithm, too, is looked for by the usual one alone.
	alg := t.alg
	if len(own) > 0 && !slices.Contains(own, alg) {
		alg = own[0]
	}
	for at, s := range t.signatures {
		for _, other := range own {
			if other != t.alg && t.valid(other, t.input, s) {
				return odd{ByAnother, other, at}
			}
		}
		for _, other := range own {
			if strings.HasPrefix(other, "PS") && len(s) == Size(t.m) && t.spend() {
				if jose.VerifyAnySalt(t.m, other, t.input, s) {
					return odd{OtherSalt, other, at}
				}
				if jose.VerifyOtherMask(t.m, other, t.input, s) {
					return odd{OtherMask, other, at}
				}
			}
		}
		if hash := t.otherDigest(s); hash != "" {
			return odd{OtherDigest, hash, at}
		}
		if len(s) == Size(t.m) && t.spend() && jose.VerifyBare(t.m, digestOf(alg, t.input), s) {
			return odd{BareDigest, "", at}
		}
		for _, w := range writings(t.m, s) {
			if t.valid(alg, t.input, w.signature) {
				return odd{w.how, "", at}
			}
		}
		for _, in := range inputs(alg, t.input) {
			if t.valid(alg, in.input, s) {
				return odd{in.how, "", at}
			}
		}
	}
	for at, s := range t.signatures {
		for _, other := range otherTexts(t.input) {
			if t.valid(alg, other, s) {
				return odd{OverOther, "", at}
			}
		}
	}
	return odd{}
}

// otherDigest names the digest that no algorithm of the key has.
func (t *trials) otherDigest(signature []byte) string {
	flat, ok := t.flat(signature)
	if !ok {
		flat = signature
	}
	if len(flat) != Size(t.m) || !t.spend() {
		return ""
	}
	return jose.OtherDigest(t.m, t.input, flat)
}

type written struct {
	how       How
	signature []byte
}

// writings are the signatures that s can be, if it was not written as JOSE has it.
func writings(m key.Material, s []byte) (list []written) {
	if plain := fromText(s); plain != nil {
		list = append(list, written{AsText, plain})
	}
	if plain, err := hex.DecodeString(base64.RawURLEncoding.EncodeToString(s)); err == nil {
		list = append(list, written{InHex, plain})
	}
	switch m := m.(type) {
	case *key.EC:
		half := key.CurveBytes(m.Curve)
		if len(s) == 2*half {
			return append(list, written{Swapped, slices.Concat(s[half:], s[:half])})
		}
		// Each of the numbers may have lost zeros at its head: most often one, of 256
		// signatures one has it, and no more than two.
		for lost := 2*half - len(s); lost == 1 || lost == 2; lost = 0 {
			for ofR := range lost + 1 {
				r, rest := s[:half-ofR], s[half-ofR:]
				list = append(list, written{Shortened, slices.Concat(make([]byte, ofR), r, make([]byte, lost-ofR), rest)})
			}
		}
	case *key.RSA:
		if len(s) == Size(m) {
			back := slices.Clone(s)
			slices.Reverse(back)
			list = append(list, written{Reversed, back})
		}
	}
	return list
}

type signedText struct {
	how   How
	input []byte
}

// inputs are what can have been signed in place of the text: itself with the end of a
// line, or its digest, which the algorithm then took the digest of once more.
func inputs(alg string, input []byte) []signedText {
	digest := digestOf(alg, input)
	return []signedText{
		{WithLineBreak, append(input[:len(input):len(input)], '\n')},
		{WithLineBreak, append(input[:len(input):len(input)], '\r', '\n')},
		{OfDigest, digest},
		{OfDigest, []byte(hex.EncodeToString(digest))},
	}
}

// otherTexts are the JSON of a token's text, its payload alone, or what it is without the dot
// or with padding.
func otherTexts(input []byte) [][]byte {
	first, second, _ := strings.Cut(string(input), ".")
	header, _ := token.Decode(first)
	payload, _ := token.Decode(second)
	padded := base64.URLEncoding.EncodeToString(header) + "." + base64.URLEncoding.EncodeToString(payload)
	return [][]byte{slices.Concat(header, []byte("."), payload), []byte(second), payload, []byte(first + second), []byte(padded)}
}

// digestOf is the digest of a text by that of an algorithm.
func digestOf(alg string, input []byte) []byte {
	hash := crypto.SHA256
	switch {
	case strings.HasSuffix(alg, "384"):
		hash = crypto.SHA384
	case strings.HasSuffix(alg, "512"), strings.HasPrefix(alg, "Ed"):
		hash = crypto.SHA512
	}
	h := hash.New()
	h.Write(input)
	return h.Sum(nil)
}

// fromText returns the bytes that text stands for, in hexadecimal or base64; nil
// where it is neither.
func fromText(text []byte) []byte {
	if raw, err := hex.DecodeString(string(text)); err == nil {
		return raw
	}
	if raw, err := token.Decode(string(text)); err == nil {
		return raw
	}
	return nil
}

// secretTexts are what is taken for a secret in place of its bytes: their text in
// base64 or hexadecimal, or the bytes that their own text stands for.
func secretTexts(k []byte) [][]byte {
	list := [][]byte{[]byte(hex.EncodeToString(k))}
	for _, e := range []*base64.Encoding{base64.RawURLEncoding, base64.URLEncoding, base64.StdEncoding, base64.RawStdEncoding} {
		list = append(list, []byte(e.EncodeToString(k)))
	}
	if raw := fromText(k); raw != nil {
		list = append(list, raw)
	}
	return list
}
