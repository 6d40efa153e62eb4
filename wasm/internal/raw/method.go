package raw

import (
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// methodTypes are how the types of verification methods begin whose members do not say
// the curve, and that curve (the cryptosuites of 2018 to 2020).
var methodTypes = [...][2]string{
	{"Ed25519", key.Ed25519}, {"X25519", key.X25519}, {"EcdsaSecp256k1", key.Secp256k1}, {"Secp256k1", key.Secp256k1}, {"EcdsaSecp256r1", key.P256},
}

var errMethod = fault.New(fault.UnsupportedFormat, "a key of a DID document that is damaged, or of a kind that is not read here").
	WithHint("Copy it again from where it came, or have it written as publicKeyJwk.")

// MethodKey reads a key of a verification method of a DID document (DID Core section 5.2)
// that has this type. The member's name ends in how the key is written: Base58, Hex or
// Multibase. Both are nothing where hexadecimal digits have no type that is known: others
// have members of that name, too.
func MethodKey(kind, member, text string) (*key.Key, error) {
	if text == "" {
		return nil, errMethod
	}
	if strings.HasSuffix(member, "Multibase") {
		if k := multikey([]byte(text)); k != nil {
			return k, nil
		}
		return nil, errMethod
	}
	curve, isHex := "", strings.HasSuffix(member, "Hex")
	for _, row := range methodTypes {
		if strings.HasPrefix(kind, row[0]) {
			curve = row[1]
		}
	}
	octets := base58([]byte(text))
	if isHex {
		var err error
		if octets, err = hex.DecodeString(strings.TrimPrefix(text, "0x")); err != nil {
			octets = nil // and not what stands before the digit that has no other
		}
	}
	switch {
	case curve == "" && isHex:
		return nil, nil
	case curve == "" || octets == nil:
		return nil, errMethod
	}
	k, err := half(!strings.HasPrefix(member, "public"), curve, octets, "verification method of a DID document")
	// Points and pairs are checked by what they hold; 32 free octets are, by their number alone.
	if err == nil && len(octets) == key.SeedBytes(curve) && len(base58([]byte("2"+text))) == len(octets) {
		k.Notes = append(k.Notes, fewDigits)
	}
	return k, err
}

// fewDigits is the note on a text that would be as many octets with another digit before
// it: what lost one, wherever it stood, is such a text, and another key.
var fewDigits = key.Warning{
	Code:    "base58_short",
	Message: "The base58 text of this key has a digit less than that of most keys. One key in 17 is so, and so is one whose text has lost a digit.",
	Action:  "Compare it with its source.",
}
