package der

import "jwkmint/wasm/internal/key"

// MaxParts is how many keys and refusals one input may give. The work for each
// is bounded; so must be their number, and what is shown of them.
const MaxParts = 10000

// maxChain is the longest chain given to a key. Real ones have two to four.
const maxChain = 10

// Part is a key, or a certificate with its key, which is nil when it could
// not be read.
type Part struct {
	Key  *key.Key
	Cert *Certificate
}

// Join gives certificates to the keys they belong to and returns the keys
// that remain, in order: a private key and its certificate are one. Every
// certificate that belongs to no key brings its own. Its work is linear in
// the number of parts.
func Join(parts []Part) []*key.Key {
	owners := map[string]*key.Key{}
	subjects := map[string]*Certificate{}
	for _, p := range parts {
		if p.Cert != nil {
			if _, ok := subjects[p.Cert.subject]; !ok {
				subjects[p.Cert.subject] = p.Cert
			}
			continue
		}
		id := publicID(p.Key.Material)
		if owner := owners[id]; owner == nil || !owner.Material.IsPrivate() && p.Key.Material.IsPrivate() {
			owners[id] = p.Key
		}
	}
	var keys []*key.Key
	for _, p := range parts {
		if p.Cert == nil {
			keys = append(keys, p.Key)
			continue
		}
		if p.Key == nil {
			continue
		}
		k := owners[publicID(p.Key.Material)]
		if k == nil || k.Chain != nil {
			// A second certificate of one key, as a renewal leaves them, is
			// no part of the first one's chain.
			k = p.Key
			keys = append(keys, k)
		}
		k.Chain = chainOf(p.Cert, subjects)
	}
	return keys
}

// chainOf follows the issuers' names from a certificate as far as the input
// goes. It does not check signatures.
func chainOf(c *Certificate, subjects map[string]*Certificate) []*key.Certificate {
	chain := []*key.Certificate{c.Certificate}
	for c.issuer != c.subject && len(chain) < maxChain {
		if c = subjects[c.issuer]; c == nil {
			break
		}
		chain = append(chain, c.Certificate)
	}
	return chain
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
		c, k, err := ReadCertificate(cert.Raw)
		if err != nil {
			skipped = append(skipped, key.Skipped{Label: "CERTIFICATE", Err: err})
		}
		if c != nil {
			parts = append(parts, Part{Key: k, Cert: c})
		}
	}
	return Join(parts), skipped
}

// publicID is equal for keys of which key.SamePublic is true.
func publicID(m key.Material) string {
	switch m := m.(type) {
	case *key.RSA:
		return "RSA " + string(m.E.Bytes()) + " " + string(m.N.Bytes())
	case *key.EC:
		return m.Curve + " " + string(m.X) + string(m.Y)
	case *key.OKP:
		return m.Curve + " " + string(m.X)
	case *key.Oct:
		return "oct " + string(m.K)
	}
	return ""
}
