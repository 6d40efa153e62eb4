package jose

import (
	"crypto"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/lestrrat-go/jwx/v2/jwk"

	"jwkmint/wasm/internal/key"
)

// Thumbprint returns the SHA-256 JWK thumbprint of RFC 7638 (for OKP keys,
// RFC 8037 section 2). It is that of the public half, so a private key and
// its public key have the same; for an Oct key it is that of the secret.
func Thumbprint(m key.Material) [32]byte {
	text := thumbprintInput(m)
	if jwxThumbprints(m) {
		// The required members in their order are themselves a JWK.
		if k, err := jwk.ParseKey([]byte(text)); err == nil {
			if sum, err := k.Thumbprint(crypto.SHA256); err == nil && len(sum) == sha256.Size {
				return [32]byte(sum)
			}
		}
	}
	return sha256.Sum256([]byte(text))
}

// jwxThumbprints reports whether jwx computes the thumbprint of this key: it
// knows neither secp256k1 nor exponents that do not fit an int.
func jwxThumbprints(m key.Material) bool {
	switch m := m.(type) {
	case *key.RSA:
		return m.E.BitLen() < 32
	case *key.EC:
		return m.Curve != key.Secp256k1
	}
	return true
}

// thumbprintInput is the JSON that RFC 7638 section 3 hashes: the required
// members only, in the order of their names, without white space. None of
// the values needs escaping.
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
// their code points (RFC 7638 section 3.2, RFC 8037 section 2).
var requiredNames = map[string][]string{
	key.KtyRSA: {"e", "kty", "n"},
	key.KtyEC:  {"crv", "kty", "x", "y"},
	key.KtyOKP: {"crv", "kty", "x"},
	key.KtyOct: {"k", "kty"},
}

// ThumbprintText is the thumbprint as a key ID: base64url without padding,
// 43 characters.
func ThumbprintText(m key.Material) string {
	sum := Thumbprint(m)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
