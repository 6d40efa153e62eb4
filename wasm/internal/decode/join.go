package decode

import (
	"slices"
	"time"

	"jwkmint/wasm/internal/chain"
	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
)

// joiner gives certificates to the keys they belong to.
type joiner struct {
	graph *chain.Graph
	// owners are the keys that did not come out of a certificate, by public
	// half: of several, the first private one.
	owners map[string]*key.Key
	// issuers are the certificates, by their DER, that are there for others.
	issuers map[string]bool
}

// Joined is a key as Join gives it.
type Joined struct {
	*key.Key
	Part int // the part that it was
}

// Join gives certificates to the keys they belong to and returns the keys
// that remain, in order: a private key and its certificate are one. Every
// certificate that belongs to no key brings its own, except those that issued
// another certificate here, whose keys are in issuers. now tells which
// certificate of one key comes first. The parts stay as they are.
// Its work is linear in their number.
func Join(parts []der.Part, now time.Time) (keys, issuers []Joined) {
	parts = copied(parts)
	if len(parts) == 1 && parts[0].Cert == nil && len(parts[0].Key.Chain) == 0 {
		return []Joined{{parts[0].Key, 0}}, nil // as nearly all that is pasted
	}
	j := newJoiner(parts, now)
	seen := map[string]bool{}
	for _, i := range j.inOrder(parts) {
		switch p := parts[i]; {
		case p.Cert == nil:
			keys = append(keys, Joined{p.Key, i})
		case p.Key == nil || seen[string(p.Cert.Raw)]:
		default:
			seen[string(p.Cert.Raw)] = true
			k, isNew := j.give(p)
			switch {
			case !isNew:
			case j.issuers[string(p.Cert.Raw)]:
				issuers = append(issuers, Joined{k, i})
			default:
				keys = append(keys, Joined{k, i})
			}
		}
	}
	return keys, issuers
}

// copied are parts with keys of their own: they are given chains and notes.
func copied(parts []der.Part) []der.Part {
	parts = slices.Clone(parts)
	for i, p := range parts {
		if p.Key != nil {
			k := *p.Key
			k.Chain, k.Notes = slices.Clip(k.Chain), slices.Clip(k.Notes)
			parts[i].Key = &k
		}
	}
	return parts
}

func newJoiner(parts []der.Part, now time.Time) *joiner {
	j := &joiner{owners: map[string]*key.Key{}, issuers: map[string]bool{}}
	var certs []*key.Certificate
	own := map[string]bool{} // certificates that a JWK brought as its own
	for _, p := range parts {
		if p.Cert != nil {
			certs = append(certs, p.Cert)
			continue
		}
		for i, c := range p.Key.Chain {
			certs = append(certs, c)
			own[string(c.Raw)] = own[string(c.Raw)] || i == 0
		}
		id := publicID(p.Key.Material)
		if owner := j.owners[id]; owner == nil || !owner.Material.IsPrivate() && p.Key.Material.IsPrivate() {
			j.owners[id] = p.Key
		}
	}
	j.graph = chain.New(certs, now)
	for _, c := range j.graph.Issuers(func(c *key.Certificate) bool {
		return own[string(c.Raw)] || c.Link.Key != nil && j.owners[publicID(c.Link.Key)] != nil
	}) {
		j.issuers[string(c.Raw)] = true
	}
	return j
}

// give gives the certificate of p to the key that it belongs to, and reports
// whether that is one of its own. A second certificate of one key, as a
// renewal leaves them, is no part of the first one's chain.
func (j *joiner) give(p der.Part) (k *key.Key, isNew bool) {
	k = j.owners[publicID(p.Key.Material)]
	switch {
	case k == nil || len(k.Chain) > 0 && string(k.Chain[0].Raw) != string(p.Cert.Raw):
		k, isNew = p.Key, true
	case len(k.Chain) > 0: // it came with it already
		return k, false
	}
	var warnings []key.Warning
	k.Chain, warnings = j.graph.Of(p.Cert)
	k.Notes = append(k.Notes, warnings...)
	if k.Comment == "" {
		k.Comment = p.Name
	}
	if k != p.Key {
		k.Given.AddBeside(p.Key.Given)
	}
	return k, isNew
}

// inOrder are the numbers of the parts, with the best of the certificates of one
// key first: these trade places with one another, and all others stay.
func (j *joiner) inOrder(parts []der.Part) []int {
	places := map[string][]int{}
	for i, p := range parts {
		if p.Cert != nil && p.Key != nil {
			id := publicID(p.Key.Material)
			places[id] = append(places[id], i)
		}
	}
	out := make([]int, len(parts))
	for i := range out {
		out[i] = i
	}
	for _, at := range places {
		sorted := slices.Clone(at)
		slices.SortStableFunc(sorted, func(a, b int) int {
			switch a, b := parts[a].Cert, parts[b].Cert; {
			case j.graph.Better(a, b):
				return -1
			case j.graph.Better(b, a):
				return 1
			}
			return 0
		})
		for i, from := range sorted {
			out[at[i]] = from
		}
	}
	return out
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
