package api

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/key"
)

// decide makes the headers of all keys that are written.
func (s *Session) decide(w *writer) {
	d := decider{o: w.options, alone: len(w.groups) == 1}
	var takers []*group // that one text is for
	used := map[string]bool{}
	for _, g := range w.groups {
		one := g.wish(w.options)
		mode, from := d.pick(one.kidMode, w.options.kidMode, "")
		text := one.kidValue
		if from != fromOne || one.kidMode == "" {
			if text = w.options.kidValue; mode != kidText {
				text = "" // a UUID is that of one key
			}
		}
		takes := false
		for _, e := range g.entries {
			h := d.header(e, one)
			given := h.given
			switch {
			case given.KID != "" && (mode == "" || mode == kidKeep || from == fromAll && !w.options.rewrite):
				h.kid = given.KID
			case mode == "" && h.public:
			case mode == kidText && from == fromAll && text != "":
				takes = true
			default:
				h.kid = s.kid(e, mode, text)
			}
			used[h.kid] = true
			h.asCame = h.asCame && h.kid == given.KID
			w.headers[e] = &h
		}
		if takes {
			takers = append(takers, g)
		}
	}
	w.numbered(takers, used)
}

// wish is what was chosen for one of the keys of a group, which are one in a
// set.
func (g *group) wish(o *options) (one wish) {
	if len(o.keys) == 0 {
		return one
	}
	for _, e := range g.entries {
		w := o.keys[e.id]
		if one.use == "" {
			one.use = w.use
		}
		if one.alg == "" {
			one.alg = w.alg
		}
		if one.kidMode == "" && (w.kidMode != kidText || w.kidValue != "") {
			one.kidMode, one.kidValue = w.kidMode, w.kidValue
		}
		if one.keyOps == nil {
			one.keyOps = w.keyOps
		}
		if one.x5c == nil {
			one.x5c = w.x5c
		}
	}
	return one
}

// numbered gives the text that was chosen for all to those that take it. Where
// there are several, each gets a number that no other key has.
func (w *writer) numbered(takers []*group, used map[string]bool) {
	text := w.options.kidValue
	n := 0
	next := func() string {
		if len(takers) == 1 && !used[text] {
			return text
		}
		for {
			n++
			suffix := "-" + strconv.Itoa(n)
			if kid := cut(text, maxKID-len(suffix)) + suffix; !used[kid] {
				return kid
			}
		}
	}
	first := ""
	kid := ""
	for _, g := range takers {
		kid = next()
		used[kid] = true
		if first == "" {
			first = kid
		}
		for _, e := range g.entries {
			if h := w.headers[e]; h.kid == "" {
				h.kid = kid
			}
		}
	}
	if first != "" && first != text {
		w.notes = append(w.notes, kidNumbered(first, kid))
	}
}

// cut is the first n characters.
func cut(text string, n int) string {
	for utf8.RuneCountInString(text) > n {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}

// standing is the key that stands for the group: the one that came as a JWK, else
// the first.
func (g *group) standing() *entry {
	if g.jwk != nil {
		return g.jwk
	}
	return g.entries[0]
}

func kidNumbered(first, last string) key.Warning {
	w := key.Warning{
		Code:    "kid_numbered",
		Message: "A set needs a different ID for each key: they are " + first + " to " + last + ".",
		Action:  "Choose a key to give it an ID of its own.",
	}
	if first == last {
		w.Message = "Another key of the set has that ID: this one is " + first + "."
	}
	return w
}

// secrets are the notes on private keys in what is to be published.
func (w *writer) secrets(f wantedForms) (notes []key.Warning) {
	published := len(w.memo.list.baseline()) > 0
	for _, in := range w.memo.list.inputs {
		if in.err != nil || in.result.Set == nil {
			continue
		}
		public, private := false, false
		for _, p := range in.result.Parts {
			if p.Key == nil || !ofSet(p.Key) { // beside it
				continue
			}
			public = public || !p.Key.Material.IsPrivate()
			private = private || p.Cert == nil && p.Key.Material.IsPrivate()
		}
		if public && private {
			notes = append(notes, privateInSet)
		}
		if members, rest := publicSet(in.result); len(members) > 0 && len(rest) > 0 {
			notes = append(notes, privateMember(rest))
		}
		if published && len(in.result.Skipped) > 0 {
			notes = append(notes, setIncomplete(len(in.result.Skipped)))
		}
	}
	if published && f.private() && slices.ContainsFunc(w.keys, func(e *entry) bool { return e.Material.IsPrivate() }) {
		notes = append(notes, privatePublished)
	}
	return notes
}

// setMembers are those that the set has beside "keys".
func (w *writer) setMembers(private bool) []key.RawMember {
	for _, in := range w.memo.list.inputs {
		if in.err != nil || in.result.Set == nil {
			continue
		}
		if private {
			return in.result.Set
		}
		members, _ := publicSet(in.result)
		return members
	}
	return nil
}

// asSet writes these keys as the whole set.
func (w *writer) asSet(entries []*entry, private bool) (string, error) {
	list := make([]*encode.Entry, len(entries))
	for i, e := range entries {
		list[i] = w.headers[e].entryFor(e, private)
	}
	return encode.SetWith(w.setMembers(private), list, private, w.options.layout)
}
