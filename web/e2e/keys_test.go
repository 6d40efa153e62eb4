package e2e

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// manyKeys is a JWK Set of n private keys, which takes a while to read.
func manyKeys(n int) string {
	keys := make([]string, n)
	for i := range keys {
		seed := make([]byte, ed25519.SeedSize)
		copy(seed, fmt.Sprint(i, " of many"))
		public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
		text := base64.RawURLEncoding.EncodeToString
		keys[i] = fmt.Sprintf(`{"kty":"OKP","crv":"Ed25519","x":"%s","d":"%s"}`, text(public), text(seed))
	}
	return `{"keys":[` + strings.Join(keys, ",") + `]}`
}

// pasteLong pastes a text that is too long for the field, and does not wait
// for more than the page's answer to it.
const pasteLong = `globalThis.pasteLong = (text) => {
	const data = new DataTransfer();
	data.setData('text/plain', text);
	document.getElementById('key-input').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}`

// isListed is true when more than n entries are in the list of keys.
func isListed(n int) string {
	return fmt.Sprintf(`document.querySelectorAll('#key-list [data-value]').length > %d`, n)
}

// pick chooses one of several keys by its place in the list; 0 is all.
func (p *tab) pick(place int) {
	p.t.Helper()
	call[any](p, `(place) => document.querySelectorAll('#key-list [data-value]')[place].click()`, place)
}

// TestOwnKidStaysWithItsKey: a part of the input that is opened later moves
// the numbers of the others, and not the key IDs they were given.
func TestOwnKidStaysWithItsKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key") + guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitOutput(`"keys"`)
	p.pick(1)
	p.waitJWK("crv", "P-256")
	p.set("kid-mode", "text")
	p.set("kid", "mine")
	p.waitJWK("kid", "mine")
	p.unlock("correct horse")
	p.waitFor("three keys", isListed(3))
	p.settle()
	for _, key := range parseJSON(t, p.output())["keys"].([]any) {
		jwk := key.(map[string]any)
		if (jwk["kid"] == "mine") != (jwk["crv"] == "P-256") {
			t.Errorf("%v has the key ID %v", jwk["crv"], jwk["kid"])
		}
	}
	if got := p.text("passphrase-label"); !strings.Contains(got, "part") {
		t.Errorf("the passphrase is one of %q", got)
	}
}

// TestSelectionSurvivesACrash: the key that was chosen of several stays it.
func TestSelectionSurvivesACrash(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitOutput(`"keys"`)
	p.pick(2)
	p.waitJWK("crv", "P-384")
	evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
	p.settle()
	p.set("use", "none")
	p.waitFor("the output without a use", `!document.getElementById('output').textContent.includes('"use"')`)
	p.settle()
	if got := parseJSON(t, p.output())["crv"]; got != "P-384" {
		t.Errorf("the key shown is %v", got)
	}
}

// TestShownAllStayShown: whoever asked for the whole list keeps it.
func TestShownAllStayShown(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(manyKeys(80))
	p.waitFor("the first ones", isListed(50))
	p.settle()
	p.click("keys-more")
	p.waitFor("all of them", isListed(80))
	p.pick(70)
	p.settle()
	p.set("kid-mode", "text")
	p.set("kid", "seventy")
	p.waitJWK("kid", "seventy")
	p.settle()
	if got := eval[string](p, `document.querySelector('#key-list [aria-checked=true]').dataset.value`); got != "70" {
		t.Errorf("key %s is marked, of %d", got, eval[int](p, `document.querySelectorAll('#key-list [data-value]').length-1`))
	}
}

// TestGivenKidNotice goes when it is followed.
func TestGivenKidNotice(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	said := p.announced()
	p.paste(guideJWK(guide(t)["p256.pub"].Public, "mine"))
	p.waitJWK("kid", "mine")
	p.settle()
	if got := p.text("notice"); got != "" || p.value("kid-mode") != "keep" {
		t.Errorf("it is kept, by %q, and it says %q", p.value("kid-mode"), got)
	}
	p.set("kid-mode", "thumbprint")
	p.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)
	p.settle()
	if got := p.text("notice"); !strings.Contains(got, "“mine”") {
		t.Fatalf("it says %q", got)
	}
	if got := strings.Join(said(), " "); !strings.Contains(got, "“mine”") {
		t.Errorf("those who listen hear %q", got)
	}
	p.set("kid-mode", "keep")
	p.waitJWK("kid", "mine")
	p.settle()
	if got := p.text("notice"); got != "" {
		t.Errorf("then it says %q", got)
	}
}

// TestPastesByTheirKeys: pastes have no names, so the list of them has those of
// the keys.
func TestPastesByTheirKeys(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.click("add-key")
	p.paste(guideFile(t, "p384.pub"))
	p.waitListed(2)
	if got := eval[string](p, `[...document.querySelectorAll('#input-list p')].map((p) => [...p.children].map((e) => e.textContent).join(', ')).join('; ')`); got != "Pasted text, EC P-256; Pasted text, EC P-384" {
		t.Errorf("the list says %q", got)
	}
}
