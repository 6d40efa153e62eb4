package e2e

import (
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestLock proves, in every engine and from every place, that nothing a locked
// page or its worker tries reaches a server: neither its own nor another one.
func TestLock(t *testing.T) {
	t.Parallel()
	files := siteWithSpy(t)
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			besides(t, engine.name)
			b := engine.start(t)
			for _, way := range ways {
				t.Run(way.name, func(t *testing.T) { tryLocked(t, b, way, files) })
			}
		})
	}
}

func tryLocked(t *testing.T, b otherBrowser, way way, files fstest.MapFS) {
	own := way.open(t, b, files)
	other := startSink(t, nil)
	targets := []*sink{other}
	before := 0
	if own != nil {
		targets = append(targets, own)
		before = own.packets()
	}
	page, worker := escapes(t, "page"), escapes(t, "worker")
	for _, to := range targets {
		for _, e := range worker {
			inSpy(t, b, e, to)
		}
		for _, e := range unmarked(page, "connects") {
			b.eval(`return ` + e.call(to))
		}
	}
	time.Sleep(silence)
	if n := other.connections(); n != 0 {
		t.Errorf("%d connections were made to another server", n)
	}
	if n := other.packets(); n != 0 || own != nil && own.packets() != before {
		t.Errorf("%d datagrams were sent to another server, or some to the own one", n)
	}
	for _, to := range targets {
		for _, e := range page {
			if e.is("connects") {
				b.eval(`return ` + e.call(to))
			}
		}
	}
	time.Sleep(silence)
	if n := other.bytes(); n != 0 {
		t.Errorf("%d bytes were sent to another server", n)
	}
	for _, e := range slices.Concat(page, worker) {
		t.Run(e.name, func(t *testing.T) {
			for _, to := range targets {
				if slices.Contains(to.heard(), e.name) {
					t.Errorf("arrived from the locked page; at its own server: %v", to == own)
				}
			}
		})
	}
	if state := text1(t, b, `return document.documentElement.dataset.state`); state != "ready" {
		t.Errorf("the page is %q after all that, want ready", state)
	}
}

// TestLockControl proves that what TestLock tries would have been heard: from
// a page without a policy it arrives. Not every engine knows every way.
func TestLockControl(t *testing.T) {
	t.Parallel()
	unknown := map[string][]string{
		"Firefox":      {"page-fetch-later", "page-ping", "page-speculation"},
		"Firefox disk": {"page-prefetch"},
		"WebKit":       {"page-fetch-later", "page-prefetch", "page-speculation", "store-files"},
		"WebKit disk":  {"worker-blob-worker", "worker-font"},
	}
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			besides(t, engine.name)
			b := engine.start(t)
			t.Run("served", func(t *testing.T) {
				own := startSink(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Type", "text/html")
					io.WriteString(w, wideOpen(t))
				}))
				tryOpen(t, b, own.URL+"/", own, unknown[engine.name], "")
				b.eval(listenToOthers)
				for _, e := range unmarked(escapes(t, "store"), "later") {
					got := inSpy(t, b, e, own)
					if knows := !slices.Contains(unknown[engine.name], e.name); (got == "left") != knows {
						t.Errorf("%s: %s: nothing can be left behind where nothing forbids it", e.name, got)
					}
				}
				if found := text1(t, b, whatIsLeft); found != map[bool]string{true: "store-cache store-database", false: "store-cache store-database store-files"}[slices.Contains(unknown[engine.name], "store-files")] {
					t.Errorf("the page finds only %q", found)
				}
				if got := text1(t, b, waitHeard); got != "left" {
					t.Error("the page does not hear its worker by another way than its own")
				}
			})
			t.Run("disk", func(t *testing.T) {
				other := startSink(t, nil)
				tryOpen(t, b, onDisk(t, "control.html", wideOpen(t)), other, slices.Concat(unknown[engine.name], unknown[engine.name+" disk"]), "same-origin")
			})
		})
	}
}

// tryOpen tries everything on a page and wants to hear of it, but for what the engine
// does not know, and what has a mark.
func tryOpen(t *testing.T, b otherBrowser, address string, to *sink, unknown []string, mark string) {
	t.Helper()
	b.open(address)
	page, worker := escapes(t, "page"), escapes(t, "worker")
	for _, e := range worker {
		inSpy(t, b, e, to)
	}
	for _, e := range page {
		b.eval(`return ` + e.call(to))
	}
	all := slices.Concat(page, worker)
	for _, mark := range []string{"manifest", "icon", "udp", mark} {
		all = unmarked(all, mark)
	}
	want := slices.DeleteFunc(names(all), func(name string) bool { return slices.Contains(unknown, name) })
	missing := to.waitFor(want)
	if len(missing) > 0 { // Firefox prefetches when nothing else loads, which on a busy machine may not come
		t.Log("tried once more:", missing)
		b.open(address)
		for _, e := range page {
			if slices.Contains(missing, e.name) {
				b.eval(`return ` + e.call(to))
			}
		}
		missing = to.waitFor(missing)
	}
	if len(missing) > 0 {
		t.Errorf("the sink hears nothing of %v", missing)
	}
}

// whatIsLeft lists what a page of the site finds of what escapes/store left.
const whatIsLeft = `
	const found = [], look = async (what, there) => { try { if (await there()) found.push(what); } catch {} };
	await look('store-cache', () => caches.has('left'));
	await look('store-database', async () => (await indexedDB.databases()).some((d) => d.name === 'left'));
	await look('store-files', async () => (await navigator.storage.getDirectory()).getFileHandle('left'));
	return found.join(' ')`

// listenToOthers hears what escapes/store/channel.js says, and waitHeard tells.
const (
	listenToOthers = `window.heard = new Promise((resolve) => { new BroadcastChannel('left').onmessage = (event) => resolve(event.data); }); return true`
	waitHeard      = `return await Promise.race([window.heard, new Promise((resolve) => setTimeout(() => resolve('nothing'), 500))])`
)

// TestNothingIsLeftBehind has script in the locked worker try to store
// something where the site's pages, or the next visit's worker, would find it.
func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	files := siteWithSpy(t)
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			besides(t, engine.name)
			b := engine.start(t)
			for _, way := range ways {
				t.Run(way.name, func(t *testing.T) {
					own := way.open(t, b, files)
					b.eval(listenToOthers)
					nobody := startSink(t, nil)
					for _, e := range unmarked(escapes(t, "store"), "later") {
						if got := inSpy(t, b, e, nobody); got == "silence" {
							t.Errorf("%s: the spy says nothing", e.name)
						}
					}
					if found := text1(t, b, whatIsLeft); found != "" {
						t.Errorf("a page of the site finds %s", found)
					}
					if got := text1(t, b, waitHeard); got != "nothing" {
						t.Error("another page of the site would hear the worker")
					}
					if own == nil {
						return // the same file again is another one to no browser
					}
					b.open(own.URL + "/" + strings.TrimSuffix(way.page, "index.html"))
					waitReady(t, b)
					for _, e := range escapes(t, "store") {
						if !e.is("later") {
							continue
						}
						if got := inSpy(t, b, e, nobody); got == "left" {
							t.Errorf("%s: the next worker finds what this one has left", e.name)
						}
					}
				})
			}
		})
	}
}

// TestSwappedManifest has the browser ask for the page's manifest, as it does when a
// person installs the page, after script has put another one in its place.
func TestSwappedManifest(t *testing.T) {
	t.Parallel()
	// To the page's own server: its first policy lets it have one from there.
	swapped := func(t *testing.T, own *sink, path string, ready func(b otherBrowser)) {
		b := startChromiumEngine(t)
		b.open(own.URL + path)
		ready(b)
		for _, e := range escapes(t, "page") {
			if e.is("manifest") {
				b.eval(`return ` + e.call(own))
			}
		}
		p := b.(*chromiumEngine).p
		_, _ = chromedp.Call(p.ctx, page.GetAppManifest, page.GetAppManifestParams{}) // it may fail, being refused
	}
	t.Run("locked", func(t *testing.T) {
		own := startSink(t, serveAsWeDo(t, siteWithSpy(t)))
		swapped(t, own, "/", func(b otherBrowser) { waitReady(t, b) })
		time.Sleep(silence)
		if heard := own.heard(); len(heard) > 0 {
			t.Errorf("another manifest was asked for: %v", heard)
		}
	})
	t.Run("control", func(t *testing.T) {
		own := startSink(t, nil)
		swapped(t, own, "/leak/control", func(otherBrowser) {})
		if missing := own.waitFor([]string{"page-manifest"}); len(missing) > 0 {
			t.Error("the sink hears nothing of a manifest where nothing forbids it")
		}
	})
}

// TestLockNamedByBrowser proves that it is the lock that refuses, by the name
// of the policy that the browser gives.
func TestLockNamedByBrowser(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.allow("connect-src")
	p.allow("Content Security Policy")
	got := eval[string](p, `new Promise((resolve) => {
		document.addEventListener('securitypolicyviolation', (e) => resolve(e.effectiveDirective + ' | ' + e.originalPolicy + ' | ' + e.disposition), {once: true});
		fetch('/').catch(() => {});
		setTimeout(() => resolve('nothing'), 5000);
	})`)
	if !strings.HasPrefix(got, "connect-src | connect-src 'none'") || !strings.HasSuffix(got, "| enforce") {
		t.Errorf("fetch after the lock: %s", got)
	}
}

// TestLockCannotBeTakenBack removes and rewrites what set the lock.
func TestLockCannotBeTakenBack(t *testing.T) {
	t.Parallel()
	to := startSink(t, nil)
	p := open(t, startSite(t), "")
	p.allow("")
	eval[any](p, `document.querySelectorAll('meta[http-equiv]').forEach((m) => { m.content = 'default-src *'; m.remove(); })`)
	eval[bool](p, escapes(t, "page")[slices.IndexFunc(escapes(t, "page"), func(e escape) bool { return e.name == "page-fetch" })].call(to))
	time.Sleep(500 * time.Millisecond)
	if n := to.connections(); n != 0 {
		t.Errorf("%d connections after the meta elements were removed", n)
	}
}

// TestLockTrial presses the button that shows a person the lock.
func TestLockTrial(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.allow("connect-src")
	p.allow("Content Security Policy")
	p.allow("Refused to connect")
	p.allow("policy violation: style-src-attr")
	if got := p.text("lock-text"); got != "Locked: this page can no longer reach the network" {
		t.Errorf("the badge says %q", got)
	}
	p.toggle("lock")
	p.click("lock-try")
	p.waitFor("the verdict", `document.getElementById('lock-verdict').textContent === 'Refused by your browser'`)

	// An extension may try something else at the same time, which is refused first.
	verdict := eval[string](p, `(async () => {
		const verdict = document.getElementById('lock-verdict');
		const refused = new Promise((resolve) => document.addEventListener('securitypolicyviolation', (e) => resolve(e.effectiveDirective), {once: true}));
		document.body.setAttribute('style', 'color: red');
		document.getElementById('lock-try').click();
		const first = await refused;
		while (verdict.textContent === 'Trying…') await new Promise((resolve) => setTimeout(resolve, 10));
		return first + ': ' + verdict.textContent;
	})()`)
	if verdict != "style-src-attr: Refused by your browser" {
		t.Errorf("beside a style the verdict is %q", verdict)
	}
}

// TestLockRefused proves that a page that cannot lock itself takes no key,
// and says so.
func TestLockRefused(t *testing.T) {
	t.Parallel()
	for name, breakIt := range map[string]string{
		"no policy enforcement": `delete globalThis.SecurityPolicyViolationEvent;`,
		"meta is dropped": `const append = Element.prototype.append;
			Element.prototype.append = function (...nodes) { return append.apply(this, nodes.filter((n) => !(n instanceof HTMLMetaElement))); };`,
		"meta is emptied": `const append = Element.prototype.append;
			Element.prototype.append = function (...nodes) { append.apply(this, nodes); for (const n of nodes) if (n instanceof HTMLMetaElement) n.content = ''; };`,
		"meta is moved": `const append = Element.prototype.append;
			Element.prototype.append = function (...nodes) { return append.apply(nodes.some((n) => n instanceof HTMLMetaElement) ? document.body : this, nodes); };`,
	} {
		t.Run(name, func(t *testing.T) {
			p := blank(t, startSite(t))
			p.allow("The Content Security Policy") // Chromium on a meta element outside the head
			p.beforeLoad(breakIt)
			p.goTo(p.site.URL + "/")
			p.waitFor("the page to give up", `document.documentElement.dataset.state === 'failed'`)
			got := p.text("fatal")
			for _, want := range []string{"could not lock itself", "takes no keys"} {
				if !strings.Contains(got, want) {
					t.Errorf("the page says %q, want it to say %q", got, want)
				}
			}
			if got := p.text("unlocked"); got != "Not locked, so this page takes no keys" || p.visible("lock") {
				t.Errorf("the badge says %q; the proof of the lock is offered: %v", got, p.visible("lock"))
			}
			if got := p.text("version"); !regexp.MustCompile(`^jwkmint \d+\.\d+\.\d+`).MatchString(got) {
				t.Errorf("the footer says %q", got)
			}
			if p.visible("key-input") || eval[bool](p, `document.documentElement.hasAttribute('data-locked')`) {
				t.Error("the page still takes keys")
			}
			eval[any](p, `void dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))`) // what forgets keys starts no worker either
			if n := p.workerCount(); n != 0 {
				t.Errorf("%d workers were started", n)
			}
		})
	}
}
