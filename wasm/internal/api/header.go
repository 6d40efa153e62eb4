package api

import (
	"slices"

	"jwkmint/wasm/internal/key"
)

// header is what the JWK of one key says beside its numbers.
type header struct {
	use, alg, kid string
	algs          []string  // what alg can be, the usual one first
	given         key.Given // what came with the key
	public        bool      // in a public JWK
	secret        bool      // of a key that has no halves
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

// header decides all but the key ID for e; one is what was chosen for this key
// alone.
func (d decider) header(e *entry, one wish) header {
	given, public := e.came()
	h := header{given: given, public: public, secret: e.Material.Kty() == key.KtyOct}
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

// use is the use in force, and who decided it: "" where the algorithm is to
// decide.
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
