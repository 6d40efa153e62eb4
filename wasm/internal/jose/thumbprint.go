package jose

import (
	"crypto/sha256"
	"strings"

	"jwkmint/wasm/internal/key"
)

// Thumbprint returns the SHA-256 JWK thumbprint of RFC 7638 (for OKP keys, RFC 8037
// section 2, for AKP keys RFC 9964 section 6). It is that of the public half, so a private
// key and its public key have the same one; for an Oct key it is that of the secret.
func Thumbprint(m key.Material) [32]byte {
	return sha256.Sum256([]byte(thumbprintInput(m)))
}

// thumbprintInput is the JSON that RFC 7638 section 3 hashes: the required members
// only, in the order of their names, without white space. None of the values needs
// escaping.
func thumbprintInput(m key.Material) string {
	var b strings.Builder
	b.WriteByte('{')
	members := Members(m, m.Kty() == key.KtyOct)
	for i, name := range requiredNames[m.Kty()] {
		if i > 0 {
			b.WriteByte(',')
		}
		for _, member := range members {
			if member.Name == name {
				b.WriteString(`"` + name + `":"` + member.Value.(string) + `"`)
			}
		}
	}
	b.WriteByte('}')
	return b.String()
}

// requiredNames are the required members of each key type in the order of
// their code points (RFC 7638 section 3.2, RFC 8037 section 2, RFC 9964 section
// 6).
var requiredNames = map[string][]string{
	key.KtyRSA: {"e", "kty", "n"},
	key.KtyEC:  {"crv", "kty", "x", "y"},
	key.KtyOKP: {"crv", "kty", "x"},
	key.KtyAKP: {"alg", "kty", "pub"},
	key.KtyOct: {"k", "kty"},
}

// ThumbprintText is the thumbprint as a key ID: base64url without padding,
// 43 characters.
func ThumbprintText(m key.Material) string {
	sum := Thumbprint(m)
	return bytesText(sum[:])
}
