package key

import "strconv"

// Title is the short name by which people know a kind of key: "RSA 4096",
// "EC P-256", "Ed25519", "ML-DSA-65", "oct 256" (bits).
func Title(m Material) string {
	switch m := m.(type) {
	case *EC:
		return KtyEC + " " + m.Curve
	case *OKP:
		return m.Curve
	}
	return m.Kty() + " " + strconv.Itoa(Bits(m))
}
