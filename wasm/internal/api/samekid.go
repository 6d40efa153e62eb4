package api

import (
	"strconv"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// sameIDs are the notes on key IDs that stand twice in the set, on keys that do, and on
// those that are there once although they came with different words.
func (w *writer) sameIDs() (notes []key.Warning) {
	byKID, byPrint := map[string][]int{}, map[string][]int{}
	var kids, prints []string // in order
	var merged []int          // those whose words are not in it
	for _, g := range w.groups {
		e := g.standing()
		if kid := w.headers[e].kid; kid != "" {
			if byKID[kid] = append(byKID[kid], w.place[e]); len(byKID[kid]) == 2 {
				kids = append(kids, kid)
			}
		}
		if byPrint[g.thumbprint] = append(byPrint[g.thumbprint], w.place[e]); len(byPrint[g.thumbprint]) == 2 {
			prints = append(prints, g.thumbprint)
		}
		for _, other := range g.entries {
			if disagree(&e.Given, &other.Given) {
				merged = append(merged, w.place[other])
			}
		}
	}
	for _, kid := range kids[:min(len(kids), maxNamed)] {
		notes = append(notes, duplicateKID(byKID[kid]))
	}
	for _, print := range prints[:min(len(prints), maxNamed)] {
		notes = append(notes, keyTwice(byPrint[print]))
	}
	if merged != nil {
		notes = append(notes, keyMerged(merged))
	}
	return notes
}

// disagree reports whether two keys came with words that are not the same.
func disagree(a, b *key.Given) bool {
	for _, words := range [][2]string{{a.KID, b.KID}, {a.Use, b.Use}, {a.Alg, b.Alg}} {
		if words[0] != "" && words[1] != "" && words[0] != words[1] {
			return true
		}
	}
	return false
}

// maxNamed bounds what a note names one by one.
const maxNamed = 10

// numbers lists places in the list: "1, 2 and 3".
func numbers(places []int) string {
	var texts []string
	for _, n := range places[:min(len(places), maxNamed)] {
		texts = append(texts, strconv.Itoa(n))
	}
	if len(places) > maxNamed {
		texts = append(texts, "more")
	}
	return fault.InWords(texts)
}

func duplicateKID(places []int) key.Warning {
	return key.Warning{
		Code:    "duplicate_kid",
		Message: "Keys " + numbers(places) + " have the same key ID: who reads a token cannot tell which of them it means.",
		Action:  "Give one of them another key ID.",
		Grave:   true,
	}
}

func keyMerged(places []int) key.Warning {
	return key.Warning{
		Code:    "key_merged",
		Message: "A key that came several times is in the set once. These came with another key ID, use or algorithm than the one that stands for it there: " + numbers(places) + " in the list.",
		Action:  "Choose what they say in the options, if that is right. To have both, bring them in one JWK Set.",
	}
}

func keyTwice(places []int) key.Warning {
	return key.Warning{
		Code:    "key_twice",
		Message: "Keys " + numbers(places) + " are the same key, which the set that came in lists more than once.",
		Action:  "Keep them if each is for another algorithm or use, else remove one.",
	}
}
