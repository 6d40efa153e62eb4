package api

import (
	"encoding/base64"
	"slices"
	"strconv"

	"jwkmint/wasm/internal/decode"
	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/signer"
	"jwkmint/wasm/internal/token"
)

// compareTokens answers for the one of the tokens that has most to do with the
// keys: that one of them signed, or else that names one. It reports how much was seen of
// its signature.
func (w *writer) compareTokens(list []token.Token) (best *compareReply, how seen) {
	if len(list) == 0 {
		return nil, unseen
	}
	bestRank, number := -1, 0
	for i, t := range list {
		c := w.newCase(t)
		if rank := c.rank(); rank > bestRank {
			best, bestRank, number, how = c.reply(), rank, i+1, c.seen()
		}
	}
	if len(list) > 1 {
		best.Summary = "Of the " + strconv.Itoa(len(list)) + " tokens in it, number " + strconv.Itoa(number) + ". " + best.Summary
	}
	return best, how
}

// seen is what was seen of a token's signature.
type seen int

const (
	unseen  seen = iota // there is none, or none that could be verified
	checked             // it is by none of the keys
	signed              // it is by one of them
)

func (c *tokenCase) seen() seen {
	switch {
	case c.v.Signer >= 0:
		return signed
	case c.v.Able >= 0:
		return checked
	}
	return unseen
}

// tokenCase is a token beside the key that it is about.
type tokenCase struct {
	token.Token
	w      *writer
	named  *entry // the first key that the header names, by whatever
	e      *entry // the key to answer for
	v      signer.Verdict
	own    *key.Key    // the key in its header
	ownBy  bool        // which signed it
	holder token.Bound // by which an access token names the key of its holder
}

func (w *writer) newCase(t token.Token) *tokenCase {
	c := &tokenCase{Token: t, w: w}
	named := w.namedBy(t.Header)
	if len(named) > 0 {
		c.named = w.keys[named[0]]
	}
	keys := make([]*key.Key, len(w.keys))
	for i, e := range w.keys {
		keys[i] = e.Key
	}
	c.v = signer.Find(t, keys, named)
	c.readOwn()
	if c.v.Signer >= 0 {
		c.Take(c.v.At)
	}
	switch {
	case c.v.Signer >= 0:
		c.e = w.keys[c.v.Signer]
	case c.named != nil:
		c.e = c.named
	case c.v.Able >= 0:
		c.e = w.keys[c.v.Able]
	default:
		c.e = w.keys[0]
	}
	c.holder = token.ReadBound(t.Payload)
	if c.holder.JKT == "" {
		if k := readJWK(c.holder.JWK); k != nil {
			c.holder.JKT = jose.ThumbprintText(k.Material)
		}
	}
	for _, e := range w.keys {
		if c.v.Signer < 0 && c.boundTo(e) {
			c.e = e
		}
	}
	return c
}

// bound reports whether the token is bound to the key that is answered for.
func (c *tokenCase) bound() bool { return c.boundTo(c.e) }

func (c *tokenCase) boundTo(e *entry) bool {
	h := c.holder
	return h.JKT != "" && h.JKT == e.fixed.Thumbprint ||
		h.X5TS256 != "" && len(e.Chain) > 0 && h.X5TS256 == encode.CertificateThumbprint(e.Chain[0])
}

// namedBy are the indices of the keys that a header names, by its kid first, at
// most a few.
func (w *writer) namedBy(h token.Header) []int {
	const most = 20
	var list []int
	add := func(is func(e *entry) bool) {
		for i, e := range w.keys {
			if len(list) < most && is(e) && !slices.Contains(list, i) {
				list = append(list, i)
			}
		}
	}
	add(func(e *entry) bool { return h.KID != "" && w.headers[e].kid == h.KID })
	add(func(e *entry) bool {
		return len(e.Chain) > 0 && (h.X5T != "" && h.X5T == x5t(e) || h.X5TS256 != "" && h.X5TS256 == encode.CertificateThumbprint(e.Chain[0]))
	})
	return list
}

func x5t(e *entry) string {
	return base64.RawURLEncoding.EncodeToString(digest.SHA1(e.Chain[0].Raw))
}

// readOwn reads the key that a header carries itself, as those of DPoP do.
func (c *tokenCase) readOwn() {
	if c.own = readJWK(c.JWK); c.own == nil {
		return
	}
	for _, input := range c.Inputs {
		at, _ := signer.Verify(c.own.Material, c.Alg, input, c.Signatures)
		c.ownBy = c.ownBy || at >= 0
	}
}

// readJWK reads a key that a token carries; nil for none.
func readJWK(jwk []byte) *key.Key {
	if len(jwk) == 0 {
		return nil
	}
	found, err := decode.Decode(decode.Input{Data: jwk})
	if err != nil || len(found.Keys) != 1 {
		return nil
	}
	return found.Keys[0]
}

// rank orders tokens: signed by one of the keys, then signed so that it almost
// is, then naming one or bound to one.
func (c *tokenCase) rank() int {
	switch {
	case c.v.How == signer.Rightly:
		return 4
	case c.v.Signer >= 0:
		return 3
	case c.named != nil || c.bound():
		return 2
	case c.v.Able >= 0:
		return 1
	}
	return 0
}

// same is whether this key signed the token. Of one that carries no signature
// it is whether the header names the key, and of one that is bound to a key, which its
// issuer signs, whether it is this one.
func (c *tokenCase) same() bool {
	switch {
	case c.v.Signer >= 0:
		return !c.withText()
	case c.bound():
		return true
	case c.signs():
		return false
	}
	return c.named != nil
}

// withText reports whether a text of the key was the secret of an HMAC, which is no
// signature by the key.
func (c *tokenCase) withText() bool {
	return c.v.How == signer.WithPublicKey || c.v.How == signer.WithPrivateKey
}

// unknown is whether neither the signature nor the header tells. A JWE or a
// header that names another key can be of this one under another ID; and a
// signature by an algorithm of this key may be one that is not verified here.
func (c *tokenCase) unknown() bool {
	switch {
	case c.same() || c.v.Signer >= 0:
		return false
	case !c.signs() || !c.v.Tried:
		return true
	}
	if c.cut() || c.Damaged || c.Detached && c.v.Able >= 0 {
		return true // part of the signature is missing, or what was signed
	}
	return c.v.Able < 0 && slices.ContainsFunc(c.w.keys, c.isFor)
}

// isFor reports whether the key has the token's algorithm.
func (c *tokenCase) isFor(e *entry) bool {
	return slices.Contains(jose.Algorithms(e.Material, jose.UseSig, nil), c.Alg)
}

// signs reports whether the token has a signature to verify.
func (c *tokenCase) signs() bool { return len(c.Signatures) > 0 || c.Damaged }

func (c *tokenCase) reply() *compareReply {
	return &compareReply{Same: c.same(), Unknown: c.unknown(), Summary: c.summary(), Rows: c.rows(), ID: c.e.id}
}

// rows are what the header says beside what the key has.
func (c *tokenCase) rows() []compareRow {
	h := c.w.headers[c.e]
	var rows []compareRow
	if !c.needsNoKID() {
		rows = append(rows, row("kid", h.kid, c.KID))
	}
	rows = append(rows, row("alg", h.alg, c.Alg))
	if len(c.e.Chain) > 0 {
		if c.X5T != "" {
			rows = append(rows, row("x5t", x5t(c.e), c.X5T))
		}
		if c.X5TS256 != "" {
			rows = append(rows, row("x5t#S256", encode.CertificateThumbprint(c.e.Chain[0]), c.X5TS256))
		}
	}
	switch first, ok := c.x5cFirst(); {
	case ok && len(c.e.Chain) > 0:
		rows = append(rows, row("x5c", encode.CertificateThumbprint(c.e.Chain[0]), encode.CertificateThumbprint(&key.Certificate{Raw: first})))
	case c.X5CNotList:
		rows = append(rows, compareRow{Member: "x5c", Theirs: "no list"})
	case !ok && len(c.X5C) > 0:
		rows = append(rows, compareRow{Member: "x5c", Theirs: "no base64"})
	}
	if c.own != nil {
		rows = append(rows, row("jwk", c.e.fixed.Thumbprint, jose.ThumbprintText(c.own.Material)))
	}
	if c.holder.JKT != "" {
		rows = append(rows, row("cnf", c.e.fixed.Thumbprint, c.holder.JKT))
	}
	if c.JKU != "" {
		rows = append(rows, compareRow{"jku", "", shown(c.JKU), true})
	}
	if c.signs() {
		rows = append(rows, compareRow{"signature", c.validity(), "", c.v.How == signer.Rightly})
	}
	return rows
}

// validity is what the row of the signature says.
func (c *tokenCase) validity() string {
	switch c.v.How {
	case signer.Rightly:
		return "valid"
	case signer.InDER:
		return "valid, but in DER"
	case signer.OtherSalt:
		return "valid, but for the length of its salt"
	case signer.OtherMask:
		return "valid, but for its mask"
	case signer.OtherDigest:
		return "valid over the " + c.v.Alg
	case signer.AsText, signer.InHex:
		return "valid, but written as text"
	case signer.Shortened:
		return "valid, but for its length"
	case signer.Swapped, signer.Reversed:
		return "valid, but in another order"
	case signer.BareDigest:
		return "valid, but for the name of its digest"
	case signer.WithLineBreak, signer.OfDigest, signer.OverOther:
		return "valid, but over another text"
	case signer.WithSecretText:
		return "valid by the text of the secret"
	case signer.ByAnother:
		return "valid by " + c.v.Alg
	case signer.WithPublicKey, signer.WithPrivateKey:
		return "valid by a text of the key"
	}
	if c.v.Able < 0 || c.Detached {
		return "not checked"
	}
	return "not valid"
}
