package api

import (
	"slices"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

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
	h.warnings = append(h.warnings, h.contradictions(e)...)
	if o.vendor != nil && !h.suits(e, o.vendor) {
		able, otherUse := h.able(e, o.vendor)
		h.warnings = append(h.warnings, vendorUnfit(o.vendor, e.rsaBits(), able, otherUse))
	}
	h.asCame = g.Members != nil && h.alg == g.Alg && h.use == g.Use && (h.ops == givenOps) == (g.KeyOps != nil) && h.ops != madeOps &&
		(h.x5c == (g.X5C != nil) || len(e.Chain) == 0)
}

// suits reports whether v takes the key, with the algorithm or, where none is said, one
// that it can have.
func (h *header) suits(e *entry, v *vendors.Vendor) bool {
	takes := func(alg string) bool { return v.Takes(alg) || slices.Contains(v.Encryption, alg) }
	return v.TakesRSA(e.rsaBits()) && (takes(h.alg) || h.alg == "" && slices.ContainsFunc(h.algs, takes))
}

// able are the algorithms that v takes and the key can have: those for the use that it has,
// or else those for the other one, with that.
func (h *header) able(e *entry, v *vendors.Vendor) (algs []string, otherUse string) {
	if algs = v.Named(h.algs); algs != nil {
		return algs, ""
	}
	for _, use := range jose.Uses(e.Material, e.Algs) {
		if algs = v.Named(jose.Algorithms(e.Material, use, e.Algs)); algs != nil {
			return algs, use
		}
	}
	return nil, ""
}

// rsaBits is the size of an RSA key, 0 of another.
func (e *entry) rsaBits() int {
	if e.fixed.Kty == key.KtyRSA {
		return e.fixed.Bits
	}
	return 0
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
	out := &encode.Entry{Key: k, Alg: h.alg, KID: h.kid, X5C: h.x5c, Keep: h.asCame || saysMore(k)}
	out.Use, out.KeyOps = h.purpose(private)
	return out
}

// saysMore reports whether a JWK came with anything but the key itself: its order
// is kept then, and else the usual one is written.
func saysMore(k *key.Key) bool {
	return slices.ContainsFunc(k.Given.Members, func(m key.RawMember) bool { return !jose.IsPart(k.Material.Kty(), m.Name) })
}

// purpose is the use that is written, and the key_ops, nil for none.
func (h *header) purpose(private bool) (use string, ops []string) {
	if ops = h.keyOps(private); ops != nil {
		return h.besideOps(), ops
	}
	return h.use, nil
}

// keyOps is nil where none are written, or the key has no operation to name; use
// is written then.
func (h *header) keyOps(private bool) []string {
	switch h.ops {
	case givenOps:
		if h.secret || h.public && !private {
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
