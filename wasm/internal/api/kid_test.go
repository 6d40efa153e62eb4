package api

import (
	"regexp"
	"testing"
)

// TestNewUUID: the fixed bits are those of version 4, and the others vary.
func TestNewUUID(t *testing.T) {
	form := regexp.MustCompile("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
	seen := [36]map[byte]bool{}
	for range 500 {
		text := newUUID()
		if !form.MatchString(text) {
			t.Fatalf("%q is no UUID of version 4", text)
		}
		for i := range text {
			if seen[i] == nil {
				seen[i] = map[byte]bool{}
			}
			seen[i][text[i]] = true
		}
	}
	for i, digits := range seen {
		want := 16
		switch i {
		case 8, 13, 14, 18, 23: // hyphens, version
			want = 1
		case 19: // variant
			want = 4
		}
		if len(digits) != want {
			t.Errorf("character %d takes %d values, want %d", i, len(digits), want)
		}
	}
}
