package digest

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jwkmint/wasm/internal/key"
)

// maxModulus is the longest text that is looked at for a modulus, in bytes: that of RSA
// 16384 has 6,200 as openssl prints it. It is looked over for each key.
const maxModulus = 1 << 14

// FindModulus reports whether a text has the modulus of the key, in hexadecimal, base64 or
// decimal digits.
func FindModulus(k *key.Key, text string) (Match, bool) {
	m, ok := k.Material.(*key.RSA)
	if !ok || len(text) > maxModulus || len(text) < len(m.N.Bytes()) {
		return Match{}, false
	}
	text = strings.NewReplacer(":", "", " ", "", "\t", "", "\r", "", "\n", "", "+", "-", "/", "_").Replace(text)
	n := m.N.Bytes()
	if !strings.Contains(strings.ToLower(text), hex.EncodeToString(n)) && !strings.Contains(text, m.N.String()) &&
		!strings.Contains(text, base64.RawURLEncoding.EncodeToString(n)) &&
		!strings.Contains(text, base64.RawURLEncoding.EncodeToString(append([]byte{0}, n...))) { // as a signed number
		return Match{}, false
	}
	return Match{What: "its modulus, the number of the public key itself", Mistake: noDigest}, true
}

const noDigest = "It is no digest of the key."
