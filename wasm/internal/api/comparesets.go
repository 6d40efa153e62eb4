package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// compareSets answers for several keys on both sides, where the one pair of
// compareKeys would hide what the others are: how many of ours are there, and
// what differs of those. It changes nothing where no key is on both sides. One key is
// many where a set has it alone.
func (w *writer) compareSets(reply *compareReply, theirs []*key.Key, set bool) {
	if !reply.Same || len(w.groups) < 2 || len(theirs) < 2 && !set {
		return
	}
	there, kids := map[string][]*key.Key{}, map[string]bool{}
	for _, t := range theirs {
		thumbprint := jose.ThumbprintText(t.Material)
		there[thumbprint] = append(there[thumbprint], t)
		if t.Given.KID != "" {
			kids[t.Given.KID] = true
		}
	}
	others := len(there) // those that are none of ours
	var missing, renamed, changed []string
	refused := "" // what that comes to
	for _, g := range w.groups {
		same := there[g.thumbprint]
		if len(same) == 0 {
			missing = append(missing, w.placed(g))
			if e := g.standing(); kids[w.headers[e].kid] {
				refused = w.refused(e)
			}
			continue
		}
		others--
		switch kid, rest := w.differs(g, same); {
		case kid:
			renamed = append(renamed, w.placed(g))
		case rest:
			changed = append(changed, w.placed(g))
		}
	}
	all := len(w.groups)
	text := fmt.Sprintf("All %d of your keys are in it.", all)
	if n := all - len(missing); n < all {
		is := "are"
		if n == 1 {
			is = "is"
		}
		text = fmt.Sprintf("%d of your %d keys %s in it; missing: %s.", n, all, is, some(missing))
	}
	if refused != "" {
		text += " Another key has the key ID of a missing one there: " + refused
	}
	if len(renamed) > 0 {
		text += " With another key ID: " + some(renamed) + ". A token that carries yours will not find it."
	}
	if len(changed) > 0 {
		text += " With another use or algorithm: " + some(changed) + "."
	}
	if others > 0 {
		text += " Keys in it that are not here: " + strconv.Itoa(others) + "."
	}
	reply.Summary = text
	reply.lacks = len(missing) > 0
	reply.Partly = len(missing)+len(renamed)+len(changed)+others > 0
}

// compareBeside says what is wrong with what stands beside our key on the other side, or
// with the JWK that it is there.
func (w *writer) compareBeside(reply *compareReply, ours *entry, their *key.Key, theirs []*key.Key, now time.Time) {
	if !reply.Same {
		return
	}
	kid := w.headers[ours].kid
	if kid != "" && slices.ContainsFunc(theirs, func(t *key.Key) bool {
		return t.Given.KID == kid && !key.SamePublic(t.Material, ours.Material)
	}) {
		reply.Summary += " Another key there has the same key ID: who reads a token cannot tell which of them it means."
		reply.Partly = true
	}
	reply.Summary += statusOf(their.Given.Members)
	for _, n := range append(key.Health(their, now), their.Notes...) {
		if slices.Contains(faultsThere, n.Code) {
			first, _, _ := strings.Cut(n.Message, ". ") // what was done about it here says nothing there
			reply.Summary += " It has a fault, if it stands there as it was pasted: " + strings.TrimSuffix(first, ".") + "."
		}
	}
}

// statusOf says what status stands on a JWK: identity providers write whether it is in use.
func statusOf(members []key.RawMember) (text string) {
	for _, m := range members {
		var status string
		if m.Name == "status" && json.Unmarshal(m.Raw, &status) == nil {
			text = " It stands there with the status " + shownAlg(status) + "."
		}
	}
	return text
}

// faultsThere are the notes of a JWK that tell of what others refuse, and not of how it
// came here.
var faultsThere = []string{
	"x5c_other_key", "x5t_other_certificate", "kid_unseen_characters", "kid_blanks", "rsa_odd_size", "jwk_loose_encoding", "certificate_expired", "certificate_not_yet_valid",
}

const privateThere = " What you pasted holds a private key: if that is what was registered, make a new key."

// holdsPrivate reports whether one of the keys is the private one of a pair.
func holdsPrivate(keys []*key.Key) bool {
	return slices.ContainsFunc(keys, func(k *key.Key) bool { return k.Material.IsPrivate() && k.Material.Kty() != key.KtyOct })
}

// differs reports whether the key has another key ID on the other side, and
// whether another use or alg. It is enough that one of those with its public
// half is alike: a set may list a key twice.
func (w *writer) differs(g *group, same []*key.Key) (kid, rest bool) {
	kid = true
	for _, e := range g.entries {
		h := w.headers[e]
		for _, t := range same {
			if t.Given.KID != "" && t.Given.KID != h.kid {
				continue
			}
			kid = false
			if (t.Given.Use == "" || t.Given.Use == h.use) && (t.Given.Alg == "" || t.Given.Alg == h.alg || jose.IsEdDSA(t.Given.Alg) && jose.IsEdDSA(h.alg)) {
				return false, false
			}
		}
	}
	return kid, !kid
}

// placed names a key by its number in the list, as the page shows it.
func (w *writer) placed(g *group) string {
	e := g.entries[0]
	return fmt.Sprintf("key %d (%s)", w.place[e], e.fixed.Title)
}

// some joins a few names, and says how many more there are.
func some(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + " and " + strconv.Itoa(len(names)-maxNamed) + " more"
	}
	return strings.Join(names, ", ")
}
