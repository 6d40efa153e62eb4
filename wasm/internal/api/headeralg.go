package api

import (
	"slices"

	"jwkmint/wasm/internal/jose"
)

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
	own := jose.OwnAlgorithm(e.Material)
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
