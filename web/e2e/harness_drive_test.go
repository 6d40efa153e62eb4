package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// eval evaluates an expression in the page, awaiting it when it is a promise.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", firstLine(expression), err)
	}
	return v
}

// call evaluates a JavaScript function with arguments.
func call[T any](p *tab, function string, args ...any) T {
	p.t.Helper()
	text := make([]string, len(args))
	for i, arg := range args {
		b, err := json.Marshal(arg)
		if err != nil {
			p.t.Fatal(err)
		}
		text[i] = string(b)
	}
	return eval[T](p, "("+function+")("+strings.Join(text, ", ")+")")
}

// waitFor waits until an expression, or what it promises, is true and says what
// it waited for when it never is. The page may go to another address meanwhile.
func (p *tab) waitFor(what, expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	// A promise is waited for, and nothing else: in between, the page could go. A page that comes has no element yet.
	look := chromedp.Evaluate[bool]("((value) => value instanceof Promise ? value.then(Boolean) : Boolean(value))(document.documentElement && ("+expression+"))", chromedp.EvalAwaitPromise)
	for ctx.Err() == nil {
		done, err := chromedp.Run(ctx, look)
		switch {
		case done && err == nil:
			return
		case err != nil && ctx.Err() == nil && !strings.Contains(err.Error(), "navigated"):
			p.t.Fatalf("%s: %v", firstLine(expression), err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.t.Fatalf("waited in vain for %s; state %q, error %q", what, p.state(), p.errorText())
}

func (p *tab) state() string {
	return eval[string](p, `document.documentElement.dataset.state ?? ""`)
}

func (p *tab) waitReady() {
	p.t.Helper()
	p.waitFor("the page to be ready", `document.documentElement.dataset.state === 'ready' && document.documentElement.hasAttribute('data-locked')`)
}

// paste puts text into the key field as a paste does: at once, with the
// events that a browser sends.
func (p *tab) paste(text string) {
	p.t.Helper()
	call[any](p, `(text) => {
		const field = document.getElementById('key-input');
		field.focus();
		field.select();
		const data = new DataTransfer();
		data.setData('text/plain', text);
		if (field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))) {
			field.setRangeText(text, 0, field.value.length, 'end');
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}));
		}
	}`, text)
}

// drop drops a file on the middle of the page.
func (p *tab) drop(name string, content []byte) {
	p.t.Helper()
	call[any](p, `(name, base64) => {
		const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
		const data = new DataTransfer();
		data.items.add(new File([bytes], name));
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	}`, name, content)
}

// choose gives files to the file picker.
func (p *tab) choose(paths ...string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.ID("key-file"), paths, chromedp.NodeReady))
}

// set gives a control a value as a person would, with its events.
func (p *tab) set(id, value string) {
	p.t.Helper()
	call[any](p, `(id, value) => {
		const control = document.getElementById(id);
		if (!control) throw new Error('no control ' + id);
		if (control.type === 'checkbox') {
			if (control.checked !== (value === 'true')) control.click();
			return;
		}
		if (control.tagName === 'SELECT' && ![...control.options].some((o) => o.value === value && !o.disabled))
			throw new Error(id + ' does not offer ' + value + ', but ' + [...control.options].map((o) => o.value));
		control.value = value;
		control.dispatchEvent(new Event('input', {bubbles: true}));
		control.dispatchEvent(new Event('change', {bubbles: true}));
	}`, id, value)
}

func (p *tab) click(id string) {
	p.t.Helper()
	call[any](p, `(id) => document.getElementById(id).click()`, id)
}

func (p *tab) output() string {
	return eval[string](p, `document.getElementById('output').textContent`)
}

func (p *tab) errorText() string {
	return eval[string](p, `document.getElementById('error')?.textContent.trim() ?? ""`)
}

// visible says whether a person can see the element.
func (p *tab) visible(id string) bool {
	return call[bool](p, `(id) => document.getElementById(id)?.checkVisibility({visibilityProperty: true}) ?? false`, id)
}

// waitOutput waits for an output that contains part and gives it.
func (p *tab) waitOutput(part string) string {
	p.t.Helper()
	quoted, _ := json.Marshal(part)
	p.waitFor("an output with "+firstLine(part),
		`document.documentElement.dataset.state === 'ready' && document.getElementById('output').textContent.includes(`+string(quoted)+`)`)
	return p.output()
}

// waitJWK waits for a JWK whose member has the given value and returns it.
func (p *tab) waitJWK(member, value string) map[string]any {
	p.t.Helper()
	m, _ := json.Marshal(member)
	v, _ := json.Marshal(value)
	p.waitFor("a JWK with "+member+" = "+firstLine(value), fmt.Sprintf(`(() => {
		if (document.documentElement.dataset.state !== 'ready') return false;
		try { return JSON.parse(document.getElementById('output').textContent)[%s] === %s; } catch { return false; }
	})()`, m, v))
	var jwk map[string]any
	if err := json.Unmarshal([]byte(p.output()), &jwk); err != nil {
		p.t.Fatal(err)
	}
	return jwk
}

// waitError waits until an error is shown and gives its words.
func (p *tab) waitError() string {
	p.t.Helper()
	p.waitFor("an error", `document.getElementById('error').textContent.trim() && document.getElementById('error').checkVisibility()`)
	return p.errorText()
}

// waitDownload waits for a finished download of that name.
func (p *tab) waitDownload(name string) []byte {
	p.t.Helper()
	path := filepath.Join(p.downloads, name)
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if content, err := os.ReadFile(path); err == nil && len(content) > 0 {
			return content
		}
	}
	entries, _ := os.ReadDir(p.downloads)
	p.t.Fatalf("no download %s; there is %v", name, entries)
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if len(line) > 80 {
		line = line[:80]
	}
	return line
}

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
