package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCompareDigests pastes what openssl, ssh-keygen and Node say of a key with
// its certificate, in a few of the spellings that the native tests go through.
func TestCompareDigests(t *testing.T) {
	t.Parallel()
	var cases map[string][]struct{ Text, What string }
	if err := json.Unmarshal([]byte(readFile(t, vectorsDir+"/digest/digests.json")), &cases); err != nil {
		t.Fatal(err)
	}
	p := open(t, startSite(t), "")
	p.paste(readFile(t, vectorsDir+"/digest/p-256.pem"))
	p.waitJWK("crv", "P-256")
	list := cases["p-256"]
	for i := 0; i < len(list); i += 23 {
		if said := p.compare(list[i].Text); !strings.Contains(said, "Same key") || !strings.Contains(said, list[i].What) {
			t.Errorf("of %q the page says %q", list[i].Text, said)
		}
	}
	said := p.compare(cases["rsa"][0].Text)
	if !strings.Contains(said, "Cannot tell") || !strings.Contains(said, "a digest of something else") {
		t.Errorf("of another key's digest the page says %q", said)
	}
}
