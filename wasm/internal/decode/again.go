package decode

import (
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// readAsShown reads a text that gave no key once more: without what a screen
// put between it, and with what a program lost everywhere alike put back. What
// that gives is taken only if it is a key, or one that a passphrase opens.
func (r *reader) readAsShown(text []byte) {
	plain, had := unscreened(text)
	if had != nil && r.readInstead(plain, screenNote(had)) {
		return
	}
	if had == nil {
		plain = text
	}
	whole, note := restored(plain)
	if note == nil {
		return
	}
	notes := []key.Warning{*note}
	if had != nil {
		notes = append(notes, screenNote(had))
	}
	r.readInstead(whole, notes...)
}

// readInstead reads text in place of all that was read before, if that gives
// more.
func (r *reader) readInstead(text []byte, notes ...key.Warning) bool {
	sub := *r
	sub.parts, sub.skipped, sub.parameters = nil, nil, false
	sub.bytes(text)
	r.again, r.spent, r.primeTests, r.insides = sub.again, sub.spent, sub.primeTests, sub.insides
	if len(sub.parts) == 0 && !locked(sub.skipped) {
		return false
	}
	r.parts, r.skipped, r.parameters = sub.parts, sub.skipped, sub.parameters
	r.note(0, notes...)
	return true
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
