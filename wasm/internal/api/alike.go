package api

import (
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// likeness is what two keys have in common, as a key of a map: what is left
// empty was not asked for.
type likeness struct {
	thumbprint      string
	kid, title, kty string
}

// likenesses are the ways in which two keys can be alike, most of all first:
// the same public half, then the same key ID, then the same type and size, then
// the same type. Among equals a registered key's kid decides.
func likenesses(m key.Material, thumbprint, kid string) []likeness {
	title, kty := key.Title(m), m.Kty()
	list := []likeness{{thumbprint: thumbprint}, {title: title}, {kty: kty}, {}}
	if kid == "" {
		return list
	}
	return []likeness{
		{thumbprint: thumbprint, kid: kid}, {thumbprint: thumbprint},
		{kid: kid, title: title}, {kid: kid, kty: kty}, {kid: kid},
		{title: title}, {kty: kty}, {},
	}
}

// rank orders likenesses as likenesses does.
func (l likeness) rank() int {
	n := 0
	if l.thumbprint != "" {
		n += 16
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
