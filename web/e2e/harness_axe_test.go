package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

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

// barrier is one finding of axe-core.
type barrier struct {
	Rule, Help string
	Where      []string
}

// runAxe has axe-core look at the page as it is, for what a list of tags or rules names.
const runAxe = `axe.run(document, {runOnly: %s, resultTypes: ['violations']})
	.then((r) => r.violations.map((v) => ({rule: v.id, help: v.help, where: v.nodes.slice(0, 4).map((n) => n.target.join(' ') + ' :: ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ''))})))`

// barriers loads axe-core into the page, past the policy as developer tools
// may, and lists what it finds by all rules of WCAG 2.0 to 2.2, levels A and AA, and by its
// own best practices.
func (p *tab) barriers(script string) []barrier {
	p.t.Helper()
	if !eval[bool](p, `'axe' in globalThis`) {
		eval[any](p, "void (() => {"+script+"})()")
	}
	eval[any](p, `void ((globalThis.lookedAt ??= {})[innerWidth] = document.body.outerHTML)`)
	return p.axe("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
}

// axe has axe-core look for what these tags or rules name.
func (p *tab) axe(names ...string) []barrier {
	p.t.Helper()
	list, _ := json.Marshal(names)
	return eval[[]barrier](p, fmt.Sprintf(runAxe, list))
}

// barriersAgain is barriers for a page that was looked at in light, in the same
// layout: where nothing but colours has changed since, only those are looked at.
func (p *tab) barriersAgain(script string) []barrier {
	p.t.Helper()
	if !eval[bool](p, `document.body.outerHTML === globalThis.lookedAt?.[innerWidth]`) {
		return p.barriers(script)
	}
	return p.axe("color-contrast", "link-in-text-block")
}

// underHand is what a person's pointer and focus go over.
const underHand = "button, select, input, textarea, summary, a, label.tick, .picker"

// pretend has everything look as if the pointer and the focus were on it, or
// on nothing again.
func (p *tab) pretend(classes ...string) {
	p.t.Helper()
	root, err := chromedp.Call(p.ctx, dom.GetDocument, dom.GetDocumentParams{})
	p.must(nil, err)
	found, err := chromedp.Call(p.ctx, dom.QuerySelectorAll, dom.QuerySelectorAllParams{NodeID: root.Root.NodeID, Selector: underHand})
	p.must(nil, err)
	for _, id := range found.NodeIDs {
		p.must(chromedp.Call(p.ctx, css.ForcePseudoState, css.ForcePseudoStateParams{NodeID: id, ForcedPseudoClasses: append([]string{}, classes...)}))
	}
	eval[any](p, `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`)
}

// faint lists what cannot be read for want of contrast.
func (p *tab) faint() []barrier {
	p.t.Helper()
	return p.axe("color-contrast")
}

// TestAxeFinds proves that axe-core, run as here, finds something where there
// is something.
func TestAxeFinds(t *testing.T) {
	t.Parallel()
	script := axe(t)
	if script == "" {
		t.Skip("axe-core is not in .cache/npm: make test fetches it by npm, when there is a network")
	}
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

	p.goTo(onDisk(t, "hover.html", `<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><style>button:hover { color: #999; background: #aaa }</style><button>well</button></main>`))
	p.barriers(script)
	if got := p.faint(); len(got) != 0 {
		t.Errorf("untouched, it finds %v", got)
	}
	p.pretend("hover")
	if got := p.faint(); len(got) != 1 {
		t.Errorf("under the pointer, it finds %v", got)
	}
	p.pretend()
	eval[any](p, `void document.styleSheets[0].insertRule('h1 { color: #999; background: #aaa }')`) // which no markup says
	if got := p.barriersAgain(script); len(got) != 1 || got[0].Rule != "color-contrast" {
		t.Errorf("in other colours, it finds %v", got)
	}
	eval[any](p, `void document.querySelector('main').append(new Image())`)
	if got := p.barriersAgain(script); len(got) != 2 {
		t.Errorf("of a page that has changed, it finds %v", got)
	}
}
