package e2e

import (
	"testing"
	"time"

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
	time.Sleep(300 * time.Millisecond)
	if got := said(); len(got) > 1 {
		t.Errorf("the same error is announced again: %q", got)
	}
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "ed25519.pub"))
	p.waitOutput(`"keys"`)
	if got := said(); len(got) != 1 {
		t.Errorf("two keys are announced as %q, want one text", got)
	}
}
