package raw

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

var (
	// ErrToken is for a key of which pkcs11-tool does not print what it is: of RSA it shows the
	// size alone, and of private keys nothing.
	ErrToken = fault.New(fault.NotAKey, "a key in a token, of which only the name is listed").
			WithHint("Have its public key read: pkcs11-tool --read-object --type pubkey --id ID -o key.der")
	errTokenPoint = fault.New(fault.Malformed, "a point that pkcs11-tool lists").WithHint("Copy it again, whole.")
)

// PKCS11 reads the public keys that pkcs11-tool lists of a token, and says what is wrong with
// the others.
func PKCS11(text []byte) (keys []*key.Key, lost []error) {
	objects := strings.Split(string(text), "Public Key Object; ")
	for _, object := range objects[1:] {
		object, _, _ = strings.Cut(object, " Object; ")
		words := strings.Fields(object)
		digits := wordAfter(words, "EC_POINT:")
		if digits == "" {
			lost = append(lost, ErrToken)
			continue
		}
		point, err := hex.DecodeString(digits)
		k := listedPoint(point, wordAfter(words, "EC_PARAMS:"))
		if err != nil || k == nil {
			lost = append(lost, errTokenPoint)
			continue
		}
		if label := wordAfter(words, "label:"); label != "ID:" {
			k.Comment = label
		}
		keys = append(keys, k)
	}
	return keys, lost
}

// wordAfter is the word behind another one; "" where there is none.
func wordAfter(words []string, name string) string {
	if i := slices.Index(words, name); i >= 0 && i+1 < len(words) {
		return words[i+1]
	}
	return ""
}

// listedPoint is the key of a point, in an OCTET STRING or by itself, and of parameters in
// hexadecimal; nil where it is none of theirs.
func listedPoint(point []byte, params string) *key.Key {
	for _, named := range []struct{ params, curve string }{
		{"130c656477617264733235353139", key.Ed25519}, {"06032b6570", key.Ed25519}, // edwards25519, RFC 8410
		{"130a63757276653235353139", key.X25519}, {"06032b656e", key.X25519}, // curve25519
		{"06032b6571", key.Ed448}, {"06032b656f", key.X448},
	} {
		if params == named.params {
			point = bytes.TrimPrefix(point, []byte{4, byte(key.CurveBytes(named.curve))})
			k, _ := Public(named.curve, point, "public key in a token")
			return k
		}
	}
	return pointOf(point)
}
