package jose

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/key"
)

// hasKtyInCapitals reports whether members in other capitals than RFC 7517's
// are those of a JWK, as .NET's serializers write its JsonWebKey: "Kty" has a
// key type, and no exact "kty" stands beside it.
func hasKtyInCapitals(members []key.RawMember) bool {
	for _, m := range members {
		if m.Name != "kty" && strings.EqualFold(m.Name, "kty") {
			return slices.ContainsFunc(ktys, func(kty string) bool { return strings.EqualFold(string(m.Raw), `"`+kty+`"`) })
		}
	}
	return false
}

// lowerNames gives the members of such a JWK their right names.
func (p *parser) lowerNames() {
	if p.raw("kty") != nil || !hasKtyInCapitals(p.list) {
		return
	}
	list := slices.Clone(p.list)
	for i, m := range list {
		name := strings.ToLower(m.Name)
		if name == "x5t#s256" {
			name = "x5t#S256"
		}
		if name != m.Name && HasMember(key.KtyAKP, name) && p.raw(name) == nil {
			list[i].Name = name
		}
	}
	o, err := newObject(list)
	if err != nil {
		return // two names that differ in capitals alone: neither is taken
	}
	p.object = o
	p.mend("the names of its members", repair{one: "were not in the right capitals"})
}
