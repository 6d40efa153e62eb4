package decode

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/raw"
)

// parameterNames are what members of JSON are called that hold the numbers of a
// key and are those of no JWK: RSAParameters and ECPoint of .NET, Java's, and what
// services name so; and which member of a JWK each is. Capitals do not count.
var parameterNames = map[string]string{
	"modulus": "n", "exponent": "e", "publicexponent": "e", "public_exponent": "e",
	"privateexponent": "d", "private_exponent": "d", "d": "d", "p": "p", "q": "q", "dp": "dp", "dq": "dq", "inverseq": "qi",
	"curve": "crv", "x": "x", "y": "y", "qx": "x", "qy": "y",
}

// parameters reads the key whose numbers the members of an object are under such
// names; it reports false when they are none.
func (w *jsonWalk) parameters(members []key.RawMember) bool {
	var list []key.RawMember
	has := map[string]bool{}
	for _, m := range members {
		lower := strings.TrimPrefix(strings.ToLower(m.Name), "point_")
		name := parameterNames[lower]
		if w.numbered && (lower == "n" || lower == "e") {
			name = lower
		}
		if name == "" || string(m.Raw) == "null" || name == "crv" && m.Raw[0] != '"' { // an address, in Go
			continue
		}
		if has[name] {
			return false // which of them counts is not known
		}
		has[name] = true
		list = append(list, key.RawMember{Name: name, Raw: m.Raw})
	}
	kty, label := key.KtyRSA, "RSA parameters"
	switch {
	case has["n"] && has["e"]:
		list = slices.DeleteFunc(list, func(m key.RawMember) bool { return m.Name == "x" || m.Name == "y" || m.Name == "crv" })
	case has["x"] && has["y"] && (has["crv"] || w.numbered) && !slices.ContainsFunc(list, isShortNumber):
		kty, label = key.KtyEC, "EC parameters"
		list = slices.DeleteFunc(list, func(m key.RawMember) bool { return !slices.Contains([]string{"crv", "x", "y", "d"}, m.Name) })
	default:
		return false
	}
	k, err := w.jose().ReadObject(append(list, key.RawMember{Name: "kty", Raw: []byte(`"` + kty + `"`)}))
	if err == nil {
		k.Given = key.Given{}
		k.Source = label
		// These are no JWK, so that they need not be written as one is.
		k.Notes = slices.DeleteFunc(k.Notes, func(note key.Warning) bool { return note.Code == jose.LooseEncoding })
		raw.NoteOddSize(k)
	}
	w.add(label, k, err)
	return true
}

// isShortNumber reports whether a member is a coordinate that is none of a key: of
// something that is drawn.
func isShortNumber(m key.RawMember) bool {
	const shortest = 40 // P-256 has 43 characters in base64
	return (m.Name == "x" || m.Name == "y") && len(m.Raw) < shortest
}
