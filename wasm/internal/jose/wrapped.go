package jose

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// numberNames are the members that are numbers or octets of a key.
var numberNames = []string{"n", "e", "d", "p", "q", "dp", "dq", "qi", "x", "y", "k"}

// openMembers reads the whole key that members hold in place of numbers, and
// puts its numbers where they belong. Members beside it that are numbers must
// be those of the same key. It returns nil when there is none.
func (p *parser) openMembers() (*key.Key, error) {
	var inner *key.Key
	holds := map[string]bool{}
	names := numberNames
	if p.isAKP() {
		names = []string{"pub", "priv"}
	}
	for _, name := range names {
		if !mayBeWhole(p.raw(name)) {
			continue
		}
		text, _ := p.text(name)
		data := whole(text)
		if data == nil {
			continue
		}
		if p.inside == nil {
			return nil, fault.New(fault.Malformed, "the member "+name+" holds a whole key, not a number")
		}
		k, err := p.inside(data)
		if err != nil {
			return nil, err
		}
		if inner != nil && !key.SamePublic(inner.Material, k.Material) {
			return nil, fault.New(fault.KeyMismatch, "its members hold different keys")
		}
		if inner == nil || k.Material.IsPrivate() && !inner.Material.IsPrivate() {
			inner = k
		}
		holds[name] = true
		if p.holder == "" {
			p.holder = name
		} else {
			p.holder += " and " + name
		}
	}
	if inner == nil {
		return p.fromCertificate()
	}
	p.held = inner.Source
	p.replace(inner.Material, holds)
	return inner, nil
}

// fromCertificate gives a JWK that lacks public numbers those of the first
// certificate in its x5c, and returns its key; nil when there is nothing to do.
func (p *parser) fromCertificate() (*key.Key, error) {
	probe := &parser{object: p.object}
	kty, _ := probe.kty()
	var missing []string
	for _, name := range requiredNames[kty] {
		if name != "kty" && name != "k" && !p.has(name) {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 || p.inside == nil || !p.has("x5c") {
		return nil, nil
	}
	chain := probe.x5c()
	if len(chain) == 0 {
		return nil, nil
	}
	k, err := p.inside(chain[0])
	if err != nil || k.Material.Kty() != kty {
		return nil, nil // material names what is missing
	}
	for _, name := range missing {
		p.mend(name, wasMissing)
	}
	p.replace(k.Material, nil)
	return k, nil
}

// replace gives the JWK the members of m in place of those named; others that
// it lacks are added.
func (p *parser) replace(m key.Material, names map[string]bool) {
	right := map[string][]byte{}
	members := Members(m, m.IsPrivate())
	for _, member := range members {
		right[member.Name] = rawValue(member.Value)
	}
	var list []key.RawMember
	for _, member := range p.list {
		raw, ok := right[member.Name]
		if member.Name == "kty" || member.Name == "crv" || names[member.Name] || ok && !p.has(member.Name) {
			if !ok {
				continue // a key of this type has none
			}
			member.Raw = raw
		}
		delete(right, member.Name)
		list = append(list, member)
	}
	for _, member := range members {
		if raw, ok := right[member.Name]; ok {
			list = append(list, key.RawMember{Name: member.Name, Raw: raw})
		}
	}
	p.object, _ = newObject(list) // the names are distinct
}

// rawValue is the JSON of a value of Members, none of which needs escapes.
func rawValue(value any) []byte {
	switch v := value.(type) {
	case string:
		return []byte(`"` + v + `"`)
	case [][]Member:
		objects := make([]string, len(v))
		for i, o := range v {
			objects[i] = string(rawObject(o))
		}
		return []byte("[" + strings.Join(objects, ",") + "]")
	}
	return []byte("null")
}

// rawObject is the JSON of members.
func rawObject(members []Member) []byte {
	out := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(append(out, '"'), m.Name...), `":`...), rawValue(m.Value)...)
	}
	return append(out, '}')
}

// add gives the JWK a member that it does not have.
func (p *parser) add(name, text string) {
	p.object, _ = newObject(append(slices.Clone(p.list), key.RawMember{Name: name, Raw: rawValue(text)})) // the names are distinct
}
