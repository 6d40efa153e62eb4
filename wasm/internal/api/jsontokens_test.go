package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestTokensInJSON takes tokens that Node's crypto signed: in JSON serialization, with
// members that change how they are read, and shortened.
func TestTokensInJSON(t *testing.T) {
	var file struct {
		JWK    json.RawMessage
		Tokens []struct {
			Name, Says, Text string
			Same, Unknown    bool
		}
	}
	if err := json.Unmarshal(readFile(t, "testdata/jsontokens.json"), &file); err != nil || len(file.Tokens) < 30 {
		t.Fatalf("%d tokens: %v", len(file.Tokens), err)
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(string(file.JWK), nil))
	for _, c := range file.Tokens {
		t.Run(c.Name, func(t *testing.T) {
			r := compareWith(t, s, c.Text)
			if r.Same != c.Same || r.Unknown != c.Unknown || !strings.Contains(r.Summary, c.Says) || strings.Contains(r.Summary, "base64") {
				t.Errorf("same %v, unknown %v: %s", r.Same, r.Unknown, r.Summary)
			}
		})
	}
}
