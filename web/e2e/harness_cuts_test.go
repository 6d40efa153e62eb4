package e2e

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

// findSmall lists what is smaller than a finger needs (24 px, WCAG 2.2 AA).
const findSmall = `[...document.querySelectorAll('button, summary, select, input:not([type=file]), textarea, label.tick, footer a')]
	.filter((e) => e.checkVisibility() && !(e.type === 'checkbox' && e.closest('label')))
	.map((e) => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0 && (b.width < 24 || b.height < 24))
	.map(([e, b]) => (e.id || e.textContent.trim().slice(0, 30)) + ' ' + Math.round(b.width) + 'x' + Math.round(b.height))`

// findUnseenNotes lists what a screen reader says of a field that nobody sees: hidden words
// describe as shown ones do.
const findUnseenNotes = `[...document.querySelectorAll('[aria-describedby]')].filter((e) => e.checkVisibility())
	.flatMap((e) => e.getAttribute('aria-describedby').split(' ').map((id) => [e, document.getElementById(id)]))
	.filter(([, note]) => note?.textContent.trim() && !note.checkVisibility()).map(([e, note]) => e.id + ' by ' + note.id)`
