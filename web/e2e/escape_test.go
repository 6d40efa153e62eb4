package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestEscapeElsewhere: in a field that is about something else Escape clears
// nothing, and where it does, its words are seen, and those that stay, stay.
func TestEscapeElsewhere(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideJWK(guide(t)["p256.pub"].Public, "mine"))
	p.waitJWK("kid", "mine")
	p.set("kid-mode", "thumbprint")
	p.waitFor("the words about the key ID", `document.getElementById('notice').textContent.includes('“mine”')`)
	p.toggle("doctor")
	for _, id := range []string{"doctor-error", "doctor-client", "gen-count", "compare-input"} {
		p.focus(id)
		for range 3 {
			p.press(kb.Escape)
		}
		if !p.visible("result") || p.text("brief") != "" {
			t.Fatalf("Escape in #%s clears, or says %q", id, p.text("brief"))
		}
	}
	eval[any](p, `(() => { document.activeElement.blur(); scrollTo(0, document.documentElement.scrollHeight); })()`)
	p.press(kb.Escape)
	if !strings.Contains(p.text("brief"), "Escape again") {
		t.Fatalf("it says %q", p.text("brief"))
	}
	if !eval[bool](p, `(() => { const b = document.getElementById('brief').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && document.getElementById('brief').contains(document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2)); })()`) {
		t.Error("where nobody sees it")
	}
	p.waitFor("the short words to go", `!document.getElementById('brief').checkVisibility()`)
	if !strings.Contains(p.text("notice"), "“mine”") {
		t.Errorf("the lasting ones are now %q", p.text("notice"))
	}
}
