package jose

import (
	"bytes"
	"encoding/json"

	"jwkmint/wasm/internal/key"
)

// SetMembers are the members of a JWK Set (RFC 7517 section 5) that text is, in
// their order, "keys" without a value; nil for anything else. Those that are
// too long or nested too deep are left out, as those of a key are.
func SetMembers(text []byte) []key.RawMember {
	text = bytes.TrimSpace(text)
	name := "keys"
	if !bytes.Contains(text, []byte(`"keys"`)) {
		name = "Keys" // as .NET's serializers write it
	}
	if !bytes.Contains(text, []byte(`"`+name+`"`)) || !json.Valid(text) {
		return nil
	}
	o, err := readObject(text)
	if err != nil || IsKey(o.list) || !o.has(name) || o.raw(name)[0] != '[' {
		return nil
	}
	list := make([]key.RawMember, 0, len(o.list))
	size := 0
	for _, m := range o.list {
		switch {
		case m.Name == name:
			list = append(list, key.RawMember{Name: "keys"})
		case size+len(m.Name)+len(m.Raw) <= maxGiven && depthOf(m.Raw) <= maxGivenDepth:
			size += len(m.Name) + len(m.Raw)
			list = append(list, key.RawMember{Name: m.Name, Raw: bytes.Clone(m.Raw)})
		}
	}
	return list
}

// IsSecret reports whether a member that stands beside keys must not be
// published: it is private by its name, or holds what is.
func IsSecret(m key.RawMember, of Numbers) bool {
	return isSecret(m.Name, m.Raw, false) || of.In(string(m.Raw))
}
