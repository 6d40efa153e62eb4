package decode

import (
	"slices"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/unlock"
)

// maxUnasked is what opening keys may cost by passphrases that nobody typed: one key takes 0.06
// with 600,000 rounds of PBKDF2. A text that is merely looked at must not keep the page busy.
const maxUnasked unlock.Cost = 0.1

var besidePassphrase = key.Warning{
	Code:    "passphrase_beside",
	Message: "It was opened by the passphrase that stands beside it in the text.",
	Action:  "Keep that text as secret as the key itself.",
}

// openBeside reads a text once more by the passphrases that stand in it, as those of Box and
// Snowflake do in their settings, and takes what opens more.
func (r *reader) openBeside(data []byte) {
	if r.pass != nil || len(data) > maxInside || !locked(r.skipped) {
		return
	}
	left := maxUnasked
	for _, pass := range plain.Passphrases(data) {
		sub := &reader{pass: pass, now: r.now, spent: unlock.Effort{Subtle: r.spent.Subtle}, rescans: newRescanBudget(len(data))}
		sub.spent.Within(left)
		sub.whole(data)
		left = sub.spent.Left()
		if len(sub.parts) <= len(r.parts) {
			continue
		}
		for _, p := range sub.parts {
			if p.Key != nil && p.Key.Material.IsPrivate() && !slices.ContainsFunc(r.parts, func(old der.Part) bool {
				return old.Key != nil && old.Key.Material.IsPrivate() && key.SamePublic(old.Key.Material, p.Key.Material)
			}) {
				p.Key.Notes = append(p.Key.Notes, besidePassphrase)
			}
		}
		for i, s := range sub.skipped {
			if fault.CodeOf(s.Err) == fault.WrongPassphrase { // nobody gave one
				sub.skipped[i].Err = fault.New(fault.PassphraseRequired, "")
			}
		}
		r.take(sub)
		r.spent = sub.spent
		return
	}
}
