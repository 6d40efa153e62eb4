package e2e

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// stopwatch defines, in the page, what the benchmarks measure with: times in
// ms, taken where the work is done, so that the test's own tools cost nothing.
const stopwatch = `
globalThis.bare = async (bits) => {
	const since = performance.now();
	const {privateKey} = await crypto.subtle.generateKey(
		{name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'}, true, ['sign', 'verify']);
	await crypto.subtle.exportKey('pkcs8', privateKey);
	return performance.now() - since;
};
// The page has drawn what came before, as it has when a person does the next thing.
globalThis.drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
// From an action of the person to the moment when the page shows its result and is ready again.
globalThis.shown = async (act, id) => {
	await drawn();
	return new Promise((resolve) => {
		const root = document.documentElement, place = document.getElementById(id);
		const before = place.textContent;
		const since = performance.now();
		const look = () => {
			if (root.dataset.state !== 'ready' || !place.textContent || place.textContent === before) return;
			watcher.disconnect();
			place.getBoundingClientRect(); // has the page laid out: only painting it is left
			resolve(performance.now() - since);
		};
		const watcher = new MutationObserver(look);
		watcher.observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state']});
		act();
	});
};
globalThis.pasted = (text) => shown(() => {
	const field = document.getElementById('key-input');
	field.value = text;
	field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
}, 'output');
`

// unwatched turns off what chromedp had the browser report of a page: each
// request, with a copy of all bytes that come, each element that changes, each
// style sheet. A person's browser does none of that, and it takes time.
func (p *tab) unwatched() {
	p.t.Helper()
	for _, command := range []cdp.Command[cdp.Empty, cdp.Empty]{network.Disable, css.Disable, dom.Disable, log.Disable} {
		p.must(chromedp.Call(p.ctx, command, cdp.Empty{}))
	}
}

func benchPage(b *testing.B, fragment string) *tab {
	b.Helper()
	p := open(b, ownSite(b), fragment)
	p.unwatched()
	eval[any](p, `void (() => {`+stopwatch+`})()`)
	return p
}

// times are measurements of one thing, in ms.
type times []float64

func (t times) at(fraction float64) float64 {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[int(fraction*float64(len(sorted)-1)+0.5)]
}

func (t times) median() float64 { return t.at(0.5) }

func (t times) String() string {
	return fmt.Sprintf("%s (%s to %s)", ms(t.median()), ms(t.at(0)), ms(t.at(1)))
}

// ms writes a time in ms with no more digits than it is worth.
func ms(n float64) string {
	switch {
	case n >= 10_000:
		return fmt.Sprintf("%.1f s", n/1000)
	case n >= 1000:
		return fmt.Sprintf("%.2f s", n/1000)
	case n >= 20:
		return fmt.Sprintf("%.0f ms", n)
	case n >= 1:
		return fmt.Sprintf("%.1f ms", n)
	}
	return fmt.Sprintf("%.2f ms", n)
}

// The parts of the table, in the order in which they are printed.
const (
	partBytes = iota
	partStart
	partStandalone
	partPaste
	partConvert
	partBundle
	partRSA
	partMemory
	partServer
)

// line is one line of the table that make bench ends in.
type line struct {
	part                       int
	what, result, against, aim string
}

var lines []line

func tell(part int, what, result, against, aim string) {
	lines = append(lines, line{part, what, result, against, aim})
}

// atMost is an aim and whether it was met.
func atMost(value, limit float64, unit string) string {
	return verdict(value <= limit) + fmt.Sprintf("at most %.4g%s", limit, unit)
}

// atLeast is an aim from below.
func atLeast(value, limit float64, unit string) string {
	return verdict(value >= limit) + fmt.Sprintf("at least %.4g%s", limit, unit)
}

func verdict(met bool) string {
	if met {
		return "met: "
	}
	return "**missed**: "
}

// printTable prints what the benchmarks told, in Markdown; nothing when none
// ran.
func printTable(w io.Writer) {
	if len(lines) == 0 {
		return
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.part, b.part) })
	fmt.Fprintf(w, "\n%s\n\n| what | result | against | aim |\n|---|---|---|---|\n", machine())
	for _, l := range lines {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", l.what, l.result, l.against, l.aim)
	}
}

// machine names what the numbers were measured on.
func machine() string {
	processor := "unknown processor"
	info, _ := os.ReadFile("/proc/cpuinfo")
	for text := range strings.Lines(string(info)) {
		if name, ok := strings.CutPrefix(text, "model name"); ok {
			processor = strings.TrimSpace(strings.TrimLeft(name, " \t:"))
			break
		}
	}
	about := "a browser"
	if v, err := chromedp.CallBrowser(browserCtx, cdpbrowser.GetVersion, cdp.Empty{}); err == nil {
		about = v.Product
	}
	return fmt.Sprintf("%s, %d cores; %s; %s on %s/%s.", processor, runtime.NumCPU(), about, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
