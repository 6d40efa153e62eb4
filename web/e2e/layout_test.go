package e2e

import (
	"fmt"
	"testing"
)

// A cut is a piece of the page that does not fit where it is.
type cut struct{ What, Why string }

// findCuts looks for whatever a person could not see by scrolling down alone:
// a page wider than the window, elements that stick out of it, and texts that
// are cut off without a scrollbar or an ellipsis.
const findCuts = `(() => {
	const cuts = [];
	const name = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className && e.className.baseVal === undefined ? '.' + e.className : '');
	const root = document.scrollingElement;
	if (root.scrollWidth > innerWidth) cuts.push({what: 'page', why: root.scrollWidth + ' px wide in ' + innerWidth});
	const scrolls = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true; return false; };
	for (const e of document.body.querySelectorAll('*')) {
		if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || e.closest('svg') || e.closest('.unseen, .drop')) continue;
		const style = getComputedStyle(e);
		if (style.clipPath !== 'none') continue;
		const box = e.getBoundingClientRect();
		if (box.width === 0 || box.height === 0) continue;
		if ((box.right > innerWidth + 0.5 || box.left < -0.5) && !scrolls(e)) cuts.push({what: name(e), why: 'from ' + Math.round(box.left) + ' to ' + Math.round(box.right) + ' of ' + innerWidth});
		const clips = /hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis' && !style.webkitLineClamp.match(/\d/);
		if (clips && e.scrollWidth > e.clientWidth + 1 && e.tagName !== 'INPUT') cuts.push({what: name(e), why: e.scrollWidth + ' px of content in ' + e.clientWidth});
		if (e.matches('button, .button, label, summary, h1, h2, h3, a') && style.overflowX === 'visible' && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
			cuts.push({what: name(e), why: 'its text is ' + e.scrollWidth + ' px in ' + e.clientWidth});
	}
	return cuts.slice(0, 12);
})()`

// sizes are the windows that nothing may be cut off in. A window of 1280 by
// 800 at 200% zoom is one of 640 by 400.
var sizes = []scene{
	{"phone", false, 360, 740, false}, {"small phone", false, 320, 568, false}, {"200%", false, 640, 400, false},
	{"desktop", false, 1280, 800, false}, {"wide", false, 1920, 1080, false},
}

// findSmall lists what is smaller than a finger needs (24 px, WCAG 2.2 AA).
const findSmall = `[...document.querySelectorAll('button, summary, select, input:not([type=file]), textarea, label.tick, footer a')]
	.filter((e) => e.checkVisibility() && !(e.type === 'checkbox' && e.closest('label')))
	.map((e) => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0 && (b.width < 24 || b.height < 24))
	.map(([e, b]) => (e.id || e.textContent.trim().slice(0, 30)) + ' ' + Math.round(b.width) + 'x' + Math.round(b.height))`

// TestOutputFromItsTop: another output is shown from its first line on,
// however far the last one was scrolled.
func TestOutputFromItsTop(t *testing.T) {
	p := open(t, startSite(t), "")
	one, other := guideFile(t, "rsa4096-spki.pem"), guideFile(t, "sshrsa4096-spki.pem")
	p.paste(one + other)
	p.waitFor("a set longer than its place", `(() => { const o = document.getElementById('output'); return o.textContent && o.scrollHeight > o.clientHeight + 100; })()`)
	before := eval[string](p, `(async () => {
		const output = document.getElementById('output');
		output.scrollTop = 100;
		await new Promise((resolve) => output.addEventListener('scroll', resolve, {once: true}));
		return output.textContent;
	})()`)
	p.paste(other + one)
	p.waitFor("the other output", `document.getElementById('output').textContent.length > 1000 && document.getElementById('output').textContent !== `+quote(before))
	if at := eval[float64](p, `document.getElementById('output').scrollTop`); at != 0 {
		t.Errorf("it is shown from %v px on", at)
	}
}

// TestJWKWithoutScrolling: the whole JWK of a 4096-bit public key is in the
// window of a laptop.
func TestJWKWithoutScrolling(t *testing.T) {
	for _, name := range []string{"rsa4096-spki.pem", "rsa4096-pkcs8.key", "sshrsa4096.pub"} {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, name))
		p.waitJWK("kty", "RSA")
		p.settle()
		got := eval[struct {
			Top, Bottom, Window     float64
			Scrolled, Inside, Shown float64
		}](p, `(() => { const o = document.getElementById('output'), b = o.getBoundingClientRect(); return {
			top: b.top, bottom: b.bottom, window: innerHeight, scrolled: scrollY, inside: o.scrollHeight, shown: o.clientHeight}; })()`)
		if got.Top < 0 || got.Bottom > got.Window || got.Scrolled != 0 || got.Inside > got.Shown+1 {
			t.Errorf("%s: the JWK is not to be seen whole: %s", name, fmt.Sprintf("%+v", got))
		}
	}
}
