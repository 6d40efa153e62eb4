package decode

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// maxBeside bounds in bytes what is taken for a key ID, a use or an algorithm
// that stands beside a key: it comes back in every form of that.
const maxBeside = 1024

// beside is what an object says of the key in it.
type beside struct {
	kid, use string
	algs     []string // as they are named there
}

// besideNames are the members that say it, in small letters and without what
// parts their words.
var besideNames = map[string]string{
	"kid": "kid", "keyid": "kid", "privatekeyid": "kid", "publickeyid": "kid", "keyidentifier": "kid",
	"alg": "alg", "algorithm": "alg", "publickeyalgorithm": "alg", "signingalgorithm": "alg", "signingalgorithms": "alg",
	"encryptionalgorithm": "alg", "encryptionalgorithms": "alg", "cosealg": "alg", "cosealgorithm": "alg", "keyalgorithm": "alg",
	"use": "use", "usage": "use", "keyuse": "use", "keyusage": "use", "usagetype": "use", "purpose": "use",
}

// squeezed is a name in small letters, without hyphens and underscores.
func squeezed(name string) string {
	return strings.ToLower(nameMarks.Replace(name))
}

var nameMarks = strings.NewReplacer("-", "", "_", "", " ", "")

// besideOf reads the members of an object.
func besideOf(members []key.RawMember) (b beside) {
	id := ""
	for _, m := range members {
		if len(m.Raw) > 4*maxBeside || len(m.Name) > 64 {
			continue
		}
		var text string
		var list []string
		if json.Unmarshal(m.Raw, &text) == nil {
			list = []string{text}
		} else if number := string(m.Raw); strings.Trim(number, "-"+digits) == "" { // of COSE, in WebAuthn
			list = []string{number}
		} else if json.Unmarshal(m.Raw, &list) != nil {
			continue
		}
		if m.Name == "id" {
			id = fragment(text)
		}
		switch besideNames[squeezed(m.Name)] {
		case "kid":
			// What has slashes names where a key is kept, such as AWS's ARN.
			if b.kid == "" && text != "" && len(text) <= maxBeside && !strings.Contains(text, "/") {
				b.kid = text
			}
		case "use":
			if b.use == "" {
				b.use = jose.UseNamed(text)
			}
		case "alg":
			b.algs = append(b.algs, list...)
		}
	}
	if b.kid == "" {
		b.kid = id
	}
	if slices.ContainsFunc(members, func(m key.RawMember) bool { return m.Name == "customKeyIdentifier" }) {
		b.kid = "" // Entra's number for an entry of its list, which no token names
	}
	return b
}

// of is what is said of one key: its algorithm only where it is one of the key's,
// and just one is named.
func (b beside) of(k *key.Key) key.Given {
	g := key.Given{KID: b.kid}
	var found []string
	for _, use := range jose.Uses(k.Material, k.Algs) {
		if use == b.use {
			g.Use = use
		}
		for _, name := range b.algs {
			alg := jose.AlgorithmNamed(k.Material, k.Algs, name)
			fits := slices.Contains(jose.Algorithms(k.Material, use, k.Algs), alg) && (b.use == "" || b.use == use)
			if fits && !slices.Contains(found, alg) {
				found = append(found, alg)
			}
		}
	}
	if len(found) == 1 {
		g.Alg = found[0]
	}
	return g
}

func (b beside) isEmpty() bool { return b.kid == "" && b.use == "" && len(b.algs) == 0 }

// say tells the parts what stood beside them, if they are all of one key. What
// they know already stays: it stood nearer.
func (b beside) say(parts []der.Part) {
	if b.isEmpty() || !sameKey(parts) {
		return
	}
	for _, p := range parts {
		if p.Key != nil {
			p.Key.Given.AddBeside(b.of(p.Key))
		}
	}
}

// sameKey reports whether all parts have one public half.
func sameKey(parts []der.Part) bool {
	return !slices.ContainsFunc(parts, func(p der.Part) bool {
		return p.Key == nil || !key.SamePublic(p.Key.Material, parts[0].Key.Material)
	})
}

// besideMembers tells what was read in an object, from start on, what its members
// say. gave is how much there was after each of them.
func (w *jsonWalk) besideMembers(members []key.RawMember, start count, gave []count) {
	if len(w.parts) == start.parts {
		return
	}
	if w.byName(members, start, gave) {
		return
	}
	besideOf(members).say(w.parts[start.parts:])
}

// byName takes the names in a map from key ID to certificate, public key or JWK, as
// Google publishes them, and from version to key, as Vault's transit engine does.
func (w *jsonWalk) byName(members []key.RawMember, start count, gave []count) bool {
	from := start.parts
	for i, m := range members {
		parts := w.parts[from:gave[i].parts]
		from = gave[i].parts
		number := len(m.Name) < 6 && strings.Trim(m.Name, "0123456789") == ""
		// One member alone is a map where its name is no word.
		isID := len(members) > 1 || strings.ContainsAny(m.Name, digits)
		isJWK := m.Raw[0] == '{' && len(members) > 1 && len(parts) == 1 && isJWKText(m.Raw)
		isMap := (m.Raw[0] == '"' || isJWK) && !number && isID && !isFieldName(m.Name) && besideNames[squeezed(m.Name)] == ""
		isVersion := m.Raw[0] == '{' && number && bytes.Contains(m.Raw, []byte(`"public_key"`))
		if len(parts) == 0 || parts[0].Key == nil || parts[0].Key.Material.IsPrivate() || m.Name == "" || len(m.Name) > maxBeside || !isMap && !isVersion {
			return false
		}
	}
	from = start.parts
	for i, m := range members {
		if g := &w.parts[from].Key.Given; g.KID == "" {
			g.KID = m.Name
		}
		from = gave[i].parts
	}
	return true
}

// besideLines tells the one key of a text that is no JSON what its lines say.
func (r *reader) besideLines(text []byte) {
	const longest = 64 << 10 // of a text that is about one key
	if len(text) > longest || len(r.parts) == 0 || !saysBeside(text) {
		return
	}
	if !sameKey(r.parts) {
		r.besideBlocks(text)
		return
	}
	if countJWKs(r.parts) == 0 && bytes.Count(text, []byte("kty")) > 1 && bytes.Count(text, []byte("kid")) > 1 {
		return // they may speak of a JWK that could not be read
	}
	var b beside
	found := 0
	for line, rest := plain.NextLine(text); len(line) > 0 && found < 3; line, rest = plain.NextLine(rest) {
		for _, piece := range besidePieces(string(line)) {
			name, value := besideLine(piece)
			switch name {
			case "alg":
				b.algs = append(b.algs, value)
			case "use":
				b.use = jose.UseNamed(value)
			case "kid":
				b.kid = value
			default:
				continue
			}
			found++
		}
	}
	b.say(r.parts)
}

// saysBeside reports whether one of the names may be there that besideLine looks
// for. In a mere PEM there is none.
func saysBeside(text []byte) bool {
	for _, sign := range []string{"_", "kid", "KID", "alg", "ALG", "Alg", "use", "USE", "purpose", "eyI", "ey-id"} {
		if bytes.Contains(text, []byte(sign)) {
			return true
		}
	}
	return false
}
