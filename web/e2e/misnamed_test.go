package e2e

import (
	"strings"
	"testing"
)

// TestMisnamedIsNotPublished: the private number of a JWK whose d has a letter too many does
// not come out among the members of the public one, and that it stands there is said.
func TestMisnamedIsNotPublished(t *testing.T) {
	t.Parallel()
	jwk := string(readFile(t, vectorsDir+"/jwk/p256-private.json"))
	_, number, _ := strings.Cut(jwk, `"d": "`)
	number, _, ok := strings.Cut(number, `"`)
	if !ok || len(number) != 43 {
		t.Fatal("the vector has no d")
	}
	p := open(t, startSite(t), "")
	p.waitReady()
	p.paste(strings.Replace(jwk, `"d":`, `"Bd":`, 1))
	p.waitJWK("crv", "P-256")
	if page := p.text("output") + p.text("warnings"); strings.Contains(page, number) || strings.Contains(page, "Bd") {
		t.Error("the private number, or its name, is in what is to be published")
	}
	if said := p.text("warnings"); !strings.Contains(said, "private number of this key stands here") {
		t.Errorf("the warnings say %q", said)
	}
}

// TestMembersOneByOne: a JWK that a program puts together is pasted as it stands there.
func TestMembersOneByOne(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.waitReady()
	for _, c := range [][2]string{{"pairs/rsa-put.java", "RSA"}, {"pairs/list.html", "EC"}} {
		name, kty := c[0], c[1]
		content, want := readVector(t, name)
		p.paste(string(content))
		jwk := p.waitJWK("kty", kty)
		if thumbprint(t, jwk) != want.Keys[0].Thumbprint {
			t.Errorf("%s: %v", name, jwk)
		}
	}
}
