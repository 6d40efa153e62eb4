package der

import "jwkmint/wasm/internal/key"

// maxChain is the longest chain given to a key. Real ones have two to four.
const maxChain = 10

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
