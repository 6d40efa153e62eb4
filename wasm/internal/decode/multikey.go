package decode

import (
	"bytes"
	"encoding/base64"

	"jwkmint/wasm/internal/key"
)

// multicodecs are the kinds of key that a Multikey names (W3C Controlled
// Identifiers section 2.2.2, the multicodec table): an unsigned varint.
var multicodecs = []struct {
	prefix  string
	curve   string
	private bool
}{
	{"\xed\x01", key.Ed25519, false}, {"\xec\x01", key.X25519, false}, {"\xe7\x01", key.Secp256k1, false},
	{"\x80\x24", key.P256, false}, {"\x81\x24", key.P384, false}, {"\x82\x24", key.P521, false},
	{"\x83\x24", key.Ed448, false}, {"\x84\x24", key.X448, false},
	{"\x80\x26", key.Ed25519, true}, {"\x82\x26", key.X25519, true}, {"\x81\x26", key.Secp256k1, true},
	{"\x86\x26", key.P256, true}, {"\x87\x26", key.P384, true}, {"\x88\x26", key.P521, true},
}

// readMultikeys reads keys as decentralized identifiers write them: did:key:z…,
// and publicKeyMultibase, a z with base58 or a u with base64url after it.
func readMultikeys(text []byte) []*key.Key {
	const shortest, longest = 40, 256 // characters; base58 takes quadratic time
	var found []*key.Key
	for i := 0; i < len(text); {
		start := i
		for i < len(text) && (isBase64(text[i]) && text[i] != '+' && text[i] != '/' || text[i] == '-' || text[i] == '_') {
			i++
		}
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

func multikey(word []byte) *key.Key {
	var raw []byte
	switch word[0] {
	case 'z':
		raw = base58(word[1:])
	case 'u':
		raw, _ = base64.RawURLEncoding.Strict().DecodeString(string(word[1:]))
	}
	for _, m := range multicodecs {
		rest, ok := bytes.CutPrefix(raw, []byte(m.prefix))
		if !ok {
			continue
		}
		read := rawPublic
		if m.private {
			read = rawPrivate
		}
		if k, err := read(m.curve, rest, "Multikey"); err == nil {
			return k
		}
	}
	return nil
}

// base58 decodes the alphabet of Bitcoin; nil when a character is none of it.
func base58(text []byte) []byte {
	const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	var out []byte // little-endian
	for _, c := range text {
		carry := bytes.IndexByte([]byte(alphabet), c)
		if carry < 0 {
			return nil
		}
		for i := range out {
			carry += 58 * int(out[i])
			out[i] = byte(carry)
			carry >>= 8
		}
		if carry > 0 {
			out = append(out, byte(carry))
		}
	}
	for _, c := range text {
		if c != '1' {
			break
		}
		out = append(out, 0)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
