package e2e

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"jwkmint/server/handler"
)

// engines are the browsers that the lock is proven in; a test is skipped for
// those that are not installed, or that are left out.
var engines = []struct {
	name  string
	start func(*testing.T) otherBrowser
}{{"Chromium", startChromiumEngine}, {"Firefox", startFirefox}, {"WebKit", startWebKit}}

// leaveOut skips the test where JWKMINT_ENGINES, a list with commas, names
// other engines and not this one.
func leaveOut(t *testing.T, engine string) {
	t.Helper()
	if only := os.Getenv("JWKMINT_ENGINES"); only != "" && !slices.Contains(strings.Split(only, ","), engine) {
		t.Skipf("%s is not among JWKMINT_ENGINES", engine)
	}
}

// besides has the engines that may not be there run side by side, which is at the end, when
// the other tests are done. Chromium's tests take part in those.
func besides(t *testing.T, engine string) {
	if engine != "Chromium" {
		t.Parallel()
	}
}

// chromiumEngine is a tab of Chromium as one browser among others.
type chromiumEngine struct{ p *tab }

func startChromiumEngine(t *testing.T) otherBrowser {
	p := blankIn(t, whole(t), nil)
	p.allow("") // every way out is a violation, and that is the point
	return &chromiumEngine{p}
}

// startChromiumAtHome starts a Chromium whose tab is not a private one, as
// those of the other tests are: private ones never connect in advance.
func startChromiumAtHome(t *testing.T, extra ...chromedp.ExecAllocatorOption) otherBrowser {
	t.Helper()
	ctx, stop, err := startChromium(t.Context(), extra...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	p := &tab{t: t, ctx: ctx}
	p.must(chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorDeny}))
	return &chromiumEngine{p}
}

func (c *chromiumEngine) open(url string) {
	c.p.t.Helper()
	ctx, cancel := context.WithTimeout(c.p.ctx, limit)
	defer cancel()
	// Where the page before was still going to is done with first.
	_ = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		c.p.t.Fatal(err)
	}
}

func (c *chromiumEngine) eval(body string) json.RawMessage {
	c.p.t.Helper()
	ctx, cancel := context.WithTimeout(c.p.ctx, limit)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(async () => { `+body+` })().then((v) => JSON.stringify(v ?? null))`, chromedp.EvalAwaitPromise))
	if err != nil {
		c.p.t.Fatalf("%s: %v", firstLine(body), err)
	}
	return json.RawMessage(text)
}

// A way is a place that the page is opened from.
type way struct {
	name  string
	page  string                                              // of the site
	serve func(t *testing.T, files fstest.MapFS) http.Handler // nil for a file
}

var ways = []way{
	{"served", "index.html", serveAsWeDo},
	// A file server without any of our headers: the page alone must do.
	{"bare", "index.html", func(_ *testing.T, files fstest.MapFS) http.Handler { return http.FileServerFS(files) }},
	{"saved page, served", "jwkmint.html", serveAsWeDo},
	{"disk", "jwkmint.html", nil},
}

func serveAsWeDo(t *testing.T, files fstest.MapFS) http.Handler {
	t.Helper()
	h, err := handler.New(files, handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// open brings the page into a browser and waits until it is ready. own is its
// server, or nil.
func (w way) open(t *testing.T, b otherBrowser, files fstest.MapFS) (own *sink) {
	t.Helper()
	var address string
	if w.serve == nil {
		address = onDisk(t, "jwkmint (1) ü.html", string(files[w.page].Data))
	} else {
		own = startSink(t, w.serve(t, files))
		address = own.URL + "/" + strings.TrimSuffix(w.page, "index.html")
	}
	// A navigation that an escape began may still come, and take the page's place.
	for range 3 {
		b.open(address)
		if stateOf(t, b) != "" {
			break
		}
	}
	waitReady(t, b)
	return own
}

// stateOf waits until the page takes keys or has failed, and says which; "" where
// another document is there. It asks again and again, since a browser never
// answers for a script whose document goes away while it waits.
func stateOf(t *testing.T, b otherBrowser) string {
	t.Helper()
	state := ""
	for seen, end := time.Now(), time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		state = text1(t, b, `return document.documentElement?.dataset.state ?? ''`)
		switch {
		case state == "ready" || state == "failed":
			return state
		case state != "":
			seen = time.Now()
		case time.Since(seen) > 10*time.Second:
			return ""
		}
	}
	return state
}

// waitReady waits until the page takes keys.
func waitReady(t *testing.T, b otherBrowser) {
	t.Helper()
	if got := stateOf(t, b); got != "ready" {
		t.Fatalf("the page is %q: %s", got, text1(t, b, `return document.getElementById('fatal')?.textContent ?? location.href`))
	}
	if got := text1(t, b, `return String(document.documentElement.hasAttribute('data-locked'))`); got != "true" {
		t.Fatal("the page is not locked")
	}
}

// siteWithSpy is the site with a spy in its worker: script that does what it
// is told, as a dependency gone bad would. It is in the worker's text from
// the start, in every engine the same, and held by the same policies.
func siteWithSpy(t *testing.T) fstest.MapFS {
	t.Helper()
	return siteWith(t, func(script string) string {
		const glue = "glue = `"
		if strings.Count(script, glue) != 1 {
			t.Fatal("the worker's text is not where the test looks for it")
		}
		script = strings.Replace(script, glue, glue+strings.NewReplacer(`\`, `\\`, "`", "\\`", "${", "\\${").Replace(spy(t)), 1)
		return `globalThis.Worker = class extends Worker { constructor(...a) { super(...a); globalThis.testWorker = this; } };` + script
	})
}

// siteWith is the site with another script, and with the hashes of that one.
func siteWith(t *testing.T, change func(script string) string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range siteNames(t) {
		if !strings.HasSuffix(name, ".br") && !strings.HasSuffix(name, ".gz") {
			files[name] = &fstest.MapFile{Data: []byte(siteFile(t, name))}
		}
	}
	headers := string(files["_headers"].Data)
	for _, name := range []string{"index.html", "jwkmint.html"} {
		page := string(files[name].Data)
		changed := changeScript(t, page, change)
		headers = strings.ReplaceAll(headers, hashesOf(page, "script"), hashesOf(changed, "script"))
		files[name] = &fstest.MapFile{Data: []byte(changed)}
	}
	files["_headers"] = &fstest.MapFile{Data: []byte(headers)}
	files["sw.js"] = &fstest.MapFile{Data: []byte(serviceWorkerOf(t, string(files["index.html"].Data)))}
	return files
}

// changeScript changes the page's script and its hash in the policy.
func changeScript(t *testing.T, page string, change func(string) string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatal("the page has no script")
	}
	script := change(found[1])
	sum := sha256.Sum256([]byte(script))
	page = strings.Replace(page, found[1], script, 1)
	return strings.ReplaceAll(page, hashesOf(strings.Replace(page, script, found[1], 1), "script"), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
}

// spy is a worker's text that tries, when told, the ways out of a worker, and
// those to leave something behind.
func spy(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("const escapes = {\n")
	for _, room := range []string{"worker", "store"} {
		for _, e := range escapes(t, room) {
			fmt.Fprintf(&b, "%q: %s,\n", e.name, e.code)
		}
	}
	b.WriteString(`};
addEventListener('message', async (event) => {
	const name = event.data?.escape;
	if (!name) return;
	event.stopImmediatePropagation();
	let left;
	try {
		left = await Promise.race([escapes[name](...event.data.to), new Promise((resolve) => setTimeout(() => resolve('nothing yet'), name.startsWith('store') ? 2000 : 100))]);
	} catch (error) {
		left = 'refused: ' + error.name;
	}
	postMessage({escaped: name, left: left === true ? 'left' : typeof left === 'string' ? left : 'tried'});
});
`)
	return b.String()
}

// inSpy has the spy try an escape, and says what came of it there.
func inSpy(t *testing.T, b otherBrowser, e escape, to *sink) string {
	t.Helper()
	return text1(t, b, fmt.Sprintf(`return await new Promise((resolve) => {
		const hear = (event) => { if (event.data.escaped === %[1]q) { testWorker.removeEventListener('message', hear); resolve(event.data.left); } };
		testWorker.addEventListener('message', hear);
		testWorker.postMessage({escape: %[1]q, to: [%[2]q, %[3]q, %[4]q]});
		setTimeout(() => resolve('silence'), 45000);
	})`, e.name, to.URL+"/leak/"+e.name, to.host(), to.udp.LocalAddr()))
}

// wideOpen is a page that has no policy at all, and a spy that has none
// either: what arrives from there, the sink would have heard from a page
// whose lock does not hold.
func wideOpen(t *testing.T) string {
	t.Helper()
	return `<!doctype html><meta charset="utf-8"><title>control</title><body><script>
globalThis.testWorker = new Worker(URL.createObjectURL(new Blob([` + "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`", "${", "\\${").Replace(spy(t)) + "`" + `], {type: 'text/javascript'})));
</script>`
}

// silence is longer than any control takes to arrive (they take some 100 ms).
const silence = time.Second
