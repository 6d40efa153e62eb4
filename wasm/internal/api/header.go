package api

import (
	"slices"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// header is what the JWK of one key says beside its numbers.
type header struct {
	use, alg, kid string
	algs          []string  // what alg can be, the usual one first
	given         key.Given // what came with the key
	public        bool      // in a public JWK
	ops           operations
	opsUse        string // the use whose operations are written
	x5c           bool
	asCame        bool // all of it came so
	warnings      []key.Warning
}

// operations says which key_ops are written.
type operations int

const (
	noOps    operations = iota
	givenOps            // those that came
	madeOps             // those of the use and algorithm, in place of use
)

// came is what came with the key, or with another one of its group that came as
// a JWK; public says that this was a public JWK, which stays as it came.
func (e *entry) came() (given key.Given, public bool) {
	of := e
	if e.Given.Members == nil && e.group.jwk != nil {
		of = e.group.jwk
	}
	if of.Given.Members == nil {
		return e.group.beside, false
	}
	return of.Given, !of.Material.IsPrivate() && !of.origin.in.numbers()
}

// level says who decided a value.
type level int

const (
	usual   level = iota // nobody
	fromKey              // it came with the key
	fromAll              // it was chosen for all keys
	fromOne              // it was chosen for this key
)

// decider decides the headers of all keys of a list: the one place where that is
// done. The rule is in the package's doc.
type decider struct {
	o     *options
	alone bool // of one key "all" is that key
}

// pick takes what was chosen for one key, else for all, else what came.
func (d decider) pick(one, all, came string) (string, level) {
	switch {
	case one != "":
		return one, fromOne
	case all != "" && d.alone:
		return all, fromOne
	case all != "" && (came == "" || d.o.rewrite):
		return all, fromAll
	case came != "":
		return came, fromKey
	}
	return "", usual
}

// header decides all but the key ID for e, for which one was chosen alone.
func (d decider) header(e *entry, one wish) header {
	given, public := e.came()
	h := header{given: given, public: public}
	cameUse := given.Use
	if cameUse == "" {
		cameUse = useOf(given.KeyOps)
	}
	use, useFrom := d.use(e, one, cameUse, &h)
	h.algs = d.algorithms(e, use, one.keyOps != nil && *one.keyOps || d.o.keyOps != nil && *d.o.keyOps)
	changed := useFrom >= fromAll && use != cameUse
	h.alg = d.alg(e, one, changed, public, &h)

	switch {
	case useFrom == usual && public, useFrom == usual && given.KeyOps != nil:
		use = "" // it came without
	case useFrom == usual && use == "":
		use = d.usualUse(e, h.alg)
	case useFrom == fromKey:
		use = given.Use // as it was spelled, and "" where key_ops stand for it
	}
	if use == optionNone {
		use = ""
	}
	d.operations(e, one, use, cameUse, changed, &h)
	d.x5c(e, one, &h)
	h.warn(e, d.o, cameUse)
	return h
}

// use is the use in force, and who decided it: "" where the algorithm shall.
func (d decider) use(e *entry, one wish, came string, h *header) (string, level) {
	fits := func(use string) bool { return use == optionNone || len(e.uses) == 0 || slices.Contains(e.uses, use) }
	use, from := d.pick(one.use, d.o.use, came)
	if from >= fromAll && !fits(use) {
		if from == fromOne {
			h.warnings = append(h.warnings, useUnfit(e.uses[0]))
		}
		use, from = came, fromKey
		if came == "" {
			from = usual
		}
	}
	if from == usual || from == fromKey {
		// An algorithm that was chosen for this key says what it is for.
		if alg, by := d.pick(one.alg, d.o.alg, h.given.Alg); by == fromOne && alg != optionNone {
			if of := algUse(e, alg); of != "" && of != use {
				return of, fromOne
			}
		} else if from == usual {
			return algUse(e, h.given.Alg), usual
		}
	}
	return use, from
}

// usualUse is that of the algorithm, else to sign where the key can.
func (d decider) usualUse(e *entry, alg string) string {
	if use := algUse(e, alg); use != "" {
		return use
	}
	if len(e.uses) == 0 || slices.Contains(e.uses, jose.UseSig) {
		return jose.UseSig
	}
	return e.uses[0]
}

// algorithms are those that the key has for a use, the usual one first; for all
// uses where none is named. With key_ops no use is written: the algorithm says
// what the key is for.
func (d decider) algorithms(e *entry, use string, ops bool) []string {
	if use == "" {
		use = d.usualUse(e, "")
		ops = ops || e.Given.Members != nil // a public JWK may have none
	}
	if use == optionNone || !slices.Contains([]string{jose.UseSig, jose.UseEnc}, use) {
		use, ops = "", true
	}
	var algs []string
	if use != "" {
		algs = d.o.order(jose.Algorithms(e.Material, use, e.Algs))
	}
	for _, other := range e.uses {
		if other != use && ops {
			more := jose.Algorithms(e.Material, other, e.Algs)
			if use == "" {
				more = d.o.order(more)
			}
			algs = append(algs, more...)
		}
	}
	return algs
}

// alg is the algorithm. changed says that the use is another than came.
func (d decider) alg(e *entry, one wish, changed, public bool, h *header) string {
	alg, from := d.pick(one.alg, d.o.alg, h.given.Alg)
	own := "" // the algorithm that is a part of the key
	if e.Material.Kty() == key.KtyAKP {
		own = key.Title(e.Material)
	}
	if from >= fromAll {
		switch {
		case alg == optionNone && own == "":
			return ""
		case alg == own, slices.Contains(h.algs, alg):
			return alg
		}
	}
	unfit := from == fromOne || from == fromAll && alg == optionNone
	switch came := h.given.Alg; {
	case own != "":
		alg = own
	case came != "" && (!changed || slices.Contains(h.algs, came)):
		alg = came
		if !slices.Contains(h.algs, came) {
			h.algs = append(h.algs, came)
		}
	case came == "" && public || len(h.algs) == 0:
		alg = ""
	default:
		alg = h.algs[0]
	}
	if unfit {
		w := algUnfit(alg)
		if own != "" {
			w = algNeeded(own)
		}
		h.warnings = append(h.warnings, w)
	}
	return alg
}

// operations decides between use and key_ops. What came stays, both where both
// came, as long as the use is the same.
func (d decider) operations(e *entry, one wish, use, came string, changed bool, h *header) {
	h.use = use
	all := d.o.keyOps != nil && *d.o.keyOps && (d.alone || d.o.rewrite || h.given.Use == "" && h.given.KeyOps == nil)
	wanted := one.keyOps != nil && *one.keyOps || one.keyOps == nil && all
	h.opsUse = use
	if h.opsUse == "" {
		h.opsUse = algUse(e, h.alg)
	}
	if wanted && use != "" && h.alg != "" {
		h.opsUse = algUse(e, h.alg)
	}
	if h.opsUse == "" && len(h.algs) > 0 {
		h.opsUse = algUse(e, h.algs[0])
	}
	switch {
	case one.keyOps != nil && !*one.keyOps:
		if h.use == "" && h.given.KeyOps != nil && one.use != optionNone {
			h.use = d.usualUse(e, h.alg)
			if came != "" {
				h.use = came
			}
		}
	case h.given.KeyOps != nil && (!changed || use == ""):
		h.ops = givenOps
		if h.given.Use == "" {
			h.use = "" // they stand for it
		}
	case wanted || h.given.KeyOps != nil:
		h.ops = madeOps
		if wanted {
			h.use = h.opsUse
		}
	}
}

func (d decider) x5c(e *entry, one wish, h *header) {
	h.x5c = h.given.X5C != nil || d.o.x5c != nil && *d.o.x5c
	if one.x5c != nil {
		h.x5c = *one.x5c
	}
}

// warn says what is odd, and whether all is as it came.
func (h *header) warn(e *entry, o *options, cameUse string) {
	g := h.given
	if g.Alg != "" && h.alg == g.Alg && g.Members != nil && algUse(e, g.Alg) == "" {
		h.warnings = append(h.warnings, givenAlgUnfit)
	}
	use := h.use
	if use == "" && h.ops == givenOps {
		use = cameUse
	}
	if g.Members != nil && (g.Alg != "" && h.alg != g.Alg || cameUse != "" && use != cameUse) {
		h.warnings = append(h.warnings, givenDiffers)
	}
	if o.vendor != nil && h.alg != "" && !o.vendor.Takes(h.alg) && !slices.Contains(o.vendor.Encryption, h.alg) {
		h.warnings = append(h.warnings, vendorUnfit(o.vendor))
	}
	h.asCame = g.Members != nil && h.alg == g.Alg && h.use == g.Use && (h.ops == givenOps) == (g.KeyOps != nil) && h.ops != madeOps &&
		(h.x5c == (g.X5C != nil) || len(e.Chain) == 0)
}

// algUse is the use of one of the key's algorithms, which is of one use only.
func algUse(e *entry, alg string) string {
	if alg == "" {
		return ""
	}
	for _, use := range e.uses {
		if slices.Contains(jose.Algorithms(e.Material, use, e.Algs), alg) {
			return use
		}
	}
	return ""
}

// entryFor is e with its header as package encode wants it.
func (h *header) entryFor(e *entry, private bool) *encode.Entry {
	k := e.Key
	if e.Given.Members == nil && h.given.Members != nil { // it is the key of a JWK that came, too
		own := *k
		own.Given = h.given
		if len(own.Chain) == 0 && e.group.jwk != nil {
			own.Chain = e.group.jwk.Chain
		}
		k = &own
	}
	out := &encode.Entry{Key: k, Use: h.use, Alg: h.alg, KID: h.kid, X5C: h.x5c, KeyOps: h.keyOps(private), Keep: h.asCame || saysMore(k)}
	if out.KeyOps != nil {
		out.Use = h.besideOps()
	}
	return out
}

// saysMore reports whether a JWK came with anything but the key itself: its order
// is kept then, and else the usual one is written.
func saysMore(k *key.Key) bool {
	return slices.ContainsFunc(k.Given.Members, func(m key.RawMember) bool { return !jose.IsPart(k.Material.Kty(), m.Name) })
}

// keyOps is nil where none are written, or the key has no operation to name; use
// is written then.
func (h *header) keyOps(private bool) []string {
	switch h.ops {
	case givenOps:
		if h.public && !private {
			return h.given.KeyOps // to the letter
		}
		return jose.HalfOps(h.given.KeyOps, private)
	case madeOps:
		alg := h.alg
		if alg == "" && len(h.algs) > 0 {
			alg = h.algs[0]
		}
		return jose.KeyOps(h.opsUse, alg, private)
	}
	return nil
}

// besideOps is the use that is written beside key_ops: the one that came so.
func (h *header) besideOps() string {
	if h.given.Use == "" || h.given.KeyOps == nil {
		return ""
	}
	return h.use
}
