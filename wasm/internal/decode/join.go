package decode

import "jwkmint/wasm/internal/key"

// maxParts is how many keys and refusals one input may give. The work for each
// is bounded; so must be their number, and what is shown of them.
const maxParts = 10000

// maxChain is the longest chain given to a key. Real ones have two to four.
const maxChain = 10

// part is a key, or a certificate with its key, which is nil when it could
// not be read.
type part struct {
	key  *key.Key
	cert *certificate
}

// join gives certificates to the keys they belong to and returns the keys
// that remain, in order: a private key and its certificate are one. Every
// certificate that belongs to no key brings its own. Its work is linear in
// the number of parts.
func join(parts []part) []*key.Key {
	owners := map[string]*key.Key{}
	subjects := map[string]*certificate{}
	for _, p := range parts {
		if p.cert != nil {
			if _, ok := subjects[p.cert.subject]; !ok {
				subjects[p.cert.subject] = p.cert
			}
			continue
		}
		id := publicID(p.key.Material)
		if owner := owners[id]; owner == nil || !owner.Material.IsPrivate() && p.key.Material.IsPrivate() {
			owners[id] = p.key
		}
	}
	var keys []*key.Key
	for _, p := range parts {
		if p.cert == nil {
			keys = append(keys, p.key)
			continue
		}
		if p.key == nil {
			continue
		}
		k := owners[publicID(p.key.Material)]
		if k == nil || k.Chain != nil {
			// A second certificate of one key, as a renewal leaves them, is
			// no part of the first one's chain.
			k = p.key
			keys = append(keys, k)
		}
		k.Chain = chainOf(p.cert, subjects)
	}
	return keys
}

// chainOf follows the issuers' names from a certificate as far as the input
// goes. It does not check signatures.
func chainOf(c *certificate, subjects map[string]*certificate) []*key.Certificate {
	chain := []*key.Certificate{c.Certificate}
	for c.issuer != c.subject && len(chain) < maxChain {
		if c = subjects[c.issuer]; c == nil {
			break
		}
		chain = append(chain, c.Certificate)
	}
	return chain
}

// joinCertificates adds the certificates of a key store to its keys, as join
// does: those that belong to no key are appended with keys of their own, and
// those whose key cannot be read are among the skipped. What is over maxParts
// is not read.
func joinCertificates(keys []*key.Key, certs []*key.Certificate) (joined []*key.Key, skipped []key.Skipped) {
	var parts []part
	for _, k := range keys {
		parts = append(parts, part{key: k})
	}
	for _, cert := range certs {
		if len(parts)+len(skipped) > maxParts {
			break
		}
		c, k, err := readCertificate(cert.Raw)
		if err != nil {
			skipped = append(skipped, key.Skipped{Label: "CERTIFICATE", Err: err})
		}
		if c != nil {
			parts = append(parts, part{key: k, cert: c})
		}
	}
	return join(parts), skipped
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
