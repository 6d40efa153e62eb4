package decode

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

// whole reads a text as one that stands for itself, and returns it as it was read.
func (r *reader) whole(data []byte) []byte {
	text := listed(plain.Bared(data))
	if r.armor(text) {
		return text
	}
	return r.unarmored(text)
}

// unarmored reads a text in every way there is.
func (r *reader) unarmored(text []byte) []byte {
	text = r.asMailed(r.read(text))
	if !r.found() {
		r.readParagraphs(text)
	}
	r.readInside(text)
	return text
}

// apart reads a text that stands within another as one for itself, beside what was found.
func (r *reader) apart(text []byte) {
	sub := r.anew(text, func(sub *reader, text []byte) { sub.whole(text) })
	r.keep(sub)
	r.parameters = r.parameters || sub.parameters
	if r.set == nil {
		r.set = sub.set
	}
}

// maxInside is how many bytes a text has, at most, that is read once more by what is
// within it: more are no paste.
const maxInside = 1 << 18

// readInside reads a text once more by the texts that it has within it, each as if it
// had been given alone, and takes that if it says more. A passphrase is not tried twice.
func (r *reader) readInside(text []byte) {
	if len(text) > maxInside || r.depth >= maxDepth || locked(r.skipped) || r.pass != nil && len(r.parts) > 0 {
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	for way, inside := range plain.Inside {
		if inside.Once && r.ways&(1<<way) != 0 || inside.Last && len(r.parts) > 0 || inside.Strings && r.walked {
			continue
		}
		for _, reading := range inside.Readings(text) {
			// A JWK says more than the strings in it, and so does what was refused.
			if reading.Parts && r.found() && (len(r.parts) == 0 || isJWKText(text)) {
				continue
			}
			found, ok := r.readAll(reading.Texts, 1<<way)
			if !ok {
				return
			}
			if reading.Parts {
				found.skipped = append(found.skipped, r.skipped...)
			}
			found.certain = !reading.Parts && found.found() && (found.certain || r.holdsJWK(reading.Texts[0]))
			named := inside.Encoded && !r.found() && found.found() // for what it is, where it is no key
			if found.moreThan(r) || named || found.certain && len(r.skipped)+len(found.skipped) > 0 && !found.asMuchAs(r) && !r.provedBeside(found) {
				r.take(found)
				r.certain = found.certain
				if !reading.Parts && len(reading.Texts) > 1 {
					r.parts = unrepeated(r.parts)
				}
				if reading.Had != nil {
					r.note(0, plain.ScreenNote(reading.Had))
				}
				return
			}
		}
	}
}

// readAll reads several texts, which were found in one way of plain.Inside. It reports
// false where that would take too long.
func (r *reader) readAll(texts [][]byte, way int) (found *reader, ok bool) {
	all := *r
	all.parts, all.skipped, all.set, all.lost, all.certain = nil, nil, nil, nil, false
	for _, t := range texts {
		if r.full() || !r.rescans.spend(4*len(t)+inVain) {
			return nil, false
		}
		sub := r.anew(t, func(sub *reader, t []byte) {
			sub.ways |= way
			sub.whole(t)
		})
		all.keep(sub)
		if len(texts) == 1 {
			all.set, all.parameters, all.certain = sub.set, sub.parameters, sub.certain
		}
	}
	return &all, true
}

// unrepeated are the parts of two versions without those that are alike in both.
func unrepeated(parts []der.Part) (once []der.Part) {
	seen := map[string]bool{}
	for _, p := range parts {
		id := ""
		if p.Key != nil {
			given := p.Key.Given
			id = strings.Join([]string{publicID(p.Key.Material), given.KID, given.Use, given.Alg, p.Key.Source}, " ") // the last says whether it is private
		}
		if id == "" || !seen[id] {
			once = append(once, p)
		}
		seen[id] = true
	}
	return once
}

// holdsJWK reports whether a text has JSON in it that is a JWK, or has one in it: of such
// it is certain how it is to be read.
func (r *reader) holdsJWK(text []byte) bool {
	if !mayHoldJSON(text) {
		return false
	}
	start, end, _ := r.nextJSON(text, "{")
	return mayHoldJSON(text[start:end])
}

// moreThan reports whether what was found says more than what other found, and has every
// key of that, with its private half if that has it.
func (r *reader) moreThan(other *reader) bool {
	if len(other.parts) == 0 {
		return len(r.parts) > 0 || locked(r.skipped)
	}
	has, hasPrivate := map[string]bool{}, map[string]bool{}
	for _, p := range r.parts {
		if p.Key != nil {
			id := publicID(p.Key.Material)
			has[id] = true
			hasPrivate[id] = hasPrivate[id] || p.Key.Material.IsPrivate()
		}
	}
	if slices.ContainsFunc(other.parts, func(p der.Part) bool {
		if p.Key == nil {
			return false
		}
		id := publicID(p.Key.Material)
		return !has[id] || p.Key.Material.IsPrivate() && !hasPrivate[id]
	}) {
		return false
	}
	if len(r.parts) != len(other.parts) {
		return len(r.parts) > len(other.parts)
	}
	if len(r.skipped) != len(other.skipped) {
		return len(r.skipped) < len(other.skipped)
	}
	return r.says() > other.says()
}

// provedBeside reports whether a private key was read whose numbers fit together, and which
// is not among the keys of other. Where that has none, the key was part of what it refused.
func (r *reader) provedBeside(other *reader) bool {
	return len(other.parts) > 0 && slices.ContainsFunc(r.parts, func(p der.Part) bool {
		return p.Key != nil && p.Key.Material.IsPrivate() && p.Key.Material.Kty() != key.KtyOct &&
			!slices.ContainsFunc(other.parts, func(o der.Part) bool { return o.Key != nil && publicID(o.Key.Material) == publicID(p.Key.Material) })
	})
}

// asMuchAs reports whether what was found is the same, as far as numbers tell.
func (r *reader) asMuchAs(other *reader) bool {
	return len(r.parts) == len(other.parts) && len(r.skipped) == len(other.skipped) && r.says() == other.says()
}

// says counts what is known of the keys.
func (r *reader) says() (n int) {
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		n += len(p.Key.Chain)
		for _, is := range []bool{p.Key.Material.IsPrivate(), p.Key.Given.KID != "", p.Key.Given.Use != "", p.Key.Given.Alg != ""} {
			if is {
				n++
			}
		}
	}
	return n
}
