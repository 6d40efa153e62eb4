package api

import (
	"encoding/base64"
	"slices"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// likeness is what two keys have in common, as a key of a map: what is left
// empty was not asked for.
type likeness struct {
	thumbprint      string
	part            string // of the public number
	kid, title, kty string
}

// likenesses are the ways in which two keys can be alike, most of all first:
// the same public half, then a part of it, then the same key ID, then the same type and
// size, then the same type. Among equals a registered key's kid decides.
func likenesses(m key.Material, thumbprint, kid string) []likeness {
	title, kty := key.Title(m), m.Kty()
	list := []likeness{{thumbprint: thumbprint}}
	for _, part := range publicParts(m) {
		list = append(list, likeness{part: part})
	}
	if kid != "" {
		list = slices.Concat([]likeness{{thumbprint: thumbprint, kid: kid}}, list, []likeness{{kid: kid, title: title}, {kid: kid, kty: kty}, {kid: kid}})
	}
	return append(list, likeness{title: title}, likeness{kty: kty}, likeness{})
}

// publicParts are how the public number of a key begins and how it ends in base64url,
// whatever the case of its letters: as many characters as two keys never share, of which
// one part is whole where a character was lost or changed. A point on a curve does not lie
// on it then.
func publicParts(m key.Material) []string {
	const size = 16
	var number []byte
	switch m := m.(type) {
	case *key.RSA:
		number = m.N.Bytes()
	case *key.OKP:
		number = m.X
	}
	text := strings.ToLower(base64.RawURLEncoding.EncodeToString(number))
	if len(text) < 2*size {
		return nil
	}
	return []string{"<" + text[:size], ">" + text[len(text)-size:]}
}

// isNearly reports whether one key is the other with some characters lost, added or changed.
func isNearly(a, b key.Material) bool {
	parts := publicParts(a)
	return slices.ContainsFunc(publicParts(b), func(part string) bool { return slices.Contains(parts, part) })
}

// rank orders likenesses as likenesses does.
func (l likeness) rank() int {
	n := 0
	if l.thumbprint != "" {
		n += 16
	}
	if l.part != "" {
		n += 12
	}
	if l.kid != "" {
		n += 8
	}
	if l.title != "" {
		n += 2
	}
	if l.kty != "" {
		n++
	}
	return n
}

// mostAlike picks the pair of keys, one of ours and one of theirs, that is most
// alike; of several the first of theirs, then of ours. It looks each of theirs
// up among ours, so that the time grows with their sum and not their product:
// two files of 10,000 keys would take minutes.
func (w *writer) mostAlike(theirs []*key.Key) (ours *entry, their *key.Key) {
	index := map[likeness]*entry{}
	for _, e := range w.keys {
		for _, l := range likenesses(e.Material, e.fixed.Thumbprint, w.headers[e].kid) {
			if index[l] == nil {
				index[l] = e
			}
		}
	}
	best := -1
	for _, t := range theirs {
		for _, l := range likenesses(t.Material, jose.ThumbprintText(t.Material), t.Given.KID) {
			if e := index[l]; e != nil {
				if n := l.rank(); n > best {
					best, ours, their = n, e, t
				}
				break
			}
		}
	}
	return ours, their
}
