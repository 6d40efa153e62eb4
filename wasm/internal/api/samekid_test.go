package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestPlaces: a note names ten places at most.
func TestPlaces(t *testing.T) {
	for n, want := range map[int]string{
		1: "1", 2: "1 and 2", 3: "1, 2 and 3",
		10: "1, 2, 3, 4, 5, 6, 7, 8, 9 and 10", 11: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more", 40: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more",
	} {
		var places []int
		for i := range n {
			places = append(places, i+1)
		}
		if got := numbers(places); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// TestTwiceInASet: a key ID that two keys have, and a key that is there twice, are
// said once each, for ten of them at most.
func TestTwiceInASet(t *testing.T) {
	for _, n := range []int{1, 10, 11} {
		var keys []string
		for i := range 2 * n { // each ID for two keys
			keys = append(keys, fmt.Sprintf(`{"kty":"oct","k":"%042dA","kid":"%d"}`, i, i/2))
		}
		count := func(notes []key.Warning, code string) int {
			return len(slices.DeleteFunc(notes, func(w key.Warning) bool { return w.Code != code }))
		}
		set := func(keys []string) []key.Warning {
			return ask[keysReply](t, testSession(), "convert", input(`{"keys":[`+strings.Join(keys, ",")+`]}`, dict{"private": true}, "jwks_private")).Notes
		}
		if got := count(set(keys), "duplicate_kid"); got != min(n, 10) {
			t.Errorf("%d IDs that two keys have: %d notes", n, got)
		}
		for i := range keys { // each key twice, under two IDs
			keys[i] = fmt.Sprintf(`{"kty":"oct","k":"%042dA","kid":"%d"}`, i/2, i)
		}
		if got := count(set(append(keys, strings.Replace(keys[0], `"kid":"0"`, `"kid":"x"`, 1))), "key_twice"); got != min(n, 10) {
			t.Errorf("%d keys that are there twice: %d notes", n, got)
		}
	}
}

// TestKeyMerged: what a set loses of a key that came twice is said.
func TestKeyMerged(t *testing.T) {
	jwk := func(more ...string) string { return publicJWK(t, "rsa2048", more...) }
	set := func(more ...string) string { return `{"keys":[` + jwk(more...) + `]}` }
	kms := func(alg string) string {
		text, err := json.Marshal(dict{"algorithm": alg, "pem": golden(t, "rsa2048/spki"), "pemCrc32c": "1"})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, c := range map[string]struct {
		inputs []string
		says   string // "" for no note
	}{
		"two sets, two IDs":           {[]string{set(`"kid":"a"`), set(`"kid":"b"`)}, "stands for it there: 2 in the list."},
		"for either use":              {[]string{jwk(`"kid":"a"`, `"use":"sig"`), jwk(`"kid":"a"`, `"use":"enc"`)}, ": 2 in the list."},
		"all of it":                   {[]string{jwk(`"kid":"a"`, `"use":"sig"`, `"alg":"RS256"`), jwk(`"kid":"b"`, `"use":"enc"`, `"alg":"RSA-OAEP"`)}, ": 2 in the list."},
		"two pairs":                   {[]string{set(`"kid":"a"`), publicJWK(t, "p256", `"kid":"x"`), set(`"kid":"b"`), publicJWK(t, "p256", `"kid":"y"`)}, ": 3 and 4 in the list."},
		"a PEM before":                {[]string{golden(t, "rsa2048/pkcs8"), jwk(`"kid":"a"`), jwk(`"kid":"b"`)}, ": 3 in the list."},
		"two of Google's KMS, no JWK": {[]string{kms("RSA_SIGN_PSS_2048_SHA256"), kms("RSA_SIGN_PKCS1_2048_SHA256")}, "stands for it there: 2 in the list."},
		"one says less":               {[]string{jwk(`"kid":"a"`, `"use":"sig"`, `"alg":"RS256"`), jwk(`"kid":"a"`)}, ""},
		"the same twice":              {[]string{set(`"kid":"a"`), set(`"kid":"a"`)}, ""},
		"both in one set: both are":   {[]string{`{"keys":[` + jwk(`"kid":"a"`) + "," + jwk(`"kid":"b"`) + `]}`}, ""},
	} {
		inputs := make([]dict, len(c.inputs))
		for i, text := range c.inputs {
			inputs[i] = dict{"input": []byte(text)}
		}
		var got []string
		for _, n := range ask[keysReply](t, testSession(), "convert", dict{"inputs": inputs}).Notes {
			if n.Code == "key_merged" {
				got = append(got, n.Message)
			}
		}
		if c.says == "" && got != nil || c.says != "" && (len(got) != 1 || !strings.Contains(got[0], c.says)) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
