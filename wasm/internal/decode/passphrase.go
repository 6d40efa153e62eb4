package decode

import (
	"slices"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
)

var besidePassphrase = key.Warning{
	Code:    "passphrase_beside",
	Message: "It was opened by the passphrase that stands beside it in the text.",
	Action:  "Keep that text as secret as the key itself.",
}

// openBeside reads a text once more by the passphrases that stand in it, as those of Box and
// Snowflake do in their settings, and takes what opens more. The one that was given counts
// as before: it may be that of another part.
func (r *reader) openBeside(data []byte) {
	if len(data) > maxInside || !locked(r.skipped) {
		return
	}
	found := plain.Passphrases(data)
	if len(found) == 0 {
		return
	}
	sub := &reader{pass: r.pass, now: r.now, spent: r.spent, rescans: newRescanBudget(len(data))}
	sub.spent.Beside(found)
	sub.whole(data)
	if len(sub.parts) <= len(r.parts) {
		return
	}
	for _, p := range sub.parts {
		if p.Key != nil && p.Key.Material.IsPrivate() && !slices.ContainsFunc(r.parts, func(old der.Part) bool {
			return old.Key != nil && old.Key.Material.IsPrivate() && key.SamePublic(old.Key.Material, p.Key.Material)
		}) {
			p.Key.Notes = append(p.Key.Notes, besidePassphrase)
		}
	}
	r.take(sub)
	r.spent = sub.spent
}
