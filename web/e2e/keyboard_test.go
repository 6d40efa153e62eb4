package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTabsByKeyboard: the tabs are one stop for Tab, arrows go from one to the
// other and open it, Home and End go to the ends, and each tab names its panel.
func TestTabsByKeyboard(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.focus("tab-convert")
	for _, step := range []struct{ key, tab, panel, other string }{
		{kb.ArrowRight, "tab-generate", "panel-generate", "panel-convert"},
		{kb.ArrowRight, "tab-convert", "panel-convert", "panel-generate"}, // round
		{kb.ArrowLeft, "tab-generate", "panel-generate", "panel-convert"},
		{kb.Home, "tab-convert", "panel-convert", "panel-generate"},
		{kb.End, "tab-generate", "panel-generate", "panel-convert"},
	} {
		p.press(step.key)
		if got := p.active(); got != step.tab {
			t.Fatalf("the focus is on %q, want %q", got, step.tab)
		}
		if !p.visible(step.panel) || p.visible(step.other) {
			t.Errorf("on %s its panel is not the one that is shown", step.tab)
		}
		if !eval[bool](p, `(() => {
			const tabs = [...document.querySelectorAll('[role=tab]')], chosen = tabs.filter((tab) => tab.getAttribute('aria-selected') === 'true');
			return chosen.length === 1 && chosen[0] === document.activeElement && tabs.filter((tab) => tab.tabIndex === 0).length === 1
				&& document.getElementById(chosen[0].getAttribute('aria-controls')).getAttribute('aria-labelledby') === chosen[0].id;
		})()`) {
			t.Errorf("on %s the tabs don't say what they are", step.tab)
		}
	}
}

// TestRadiosByKeyboard: arrows choose the theme and a key of several.
func TestRadiosByKeyboard(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	background := func() string { return eval[string](p, `getComputedStyle(document.body).backgroundColor`) }
	eval[any](p, `document.querySelector('#theme [data-value=auto]').focus()`)
	p.press(kb.ArrowRight)
	light := background()
	p.press(kb.ArrowRight)
	if dark := background(); dark == light {
		t.Errorf("light and dark are both %s", light)
	}
	if got := eval[string](p, `document.activeElement.textContent + document.activeElement.getAttribute('aria-checked')`); got != "Darktrue" {
		t.Errorf("the focus is on %q", got)
	}

	p.paste(guideFile(t, "p256.pub") + guideFile(t, "ed25519.pub"))
	p.waitOutput(`"keys"`)
	eval[any](p, `document.querySelector('#key-list [tabindex="0"]').focus()`)
	p.press(kb.ArrowDown)
	p.waitJWK("crv", "P-256")
	p.press(kb.ArrowDown)
	p.waitJWK("crv", "Ed25519")
	if !eval[bool](p, `document.activeElement.getAttribute('aria-checked') === 'true' && document.activeElement.closest('#key-list') !== null`) {
		t.Error("the focus has left the list of keys")
	}
}

// TestCtrlEnterGenerates works from anywhere, and leaves text alone.
func TestCtrlEnterGenerates(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=EC&gen-size=P-256")
	p.focused()
	p.focus("gen-count")
	p.ctrlEnter()
	first := p.waitJWK("crv", "P-256")
	p.settle()
	p.ctrlEnter()
	p.waitFor("another key", `document.documentElement.dataset.state === 'ready' && !document.getElementById('output').textContent.includes(`+quote(text(first, "x"))+`)`)
}

// TestEscape cancels what runs. With nothing running it clears, when pressed
// twice; once says so and clears nothing.
func TestEscape(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	p.waitFor("the work", `document.documentElement.dataset.state === 'busy'`)
	p.press(kb.Escape)
	p.waitFor("the end of it", `document.documentElement.dataset.state === 'ready' && document.getElementById('error').dataset.code === 'cancelled'`)

	p.click("tab-convert")
	text := guideFile(t, "p256.pub")
	p.paste(text)
	p.waitJWK("crv", "P-256")
	p.settle()
	p.press(kb.Escape)
	if p.value("key-input") != text || !p.visible("output") {
		t.Fatal("Escape, once, takes the key away")
	}
	if got := p.text("brief"); got != "Press Escape again to clear everything." {
		t.Errorf("after Escape the page says %q", got)
	}
	p.press(kb.Escape)
	p.waitFor("an empty page", `document.getElementById('key-input').value === '' && document.getElementById('empty').checkVisibility()`)

	// In the lock's panel it closes the panel, and no more.
	p.waitReady()
	p.paste(text)
	p.waitJWK("crv", "P-256")
	p.toggle("lock")
	p.press(kb.Escape)
	if eval[bool](p, `document.getElementById('lock').open`) || p.value("key-input") != text {
		t.Error("Escape in the lock's panel does not close it, or does more")
	}
}

// TestEscapeClosesTheLockPanel wherever the focus is: selecting the hash in
// the panel, as it asks, takes the focus away.
func TestEscapeClosesTheLockPanel(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.toggle("lock")
	p.mouse("wasm-hash-full")
	p.press(kb.Escape)
	if eval[bool](p, `document.getElementById('lock').open`) {
		t.Error("the panel is still open")
	}
	if got := p.text("brief"); got != "" {
		t.Errorf("the page takes it for its own: %q", got)
	}
	if got := eval[string](p, `document.activeElement.parentElement?.id`); got != "lock" {
		t.Errorf("the focus is in %q", got)
	}
}

// TestKeyIDsByArrows: the list of key IDs can be walked through to its end.
func TestKeyIDsByArrows(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.focus("kid-mode")
	for _, want := range []string{"text", "uuid", "date"} {
		p.press(kb.ArrowDown)
		if got := p.value("kid-mode"); got != want || p.active() != "kid-mode" {
			t.Fatalf("the choice is %q and the focus on %q, want %q", got, p.active(), want)
		}
	}
}

// TestAltLeftIsTheBrowsers: it goes back, and is not for tabs.
func TestAltLeftIsTheBrowsers(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.focus("tab-convert")
	eval[any](p, `void addEventListener('keydown', (e) => setTimeout(() => { globalThis.taken = e.defaultPrevented; }))`)
	p.do(chromedp.KeyEvent(kb.ArrowLeft, chromedp.KeyModifiers(chromedp.ModifierAlt)))
	p.settle()
	if eval[bool](p, `taken`) || p.visible("panel-generate") {
		t.Error("the page takes it")
	}
}

// TestEscapeAsLongAsItSays: the second Escape counts as long as it is asked for.
func TestEscapeAsLongAsItSays(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.click("tab-convert")
	p.focus("key-input")
	p.press(" ")
	p.press(kb.Backspace) // an emptied field is no reason to lose the key, nor the way to clear it
	p.settle()
	if !p.visible("clear") || !p.visible("result") {
		t.Errorf("the result is shown: %v, and what clears it: %v", p.visible("result"), p.visible("clear"))
	}
	p.press(kb.Escape)
	time.Sleep(3 * time.Second)
	if got := p.text("brief"); !strings.Contains(got, "Escape again") {
		t.Fatalf("it says %q", got)
	}
	p.press(kb.Escape)
	p.waitFor("the question", `document.getElementById('sure').open`) // the key is nowhere else
	p.click("sure-yes")
	p.settle()
	if p.visible("result") {
		t.Error("the second Escape does nothing")
	}
	p.click("tab-generate")
	if got := p.text("generate-text"); got != "Generate key" {
		t.Errorf("then the button says %q", got)
	}
}
