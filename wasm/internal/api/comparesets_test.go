package api

import (
	"strings"
	"testing"
)

// TestCompareSets: of several keys on both sides all are told of, and not one
// pair that happens to be the same.
func TestCompareSets(t *testing.T) {
	a, b, c := publicJWK(t, "p256", `"kid":"a"`), publicJWK(t, "p384", `"kid":"b"`, `"use":"sig"`), publicJWK(t, "rsa2048", `"kid":"c"`)
	other := publicJWK(t, "ed25519", `"kid":"d"`)
	set := func(keys ...string) string { return `{"keys":[` + strings.Join(keys, ",") + `]}` }
	s := testSession()
	ask[keysReply](t, s, "convert", input(set(a, b, c), nil))
	for _, test := range []struct {
		about, with  string
		same, partly bool
		words        string
	}{
		{"equal", set(c, a, b), true, false, "All 3 of your keys are in it."},
		{"one missing", set(a, c), true, true, "2 of your 3 keys are in it; missing: key 2 (EC P-384)."},
		{"one left", set(a, other), true, true, "1 of your 3 keys is in it; missing: key 2 (EC P-384), key 3 (RSA 2048). Keys in it that are not here: 1."},
		{"another ID", set(publicJWK(t, "p256", `"kid":"x"`), b, c), true, true, "All 3 of your keys are in it. With another key ID: key 1 (EC P-256). A token that carries yours will not find it."},
		{"another use", set(a, publicJWK(t, "p384", `"kid":"b"`, `"use":"enc"`), c), true, true, "All 3 of your keys are in it. With another use or algorithm: key 2 (EC P-384)."},
		{"one more", set(a, b, c, other), true, true, "All 3 of your keys are in it. Keys in it that are not here: 1."},
		{"listed twice, once under our ID", set(publicJWK(t, "p256", `"kid":"x"`), a, b, c), true, false, "All 3 of your keys are in it."},
		{"one of them alone", a, true, false, "The same key."},
		{"none of them", set(other, publicJWK(t, "p521", `"kid":"e"`)), false, false, "Your key is not in this set."},
	} {
		r := compareWith(t, s, test.with)
		if r.Same != test.same || r.Partly != test.partly || r.Summary != test.words {
			t.Errorf("%s: same %v, partly %v: %s", test.about, r.Same, r.Partly, r.Summary)
		}
	}
}
