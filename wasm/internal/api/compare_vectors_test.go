package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCompareVectors takes tokens that jose (npm) and openssl signed, as people
// paste them; see testdata/compare.mjs.
func TestCompareVectors(t *testing.T) {
	var cases []struct {
		What, Token string
		Keys, Says  []string
		Options     dict
		Same        bool
		ID          int
	}
	if err := json.Unmarshal(readFile(t, "testdata/compare.json"), &cases); err != nil || len(cases) < 120 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	for _, c := range cases {
		t.Run(c.What, func(t *testing.T) {
			var in string
			for _, name := range c.Keys {
				in += string(readFile(t, digestVectors+name+".pem"))
			}
			s := testSession()
			ask[keysReply](t, s, "convert", input(in, c.Options, "spki"))
			r := compareWith(t, s, c.Token)
			if r.Same != c.Same || r.Unknown || r.ID != c.ID {
				t.Errorf("same %v, key %d: %s", r.Same, r.ID, r.Summary)
			}
			for _, says := range c.Says {
				if !strings.Contains(r.Summary, says) {
					t.Errorf("%q is not in %q", says, r.Summary)
				}
			}
		})
	}
}
