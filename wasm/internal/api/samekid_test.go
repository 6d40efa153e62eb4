package api

import (
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
