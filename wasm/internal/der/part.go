package der

import "jwkmint/wasm/internal/key"

// MaxParts is how many keys and refusals one input may give. The work for each
// is bounded; so must be their number, and what is shown of them.
const MaxParts = 10000

// Part is a key, or a certificate with its key, which is nil when it could
// not be read.
type Part struct {
	Key  *key.Key
	Cert *Certificate
}

// JoinCertificates adds the certificates of a key store to its keys, as join
// does: those that belong to no key are appended with keys of their own, and
// those whose key cannot be read are among the skipped. What is over MaxParts
// is not read.
func JoinCertificates(keys []*key.Key, certs []*key.Certificate) (joined []*key.Key, skipped []key.Skipped) {
	var parts []Part
	for _, k := range keys {
		parts = append(parts, Part{Key: k})
	}
	for _, cert := range certs {
		if len(parts)+len(skipped) > MaxParts {
			break
		}
		c, k, err := ParseCertificate(cert.Raw)
		if err != nil {
			skipped = append(skipped, key.Skipped{Label: "CERTIFICATE", Err: err})
		}
		if c != nil {
			parts = append(parts, Part{Key: k, Cert: c})
		}
	}
	return Join(parts), skipped
}
