package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestOtherNames: a key is known by its modulus, and another one is not; what ssh-keygen -B
// prints is named. See testdata/othernames.mjs.
func TestOtherNames(t *testing.T) {
	var list []struct{ Key, What, Text, Says string }
	if err := json.Unmarshal(readFile(t, "testdata/othernames.json"), &list); err != nil || len(list) < 12 {
		t.Fatalf("%d names: %v", len(list), err)
	}
	for _, c := range list {
		ours, others := testSession(), testSession()
		ask[keysReply](t, ours, "convert", input(string(readFile(t, digestVectors+c.Key+".pem")), nil, "spki"))
		ask[keysReply](t, others, "convert", input(golden(t, "rsa2048/spki"), nil, "spki"))
		// The fingerprint is named and not computed.
		fingerprint := strings.HasPrefix(c.What, "ssh-keygen")
		if r := compareWith(t, ours, c.Text); r.Same == fingerprint || r.Unknown != fingerprint || !strings.Contains(r.Summary, c.Says) {
			t.Errorf("%s, %s: same %v: %s", c.Key, c.What, r.Same, r.Summary)
		}
		reply := string(send(t, others, "compare", dict{"with": []byte(c.Text)}))
		if strings.Contains(reply, `"same":true`) || strings.Contains(reply, "another key's digest") {
			t.Errorf("%s, %s, held against another: %s", c.Key, c.What, reply)
		}
	}
	s := testSession()
	ask[keysReply](t, s, "convert", input(golden(t, "rsa2048/spki"), nil, "spki"))
	for _, text := range []string{"x" + strings.Repeat("-", 10) + strings.Repeat("x", 53) + "z", "z" + strings.Repeat("-", 10) + strings.Repeat("x", 54), strings.Repeat("x", 65), "x" + strings.Repeat("-", 10) + strings.Repeat("x", 55)} {
		if r := compareWith(t, s, text); strings.Contains(r.Summary, "BubbleBabble") {
			t.Errorf("%s: %s", text, r.Summary)
		}
	}
}
