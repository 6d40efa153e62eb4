package signer

import (
	"encoding/base64"
	"encoding/hex"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/token"
)

// oddly looks for a signature by m that is right but for one thing that libraries
// do by default, or people by mistake: a salt of another length, another digest,
// or the text of what should be bytes.
func oddly(m key.Material, alg string, input []byte, signatures [][]byte) (How, string) {
	for _, s := range signatures {
		for _, other := range jose.Algorithms(m, jose.UseSig, nil) {
			if jose.VerifyAnySalt(m, other, input, s) {
				return OtherSalt, other
			}
		}
		if hash := jose.OtherDigest(m, input, s); hash != "" {
			return OtherDigest, hash
		}
		if ec, ok := m.(*key.EC); ok {
			if flat, ok := flatten(s, key.CurveBytes(ec.Curve)); ok {
				if hash := jose.OtherDigest(m, input, flat); hash != "" {
					return OtherDigest, hash
				}
			}
		}
		if plain := fromText(s); plain != nil {
			if valid, _ := Verify(m, alg, input, [][]byte{plain}); valid || verifyDER(m, alg, input, [][]byte{plain}) {
				return AsText, ""
			}
		}
	}
	if secret, ok := m.(*key.Oct); ok {
		for _, other := range secretTexts(secret.K) {
			if valid, _ := Verify(&key.Oct{K: other}, alg, input, signatures); valid {
				return WithSecretText, ""
			}
		}
	}
	return Unsigned, ""
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
