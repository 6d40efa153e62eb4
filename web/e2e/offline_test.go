package e2e

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
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
	t.Parallel()
	s := ownSite(t)
	s.whole = true
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
	t.Parallel()
	v := &versions{}
	v.publish(t, nil)
	s := startServer(t, v)
	p := open(t, s, "")
	p.stored()
	eval[any](p, `caches.open('somebody else')`)
	// The browser looks for a newer service worker when it has time, which fetches its page.
	p.allow("request after the lock: /")

	// The same page under another title; and a program that differs by name.
	oldName := wasmName(t)
	newName := "jwkmint-" + strings.Repeat("0", 16) + ".wasm"
	v.publish(t, func(files fstest.MapFS) {
		page := strings.Replace(siteFile(t, "index.html"), "<title>", "<title>New: ", 1)
		script := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindStringSubmatch(page)[1]
		before := hashesOf(page, "script")
		page = strings.Replace(page, script, strings.ReplaceAll(script, oldName, newName), 1)
		page = strings.Replace(page, before, hashesOf(page, "script"), 1)
		files["index.html"] = &fstest.MapFile{Data: []byte(page)}
		files["sw.js"] = &fstest.MapFile{Data: []byte(serviceWorkerOf(t, page))}
		files["_headers"] = &fstest.MapFile{Data: []byte(strings.NewReplacer(oldName, newName, before, hashesOf(page, "script")).Replace(siteFile(t, "_headers")))}
		files[newName] = files[oldName]
		delete(files, oldName)
	})
	p.do(chromedp.Reload())
	p.waitReady()
	if got := eval[string](p, `document.title`); !strings.HasPrefix(got, "New: ") {
		t.Errorf("the page after a change on the server is %q, the stored one", got)
	}
	p.waitFor("the new version to be stored", `(async () => {
		const name = (await caches.keys()).find((name) => name.endsWith("`+newName+`"));
		const cache = name && await caches.open(name);
		return Boolean(cache && await cache.match('/') && await cache.match("`+newName+`"));
	})()`)
	// Where the new service worker was there before the new program, it finds
	// all together on the visit after.
	p.do(chromedp.Reload())
	p.waitReady()
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

// serviceWorkerOf is the site's service worker as it is built for another page.
func serviceWorkerOf(t *testing.T, page string) string {
	t.Helper()
	hash := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	source := siteFile(t, "sw.js")
	if strings.Count(source, hash(siteFile(t, "index.html"))) != 1 {
		t.Fatal("the service worker does not know the page")
	}
	return strings.Replace(source, hash(siteFile(t, "index.html")), hash(page), 1)
}

// TestOfflineOpensItsOwnPageOnly puts other pages into the cache, as a script
// that reached it would: they are never opened.
func TestOfflineOpensItsOwnPageOnly(t *testing.T) {
	t.Parallel()
	const other = `new Response('<!doctype html><title>other</title><p id="other">', {headers: {'Content-Type': 'text/html'}})`
	for name, put := range map[string]string{
		"in place of it": `for (const name of await caches.keys()) await (await caches.open(name)).put('./', ` + other + `)`,
		"beside it": `for (const name of ['zzz.wasm', 'jwkmint-ffffffffffffffff.wasm', '0']) {
			const cache = await caches.open('jwkmint / ' + name);
			await cache.put('./', ` + other + `);
			await cache.put('./' + name, new Response('x'));
		}`,
	} {
		t.Run(name, func(t *testing.T) {
			s := ownSite(t)
			p := open(t, s, "")
			p.stored()
			eval[any](p, `(async () => { `+put+` })()`)
			s.Server.CloseClientConnections()
			s.Server.Close()
			q := p.another()
			p.allow("")
			q.allow("")
			if err := chromedp.Do(q.ctx, chromedp.Navigate(s.URL+"/")); err == nil {
				if eval[bool](q, `document.getElementById('other') !== null`) {
					t.Fatal("another page was opened")
				}
				q.waitReady()
				if name == "in place of it" {
					t.Error("the page was opened, though it was no longer there")
				}
			} else if name == "beside it" {
				t.Error("the page was not opened: ", err)
			}
		})
	}
}

// TestServiceWorkerNeedsItsPage: one that is newer than the page does not
// take over.
func TestServiceWorkerNeedsItsPage(t *testing.T) {
	t.Parallel()
	v := &versions{}
	v.publish(t, func(files fstest.MapFS) {
		files["sw.js"] = &fstest.MapFile{Data: []byte(serviceWorkerOf(t, "another page"))}
	})
	p := open(t, startServer(t, v), "")
	p.allow("request after the lock: /sw.js")
	time.Sleep(time.Second)
	if got := eval[string](p, `(async () => { const r = await navigator.serviceWorker.getRegistration(); return r?.active ? 'active' : 'none'; })()`); got != "none" {
		t.Errorf("the service worker is %s", got)
	}
}

// TestDamagedProgram: a cache that gives a program with one bit flipped, or
// half of it, is passed by on the next visit.
func TestDamagedProgram(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]string{
		"a flipped bit":   `bytes[bytes.length >> 1] ^= 1;`,
		"half of it":      `bytes = bytes.slice(0, bytes.length >> 1);`,
		"a byte too much": `bytes = new Uint8Array([...bytes, 0]);`,
	} {
		t.Run("stored, "+name, func(t *testing.T) {
			s := ownSite(t)
			p := open(t, s, "")
			p.stored()
			eval[any](p, `(async () => {
				for (const key of await caches.keys()) {
					const cache = await caches.open(key), name = key.split(' ').pop();
					let bytes = new Uint8Array(await (await cache.match(name)).arrayBuffer());
					`+damage+`
					await cache.put(name, new Response(bytes, {headers: {'Content-Type': 'application/wasm'}}));
				}
			})()`)
			p.allow("request after the lock: /") // the second tab's
			q := p.another()
			q.goTo(s.URL + "/")
			q.waitReady()
			// What was wrong is no longer there.
			at := time.Now()
			q.do(chromedp.Reload())
			q.waitReady()
			if slices.Contains(s.Since(at), "/"+wasmName(t)) {
				t.Error("the program is downloaded again on each visit")
			}
		})
	}
	t.Run("on the way", func(t *testing.T) {
		h, err := handler.New(siteFiles(), handler.Options{})
		if err != nil {
			t.Fatal(err)
		}
		asked := atomic.Int32{}
		s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/"+wasmName(t) && asked.Add(1) == 1 {
				program := []byte(siteFile(t, wasmName(t)))
				program[len(program)/2] ^= 1
				w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
				w.Write(program)
				return
			}
			h.ServeHTTP(w, r)
		}))
		p := blank(t, s)
		p.allow("integrity")       // the browser's words for the first program
		p.goTo(s.Intranet() + "/") // where there is no service worker
		p.waitReady()
		if n := asked.Load(); n != 2 {
			t.Errorf("the program was asked for %d times, want twice", n)
		}
	})
}

// TestOfflineProgramOnce downloads the program once, not for every visit.
func TestOfflineProgramOnce(t *testing.T) {
	t.Parallel()
	s := ownSite(t)
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
	t.Parallel()
	s := ownSite(t)
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
	t.Parallel()
	s := ownSite(t)
	p := openURL(t, s, s.Intranet()+"/")
	if eval[bool](p, `isSecureContext`) {
		t.Fatal("the intranet name is a secure context: this test proves nothing")
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
}

// TestAnswerThatBeginsLate: the page is locked while the program arrives, but
// not before its answer has begun. Chromium holds that against the policy once
// more where a service worker gives it, and would refuse it.
func TestAnswerThatBeginsLate(t *testing.T) {
	t.Parallel()
	late := atomic.Bool{}
	h, err := handler.New(siteFiles(), handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if late.Load() && strings.HasSuffix(r.URL.Path, ".wasm") {
			time.Sleep(time.Second)
		}
		h.ServeHTTP(w, r)
	}))
	p := open(t, s, "")
	p.stored()
	eval[any](p, `(async () => { for (const key of await caches.keys()) await (await caches.open(key)).delete(key.split(' ').pop()); })()`)
	late.Store(true)
	p.allow("request after the lock: /sw.js") // on a second visit the browser looks for a newer service worker
	at := time.Now()
	p.must(chromedp.Call(p.ctx, network.ClearBrowserCache, cdp.Empty{}))
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.URL+"/"))
	p.waitReady()
	if !eval[bool](p, `navigator.serviceWorker.controller !== null`) || !slices.Contains(s.Since(at), "/"+wasmName(t)) {
		t.Fatal("the program did not come through the service worker, by the network")
	}
}

// TestLockWaitsForTheServiceWorker: one that cannot find the page in the
// browser's cache asks the server for it, and has done so when the page locks.
func TestLockWaitsForTheServiceWorker(t *testing.T) {
	t.Parallel()
	h, err := handler.New(siteFiles(), handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := atomic.Int32{}
	s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			asked.Add(1)
			w = &unstored{w}
		case "/sw.js":
			time.Sleep(time.Second) // all else that the lock waits for is there
		}
		h.ServeHTTP(w, r)
	}))
	p := open(t, s, "")
	p.stored()
	if n := asked.Load(); n != 2 {
		t.Errorf("the page was asked for %d times, want once by the browser and once by the service worker", n)
	}
}

// unstored forbids browsers to keep the answer.
type unstored struct{ http.ResponseWriter }

func (w *unstored) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.ResponseWriter.WriteHeader(status)
}
