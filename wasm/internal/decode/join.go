package decode

import (
	"jwkmint/wasm/internal/key"
)

// maxChain is the longest chain given to a key. Real ones have two to four.
const maxChain = 10

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
// does: those that belong to no key in r are appended with keys of their own,
// and those whose key cannot be read are added to r.Skipped.
func joinCertificates(r *Result, certs []*key.Certificate) {
	in := &reader{}
	for _, k := range r.Keys {
		in.add("", k, nil)
	}
	for _, cert := range certs {
		c, k, err := readCertificate(cert.Raw)
		in.addCertificate("CERTIFICATE", c, k, err)
	}
	r.Keys = join(in.parts)
	r.Skipped = append(r.Skipped, in.skipped...)
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
