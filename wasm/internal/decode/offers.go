package decode

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// What a person can say of bytes that do not tell what they are.
const (
	AsText = "text" // the characters of the input are a secret
	AsOct  = "oct"  // the bytes that they encode are a secret
	// And the private and public keys of a curve: "Ed25519", "Ed25519 public".
	asPublic = " public"
)

// maxSecret bounds, in bytes, a text that is offered to be a secret: nobody types
// more, and a file that was dropped by mistake is not one.
const maxSecret = 1024

// offers lists what an input can be when nothing is known of it but its bytes: one
// word of hexadecimal or base64, or a list of numbers, that is as long as a key; or one
// line. The length alone says too little to take it for one of them.
func offers(text []byte) []string {
	word := bytes.Trim(bytes.TrimSpace(text), `"'`)
	if len(word) == 0 || len(word) > maxSecret || !utf8.Valid(word) {
		return nil
	}
	octets := offeredBytes(word)
	lines := bytes.ContainsAny(word, "\n\r")
	if lines && (octets == nil || bytes.IndexByte(word, ',') < 0) { // a list may be broken over lines
		return nil
	}
	var list []string
	if octets != nil {
		for _, curve := range []string{key.Ed25519, key.X25519, key.P256, key.Secp256k1, key.P384, key.P521, key.Ed448, key.X448} {
			if _, err := raw.Private(curve, octets, ""); err == nil {
				list = append(list, curve)
			}
			if _, err := raw.Public(curve, octets, ""); err == nil {
				list = append(list, curve+asPublic)
			}
		}
		if len(list) > 0 || len(octets)%8 == 0 {
			list = append(list, AsOct)
		}
	}
	if lines {
		return list
	}
	return append(list, AsText)
}

// offeredBytes decodes a word that has the length of a key of some kind.
func offeredBytes(word []byte) []byte {
	octets := raw.Bare(bytes.TrimRight(word, "="))
	if lists, _ := raw.Lists(word, 16); len(lists) == 1 {
		octets = lists[0]
	}
	if prefixed, ok := bytes.CutPrefix(bytes.ToLower(word), []byte("0x")); ok {
		octets, _ = hex.DecodeString(string(prefixed))
	}
	if len(octets) < 16 || len(octets) > 133 {
		return nil
	}
	return octets
}

// errWhich refuses bytes that could be several things, and names them.
func errWhich(text []byte, choices []string) *fault.Error {
	size := len(offeredBytes(bytes.Trim(bytes.TrimSpace(text), `"'`)))
	if !slices.Contains(choices, AsOct) {
		return fault.New(fault.NoKey, "").WithChoices(choices)
	}
	return fault.New(fault.WhichKey, strconv.Itoa(size)+" bytes").WithChoices(choices)
}

// readAs reads an input as what the person says that it is.
func readAs(text []byte, as string) (*Result, error) {
	word := bytes.Trim(bytes.TrimSpace(text), `"'`)
	if !slices.Contains(offers(text), as) {
		return nil, fault.New(fault.BadOption, "this input cannot be that")
	}
	octets := offeredBytes(word)
	var k *key.Key
	var err error
	switch curve, public := strings.CutSuffix(as, asPublic); {
	case as == AsText:
		k = &key.Key{Material: &key.Oct{K: bytes.Clone(bytes.TrimSpace(text))}, Source: "text, as a secret"}
	case as == AsOct:
		k = &key.Key{Material: &key.Oct{K: octets}, Source: "bytes, as a secret"}
	case public:
		k, err = raw.Public(curve, octets, "bytes, as a public key of "+curve)
	default:
		k, err = raw.Private(curve, octets, "bytes, as a private key of "+curve)
	}
	if err != nil {
		return nil, err
	}
	return &Result{Keys: []*key.Key{k}, Parts: []der.Part{{Key: k}}, Joined: []Joined{{k, 0}}}, nil
}
