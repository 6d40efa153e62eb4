package e2e

import (
	"strings"
	"testing"
)

// TestSecretIsCopiedUnseen: a secret that was just made has no public half to
// show, and can be copied and saved all the same.
func TestSecretIsCopiedUnseen(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.makeKey(recipe{kind: "oct", size: "256"})
	p.idle()
	if p.output() != "" || !strings.Contains(p.text("guide"), "both sides share") {
		t.Errorf("shown is %q, the guide says %q", p.output(), p.text("guide"))
	}
	if p.visible("publish") {
		t.Error("it is said how to publish a secret")
	}
	copied := p.copied(func() {
		p.mouse("copy")
		p.waitFor("a word that it is copied", `document.getElementById('copy-text').textContent === 'Copied'`)
	})
	jwk := parseJSON(t, copied)
	if jwk["kty"] != "oct" || len(text(jwk, "k")) != 43 {
		t.Errorf("copied kty %v, %d characters of k", jwk["kty"], len(text(jwk, "k")))
	}
	if strings.Contains(p.everything(), text(jwk, "k")) {
		t.Error("the secret is shown unasked")
	}
	p.click("download")
	if got := string(p.waitDownload("private-jwk.json")); got != copied {
		t.Error("what is saved is another text")
	}
	p.set("include-private", "true")
	p.waitOutput(text(jwk, "k"))
	if got := p.text("guide"); strings.Contains(got, "public") {
		t.Errorf("of a secret the guide says %q", got)
	}
	if got := p.text("private-why"); strings.Contains(got, "half") {
		t.Errorf("of a secret it is said: %q", got)
	}
	if p.leaving(false) {
		t.Error("it is copied and saved, and the page asks still")
	}
}

// TestOneOfSeveralSecrets: the one that is chosen is copied, and the page
// still asks before the others are lost.
func TestOneOfSeveralSecrets(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.makeKeys(recipe{kind: "oct", size: "256", count: 2})
	p.pick(2)
	p.idle()
	copied := p.copied(func() {
		p.mouse("copy")
		p.waitFor("a word that it is copied", `document.getElementById('copy-text').textContent === 'Copied'`)
	})
	one := parseJSON(t, copied)
	if one["keys"] != nil || one["kty"] != "oct" {
		t.Errorf("copied kty %v, keys %v", one["kty"], one["keys"] != nil)
	}
	p.set("include-private", "true")
	p.waitOutput(text(one, "k"))
}

// TestPrivateTickBelongsToTheKey: beside a key without a private half there
// is nothing to tick.
func TestPrivateTickBelongsToTheKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key") + guideFile(t, "ed25519.pub"))
	p.waitOutput(`"keys"`)
	p.idle()
	for id, want := range map[int]bool{1: true, 2: false, 0: true} {
		p.pick(id)
		p.idle()
		if got := p.visible("private-tick"); got != want {
			t.Errorf("with %d selected the tick is there: %v", id, got)
		}
	}
}

// TestWarningsToRead: what the list counts is there to read, and what is said
// of all together is not said of one of them.
func TestWarningsToRead(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key") + guideFile(t, "ed25519.pub") + guideFile(t, "p384-pkcs8.key"))
	p.waitOutput(`"keys"`)
	p.set("include-private", "true")
	p.form("pkcs8")
	p.idle()
	if got := p.text("warnings"); !strings.Contains(got, "Private PEM (PKCS#8)") || strings.Contains(got, "pkcs8") {
		t.Errorf("of the key that has no such form it is said: %q", got)
	}
	for id := range 4 {
		p.pick(id)
		p.idle()
		chips := eval[int](p, `document.querySelectorAll('#key-list [aria-checked=true] .chip.warn').length`)
		if shown := eval[int](p, `document.querySelectorAll('#warnings li').length`); id > 0 && (shown > 0) != (chips > 0) {
			t.Errorf("key %d: %d warnings to read, %d counted", id, shown, chips)
		}
		if got := p.text("warnings"); id > 0 && strings.Contains(got, "left out") {
			t.Errorf("beside key %d it is said: %q", id, got)
		}
	}
}

// TestOneLineNames: an extension is what follows a dot.
func TestOneLineNames(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#one-line=true")
	for _, c := range []struct{ text, form, name string }{
		{guideFile(t, "ed25519-pkcs8.key"), "openssh_private", "id_ed25519-one-line.txt"},
		{guideFile(t, "ed25519-pkcs8.key"), "ssh", "id_ed25519-one-line.txt"},
		{guideFile(t, "ed25519-pkcs8.key") + guideFile(t, "p256-pkcs8.key"), "openssh_private", "keys-one-line.txt"},
		{guideFile(t, "p256-pkcs8.key"), "pkcs8", "private-one-line.txt"},
		{guideFile(t, "p256-pkcs8.key"), "jwk", "jwk-one-line.json"},
	} {
		p.paste(c.text)
		p.settle()
		p.set("include-private", "true")
		p.form(c.form)
		p.click("download")
		p.waitDownload(c.name)
		p.empty()
	}
}
