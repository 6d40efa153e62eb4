package e2e

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"jwkmint/server/handler"
)

// versions is a site whose files a test can exchange while it runs.
type versions struct{ current atomic.Pointer[http.Handler] }

func (v *versions) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	(*v.current.Load()).ServeHTTP(w, r)
}

// publish puts a site in place, changed by edit, which may be nil.
func (v *versions) publish(t testing.TB, edit func(fstest.MapFS)) {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range siteNames(t) {
		if edit == nil || !strings.HasSuffix(name, ".br") && !strings.HasSuffix(name, ".gz") {
			files[name] = &fstest.MapFile{Data: []byte(siteFile(t, name))}
		}
	}
	if edit != nil {
		edit(files)
	}
	h, err := handler.New(files, handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	v.current.Store(&h)
}

// stored waits until the page is kept for when there is no network.
func (p *tab) stored() {
	p.t.Helper()
	p.waitFor("the page to be stored", `(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		if (!registration?.active) return false;
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			if (await cache.match(new URL('./', location.href).pathname) && await cache.match(name.split(' ').pop())) return true;
		}
		return false;
	})()`)
}

// another opens a second tab that shares the first one's caches.
func (p *tab) another() *tab {
	p.t.Helper()
	q := &tab{t: p.t, downloads: p.t.TempDir()}
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithListener(q.listen),
		chromedp.WithExistingBrowserContext(chromedp.FromContext(p.ctx).BrowserContextID))
	q.ctx = ctx
	p.t.Cleanup(func() { q.check(); cancel() })
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	return q
}

// TestOffline loads the page, stops the server, and works on.
func TestOffline(t *testing.T) {
	s := startSite(t)
	p := open(t, s, "")
	p.stored()
	s.Server.CloseClientConnections()
	s.Server.Close()

	q := p.another()
	q.goTo(s.URL + "/#use=enc")
	q.waitReady()
	q.paste(guideFile(t, "p256.pub"))
	q.waitJWK("use", "enc")
	q.set("use", "sig")
	q.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)

	p.do(chromedp.Reload())
	p.waitReady()
	p.paste(guideFile(t, "ed25519.pub"))
	p.waitJWK("crv", "Ed25519")
}

// TestOfflineKeepsNothingStale publishes another page and program: the next
// visit gets them although the old ones are stored, and the old ones go.
func TestOfflineKeepsNothingStale(t *testing.T) {
	v := &versions{}
	v.publish(t, nil)
	s := startServer(t, v)
	p := open(t, s, "")
	p.stored()
	eval[any](p, `caches.open('somebody else')`)

	// The same page under another title; and a program that differs by name.
	oldName := wasmName(t)
	newName := "jwkmint-" + strings.Repeat("0", 16) + ".wasm"
	v.publish(t, func(files fstest.MapFS) {
		page := strings.Replace(siteFile(t, "index.html"), "<title>", "<title>New: ", 1)
		script := regexp.MustCompile(`(?s)<script>(.*)</script>`).FindStringSubmatch(page)[1]
		before := hashesOf(page, "script")
		page = strings.Replace(page, script, strings.ReplaceAll(script, oldName, newName), 1)
		page = strings.Replace(page, before, hashesOf(page, "script"), 1)
		files["index.html"] = &fstest.MapFile{Data: []byte(page)}
		files["_headers"] = &fstest.MapFile{Data: []byte(strings.NewReplacer(oldName, newName, before, hashesOf(page, "script")).Replace(siteFile(t, "_headers")))}
		files[newName] = files[oldName]
		delete(files, oldName)
	})
	p.do(chromedp.Reload())
	p.waitReady()
	if got := eval[string](p, `document.title`); !strings.HasPrefix(got, "New: ") {
		t.Errorf("the page after a change on the server is %q, the stored one", got)
	}
	p.waitFor("the old version to go", `(async () => !(await caches.keys()).some((name) => name.endsWith("`+oldName+`")))()`)
	if names := eval[[]string](p, `caches.keys()`); !slices.Contains(names, "somebody else") {
		t.Errorf("a cache of somebody else is gone; there are %v", names)
	}
	p.stored()
	s.Server.CloseClientConnections()
	s.Server.Close()
	p.do(chromedp.Reload())
	p.waitReady()
	if got := eval[string](p, `document.title`); !strings.HasPrefix(got, "New: ") {
		t.Errorf("the stored page is %q, want the new one", got)
	}
}

// TestOfflineProgramOnce downloads the program once, not for every visit.
func TestOfflineProgramOnce(t *testing.T) {
	s := startSite(t)
	p := open(t, s, "")
	p.stored()
	p.allow("request after the lock: /") // the second tab's
	q := p.another()
	q.goTo(s.URL + "/")
	q.waitReady()
	n := 0
	for _, path := range s.Since(time.Time{}) {
		if path == "/"+wasmName(t) {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the program was downloaded %d times in two visits, want once", n)
	}
}

// TestServiceWorkerStaysOut proves that the service worker answers for its
// own files only, cannot reach others, and hears nothing.
func TestServiceWorkerStaysOut(t *testing.T) {
	s := startSite(t)
	other := startSink(t, nil)
	p := open(t, s, "")
	p.stored()
	worker := p.inServiceWorker()
	for _, e := range escapes(t, "worker") {
		evalIn[bool](t, worker.ctx, e.call(other))
	}
	time.Sleep(500 * time.Millisecond)
	if n := other.connections(); n != 0 {
		t.Errorf("the service worker made %d connections to another server: %v", n, other.heard())
	}
	// A message with a key in it goes nowhere: nobody listens.
	if text := siteFile(t, "sw.js"); regexp.MustCompile(`["']message["']|onmessage`).MatchString(comment.ReplaceAllString(text, "")) {
		t.Error("the service worker listens to messages")
	}
}

// inServiceWorker attaches to the service worker of this tab's site.
func (p *tab) inServiceWorker() *tab {
	p.t.Helper()
	infos, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	i := slices.IndexFunc(infos, func(info *target.Info) bool {
		return info.Type == "service_worker" && strings.HasPrefix(info.URL, p.site.URL)
	})
	if i < 0 {
		p.t.Fatal("no service worker runs")
	}
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(infos[i].TargetID), chromedp.WithDetachOnCancel())
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	return &tab{t: p.t, ctx: ctx}
}

// TestNoServiceWorkerWhereNotSecure: the page works where browsers know none.
func TestNoServiceWorkerWhereNotSecure(t *testing.T) {
	s := startSite(t)
	p := openURL(t, s, s.Intranet()+"/")
	if eval[bool](p, `isSecureContext`) {
		t.Fatal("the intranet name is a secure context: this test proves nothing")
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
}
