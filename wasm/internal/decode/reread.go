package decode

import (
	"bytes"
	"slices"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// readAsShown reads a text that gave no key once more: without what a screen
// put between it, and with what a program lost everywhere alike put back. What
// that gives is taken only if it is a key, or one that a passphrase opens.
func (r *reader) readAsShown(text []byte) {
	shown, had := plain.Unscreened(text)
	if had != nil && r.readInstead(shown, plain.ScreenNote(had)) {
		return
	}
	if had == nil {
		shown = text
	}
	whole, note := restored(shown)
	if note == nil {
		return
	}
	notes := []key.Warning{*note}
	if had != nil {
		notes = append(notes, plain.ScreenNote(had))
	}
	r.readInstead(whole, notes...)
}

// uncoloured reads a text without a terminal's colours, before anything else is taken from
// it: what else looks as if a screen had put it there may be the text's own. Something may
// have been found all the same: the certificates in a JWK, but not the JWK.
func (r *reader) uncoloured(text []byte) {
	if r.walked {
		return
	}
	before := *r
	if shown, note := plain.Uncoloured(text); shown == nil || !r.readInstead(shown, note) {
		return
	}
	if slices.EqualFunc(before.parts, r.parts, alike) && len(before.skipped) == len(r.skipped) {
		r.take(&before) // they were around it
	}
}

// besideFound looks for JWKs that are no JSON where something else was found: in one that
// has certificates, these are found by themselves. It takes what gives more JWKs, and all
// that was found before.
func (r *reader) besideFound(text, data []byte) {
	jwks := countJWKs(r.parts)
	if r.walked || len(r.parts) == 0 || jwks >= bytes.Count(text, []byte("kty")) {
		return
	}
	sub := r.anew(text, func(sub *reader, text []byte) { sub.readElse(text, data) })
	if countJWKs(sub.parts) <= jwks {
		return
	}
	private := map[string]bool{} // what sub found, and whether it has the private half
	for _, p := range sub.parts {
		if p.Key != nil {
			id := publicID(p.Key.Material)
			private[id] = private[id] || p.Key.Material.IsPrivate()
		}
	}
	for _, p := range r.parts {
		if p.Key == nil {
			continue
		}
		if half, found := private[publicID(p.Key.Material)]; !found || p.Key.Material.IsPrivate() && !half {
			return
		}
	}
	r.take(sub)
}

func countJWKs(parts []der.Part) (n int) {
	for _, p := range parts {
		if p.Key != nil && p.Key.Given.Members != nil {
			n++
		}
	}
	return n
}

// alike reports whether two parts were read from one form, and under one key ID.
func alike(a, b der.Part) bool {
	if a.Key == nil || b.Key == nil {
		return a.Key == b.Key
	}
	return a.Key.Source == b.Key.Source && a.Key.Given.KID == b.Key.Given.KID
}

// asMailed reads a text in an encoding of e-mail once more, as what it stands for, and
// takes that if it gives more. It returns the text that the result is from.
func (r *reader) asMailed(text []byte) []byte {
	whole := plain.Mail(text)
	if whole == nil {
		whole = plain.Unquoted(text)
	}
	if whole == nil {
		return text
	}
	sub := r.anew(whole, func(sub *reader, text []byte) { sub.read(text) })
	more := len(sub.parts) > len(r.parts) || len(sub.parts) == len(r.parts) && len(sub.skipped) < len(r.skipped)
	if len(r.parts) > 0 && !more {
		return text
	}
	r.take(sub)
	r.note(0, mailNote)
	return whole
}

var mailNote = key.Warning{
	Code:    "mail_encoding_undone",
	Message: "This text was encoded as e-mail is, in quoted-printable or base64. That was undone.",
	Action:  "Copy from the message as it is shown next time, or save what is attached.",
}

// readElse reads a text in which no key was found by its form: it looks for words
// that prove themselves to be keys. data is the input as it came, whatever text
// was made of it.
func (r *reader) readElse(text, data []byte) {
	r.readAsShown(text)
	if len(r.parts) > 0 || locked(r.skipped) || r.readPairs(text) {
		return
	}
	if r.readByteLiterals(text) || r.dumpBelow(text) {
		return
	}
	if r.tink(text); len(r.parts) > 0 {
		r.walked = true // a keyId of Tink is no kid
		return
	}
	if r.readDNSKEY(text) {
		return
	}
	if r.readInline(text) {
		return
	}
	if keys := raw.Diagnostic(text); keys != nil {
		r.addKeys(keys)
		return
	}
	if keys, lost := raw.PKCS11(text); len(keys)+len(lost) > 0 {
		r.addKeys(keys)
		for _, err := range lost {
			r.skip("public key in a token", err)
		}
		return
	}
	keys, broken := raw.Figures(text)
	dnssec := bytes.Contains(text, []byte("Private-key-format:"))
	broken = broken && !dnssec // which is named for what it is
	named, brokenNamed := raw.Named(text)
	keys = slices.Concat(keys, named, raw.Multikeys(text))
	// The point in what is left of a damaged key would be half of it, at most.
	if len(keys) == 0 && damagedHead(text) == nil && !isListing(text) {
		keys = raw.Points(text, len(r.skipped) == 0 && !isJWKText(text))
	}
	first := len(r.parts)
	if r.addKeys(keys); dnssec {
		r.note(first, dnskeyNotes...)
	}
	r.noteOpen(text)
	if octets := rawBytes(text, data); len(keys) == 0 && (r.spelled(octets, "base64") || r.cbor(octets)) {
		return
	}
	if len(keys) == 0 {
		if r.netParameters(text); len(r.parts) > 0 {
			return
		}
	}
	if broken {
		r.skip("numbers", raw.ErrFigures)
	}
	if raw.LostDID(text) {
		r.skip("did:key", malformed("a did:key that was cut or changed, or is of a kind that is not known here"))
	}
	if brokenNamed {
		r.skip("WireGuard key", malformed("a key of WireGuard is 32 bytes in base64"))
	}
}

func (r *reader) addKeys(keys []*key.Key) {
	for _, k := range keys {
		k, err := key.Checked(k, nil)
		r.add("key", k, err)
	}
}

// cbor reads the keys that stand in CBOR. It reports false where there is none.
func (r *reader) cbor(octets []byte) bool {
	keys, lost := raw.CBOR(octets)
	if n := len(r.parts); n > 0 && len(keys) == 1 && r.parts[n-1].Key != nil && key.SamePublic(keys[0].Material, r.parts[n-1].Key.Material) {
		return true // an answer to a registration of WebAuthn has its key in three forms
	}
	r.addKeys(keys)
	for range lost {
		r.skip("COSE_Key", malformed("one of the keys of a COSE_KeySet"))
	}
	return len(keys) > 0
}

// rawBytes are the input as bytes: as they came, or what one word of base64 or
// hexadecimal stands for.
func rawBytes(text, data []byte) []byte {
	word := bytes.TrimSpace(text)
	const longest = 1 << 16 // characters of keys in CBOR
	if len(word) > longest {
		return nil
	}
	if octets := raw.Bare(bytes.TrimRight(word, "=")); octets != nil {
		return octets
	}
	return data
}

// readInstead reads text in place of all that was read before, if that gives a
// key, or one that a passphrase opens.
func (r *reader) readInstead(text []byte, notes ...key.Warning) bool {
	sub := r.anew(text, func(sub *reader, text []byte) { sub.octets(text, sub.text) })
	if len(sub.parts) == 0 && !locked(sub.skipped) {
		return false
	}
	r.take(sub)
	r.note(0, notes...)
	return true
}

// anew reads text by one of the methods, as if nothing had been read before.
func (r *reader) anew(text []byte, by func(*reader, []byte)) *reader {
	sub := *r
	sub.parts, sub.skipped, sub.set, sub.lost, sub.walked, sub.certain = nil, nil, nil, nil, false, false
	by(&sub, text)
	r.charge(&sub)
	return &sub
}

// keep adds what sub read.
func (r *reader) keep(sub *reader) {
	r.parts, r.skipped, r.lost = append(r.parts, sub.parts...), append(r.skipped, sub.skipped...), append(r.lost, sub.lost...)
}

// take has what sub read in place of all that was read before.
func (r *reader) take(sub *reader) {
	r.parts, r.skipped, r.parameters, r.set, r.lost = sub.parts, sub.skipped, sub.parameters, sub.set, sub.lost
}

// locked reports whether something was left out that a passphrase opens.
func locked(skipped []key.Skipped) bool {
	for _, s := range skipped {
		switch fault.CodeOf(s.Err) {
		case fault.PassphraseRequired, fault.WrongPassphrase:
			return true
		}
	}
	return false
}
