package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"

	"jwkmint/wasm/testkit"
)

var axeCore = testkit.AxeCore

// axe is the script of axe-core, or "" where it is not there.
func axe(t *testing.T) string {
	t.Helper()
	files := axeCore.Files(t, "../..")
	script := string(files["package/axe.min.js"])
	if files != nil && script == "" {
		t.Fatal("axe-core: no axe.min.js in its package")
	}
	return script
}

// needAxe is axe for a test that is nothing without it.
func needAxe(t *testing.T) string {
	t.Helper()
	script := axe(t)
	if script == "" {
		t.Skip("axe-core is not in .cache/npm: make test fetches it by npm, when there is a network")
	}
	return script
}

// barrier is one finding of axe-core.
type barrier struct {
	Rule, Help string
	Where      []string
}

// readBarriers is a function that reads what axe-core has found.
const readBarriers = `(found) => found.violations.map((v) => ({rule: v.id, help: v.help, where: v.nodes.slice(0, 4).map((n) => n.target.join(' ') + ' :: ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ''))}))`

// seenBefore says whether the page had the same elements already, of which the same could
// be seen, in a window of the same width. Colours are left to faint.
const seenBefore = `(() => {
	const now = innerWidth + document.body.outerHTML + [...document.body.querySelectorAll('*')].map((e) => Number(e.checkVisibility({visibilityProperty: true}))).join('');
	const seen = globalThis.seenPages ??= new Set(), before = seen.has(now);
	seen.add(now);
	return before;
})()`

// barriers loads axe-core into the page, past the policy as developer tools
// may, and lists what it finds by all rules of WCAG 2.0 to 2.2, levels A and AA, and by its
// own best practices. Where nothing but colours has changed, only those are looked at.
func (p *tab) barriers(script string) []barrier {
	p.t.Helper()
	if !eval[bool](p, `'axe' in globalThis`) {
		eval[any](p, "void (() => {"+script+"})()")
	}
	if eval[bool](p, seenBefore) {
		return p.faint()
	}
	return append(eval[[]barrier](p, lookAtAll), p.faint()...)
}

// lookAtAll has axe-core look at the page for all but what faint looks for.
const lookAtAll = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	rules: {'color-contrast': {enabled: false}, 'link-in-text-block': {enabled: false}}, resultTypes: ['violations']}).then(` + readBarriers + `)`

// underHand is what a person's pointer and focus go over.
const underHand = "button, select, input, textarea, summary, a, label.tick, .picker"

// pretend has everything look as if the pointer and the focus were on it, or
// on nothing again.
func (p *tab) pretend(classes ...string) {
	p.t.Helper()
	if len(classes) == 0 { // elements have other numbers by now
		for _, command := range []cdp.Command[cdp.Empty, cdp.Empty]{css.Disable, css.Enable} {
			_, err := chromedp.Call(p.ctx, command, cdp.Empty{})
			p.must(nil, err)
		}
		return
	}
	root, err := chromedp.Call(p.ctx, dom.GetDocument, dom.GetDocumentParams{})
	p.must(nil, err)
	found, err := chromedp.Call(p.ctx, dom.QuerySelectorAll, dom.QuerySelectorAllParams{NodeID: root.Root.NodeID, Selector: underHand})
	p.must(nil, err)
	for _, id := range found.NodeIDs {
		p.must(chromedp.Call(p.ctx, css.ForcePseudoState, css.ForcePseudoStateParams{NodeID: id, ForcedPseudoClasses: classes}))
	}
	eval[any](p, `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`)
}

// TestAxeFinds proves that axe-core, run as here, finds something where there
// is something.
func TestAxeFinds(t *testing.T) {
	t.Parallel()
	script := needAxe(t)
	p := blank(t, nil)
	p.goTo(onDisk(t, "bad.html", `<!doctype html><title>x</title><img src="data:,"><p style="color:#999;background:#aaa">faint</p><input>`))
	found := map[string]bool{}
	for _, b := range p.barriers(script) {
		found[b.Rule] = true
	}
	for _, rule := range []string{"image-alt", "color-contrast", "label", "html-has-lang"} {
		if !found[rule] {
			t.Errorf("axe-core does not find %s; it finds %v", rule, strings.Join(sortedNames(found), " "))
		}
	}

	p.goTo(onDisk(t, "hover.html", `<!doctype html><html lang="en"><title>x</title><main><h1>title</h1><style>button:hover { color: #999; background: #aaa }</style><button>well</button></main>`))
	p.barriers(script)
	if got := p.faint(); len(got) != 0 {
		t.Errorf("untouched, it finds %v", got)
	}
	p.pretend("hover")
	if got := p.faint(); len(got) != 1 {
		t.Errorf("under the pointer, it finds %v", got)
	}
	p.pretend()
	if got := p.faint(); len(got) != 0 {
		t.Errorf("without a pointer again, it finds %v", got)
	}
	eval[any](p, `void document.styleSheets[0].insertRule('h1 { color: #999; background: #aaa }')`) // which no markup says
	if got := p.barriers(script); len(got) != 1 || got[0].Rule != "color-contrast" {
		t.Errorf("in other colours, it finds %v", got)
	}
	for _, shown := range []bool{false, true} { // which no markup says, either
		eval[any](p, fmt.Sprintf(`void document.styleSheets[0].insertRule('img { display: %s }', document.styleSheets[0].cssRules.length)`, map[bool]string{false: "none", true: "inline"}[shown]))
		eval[any](p, `document.querySelector('img') ?? void document.querySelector('main').append(new Image())`)
		if got := p.barriers(script); (len(got) == 2) != shown {
			t.Errorf("of a page that has changed, by a picture that is shown (%t), it finds %v", shown, got)
		}
	}
	p.goTo(onDisk(t, "narrow.html", `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>x</title><main><h1>title</h1>
		<style>button { width: 3vw; height: 3vw; padding: 0; border: 0 }</style><button>a</button><button>b</button></main>`))
	for _, step := range []struct {
		in     scene
		script string
		want   string
	}{
		{scenes[0], "0", ""},
		{scenes[2], "0", "target-size"},
		{scenes[0], "document.querySelector('button').setAttribute('role', 'nothing')", "aria-roles"},
	} {
		eval[any](p, "void "+step.script)
		p.look(step.in)
		got := p.barriers(script)
		if step.want == "" && len(got) != 0 || step.want != "" && (len(got) != 1 || got[0].Rule != step.want) {
			t.Errorf("%s %s: it finds %v", step.in.name, step.script, got)
		}
	}
}
