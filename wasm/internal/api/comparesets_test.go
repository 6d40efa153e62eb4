package api

import (
	"strings"
	"testing"
	"time"
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
		{"our ID on another", set(publicJWK(t, "ed25519", `"kid":"a"`), b, c), true, true, "2 of your 3 keys are in it; missing: key 1 (EC P-256). Another key has the key ID of a missing one there: tokens signed with yours will be refused. Keys in it that are not here: 1."},
		{"one is broken", set(`{"kty":"RSA","kid":"c","n":"!!","e":"AQAB"}`, a, b), true, true, "2 of your 3 keys are in it; missing: key 3 (RSA 2048). Something in it cannot be read, and may be one that is missing. This looks like a key, but its encoding is damaged (the member n is not base64url). Copy it again from the original file, whole."},
		{"another is broken", set(`{"kty":"RSA","kid":"x","n":"!!","e":"AQAB"}`, a, b, c, other), true, true, "All 3 of your keys are in it. Keys in it that are not here: 1."},
		{"one of them alone", a, true, false, "The same key."},
		{"none of them", set(other, publicJWK(t, "p521", `"kid":"e"`)), false, false, "Your key is not in this set."},
	} {
		r := compareWith(t, s, test.with)
		if r.Same != test.same || r.Partly != test.partly || r.Summary != test.words {
			t.Errorf("%s: same %v, partly %v: %s", test.about, r.Same, r.Partly, r.Summary)
		}
	}
}

// TestCompareBeside: what stands beside our key on the other side, and what is wrong with
// its JWK there.
func TestCompareBeside(t *testing.T) {
	a, b := publicJWK(t, "p256", `"kid":"a"`), publicJWK(t, "p384", `"kid":"b"`)
	private := golden(t, "ed25519/jwk_private")
	certificate := strings.Join(strings.Fields(betweenPEM(golden(t, "cert/certificate"))), "")
	for name, c := range map[string]struct {
		ours, with string
		partly     bool
		words, not string
	}{
		"a set of one":               {`{"keys":[` + a + "," + b + `]}`, `{"keys":[` + a + `]}`, true, "1 of your 2 keys is in it; missing: key 2 (EC P-384).", ""},
		"our ID on another":          {a, `{"keys":[` + publicJWK(t, "p384", `"kid":"a"`) + "," + a + `]}`, true, "Another key there has the same key ID", ""},
		"another ID on another":      {a, `{"keys":[` + b + "," + a + `]}`, false, "it is in the set.", "same key ID"},
		"our ID twice, on our key":   {a, `{"keys":[` + a + "," + a + `]}`, false, "it is in the set.", "same key ID"},
		"for encryption first":       {publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"sig"`, `"alg":"RS256"`), `{"keys":[` + publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"enc"`, `"alg":"RSA-OAEP"`) + "," + publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"sig"`, `"alg":"RS256"`) + `]}`, false, "it is in the set.", "differs"},
		"for either, other IDs":      {publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"sig"`), `{"keys":[` + publicJWK(t, "rsa2048", `"kid":"y"`, `"use":"enc"`) + "," + publicJWK(t, "rsa2048", `"kid":"z"`, `"use":"sig"`) + `]}`, false, "another key ID", "differs"},
		"our ID before our use":      {publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"sig"`, `"alg":"RS256"`), `{"keys":[` + publicJWK(t, "rsa2048", `"kid":"z"`, `"use":"sig"`, `"alg":"RS256"`) + "," + publicJWK(t, "rsa2048", `"kid":"a"`, `"use":"enc"`, `"alg":"RSA-OAEP"`) + `]}`, false, "differs in use and alg.", ""},
		"another's private key":      {a, `{"keys":[` + private + "," + a + `]}`, false, "holds a private key", ""},
		"the certificate of another": {a, publicJWK(t, "p256", `"kid":"a"`, `"x5c":["`+certificate+`"]`), false, "It has a fault, if it stands there as it was pasted: The first certificate in this JWK's x5c is not for this key.", "left out"},
		"another word for sig":       {a, publicJWK(t, "p256", `"kid":"a"`, `"use":"SIG"`), false, "It has a fault, if it stands there as it was pasted: This JWK is not written as RFC 7517 and RFC 7518 ask: use was another word for sig.", "Strict readers"},
		"key_ops that contradict":    {publicJWK(t, "p256", `"kid":"a"`, `"use":"sig"`), publicJWK(t, "p256", `"kid":"a"`, `"key_ops":["deriveKey"]`), false, "it differs in key_ops", ""},
		"inactive there":             {a, publicJWK(t, "p256", `"kid":"a"`, `"status":"INACTIVE"`), false, "It stands there with the status INACTIVE.", ""},
		"active there":               {a, publicJWK(t, "p256", `"kid":"a"`, `"status":"ACTIVE"`), false, "It stands there with the status ACTIVE.", ""},
		"a status of another kind":   {a, publicJWK(t, "p256", `"kid":"a"`, `"status":{"x":1}`), false, "The same key.", "status"},
		"key_ops that do not":        {publicJWK(t, "p256", `"kid":"a"`, `"use":"sig"`), publicJWK(t, "p256", `"kid":"a"`, `"key_ops":["verify"]`), false, "The same key.", "key_ops"},
	} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(c.ours, nil))
		r := compareWith(t, s, c.with)
		if !r.Same || r.Partly != c.partly || !strings.Contains(r.Summary, c.words) || c.not != "" && strings.Contains(r.Summary, c.not) {
			t.Errorf("%s: same %v, partly %v: %s", name, r.Same, r.Partly, r.Summary)
		}
	}
}

// TestCompareDates: a certificate there that is of another time is named.
func TestCompareDates(t *testing.T) {
	certificate := golden(t, "cert/certificate")
	for year, words := range map[int]string{2000: "valid only from 2", 2030: "", 2200: "expired on 2"} {
		s := testSession()
		ask[keysReply](t, s, "convert", input(certificate, nil))
		s.now = func() time.Time { return time.Date(year, 11, 23, 0, 0, 0, 0, time.UTC) }
		r := compareWith(t, s, certificate)
		if !r.Same || strings.Contains(r.Summary, "It has a fault, if it stands there as it was pasted: The certificate of this key") != (words != "") || !strings.Contains(r.Summary, words) {
			t.Errorf("in %d: %s", year, r.Summary)
		}
	}
}

// betweenPEM is the base64 of a PEM with one block.
func betweenPEM(text string) string {
	_, text, _ = strings.Cut(text, "-----\n")
	text, _, _ = strings.Cut(text, "-----END")
	return text
}
