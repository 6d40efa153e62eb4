package api

import (
	"strconv"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// sameIDs are the notes on key IDs that stand twice in the set, on keys that do, and on
// those that are there once although they came with different words.
func (w *writer) sameIDs() (notes []key.Warning) {
	byKID, byPrint := map[string][]int{}, map[string][]int{}
	var kids, prints []string // in order
	var merged []key.Warning
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
			if in := unlikeWords(e.Given, other.Given); in != nil && len(merged) < maxNamed {
				merged = append(merged, keyMerged(w.place[e], w.place[other], in))
			}
		}
	}
	for _, kid := range kids[:min(len(kids), maxNamed)] {
		notes = append(notes, duplicateKID(byKID[kid]))
	}
	for _, print := range prints[:min(len(prints), maxNamed)] {
		notes = append(notes, keyTwice(byPrint[print]))
	}
	return append(notes, merged...)
}

// unlikeWords names what two keys that are one say differently of themselves.
func unlikeWords(a, b key.Given) (list []string) {
	for _, c := range [][3]string{{"key ID", a.KID, b.KID}, {"use", a.Use, b.Use}, {"algorithm", a.Alg, b.Alg}} {
		if c[1] != "" && c[2] != "" && c[1] != c[2] && !(jose.IsEdDSA(c[1]) && jose.IsEdDSA(c[2])) {
			list = append(list, c[0])
		}
	}
	return list
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

func keyMerged(standing, other int, in []string) key.Warning {
	first, second := strconv.Itoa(standing), strconv.Itoa(other)
	return key.Warning{
		Code:    "key_merged",
		Message: "Keys " + first + " and " + second + " are the same key, but came with another " + fault.InWords(in) + ". A set has it once, as key " + first + " says.",
		Action:  "If what key " + second + " says is meant, choose that in the options. If both are, bring them in one set.",
	}
}

func keyTwice(places []int) key.Warning {
	return key.Warning{
		Code:    "key_twice",
		Message: "Keys " + numbers(places) + " are the same key, which the set that came in lists more than once.",
		Action:  "Keep them if each is for another algorithm or use, else remove one.",
	}
}
