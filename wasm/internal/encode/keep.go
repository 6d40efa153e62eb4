package encode

import (
	"encoding/json"
	"slices"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// kept are the members of a key that came in as a JWK, as it came, with the
// numbers that are to be written.
func (e *Entry) kept(numbers []jose.Member, private bool) []jose.Member {
	given := e.Key.Given
	members := given.Members
	if !private {
		members, _ = jose.Publishable(members, jose.PrivateNumbers(e.Key.Material))
	}
	header := e.header()
	list := make([]jose.Member, 0, len(members)+len(numbers)+len(header))
	take := func(from *[]jose.Member, name string) (m jose.Member, ok bool) {
		i := slices.IndexFunc(*from, func(m jose.Member) bool { return m.Name == name })
		if i < 0 {
			return m, false
		}
		m = (*from)[i]
		*from = slices.Delete(slices.Clone(*from), i, i+1)
		return m, true
	}
	for _, g := range members {
		switch number, ok := take(&numbers, g.Name); {
		case ok:
			list = append(list, number)
		case g.Raw == nil && g.Name != "x5c": // a private number, in a public form
		case e.decides(g.Name):
			if m, ok := take(&header, g.Name); ok {
				list = append(list, sameAs(g, m))
			} else if string(g.Raw) == "null" {
				list = append(list, jose.Member{Name: g.Name, Value: json.RawMessage("null")})
			}
		default:
			list = append(list, jose.Member{Name: g.Name, Value: json.RawMessage(g.Raw)})
		}
	}
	return append(append(list, numbers...), header...)
}

// decides reports whether the entry says what becomes of a member that came.
// What its certificate says of itself, x5t and x5t#S256, stays as it came
// unless other certificates are written.
func (e *Entry) decides(name string) bool {
	switch name {
	case "use", "key_ops", "alg", "kid", "x5c":
		return true
	case "x5t", "x5t#S256":
		return e.writesX5C() && !e.cameWithX5C()
	}
	return false
}

func (e *Entry) writesX5C() bool { return e.X5C && len(e.Key.Chain) > 0 }

// cameWithX5C reports whether the JWK brought the key's own certificate. Its
// chain is then written as it came, whatever else is known of its issuers.
func (e *Entry) cameWithX5C() bool {
	given := e.Key.Given.X5C
	return len(given) > 0 && slices.Equal(given[0], e.Key.Chain[0].Raw)
}

// header are the members that the entry says itself, in their usual order.
func (e *Entry) header() []jose.Member {
	var list []jose.Member
	text := func(name, value string) {
		if value != "" {
			list = append(list, jose.Member{Name: name, Value: value})
		}
	}
	text("use", e.Use)
	if e.KeyOps != nil {
		list = append(list, jose.Member{Name: "key_ops", Value: e.KeyOps})
	}
	if e.Key.Material.Kty() != key.KtyAKP { // whose alg is one of its numbers
		text("alg", e.Alg)
	}
	text("kid", e.KID)
	switch {
	case !e.writesX5C():
	case e.cameWithX5C():
		list = append(list, jose.Member{Name: "x5c", Value: x5c(e.Key.Given.X5C)})
	default:
		list = append(list, jose.Member{Name: "x5c", Value: x5c(rawChain(e.Key.Chain))})
		if e.came("x5t") {
			text("x5t", CertificateSHA1(e.Key.Chain[0]))
		}
		text("x5t#S256", CertificateThumbprint(e.Key.Chain[0]))
	}
	return list
}

func (e *Entry) came(name string) bool {
	return slices.ContainsFunc(e.Key.Given.Members, func(g key.RawMember) bool { return g.Name == name })
}

// sameAs is what came where it says the same as m, to the letter, else m.
func sameAs(g key.RawMember, m jose.Member) jose.Member {
	same := false
	switch value := m.Value.(type) {
	case string:
		var text string
		same = json.Unmarshal(g.Raw, &text) == nil && text == value
	case []string:
		var texts []string
		same = g.Raw != nil && json.Unmarshal(g.Raw, &texts) == nil && slices.Equal(texts, value)
	}
	if same {
		m.Value = json.RawMessage(g.Raw)
	}
	return m
}

// LeftOut names the members with which the key came in as a JWK and which that
// form of it lacks when it is kept: private numbers, and what jose.Publishable
// leaves out. Names of unknown members are the input's own text. What the entry
// itself leaves out is not among them.
func (e *Entry) LeftOut(private bool) []string {
	if private {
		return nil
	}
	members, names := jose.Publishable(e.Key.Given.Members, jose.PrivateNumbers(e.Key.Material))
	public := e.Key.Material.Public()
	if public == nil {
		return nil // it has no public form
	}
	numbers := jose.Members(public, false)
	var lost []string
	for _, g := range members {
		if g.Raw == nil && g.Name != "x5c" && !slices.ContainsFunc(numbers, func(m jose.Member) bool { return m.Name == g.Name }) {
			lost = append(lost, g.Name)
		}
	}
	return append(lost, names...)
}
