package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
)

// legible are the texts that axe-core found clear enough to read, each by a mark of
// everything that its contrast depends on. The states of the page have most of their
// texts in common, and what axe-core does for the contrast of one text takes half as
// long as for all of them.
var legible struct {
	mu    sync.Mutex
	marks map[string]bool
}

// markTexts lists a mark of each text that can be seen: its letters, what it and all that it
// stands in paint, and what may lie above it, in a window of this width. (Where the browser
// puts something painted before or behind, axe-core never says that it is faint.) What is
// there for screen readers alone cannot be faint, nor can a control that is switched off
// (WCAG 2.2, 1.4.3).
const markTexts = `(() => {
	const letters = ['webkitTextFillColor', 'fontSize', 'fontWeight'], ofLink = ['textDecorationLine', 'borderBottom'];
	const paint = {backgroundColor: 'rgba(0, 0, 0, 0)', backgroundImage: 'none', opacity: '1'};
	const painted = (style) => Object.entries(paint).map(([name, none]) => style[name] === none ? '' : style[name]).join('');
	const hash = (text) => [0x811c9dc5, 0x2f0b4c47].map((h) => {
		for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
		return (h >>> 0).toString(36);
	}).join('.');
	const all = [...document.querySelectorAll('*')].filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}));
	const above = all.filter((e) => /absolute|fixed|sticky/.test(getComputedStyle(e).position)).map((e) => e.tagName + e.id + painted(getComputedStyle(e))).join(';');
	const grounds = new Map([[null, hash(innerWidth + above)]]);
	const ground = (e) => {
		if (!grounds.has(e)) {
			const here = painted(getComputedStyle(e));
			grounds.set(e, here ? hash(ground(e.parentElement) + here) : ground(e.parentElement));
		}
		return grounds.get(e);
	};
	globalThis.markedTexts = all.filter((e) => !e.matches(':disabled, button:disabled *, [type=checkbox], [type=radio]') && getComputedStyle(e).clipPath === 'none' &&
		(e.matches('input, select, textarea') || [...e.childNodes].some((c) => c.nodeType === Node.TEXT_NODE && c.data.trim())));
	return markedTexts.map((e) => {
		const style = getComputedStyle(e);
		return hash([ground(e), ...letters.map((name) => style[name]), ...e.matches('a') ? [getComputedStyle(e.parentElement).color, ...ofLink.map((name) => style[name])] : []].join());
	});
})()`

// lookAtTexts has axe-core look at some of the marked texts, and says which of them it
// found clear, or cannot judge for a picture behind them, which the mark tells of.
const lookAtTexts = `(async (some) => {
	const found = await axe.run({include: some.map((i) => markedTexts[i])},
		{runOnly: ['color-contrast', 'link-in-text-block'], elementRef: true, resultTypes: ['violations', 'passes', 'incomplete']});
	const ofContrast = (rules) => rules.filter((rule) => rule.id === 'color-contrast').flatMap((rule) => rule.nodes);
	const behind = (n) => n.any.some((check) => /^bg(Image|Gradient)$/.test(check.data?.messageKey));
	const clear = new Set([...ofContrast(found.passes), ...ofContrast(found.incomplete).filter(behind)].map((n) => n.element));
	return {barriers: (%s)(found), clear: some.filter((i) => clear.has(markedTexts[i]))};
})(%s)`

// faint lists what cannot be read for want of contrast, and links that only their
// colour tells from the text around them. A text that looks in everything like one
// that was found clear is not looked at again.
func (p *tab) faint() []barrier {
	p.t.Helper()
	marks := eval[[]string](p, markTexts)
	var unknown []int
	legible.mu.Lock()
	for i, mark := range marks {
		if !legible.marks[mark] {
			unknown = append(unknown, i)
		}
	}
	legible.mu.Unlock()
	if unknown == nil {
		return nil
	}
	list, _ := json.Marshal(unknown)
	found := eval[struct {
		Barriers []barrier
		Clear    []int
	}](p, fmt.Sprintf(lookAtTexts, readBarriers, list))
	legible.mu.Lock()
	defer legible.mu.Unlock()
	if legible.marks == nil {
		legible.marks = map[string]bool{}
	}
	for _, i := range found.Clear {
		legible.marks[marks[i]] = true
	}
	return found.Barriers
}

// TestFaintLooksAnew: a text that was clear is looked at again when anything changes
// that its contrast depends on.
func TestFaintLooksAnew(t *testing.T) {
	t.Parallel()
	script := needAxe(t)
	p := blank(t, nil)
	p.goTo(onDisk(t, "clear.html", `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>x</title><style></style>
		<main style="background: #fff; isolation: isolate"><div><section style="position: relative; z-index: 1"><h1 style="color: #888; font-size: 30px">large</h1><h2 style="color: #888; font-size: 20px">bold</h2>
		<p style="color: #555">small, with <a href="#x">a link</a></p><p id="other">and <a href="#y" style="text-decoration: none; border-bottom: 1px solid">another</a> link</p><p id="third">and here comes <a href="#z" style="color: #767676; text-decoration: none">it</a> at last</p>
		<h3 style="color: #999; background: linear-gradient(#000, #000) #fff">on a picture</h3><b style="color: #999">x</b></section></div>
		<i style="position: absolute; z-index: 0; top: 0; height: 300px; width: 9999px; left: max(0px, 100vw - 500px); background: #777"></i><i></i></main>`))
	const phone = "" // where what is painted stands elsewhere
	p.look(scenes[0])
	if got := p.barriers(script); len(got) != 0 {
		t.Fatalf("it finds %v", got)
	}
	for _, rule := range []string{
		`p { color: #999 !important }`, `h1 { font-size: 12px !important }`, `h2 { font-weight: 400 }`, `p { -webkit-text-fill-color: #999 }`,
		`main { background: #777 !important }`, `section { background: #777 }`, `div { opacity: 0.4 }`,
		`i + i { position: absolute; z-index: 0; inset: 0; background: #777 }`, `a { text-decoration: none !important }`, `#other a { border: 0 !important }`, `#third { color: #555 }`,
		`@media (prefers-color-scheme: dark) { main { background: #777 !important } }`, `a:hover { color: #999 }`,
		`h3 { background-image: none !important }`, phone,
	} {
		call[any](p, `(rule) => { document.querySelector('style').textContent = rule; }`, rule)
		if strings.Contains(rule, ":hover") {
			p.pretend("hover")
		}
		as := scenes[1]
		if rule == phone {
			as = scenes[3]
		}
		p.look(as)
		if got := p.faint(); len(got) == 0 {
			t.Errorf("%s: it finds nothing", rule)
		}
		call[any](p, `() => { document.querySelector('style').textContent = ''; }`)
		p.pretend()
		p.look(scenes[1])
		if got := p.faint(); len(got) != 0 {
			t.Errorf("after %s it finds %v", rule, got)
		}
	}
	call[any](p, `() => { document.querySelector('b').textContent = 'more'; }`) // of one letter axe-core does not say that it is faint
	if got := p.faint(); len(got) == 0 {
		t.Error("with more letters it finds nothing")
	}
}
