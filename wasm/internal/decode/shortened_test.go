package decode

import (
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestShortenedList: what a list leaves out is listed beside the keys that it shows.
func TestShortenedList(t *testing.T) {
	jwk := strings.TrimSpace(string(readVector(t, "jwk/p256-public.json")))
	for text, shortened := range map[string]bool{
		`{"keys":[J, ...]}`:                      true,
		`{"keys":[J,J,… ]}`:                      true,
		"{ keys: [\n J,\n ... 3 more items\n] }": true,
		`{"keys":[ ..., J]}`:                     true,
		`{ keys: [ J, [Object] ] }`:              true,
		`{ keys: [ [Object], J ] }`:              true,
		`{ keys: [ J, [Object], J ] }`:           true,
		`{"keys":[J]}`:                           false,
		`{"keys":[J]} ... and so on [1]`:         false,
		`J ...`:                                  false,
		`... J`:                                  false,
		`J ... and what else a person may say ]`: true, // which nobody can tell from the end of a list
		`J ... with more words than any program has for it, before it comes to its end ]`: false,
		`{"keys":[J], "more": "..."]}`: false,
	} {
		r, err := Decode(Input{Data: []byte(strings.ReplaceAll(text, "J", jwk))})
		if err != nil || len(r.Keys) == 0 {
			t.Errorf("%s: %+v, %v", text, r, err)
			continue
		}
		if got := slices.ContainsFunc(r.Skipped, func(s key.Skipped) bool { return s.Err == errShortenedList }); got != shortened || got && len(r.Skipped) != 1 {
			t.Errorf("%s: %+v", text, r.Skipped)
		}
	}
}

// TestManyDots: dots without an end are looked at once.
func TestManyDots(t *testing.T) {
	for _, unit := range []string{"} ... ", "...", ", ... ,"} {
		testkit.Linear(t, unit, 1<<20, func(n int) []byte { return []byte(strings.Repeat(unit, n/len(unit))) }, func(text []byte) { isShortened(text) })
	}
}
