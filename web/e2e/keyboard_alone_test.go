package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestKeyboardReachesEverything walks through the page with Tab: every
// control has its turn, in the order in which the page reads.
func TestKeyboardReachesEverything(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid-mode=text&kid=x")
	p.focused()
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("kid", "x")
	p.set("include-private", "true")
	p.encrypted("pkcs8_encrypted")
	want := []string{
		"tab-convert", "clear", "key-input", "key-file",
		"use", "alg", "kid-mode", "kid", "key-ops", "x5c", "copy-link",
		"copy", "format", "compact", "one-line", "include-private", "encrypt", "output", "zip",
	}
	got := p.tabOrder()
	at := 0
	for _, id := range got {
		if at < len(want) && id == want[at] {
			at++
		}
	}
	if at < len(want) {
		t.Errorf("Tab does not reach #%s in its turn; it goes %v", want[at], got)
	}

	t.Run("generate", func(t *testing.T) {
		p := open(t, startSite(t), "#tab=generate&gen-size=custom")
		p.focused()
		got := p.tabOrder()
		want := []string{"tab-generate", "gen-type", "gen-size", "gen-custom", "gen-count", "gen-engine", "generate"}
		at := 0
		for _, id := range got {
			if at < len(want) && id == want[at] {
				at++
			}
		}
		if at < len(want) {
			t.Errorf("Tab does not reach #%s in its turn; it goes %v", want[at], got)
		}
	})
}

// tabOrder presses Tab from the top of the page until the focus leaves it,
// and lists where it went.
func (p *tab) tabOrder() []string {
	p.t.Helper()
	eval[any](p, `(() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); })()`)
	call[any](p, `() => { const start = document.createElement('span'); start.tabIndex = -1; start.id = 'test-start'; document.body.prepend(start); start.focus(); start.addEventListener('blur', () => start.remove()); }`)
	var order []string
	for range 100 {
		p.press(kb.Tab)
		id := eval[string](p, `(() => { const a = document.activeElement; return !a || a === document.body ? '' : a.id || a.closest('[id]').id + ' ' + a.tagName; })()`)
		if id == "" || len(order) > 0 && id == order[0] {
			return order
		}
		order = append(order, id)
	}
	p.t.Fatalf("the focus never leaves the page: %v", order)
	return nil
}

// TestKeyboardAlone does the whole of a conversion with the keyboard.
func TestKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	want := guide(t)["p256-sec1.key"]
	p.tabTo("key-input")
	p.press(guideFile(t, "p256-sec1.key"))
	p.waitJWK("kid", want.Thumbprint)

	p.tabTo("key-ops")
	p.press(" ")
	p.waitFor("key_ops", `document.getElementById('output').textContent.includes('"key_ops"')`)
	if jwk := parseJSON(t, p.output()); jwk["use"] != nil {
		t.Errorf("use %v beside key_ops", jwk["use"])
	}
	p.press(" ")
	p.waitJWK("use", "sig")
	p.tabTo("use")
	p.press(kb.ArrowDown)
	p.waitJWK("use", "enc")
	p.tabTo("alg")
	p.press(kb.End) // the last one: none
	p.settle()
	if jwk := parseJSON(t, p.output()); jwk["alg"] != nil {
		t.Errorf("alg is %v after End", jwk["alg"])
	}
	p.tabTo("kid-mode")
	p.press("M") // My own text
	p.tabTo("kid")
	p.press("by hand")
	p.waitJWK("kid", "by hand")
	p.tabTo("include-private")
	p.press(" ")
	p.waitFor("private forms", `[...document.getElementById('format').options].some((o) => o.value === 'jwk_private')`)
	p.settle()
	p.tabTo("format")
	p.press(kb.Home)
	for range 12 {
		if p.value("format") == "jwk_private" {
			break
		}
		p.press(kb.ArrowDown)
	}
	p.waitJWK("d", want.Private["d"])
	p.tabTo("compact")
	p.press(" ")
	p.waitFor("compact JSON", `!document.getElementById('output').textContent.includes('\n')`)
	p.tabTo("copy")
	got := p.copied(func() {
		p.press(kb.Enter)
		p.waitFor("a word that it is copied", `/copied/i.test(document.getElementById('copy-text').textContent)`)
	})
	if got != p.output() {
		t.Errorf("Enter on Copy copies %q", got)
	}
}

// tabTo goes to a control with Tab, around the page if need be.
func (p *tab) tabTo(id string) {
	p.t.Helper()
	for range 120 {
		if p.active() == id {
			return
		}
		p.press(kb.Tab)
	}
	p.t.Fatalf("Tab never reaches #%s", id)
}
