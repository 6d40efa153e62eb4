package e2e

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jwkmint/server/handler"
)

// profiles is how many fresh profiles of the browser each page is opened in.
const profiles = 11

// settle is how long a browser that has just started is busy with itself.
const settle = time.Second

// firstJWK runs before the page's own script. It pastes a key as soon as the
// page takes one, and gives the moments on the way, in ms since the
// navigation. A page says that it takes keys by data-state and by a main
// element that is not inert.
const firstJWK = `
globalThis.moments = {};
globalThis.firstJWK = new Promise((resolve) => {
	const now = (name) => { moments[name] ??= performance.now(); };
	globalThis.Worker = new Proxy(Worker, {construct(target, args) {
		if (/^(data|blob):/.test(args[0])) now('worker');
		return Reflect.construct(target, args);
	}});
	const look = () => {
		const root = document.documentElement, main = document.querySelector('main');
		if (!root || !main) return;
		if (root.hasAttribute('data-locked')) now('locked');
		if (!moments.pasted && root.dataset.state === 'ready' && !main.inert && !main.querySelector('[inert]')) {
			now('pasted');
			const field = document.getElementById('key-input');
			field.value = keyToPaste;
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
		}
		const output = document.getElementById('output');
		if (moments.pasted && output?.textContent.includes('"kid"')) {
			watcher.disconnect();
			output.getBoundingClientRect(); // has the page laid out: only painting it is left
			now('shown');
			const program = performance.getEntriesByType('resource').find((e) => e.name.endsWith('.wasm'));
			moments.asked = program?.startTime;
			moments.head = program?.responseStart;
			moments.arrived = program?.responseEnd;
			resolve({...moments, jwk: output.textContent});
		}
	};
	const watcher = new MutationObserver(look);
	watcher.observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state', 'data-locked', 'inert']});
});
`

// moments are when what happened on a visit, in ms since the navigation. A
// page without a program of Go has no more than the last two.
type moments struct {
	Asked, Head, Arrived, Locked, Worker, Pasted, Shown float64
	JWK                                                 string
}

// visits opens a page in a fresh profile, twice, and pastes a key each time.
func visits(b *testing.B, url, pem, kid string) (first, second moments) {
	b.Helper()
	ctx, stop, err := startChromium(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer stop()
	time.Sleep(settle)
	p := &tab{t: b, ctx: ctx}
	p.unwatched()
	p.beforeLoad(`globalThis.keyToPaste = ` + quote(pem) + `;` + firstJWK)
	for _, visit := range []*moments{&first, &second} {
		p.goTo(url)
		*visit = eval[moments](p, `firstJWK`)
		if !strings.Contains(visit.JWK, kid) {
			b.Fatalf("the JWK of another key: %s", visit.JWK)
		}
		if eval[bool](p, `document.querySelector('link[rel=manifest]') !== null`) {
			p.stored() // by its service worker
		}
		p.do(chromedp.Navigate("about:blank"))
	}
	return first, second
}

// josePage does the same as ours does with that key, with jose and WebCrypto.
const josePage = `<!doctype html>
<meta charset="utf-8"><title>jose</title>
<main><textarea id="key-input"></textarea><pre id="output"></pre></main>
<script>%s
const byJose = %s;
document.getElementById('key-input').addEventListener('input', async (event) => {
	document.getElementById('output').textContent = (await byJose(event.target.value, 0)).jwk;
});
document.documentElement.dataset.state = 'ready';
</script>
`

func joseSite(b *testing.B) *site {
	b.Helper()
	script := joseScript(b)
	if script == "" {
		return nil
	}
	html := fmt.Sprintf(josePage, script, byJose)
	return startServer(b, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, html)
	}))
}

// reference serves another build of this page, whose directory is in the
// environment variable REFERENCE, to be measured in turns with this one; or nil.
func reference(b *testing.B) *site {
	b.Helper()
	dir := os.Getenv("REFERENCE")
	if dir == "" {
		return nil
	}
	h, err := handler.New(os.DirFS(dir), handler.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return startServer(b, h)
}

// BenchmarkFirstJWK is the time from the navigation until the JWK of an
// RSA-4096 key is shown that was pasted as soon as that was possible: in fresh
// profiles, on the first visit and on the second, beside a page of jose.
func BenchmarkFirstJWK(b *testing.B) {
	const file = "rsa4096-pkcs8.key"
	pem, kid := guideFile(b, file), guide(b)[file].Thumbprint
	type page struct {
		name          string
		site          *site
		first, second []moments
	}
	pages := []*page{{name: "jwkmint", site: ownSite(b)}}
	if s := joseSite(b); s != nil {
		pages = append(pages, &page{name: "a page of jose", site: s})
	}
	if s := reference(b); s != nil {
		pages = append(pages, &page{name: "the reference", site: s})
	}
	for b.Loop() {
		for range profiles {
			for _, p := range pages {
				first, second := visits(b, p.site.URL+"/", pem, kid)
				p.first, p.second = append(p.first, first), append(p.second, second)
			}
		}
	}
	for i, visit := range []string{"first visit", "second visit"} {
		of := func(p *page) []moments { return [][]moments{p.first, p.second}[i] }
		ours := shownAt(of(pages[0]))
		var against []string
		for _, p := range pages[1:] {
			theirs := shownAt(of(p))
			against = append(against, fmt.Sprintf("%s: %v: %.2f times", p.name, theirs, ours.median()/theirs.median()))
		}
		tell(partStart, fmt.Sprintf("navigation to the JWK of a pasted RSA-4096 key, %s, %d profiles", visit, profiles), ours.String(), strings.Join(against, "; "), "")
		for _, p := range pages {
			if p.site != pages[0].site && !strings.Contains(p.name, "reference") {
				continue
			}
			tell(partStart, fmt.Sprintf("… of which, %s, %s", p.name, visit), phases(of(p)), "", "")
		}
		b.ReportMetric(ours.median(), fmt.Sprintf("visit%d-ms", i+1))
	}
}

func shownAt(list []moments) times {
	var t times
	for _, m := range list {
		t = append(t, m.Shown)
	}
	return t
}

// phases are the medians of what lies between the moments.
func phases(list []moments) string {
	var text []string
	before := func(moments) float64 { return 0 }
	for _, phase := range []struct {
		name string
		end  func(moments) float64
	}{
		{"until the program is asked for", func(m moments) float64 { return m.Asked }},
		{"until its first byte", func(m moments) float64 { return m.Head }},
		{"until its last", func(m moments) float64 { return m.Arrived }},
		{"until the worker is started, locked", func(m moments) float64 { return m.Worker }},
		{"until keys are taken", func(m moments) float64 { return m.Pasted }},
		{"until the JWK is shown", func(m moments) float64 { return m.Shown }},
	} {
		var took times
		for _, m := range list {
			took = append(took, phase.end(m)-before(m))
		}
		before = phase.end
		text = append(text, fmt.Sprintf("%.0f ms %s", cmp.Or(took.median(), 0), phase.name))
	}
	return strings.Join(text, ", ")
}
