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
	algs          []string // what alg can be, the usual one first
	warnings      []key.Warning
}

// header decides use, alg and kid for e. What does not fit the key is not
// forced on it: it gets its usual value, and a warning.
func (s *Session) header(e *entry, o *options) header {
	h := header{use: o.use, kid: s.kid(e, o)}
	if h.use == "" {
		h.use = jose.UseSig
	}
	if h.use != optionNone && len(e.uses) > 0 && !slices.Contains(e.uses, h.use) {
		h.use = e.uses[0]
		if o.use != "" {
			h.warnings = append(h.warnings, useUnfit(h.use))
		}
	}
	if h.use == optionNone {
		h.use = ""
		for _, use := range e.uses {
			h.algs = append(h.algs, o.order(jose.Algorithms(e.Material, use, e.Algs))...)
		}
	} else {
		h.algs = o.order(jose.Algorithms(e.Material, h.use, e.Algs))
		for _, use := range e.uses {
			if o.keyOps && use != h.use { // no use is written: the algorithm says what the key is for
				h.algs = append(h.algs, jose.Algorithms(e.Material, use, e.Algs)...)
			}
		}
	}

	switch {
	case o.alg == optionNone:
	case o.alg != "" && slices.Contains(h.algs, o.alg):
		h.alg = o.alg
	default:
		if len(h.algs) > 0 {
			h.alg = h.algs[0]
		}
		if o.alg != "" {
			h.warnings = append(h.warnings, algUnfit(h.alg))
		}
	}
	if o.keyOps && h.use != "" && h.alg != "" {
		h.use = algUse(e, h.alg)
	}
	if o.vendor != nil && h.alg != "" && !o.vendor.Takes(h.alg) && !slices.Contains(o.vendor.Encryption, h.alg) {
		h.warnings = append(h.warnings, vendorUnfit(o.vendor))
	}
	return h
}

// algUse is the use of one of the key's algorithms, which is of one use only.
func algUse(e *entry, alg string) string {
	for _, use := range e.uses {
		if slices.Contains(jose.Algorithms(e.Material, use, e.Algs), alg) {
			return use
		}
	}
	return ""
}

// entryFor is e with its header as package encode wants it.
func (h *header) entryFor(e *entry, o *options, private bool) *encode.Entry {
	out := &encode.Entry{Key: e.Key, Use: h.use, Alg: h.alg, KID: h.kid, X5C: o.x5c}
	if o.keyOps {
		out.KeyOps = h.keyOps(e, private)
	}
	return out
}

// keyOps is nil where the key has no operation to name; use is written then.
func (h *header) keyOps(e *entry, private bool) []string {
	alg := h.alg
	if alg == "" && len(h.algs) > 0 {
		alg = h.algs[0]
	}
	use := h.use
	if use == "" { // none asked: the algorithm tells
		use = algUse(e, alg)
	}
	return jose.KeyOps(use, alg, private)
}
