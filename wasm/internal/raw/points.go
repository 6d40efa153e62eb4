package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// Tokens returns what the words of a text decode to that are base64,
// base64url or hexadecimal of 32 to 140 bytes, in order, at most maxTokens. They
// are too short to be DER, so nothing else has read them. A word that something
// odd stands against is a piece of something longer that was damaged.
func Tokens(text []byte) [][]byte {
	const (
		shortest, longest = 43, 282 // characters: 32 bytes in base64, 141 in hexadecimal
		maxTokens         = 64      // a text of a million words makes no million keys to try
	)
	var tokens [][]byte
	for i := 0; i < len(text) && len(tokens) < maxTokens; {
		start := i
		for i < len(text) && plain.IsEitherBase64(text[i]) {
			i++
		}
		word := text[start:i]
		for i < len(text) && text[i] == '=' {
			i++
		}
		if len(word) >= shortest && len(word) <= longest && Apart(text, start-1) && Apart(text, i) {
			if raw := Bare(word); raw != nil {
				tokens = append(tokens, raw)
			}
		}
		if i == start {
			i++
		}
	}
	return tokens
}

// Apart reports whether what stands at i parts words: a blank, a quote, or the
// punctuation of data.
func Apart(text []byte, i int) bool {
	return i < 0 || i >= len(text) || strings.IndexByte(parting, text[i]) >= 0
}

const parting = " \t\r\n\"'`:=,;()[]{}<>"

// Bare decodes one word without padding, strictly; nil when it is neither
// hexadecimal nor base64.
func Bare(word []byte) []byte {
	if len(word)%2 == 0 {
		digits := word
		if len(word) > 2 && word[0] == '0' && word[1]|0x20 == 'x' {
			digits = word[2:]
		}
		if raw, err := hex.DecodeString(string(digits)); err == nil {
			return raw
		}
	}
	for _, encoding := range []*base64.Encoding{base64.RawURLEncoding, base64.RawStdEncoding} {
		if raw, err := encoding.Strict().DecodeString(string(word)); err == nil {
			return raw
		}
	}
	return nil
}

// Points finds keys among bare words that prove by themselves what they
// are: points that lie on a curve (VAPID pairs, web push, PKCS#11's EC_POINT),
// with the private number where it stands beside them, and libsodium's private
// keys, whose second half is the public key of the first. Where the text speaks of
// a private number and none fits the point, that is said. Where pairs is true, x and y
// may stand each by itself, and so may the halves of a pair on Curve25519: in a JWK that
// was refused they may not.
func Points(text []byte, pairs bool) []*key.Key {
	tokens := Tokens(text)
	if whole, err := plain.DecodeHex(bytes.TrimSpace(text)); err == nil && len(tokens) == 0 && len(whole) <= 140 && len(whole) > 0 {
		tokens = [][]byte{whole} // over lines, or with colons between its octets
	}
	lists, _ := Lists(text, 32)
	tokens = append(tokens, lists...)
	small := bytes.ToLower(text)
	speaks := bytes.Contains(small, []byte("private")) || bytes.Contains(small, []byte(`"priv`))
	var found []*key.Key
	for i, raw := range tokens {
		if pairs {
			if k := pairOf(raw, tokens); k != nil {
				found = append(found, k)
				continue
			}
		}
		if pairs && i+1 < len(tokens) && len(raw) == len(tokens[i+1]) && len(raw) <= 66 { // x and y, each by itself
			raw = append(raw[:len(raw):len(raw)], tokens[i+1]...)
		}
		if len(raw) == 64 {
			if k := sodiumKey(raw); k != nil {
				found = append(found, k)
				continue
			}
		}
		k := pointOf(raw)
		if k == nil || isBasePoint(k.Material.(*key.EC)) {
			continue
		}
		curve := k.Material.(*key.EC).Curve
		for _, other := range tokens {
			if len(other) != key.CurveBytes(curve) {
				continue
			}
			if pair, err := Private(curve, other, "private number and point"); err == nil && key.SamePublic(pair.Material, k.Material) {
				k = pair
				break
			}
		}
		if speaks && !k.Material.IsPrivate() {
			k.Notes = append(k.Notes, PrivateUnread)
		}
		found = append(found, k)
	}
	if len(found) > 0 && HasLongNumber(text) {
		found[0].Notes = append(found[0].Notes, NumbersLeft)
	}
	return found
}

// isBasePoint reports whether a point is the one that its curve begins with, or its negative:
// that stands among the parameters of the curve, and is nobody's key.
func isBasePoint(m *key.EC) bool {
	one := make([]byte, len(m.X))
	one[len(one)-1] = 1
	base, err := key.ECPoint(m.Curve, one)
	return err == nil && bytes.HasPrefix(base[1:], m.X)
}

// HasLongNumber reports whether a text has a row of digits that is longer than a point or any
// other number of a key on a curve, as a modulus is.
func HasLongNumber(text []byte) bool {
	const longest = 2 * 141 // hexadecimal digits of a point on P-521, in an OCTET STRING
	return plain.InRow(text, func(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }) > longest
}

// pairOf is the key on Curve25519 whose private half is raw, where its public half is
// among the tokens; nil where it is not.
func pairOf(raw []byte, tokens [][]byte) *key.Key {
	for _, curve := range []string{key.Ed25519, key.X25519} {
		k, err := Private(curve, raw, curve+" private and public key")
		if err != nil {
			continue
		}
		if public := k.Material.(*key.OKP).X; slices.ContainsFunc(tokens, func(other []byte) bool { return bytes.Equal(other, public) }) {
			return k
		}
	}
	return nil
}

// PrivateUnread is for a public key beside which a private number stands that is not its
// own, or that was not read.
var PrivateUnread = key.Warning{
	Code:    "private_number_unread",
	Message: "A private key is named beside this public one, and none that fits it was found. Only the public key was read.",
	Action:  "For the private key, copy the pair again from the original, whole.",
}

// pointOf is the key of an uncompressed point, also as a DER OCTET STRING, or of
// its two coordinates alone, as smart cards, DNS and Ethereum have them; nil when
// it lies on no curve.
func pointOf(raw []byte) *key.Key {
	if len(raw) > 2 && raw[0] == 4 && int(raw[1]) == len(raw)-2 && raw[2] == 4 {
		raw = raw[2:]
	} else if len(raw) > 3 && raw[0] == 4 && raw[1] == 0x81 && int(raw[2]) == len(raw)-3 && raw[3] == 4 {
		raw = raw[3:]
	}
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		size, point := 2*key.CurveBytes(curve), raw
		if len(raw) == size {
			point = append([]byte{4}, raw...)
		}
		if len(point) != 1+size || point[0] != 4 {
			continue
		}
		if k, err := Public(curve, point, "point of an EC public key"); err == nil {
			if len(raw) == size {
				k.Notes = append(k.Notes, bareCoordinates)
			}
			return k
		}
	}
	return nil
}

// bareCoordinates is for x and y without the octet that says so: that they lie on
// a curve proves what they are.
var bareCoordinates = key.Warning{
	Code:    "point_without_form",
	Message: "This is a point alone, x and y, without the octet 04 before it. It lies on the curve that is named here.",
	Action:  "Use it in one of the forms that are written here: others do not say what they are.",
}

// sodiumKey is the Ed25519 key of a seed with its public key after it (RFC 8032
// section 5.1.5), as libsodium and Go keep it; nil where these do not match.
func sodiumKey(raw []byte) *key.Key {
	k, err := half(true, key.Ed25519, raw, "Ed25519 seed and public key")
	if err != nil {
		return nil
	}
	return k
}
