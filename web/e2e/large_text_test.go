package e2e

import (
	"strings"
	"testing"
)

// TestLargeText: with the browser's text twice as large, on a phone, everything
// fits, and what lies over the page leaves room for it.
func TestLargeText(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=entra")
	p.look(scene{"large text", false, 390, 844, false})
	eval[any](p, `void (document.documentElement.style.fontSize = '32px')`)
	p.paste(guideFile(t, "rsa4096-pkcs8.key") + guideFile(t, "p256.pub") + readFile(t, vectorsDir+"/cert/chain.pem"))
	p.waitListed(3)
	eval[any](p, `document.querySelectorAll('details.card').forEach((d) => { d.open = true; })`)
	p.settle()
	for _, c := range eval[[]cut](p, findCuts) {
		t.Errorf("cut off: %s: %s", c.What, c.Why)
	}
	if wide := eval[float64](p, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		t.Errorf("the page is %v px too wide", wide)
	}
	if got := eval[float64](p, `document.getElementById('arrived').getBoundingClientRect().height / innerHeight`); got == 0 || got > 0.4 {
		t.Errorf("the strip that says what arrived covers %v of the window", got)
	}
}

// TestLeftPaneScrolls: however much is in the left pane, it can be read while
// the right one is scrolled to the form that it is about.
func TestLeftPaneScrolls(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=salesforce")
	p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "RS256")
	p.toggle("token")
	got := eval[[]bool](p, `(async () => {
		const seen = (e) => { const b = e.getBoundingClientRect(); return b.top > -1 && b.bottom < innerHeight + 1; }; // a page is scrolled by whole pixels
		const last = document.querySelector('#for-wants > :last-child'), field = document.getElementById('token-endpoint');
		field.scrollIntoView({block: 'end'});
		const at = scrollY;
		document.querySelector('.have').scrollTop = 1e6;
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		return [seen(last), seen(field), scrollY === at];
	})()`)
	for i, what := range []string{"the last of the notes is not seen", "the field is not seen", "the page is scrolled"} {
		if !got[i] {
			t.Error(what)
		}
	}
	// The ring of a field at the pane's edge is whole.
	if !eval[bool](p, `(() => { const pane = document.querySelector('.have').getBoundingClientRect(), field = document.getElementById('adding').closest('.card').getBoundingClientRect(); return field.left - pane.left >= 4 && pane.right - field.right >= 4; })()`) {
		t.Error("the ring of the focus is cut off")
	}
}

// TestLockPanelHoldsBothHashes: that of the page comes once the page is kept.
func TestLockPanelHoldsBothHashes(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.toggle("lock")
	p.waitFor("the hash of the page", `document.getElementById('page-hash').textContent`)
	for _, width := range []int64{1280, 390, 320} {
		p.look(scene{"", false, width, 844, false})
		if over := eval[float64](p, `(() => { const panel = document.querySelector('.lock-panel'); return panel.scrollWidth - panel.clientWidth; })()`); over > 0 {
			t.Errorf("in a window of %d px the panel's text is %v px too wide", width, over)
		}
	}
}

// TestMixedUses: keys of both uses are not said to be for one.
func TestMixedUses(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	p.paste(`{"keys":[` + jwkText(all["p256.pub"].Public, map[string]string{"kid": "one", "use": "sig"}) + "," + jwkText(all["p384.pub"].Public, map[string]string{"kid": "two", "use": "enc"}) + "]}")
	p.waitListed(2)
	p.settle()
	if got := eval[string](p, `document.getElementById('use').selectedOptions[0].text`); got != "as each key has it" || p.value("use") != "" {
		t.Errorf("the use is %q", got)
	}
	before := p.output()
	p.set("use", "")
	p.settle()
	if p.output() != before {
		t.Error("to choose that changes something")
	}
	p.pickPlace(2)
	p.settle()
	if p.value("use") != "enc" || strings.Contains(p.text("use"), "as each key has it") {
		t.Errorf("the use of the second is %q of %q", p.value("use"), p.text("use"))
	}
}

// TestOwnKidAwaited: as long as no text is typed, the page says which key ID
// counts, and where it is typed.
func TestOwnKidAwaited(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.set("kid-mode", "text")
	p.settle()
	if got := p.text("kid-note"); got != "Until you type one, the key ID is the usual one." || p.active() != "kid" {
		t.Errorf("it says %q, the focus is at %s", got, p.active())
	}
	p.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)
	p.press("mine")
	p.waitJWK("kid", "mine")
	if got := p.text("kid-note"); got != "" {
		t.Errorf("then it says %q", got)
	}
}
