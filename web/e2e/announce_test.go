package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// announced counts what the live regions say from now on.
func (p *tab) announced() func() []string {
	eval[any](p, `void (() => {
		globalThis.said = [];
		for (const region of document.querySelectorAll('[role=alert], [role=status], [aria-live]')) {
			new MutationObserver(() => {
				const text = region.textContent.trim();
				if (text) said.push(text);
			}).observe(region, {childList: true, characterData: true, subtree: true});
		}
	})()`)
	return func() []string { p.settle(); return eval[[]string](p, `said.splice(0)`) }
}

// TestLiveRegions: a result and an error are said once, a passing thought not
// at all.
func TestLiveRegions(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	said := p.announced()
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	if got := said(); len(got) != 1 {
		t.Errorf("a result is announced as %q, want one text", got)
	}
	p.set("use", "enc")
	p.waitJWK("use", "enc")
	if got := said(); len(got) > 1 {
		t.Errorf("a changed option is announced as %q, want at most one text", got)
	}
	p.paste("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
	p.waitError()
	if got := said(); len(got) != 1 {
		t.Errorf("an error is announced as %q, want one text", got)
	}
	// The same error again, while a person types on, is not news.
	p.focus("key-input")
	p.press(kb.End)
	p.press("x")
	p.settle()
	if got := said(); len(got) > 1 {
		t.Errorf("the same error is announced again: %q", got)
	}
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "ed25519.pub"))
	p.waitOutput(`"keys"`)
	if got := said(); len(got) != 1 {
		t.Errorf("two keys are announced as %q, want one text", got)
	}
}

// TestChangesAreAnnounced: what a control changes about the output is said
// once, since it happens elsewhere on the page.
func TestChangesAreAnnounced(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	p.idle()
	said := p.announced()
	once := func(what, part string, act func()) {
		t.Helper()
		act()
		if got := said(); len(got) != 1 || !strings.Contains(got[0], part) {
			t.Errorf("%s: said %q, want once %q", what, got, part)
		}
	}
	once("use", "enc", func() { p.set("use", "enc") })
	once("alg", "ECDH-ES+A128KW", func() { p.set("alg", "ECDH-ES+A128KW") })
	once("use none", "No use", func() {
		p.set("alg", "none")
		p.idle()
		said()
		p.set("use", "none")
		p.idle()
		said()
		p.set("alg", "none")
	})
	once("use back", "Use sig, algorithm ES256", func() { p.set("use", "sig") })
	once("format", "Public PEM", func() { p.form("spki") })
	once("private", "private key is shown", func() { p.set("include-private", "true") })
	once("no private", "Shown as", func() { p.set("include-private", "false") })
	p.form("jwk")
	said()
	once("key ID", "No key ID", func() { p.set("kid-mode", "none") })
	once("own key ID", "Key ID mine", func() { p.set("kid-mode", "text"); p.idle(); said(); p.focus("use"); p.set("kid", "mine") })
	once("layout", "written anew", func() { p.set("compact", "true") })
	if p.set("compact", "false"); len(said()) != 1 {
		t.Error("a layout that changes back is not said once")
	}
	p.set("kid-mode", "thumbprint")
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "ed25519.pub"))
	p.waitOutput(`"keys"`)
	said()
	once("selection", "Key 2, Ed25519", func() { p.pick(2) })
	once("all", "All 2 keys", func() { p.pick(0) })
	// A result says what to beware of.
	once("warning", "Warning: ", func() { p.paste(guideFile(t, "rsa-1017-bits-spki.pem")) })
	// The same mistake twice is two mistakes.
	once("no key", "No key was found", func() { p.paste("nothing") })
	once("no key again", "No key was found", func() { p.paste("nothing, again") })
}

// TestWrongPassphraseTwice: the second refusal is said as well.
func TestWrongPassphraseTwice(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	needPassphrase(t, p)
	p.settle()
	said := p.announced()
	for i, try := range []string{"first", "second", "third"} {
		p.set("passphrase", try)
		p.click("passphrase-open")
		p.settle()
		if got := said(); len(got) != 1 || !strings.Contains(got[0], "passphrase") {
			t.Errorf("try %d: said %q", i+1, got)
		}
	}
	p.set("use", "enc") // which is no try
	if got := said(); len(got) != 0 {
		t.Errorf("an option: said %q", got)
	}
}

// TestOwnKidIsAnnouncedWhenTypedOut: letters are not read out one by one.
func TestOwnKidIsAnnouncedWhenTypedOut(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid-mode=text")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.idle()
	said := p.announced()
	p.typeIn("kid", "mine", 1, 300)
	p.waitFor("a word of it", `said.length > 0`)
	if got := said(); len(got) != 1 || !strings.Contains(got[0], "Key ID mine") {
		t.Errorf("said %q", got)
	}
}
