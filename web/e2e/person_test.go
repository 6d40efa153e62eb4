package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// as lends the tab to a subtest: what fails, fails there.
func (p *tab) as(t testing.TB) {
	whole := p.t
	p.t = t
	t.Cleanup(func() { p.t = whole })
}

// beforeLoad has a script run in every document before the page's own.
func (p *tab) beforeLoad(script string) {
	p.t.Helper()
	p.must(chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}))
}

// focused makes the browser treat this tab as the one in front, as it is for
// a person: the clipboard is closed to others.
func (p *tab) focused() {
	p.t.Helper()
	p.must(chromedp.Call(p.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
}

// press presses keys on the keyboard, one after the other.
func (p *tab) press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// chord presses a letter key with Ctrl. Chromium's own commands ("selectAll",
// "paste") go with it, since without a window there is no menu to map them.
func (p *tab) chord(letter string, commands ...string) {
	p.t.Helper()
	upper := strings.ToUpper(letter)
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		params := input.DispatchKeyEventParams{
			Type: kind, Modifiers: 2, Key: letter, Code: "Key" + upper,
			WindowsVirtualKeyCode: int64(upper[0]), NativeVirtualKeyCode: int64(upper[0]),
		}
		if kind == input.DispatchKeyEventTypeRawKeyDown {
			params.Commands = commands
		}
		p.must(chromedp.Call(p.ctx, input.DispatchKeyEvent, params))
	}
}

// mouse clicks an element with the mouse: other than click, it is a gesture
// of a person to the browser.
func (p *tab) mouse(id string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.ID(id), chromedp.NodeVisible))
}

// focus puts the focus on a control, as a click into it does.
func (p *tab) focus(id string) {
	p.t.Helper()
	call[any](p, `(id) => document.getElementById(id).focus()`, id)
}

// active is the id of what has the focus.
func (p *tab) active() string {
	p.t.Helper()
	return eval[string](p, `document.activeElement?.id ?? ""`)
}

// value is what a control holds.
func (p *tab) value(id string) string {
	p.t.Helper()
	return call[string](p, `(id) => { const c = document.getElementById(id); return c.type === 'checkbox' ? String(c.checked) : c.value; }`, id)
}

// text is the text of an element, "" where it is not to be seen.
func (p *tab) text(id string) string {
	p.t.Helper()
	return call[string](p, `(id) => { const e = document.getElementById(id); return e?.checkVisibility() ? e.textContent.trim() : ''; }`, id)
}

// empty takes the input away again, with the keyboard or by removing the file.
func (p *tab) empty() {
	p.t.Helper()
	if p.visible("file-remove") {
		p.click("file-remove")
	} else {
		p.focus("key-input")
		p.chord("a", "selectAll")
		p.press(kb.Delete)
	}
	p.waitFor("the page to be empty", `document.documentElement.dataset.state === 'ready'
		&& document.getElementById('key-input').value === '' && !document.getElementById('output').checkVisibility()`)
}

// choice waits until a list offers a value, and chooses it.
func (p *tab) choice(id, value string) {
	p.t.Helper()
	p.waitFor(id+" to offer "+value, fmt.Sprintf(`[...document.getElementById(%s).options].some((o) => o.value === %s && !o.disabled)`, quote(id), quote(value)))
	p.set(id, value)
}

// form shows one output form and gives its text.
func (p *tab) form(name string) string {
	p.t.Helper()
	p.choice("format", name)
	p.idle()
	return p.output()
}

// idle waits until the page has nothing more to do. It does not know of what
// was typed and waits for the typing to pause: settle does.
func (p *tab) idle() {
	p.t.Helper()
	p.steady(20 * time.Millisecond)
}

// settle waits until what was typed is taken up, too. Passphrases have longer
// pauses, and words of the page to wait for.
func (p *tab) settle() {
	p.t.Helper()
	p.steady(250 * time.Millisecond)
}

// steady waits until the page is ready, and stays so with the same output and
// error for a while.
func (p *tab) steady(while time.Duration) {
	p.t.Helper()
	last, since := "", time.Now()
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		now := eval[string](p, `document.documentElement.dataset.state + '\n' + document.getElementById('output').textContent + '\n' + document.getElementById('error').textContent`)
		if now != last || !strings.HasPrefix(now, "ready") {
			last, since = now, time.Now()
		} else if time.Since(since) >= while {
			return
		}
	}
	p.t.Fatalf("the page never settles; state %q, error %q", p.state(), p.errorText())
}

// fresh does something that brings another result, waits for it as long as
// within, and gives the output.
func (p *tab) fresh(within time.Duration, action func()) string {
	p.t.Helper()
	before := p.output()
	action()
	condition := `(() => {
		const o = document.getElementById('output');
		return document.documentElement.dataset.state === 'ready' && o.checkVisibility() && o.textContent && o.textContent !== ` + quote(before) + `;
	})()`
	p.waitLong(within, "a new result", condition)
	return p.output()
}

// waitLong is waitFor with a patience of its own.
func (p *tab) waitLong(within time.Duration, what, expression string) {
	p.t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if eval[bool](p, "Boolean("+expression+")") {
			return
		}
	}
	p.t.Fatalf("waited %s in vain for %s; state %q, error %q", within, what, p.state(), p.errorText())
}

// quote is a JavaScript string.
func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// ctrlEnter presses Ctrl and Enter.
func (p *tab) ctrlEnter() {
	p.t.Helper()
	p.do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// everything is all the text that the page shows or holds in its fields, but
// for the key field, in which the key was put.
func (p *tab) everything() string {
	p.t.Helper()
	return eval[string](p, `(() => {
		const parts = [document.querySelector('main').textContent];
		for (const field of document.querySelectorAll('input, textarea')) if (field.id !== 'key-input') parts.push(field.value);
		for (const element of document.querySelectorAll('main *')) for (const a of element.attributes) parts.push(a.value);
		parts.push(document.title, location.href);
		return parts.join('\n');
	})()`)
}

// clipboard is what was copied, as another page that may read it gets it.
// Ours may not, by its own Permissions-Policy.
func (p *tab) clipboard() string {
	p.t.Helper()
	s := startServer(p.t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
	}))
	ctx, cancel := chromedp.NewContext(browserCtx, chromedp.WithNewBrowserContext())
	defer cancel()
	if err := chromedp.Do(ctx); err != nil { // opens the tab, for as long as ctx lives
		p.t.Fatal(err)
	}
	q := &tab{t: p.t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // with no timeout: the tab lives as long as the context of its first step
		p.t.Fatal(err)
	}
	q.goTo(s.URL)
	q.focused()
	q.must(chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission:       &browser.PermissionDescriptor{Name: "clipboard-read"},
		Setting:          browser.PermissionSettingGranted,
		BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
	}))
	return eval[string](q, `navigator.clipboard.readText()`)
}
