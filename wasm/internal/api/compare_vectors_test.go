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
			if r.Same != c.Same || r.Unknown != strings.HasSuffix(c.What, ", cut") || r.ID != c.ID {
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

// TestCompareOddTokens: a signature that is right but for one thing is by this key,
// and the thing is named.
func TestCompareOddTokens(t *testing.T) {
	var tokens []struct {
		Name, Says, Token string
		Same              bool
		JWK               json.RawMessage
	}
	if err := json.Unmarshal(readFile(t, "testdata/oddtokens.json"), &tokens); err != nil || len(tokens) < 56 {
		t.Fatalf("%d tokens: %v", len(tokens), err)
	}
	for _, c := range tokens {
		s := testSession()
		accepted[keysReply](t, "convert", send(t, s, "convert", dict{"input": []byte(c.JWK), "forms": []string{}}))
		r := compareWith(t, s, c.Token)
		row := r.Rows[len(r.Rows)-1]
		if r.Same != c.Same || r.Unknown || !strings.Contains(r.Summary, c.Says) || row.Member != "signature" || row.Same {
			t.Errorf("%s: %+v", c.Name, r)
		}
		other := c.Token[:len(c.Token)-30] + "AAAAAAAA" + c.Token[len(c.Token)-22:]
		if r := compareWith(t, s, other); r.Same {
			t.Errorf("%s, changed: %+v", c.Name, r)
		}
	}
}
