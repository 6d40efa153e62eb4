package api

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// group is the keys with one and the same public half, which are one in a set.
type group struct {
	number     int // from 1
	thumbprint string
	entries    []*entry
	jwk        *entry    // the first that came as a JWK, or its other half in a set; nil for none
	beside     key.Given // what stood beside the others
	uuid       string    // made when first asked for
	date       string
}

// groupAll groups the keys, and after them the issuers. A JWK Set may list a
// key twice, under two IDs or for two uses: they stay two.
func (m *memo) groupAll(old *memo) {
	first, exact := map[string]*group{}, map[string]*group{}
	for _, e := range slices.Concat(m.keys, m.issuers) {
		thumbprint := e.fixed.Thumbprint
		said := thumbprint + "\x00" + e.saysOfItself()
		g := first[thumbprint]
		if e.Given.Members != nil && g != nil && g.jwk != nil {
			if same := exact[said]; same != nil {
				g = same
			} else if g.jwk.origin.in == e.origin.in && (g.jwk.Material.IsPrivate() == e.Material.IsPrivate() || listedTwice(g.jwk, e)) {
				g = nil
			}
		}
		if g == nil {
			g = &group{number: len(m.groups) + 1, thumbprint: thumbprint}
			m.groups = append(m.groups, g)
			if first[thumbprint] == nil {
				first[thumbprint] = g
			}
		}
		g.entries = append(g.entries, e)
		e.group = g
		if e.Given.Members != nil {
			exact[said] = g
			if g.jwk == nil || g.jwk.Given.KID == "" && e.Given.KID != "" && ofSet(g.jwk.Key) && ofSet(e.Key) && g.jwk.origin.in == e.origin.in {
				g.jwk = e // of two halves in a set the one that has the name of both
			}
		} else {
			g.beside.AddBeside(e.Given)
		}
		if known := old.find(e.id); known != nil && known.origin.in == e.origin.in && g.uuid == "" {
			g.uuid, g.date = known.group.uuid, known.group.date
		}
	}
}

// listedTwice reports whether a set has two halves of one key under two names, as that of
// Ory Hydra has private:… and public:…: who reads a token looks for either.
func listedTwice(a, b *entry) bool {
	return ofSet(a.Key) && ofSet(b.Key) && disagree(&a.Given, &b.Given)
}

// ofSet reports whether a key came as an element of a JWK Set.
func ofSet(k *key.Key) bool { return strings.HasSuffix(k.Source, jose.FromSet) }

// saysOfItself is what a JWK said of itself, as a key of a map.
func (e *entry) saysOfItself() string {
	return strings.Join(append([]string{e.Given.KID, e.Given.Use, e.Given.Alg}, e.Given.KeyOps...), "\x00")
}

// with returns the key of the group that stands for all in form f, or nil: for
// the JWK forms the one that came as a JWK, else the first that has it.
func (g *group) with(f encode.Form) *entry {
	if g.jwk != nil && f.IsJWK() && encode.Has(g.jwk.Key, f) {
		return g.jwk
	}
	for _, e := range g.entries {
		if encode.Has(e.Key, f) {
			return e
		}
	}
	return nil
}
