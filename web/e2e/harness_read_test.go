package e2e

import (
	"encoding/json"
	"fmt"
	"time"
)

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
	p.waitFor("the page to settle", fmt.Sprintf(`(async () => {
		const now = () => document.documentElement.dataset.state + '\n' + document.getElementById('output').textContent + '\n' + document.getElementById('error').textContent;
		const first = now();
		const end = performance.now() + %d;
		// Once more after the end: a page that was not run for so long has its own timers before it.
		for (let over = false; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
			if (!first.startsWith('ready') || now() !== first) return false;
			if (over) return true;
			over = performance.now() >= end;
		}
	})()`, while.Milliseconds()))
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

// quote is a JavaScript string.
func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
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
