package raw

import (
	"bytes"
	"encoding/base64"
	"math/big"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// multicodecs are the kinds of key that a Multikey names (W3C Controlled
// Identifiers section 2.2.2, the multicodec table): an unsigned varint. A
// private key of ML-DSA is its seed or, under another number, expanded.
var multicodecs = []struct {
	prefix  string
	curve   string // or the parameter set of ML-DSA
	private bool
}{
	{"\xed\x01", key.Ed25519, false}, {"\xec\x01", key.X25519, false}, {"\xe7\x01", key.Secp256k1, false},
	{"\x80\x24", key.P256, false}, {"\x81\x24", key.P384, false}, {"\x82\x24", key.P521, false},
	{"\x83\x24", key.Ed448, false}, {"\x84\x24", key.X448, false},
	{"\x80\x26", key.Ed25519, true}, {"\x82\x26", key.X25519, true}, {"\x81\x26", key.Secp256k1, true},
	{"\x86\x26", key.P256, true}, {"\x87\x26", key.P384, true}, {"\x88\x26", key.P521, true},
	{"\x90\x24", "ML-DSA-44", false}, {"\x91\x24", "ML-DSA-65", false}, {"\x92\x24", "ML-DSA-87", false},
	{"\x97\x26", "ML-DSA-44", true}, {"\x98\x26", "ML-DSA-65", true}, {"\x99\x26", "ML-DSA-87", true},
	{"\x9a\x26", "ML-DSA-44", true}, {"\x9b\x26", "ML-DSA-65", true}, {"\x9c\x26", "ML-DSA-87", true},
}

// Multikeys reads keys as decentralized identifiers write them: did:key:z…,
// and publicKeyMultibase, a z with base58 or a u with base64url after it.
func Multikeys(text []byte) []*key.Key {
	// Characters; the longest is an expanded key of ML-DSA-87. Base58 takes quadratic
	// time, in which a text of one long word would stop the page.
	const shortest, longest = 40, 6700
	var found []*key.Key
	for i := 0; i < len(text); {
		start := i
		i += multikeyDigits(text[i:])
		if word := text[start:i]; len(word) >= shortest && len(word) <= longest && len(found) < 1000 {
			if k := multikey(word); k != nil && !bytes.HasPrefix(text[i:], []byte("#")) {
				found = append(found, k)
			}
		}
		if i == start {
			i++
		}
	}
	return found
}

// multikeyDigits is how many digits of base58 or base64url a text begins with.
func multikeyDigits(text []byte) (n int) {
	for n < len(text) && (plain.IsBase64(text[n]) && text[n] != '+' && text[n] != '/' || text[n] == '-' || text[n] == '_') {
		n++
	}
	return n
}

// LostDID reports whether one of the first did:key in a text is cut or changed, or of a kind that
// is not known here.
func LostDID(text []byte) bool {
	const most, shortest, longest = 32, 20, 200 // of them; characters that are one, and that are soon looked at
	for range most {
		_, rest, found := bytes.Cut(text, []byte("did:key:"))
		if !found {
			break
		}
		size := multikeyDigits(rest)
		if size >= shortest && size <= longest && multikey(rest[:size]) == nil {
			return true
		}
		text = rest
	}
	return false
}

// multikeyRSA is the multicodec of an RSA key, which is as PKCS#1 has it.
const multikeyRSA = "\x85\x24"

// multikey reads one Multikey; nil when it is none.
func multikey(word []byte) *key.Key {
	var raw []byte
	switch word[0] {
	case 'z':
		raw = base58(word[1:])
	case 'u':
		var err error
		if raw, err = base64.RawURLEncoding.Strict().DecodeString(string(word[1:])); err != nil {
			return nil // and not what stands before the fault
		}
	}
	if rest, ok := bytes.CutPrefix(raw, []byte(multikeyRSA)); ok && der.IsOne(rest) {
		if what, found, err := der.Parse(rest, ""); err == nil && what == der.KindPKCS1Public {
			found.Key.Source = "Multikey"
			return found.Key
		}
	}
	for _, m := range multicodecs {
		rest, ok := bytes.CutPrefix(raw, []byte(m.prefix))
		if !ok {
			continue
		}
		if k, err := half(m.private, m.curve, rest, "Multikey"); err == nil {
			return k
		}
	}
	return nil
}

// base58 decodes the alphabet of Bitcoin; nil when a character is not in it.
func base58(text []byte) []byte {
	const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV" // of big.Int
	mapped := make([]byte, len(text))
	for i, c := range text {
		n := strings.IndexByte(alphabet, c)
		if n < 0 {
			return nil
		}
		mapped[i] = digits[n]
	}
	n, ok := new(big.Int).SetString(string(mapped), 58)
	if !ok {
		return nil
	}
	zeros := len(text) - len(bytes.TrimLeft(text, "1"))
	return append(make([]byte, zeros), n.Bytes()...)
}
