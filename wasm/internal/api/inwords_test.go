package api

import "testing"

// TestDifferingMembersInWords: a sentence lists three members as people do.
func TestDifferingMembersInWords(t *testing.T) {
	for want, names := range map[string][]string{
		"use":                 {"use"},
		"use and alg":         {"use", "alg"},
		"use, alg and x5t":    {"use", "alg", "x5t"},
		"a, b, c and x5t#256": {"a", "b", "c", "x5t#256"},
	} {
		if got := inWords(names); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
