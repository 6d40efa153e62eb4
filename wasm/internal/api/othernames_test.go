package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestOtherNames: a key is known by its modulus and by what ssh-keygen -B prints, and
// another one is not; see testdata/othernames.mjs.
func TestOtherNames(t *testing.T) {
	var list []struct{ Key, What, Text, Says string }
	if err := json.Unmarshal(readFile(t, "testdata/othernames.json"), &list); err != nil || len(list) < 14 {
		t.Fatalf("%d names: %v", len(list), err)
	}
	for _, c := range list {
		ours, others := testSession(), testSession()
		ask[keysReply](t, ours, "convert", input(string(readFile(t, digestVectors+c.Key+".pem")), nil, "spki"))
		ask[keysReply](t, others, "convert", input(golden(t, "rsa2048/spki"), nil, "spki"))
		if r := compareWith(t, ours, c.Text); !r.Same || !strings.Contains(r.Summary, c.Says) {
			t.Errorf("%s, %s: same %v: %s", c.Key, c.What, r.Same, r.Summary)
		}
		reply := string(send(t, others, "compare", dict{"with": []byte(c.Text)}))
		if c.What == "a JWK's n" {
			if r := send(t, ours, "compare", dict{"with": []byte(c.Text + strings.Repeat(" word", 1<<12))}); strings.Contains(string(r), `"same":true`) {
				t.Errorf("in a long text: %s", r)
			}
		}
		fingerprint := strings.HasPrefix(c.What, "ssh-keygen")
		if strings.Contains(reply, `"same":true`) || strings.Contains(reply, "as long as a SHA-1") != fingerprint || strings.Contains(reply, "digest of something else") != fingerprint {
			t.Errorf("%s, %s, held against another: %s", c.Key, c.What, reply)
		}
		if !fingerprint {
			continue
		}
		for _, edit := range []string{"-c", "-x", "-d"} { // one letter is wrong, which its sums mostly show
			at := strings.IndexByte(c.Text, '-')
			wrong := c.Text[:at] + edit + c.Text[at+2:]
			if r := compareWith(t, ours, wrong); wrong != c.Text && (r.Same || !strings.Contains(r.Summary, "can be any text")) {
				t.Errorf("%s: %s", wrong, r.Summary)
			}
		}
	}
}
