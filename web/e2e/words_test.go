package e2e

import (
	"strings"
	"testing"
)

// TestGuideWords: the sentence under the output is about the key at hand.
func TestGuideWords(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	says := func(what, part string) {
		t.Helper()
		p.idle()
		if got := p.text("guide"); !strings.Contains(got, part) {
			t.Errorf("%s: %q, want %q", what, got, part)
		}
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	says("a public key", "Your private key stays where it is.")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.settle()
	says("a private key", "Your private key stays where it is.")
	p.makeKey(recipe{kind: "Ed25519"})
	says("a new key", "keep private.key secret")
}

// TestSeveralWords counts what is in the set, and what is still closed.
func TestSeveralWords(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	first := func() string {
		p.idle()
		return eval[string](p, `document.querySelector('#key-list [data-value="0"] strong').textContent`)
	}
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "ed25519.pub") + guideFile(t, "p384.pub") + guideFile(t, "p256-pkcs8.key"))
	p.waitOutput(`"keys"`)
	if got := first(); got != "All 3 keys" || p.text("result-title") != "All 3 keys" {
		t.Errorf("%q, %q", got, p.text("result-title"))
	}
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "p256-pkcs8.key"))
	p.waitFor("two keys", `document.querySelectorAll('#key-list [role=radio]').length === 3`)
	if got := first(); got != "All as one key" || p.text("result-title") != "EC P-256" {
		t.Errorf("%q, %q", got, p.text("result-title"))
	}
	p.paste(guideFile(t, "p256.pub") + readFile(t, vectorsDir+"/pbes/aes-128-cbc.pem") + readFile(t, vectorsDir+"/cert/dsa.pem"))
	p.waitJWK("crv", "P-256")
	if got := p.text("skipped-title"); got != "1 key is still encrypted: type its passphrase. 1 part was left out" {
		t.Errorf("%q", got)
	}
	p.set("passphrase", "not this one")
	p.click("passphrase-open")
	p.waitFor("the refusal", `/does not open it/.test(document.getElementById('skipped-title').textContent)`)
}

// TestTakenOutStaysOut: a key that was taken out of a paste does not come back with a
// passphrase for another part of it, wrong or right, nor when the list is made again.
func TestTakenOutStaysOut(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	content, want := readVector(t, "pbes/aes-128-cbc.pem")
	p.paste(guideFile(t, "p384.pub") + guideFile(t, "ed25519.pub") + string(content))
	p.waitListed(2)
	p.pick(1)
	p.settle()
	p.click("key-remove")
	p.waitJWK("crv", "Ed25519")
	unlock := func(passphrase string) {
		p.set("passphrase", passphrase)
		p.click("passphrase-open")
	}
	unlock("not this one")
	p.waitFor("the refusal", `/does not open it/.test(document.getElementById('skipped-title').textContent)`)
	p.settle()
	if out := p.output(); p.listed() != 0 || !strings.Contains(out, "Ed25519") {
		t.Errorf("after a wrong passphrase, of %d keys: %s", p.listed(), out)
	}
	unlock(*want.Passphrase)
	p.waitListed(2)
	for range 2 {
		if out := p.output(); strings.Contains(out, "P-384") || !strings.Contains(out, "Ed25519") {
			t.Errorf("the set is %s", out)
		}
		p.loseList()
		p.set("compact", "true")
		p.settle()
	}
}

// TestDropCounts: the veil says how many files are about to fall.
func TestDropCounts(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for n, want := range map[int]string{1: "Drop the file here", 5: "Drop 5 files"} {
		call[any](p, `(n) => {
			const data = new DataTransfer();
			for (let i = 0; i < n; i++) data.items.add(new File(['x'], i + '.pem'));
			document.body.dispatchEvent(new DragEvent('dragenter', {dataTransfer: data, bubbles: true, cancelable: true}));
		}`, n)
		if got := p.text("drop-text"); got != want {
			t.Errorf("%d files: %q, want %q", n, got, want)
		}
		eval[any](p, `document.body.dispatchEvent(new DragEvent('dragleave', {bubbles: true}))`)
	}
}
