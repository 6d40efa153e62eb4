package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestFocusIsKept: what goes away does not take the focus with it.
func TestFocusIsKept(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	at := func(what, want string) {
		t.Helper()
		p.settle()
		if got := p.active(); got != want {
			t.Errorf("%s: the focus is on %q, want %q", what, got, want)
		}
	}
	eval[any](p, `document.querySelector('[data-sample="1"]').focus()`)
	p.press(kb.Enter)
	p.waitOutput("kty")
	at("after a sample", "key-input")

	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.focus("generate")
	p.press(kb.Enter)
	p.waitFor("the work to begin", `document.getElementById('cancel').checkVisibility()`)
	if got := p.active(); got != "generate" {
		t.Errorf("while it works: the focus is on %q", got)
	}
	p.press(kb.Enter) // does nothing while it works
	p.focus("cancel")
	p.press(kb.Enter)
	p.waitReady()
	at("after Cancel", "generate")

	p.click("tab-convert")
	p.paste(manyKeys(60))
	p.waitFor("the list", isListed(50))
	p.settle()
	p.focus("keys-more")
	p.press(kb.Enter)
	p.waitFor("all of it", isListed(60))
	p.settle()
	if got := eval[string](p, `document.activeElement.dataset.value ?? document.activeElement.tagName`); got != "0" {
		t.Errorf("after Show all: the focus is on %q", got)
	}
}

// TestFocusIsSeen: whatever has the focus by keyboard shows it.
func TestFocusIsSeen(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	p.settle()
	seen := map[string]bool{}
	for range 60 {
		p.press(kb.Tab)
		got := eval[struct {
			Name string
			Seen bool
		}](p, `(() => {
			const e = document.activeElement;
			const style = getComputedStyle(e), box = e.closest('label, .picker') ? getComputedStyle(e.closest('label, .picker').querySelector('.button') ?? e) : style;
			const shows = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none';
			return {name: e.id || e.textContent.trim().slice(0, 20), seen: e === document.body || shows(style) || shows(box)};
		})()`)
		if !got.Seen {
			t.Errorf("nothing shows that the focus is on %q", got.Name)
		}
		seen[got.Name] = true
	}
	if len(seen) < 15 {
		t.Errorf("only %d places have had the focus", len(seen))
	}
}
