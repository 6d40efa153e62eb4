package e2e

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// countWorkers counts the workers that the page starts and ends, but for those
// by which it tries its headers: they end when they have something to say.
const countWorkers = `
globalThis.workers = {started: 0, ended: 0};
globalThis.Worker = class extends Worker {
	constructor(...args) { super(...args); this.counts = String(args[0]).startsWith('data:'); if (this.counts) workers.started++; }
	terminate() { super.terminate(); if (this.counts) workers.ended++; }
};
`

// openCounting opens the page with its workers counted.
func openCounting(t *testing.T, s *site, path string) *tab {
	t.Helper()
	p := blank(t, s)
	p.beforeLoad(countWorkers)
	p.goTo(s.URL + "/" + path)
	p.waitReady()
	return p
}

// holdsNothing fails when any of the secrets, or the key at all, is still on
// the page or in its fields.
func (p *tab) holdsNothing(secrets ...string) {
	p.t.Helper()
	all := p.everything() + p.value("key-input")
	for _, secret := range secrets {
		if strings.Contains(all, secret) {
			at := strings.Index(all, secret)
			p.t.Errorf("something of the key or its passphrase is still on the page: …%s…", all[max(0, at-80):min(len(all), at+80)])
		}
	}
	if p.output() != "" || p.visible("output") || p.visible("error") {
		p.t.Error("an output or an error is still there")
	}
	for _, id := range []string{"key-input", "passphrase", "encrypt", "compare-input"} {
		if p.value(id) != "" {
			p.t.Errorf("#%s still holds something", id)
		}
	}
	if p.value("include-private") != "false" {
		p.t.Error("the next key's private half would be shown unasked")
	}
}

// TestClear empties everything and starts the engine afresh.
func TestClear(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	want := guide(t)["p256-pkcs8.key"]
	secrets := append(want.secretNumbers(), want.Thumbprint, want.Public["x"])

	t.Run("a pasted key", func(t *testing.T) {
		p := openCounting(t, s, "")
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.set("include-private", "true")
		p.form("jwk_private")
		p.unfold("compare")
		p.set("compare-input", guideJWK(want.Public, want.Thumbprint))
		p.choice("format", "pkcs8_encrypted")
		p.set("encrypt", "a passphrase of mine")
		p.settle()
		before, endedBefore := eval[int](p, `workers.started`), eval[int](p, `workers.ended`)
		p.mouse("clear")
		p.waitReady()
		p.settle()
		p.holdsNothing(append(secrets, "a passphrase of mine")...)
		if now := eval[int](p, `workers.started`); now != before+1 {
			t.Errorf("%d workers started, want one more than %d", now, before)
		}
		if ended := eval[int](p, `workers.ended`); ended != endedBefore+1 {
			t.Errorf("%d workers ended, want one more than %d", ended, endedBefore)
		}
		p.paste(guideFile(t, "p384.pub"))
		p.waitJWK("kid", guide(t)["p384.pub"].Thumbprint)
	})
	t.Run("a passphrase", func(t *testing.T) {
		p := openCounting(t, s, "")
		p.paste(readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key"))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		p.focus("passphrase")
		p.press("not the right one")
		p.mouse("clear")
		p.waitReady()
		p.settle()
		p.holdsNothing("not the right one")
		if p.visible("passphrase") {
			t.Error("it still asks for a passphrase")
		}
	})
	t.Run("a file", func(t *testing.T) {
		p := openCounting(t, s, "")
		p.drop("k.der", []byte(opensslDERofGuide(t)))
		p.waitJWK("kid", want.Thumbprint)
		p.mouse("clear")
		p.waitReady()
		p.settle()
		p.holdsNothing(secrets...)
		if p.visible("file-card") || !p.visible("key-input") {
			t.Error("the file is still there")
		}
	})
}

// TestClearForgetsFiles: what was saved has no address any more.
func TestClearForgetsFiles(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.waitFor("the addresses of what the page itself has to save, which stay", `document.getElementById('licenses').href.startsWith('blob:') && document.getElementById('trust').href.startsWith('blob:')`)
	eval[any](p, `(() => {
		globalThis.files = new Set();
		const make = URL.createObjectURL.bind(URL), drop = URL.revokeObjectURL.bind(URL);
		URL.createObjectURL = (blob) => (files.add(globalThis.last = make(blob)), last);
		URL.revokeObjectURL = (url) => (files.delete(url), drop(url));
	})()`)
	call[any](p, `() => document.querySelector('[data-form=pkcs8] [aria-label^=Download]').click()`)
	p.waitDownload("private.key")
	if n := eval[int](p, `files.size`); n != 1 {
		t.Fatalf("there are %d files, want the one that is being saved", n)
	}
	p.mouse("clear")
	p.settle()
	if n := eval[int](p, `files.size`); n != 0 {
		t.Errorf("%d files are still there", n)
	}
}

// opensslDERofGuide is the guide's P-256 key as DER.
func opensslDERofGuide(t *testing.T) string {
	t.Helper()
	return string(pemBytes(t, guideFile(t, "p256-pkcs8.key")))
}

// TestPagehideDropsSecrets goes to another page and comes back: nothing of
// the key is there, whether the browser kept the page or loads it anew.
func TestPagehideDropsSecrets(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	want := guide(t)["p256-pkcs8.key"]
	secrets := append(want.secretNumbers(), want.Thumbprint, want.Public["x"])

	back := func(t *testing.T, p *tab, kept bool) {
		p.goTo(s.URL + "/")
		p.waitReady()
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.set("include-private", "true")
		p.form("jwk_private")
		eval[any](p, `void addEventListener('pageshow', () => { globalThis.kept = true; })`)
		p.allow("request after the lock: /SHA256SUMS") // the person goes there
		p.goTo(s.URL + "/SHA256SUMS")
		history, err := chromedp.Call(p.ctx, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			t.Fatal(err)
		}
		entry := history.Entries[history.CurrentIndex-1]
		p.must(chromedp.Call(p.ctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: entry.ID}))
		p.waitFor("the page again", `document.getElementById('key-input') !== null`)
		p.waitReady()
		p.settle()
		p.holdsNothing(secrets...)
		if was := eval[bool](p, `globalThis.kept === true`); was != kept {
			t.Errorf("the browser kept the page: %v", was)
		}
	}
	t.Run("loaded anew", func(t *testing.T) {
		p := inRoom(t, s)
		p.allow("request after the lock: /sw.js") // on a later visit the browser looks for a newer service worker
		back(t, p, false)
	})
	t.Run("kept", func(t *testing.T) {
		ctx, stop, err := startChromium(context.Background()) // until the tab is looked at for the last time
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(stop)
		back(t, blankIn(t, ctx, s), true)
	})
	t.Run("as it goes", func(t *testing.T) {
		p := openCounting(t, s, "")
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.set("include-private", "true")
		p.form("jwk_private")
		before := eval[int](p, `workers.ended`)
		// At once: what the page has not dropped when the event ends, a kept page keeps.
		left := eval[string](p, `(() => {
			dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
			return document.getElementById('key-input').value + document.getElementById('output').textContent + document.getElementById('facts').textContent;
		})()`)
		if left != "" {
			t.Error("the key is still on the page when it is put away")
		}
		if ended := eval[int](p, `workers.ended`); ended != before+1 {
			t.Error("the worker that knows the key lives on")
		}
	})
}

// TestNothingIsStored uses the page thoroughly and then looks into every
// place where a browser keeps things.
func TestNothingIsStored(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "#theme=dark&kid=remember")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("kid", "remember")
	p.set("include-private", "true")
	p.form("jwk_private")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.mouse("clear")
	p.waitReady()
	stored := eval[struct {
		Local, Session, Databases int
		Cookies                   string
		State                     bool
		Cached                    map[string]string
	}](p, `(async () => {
		const cached = {};
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const sum = await crypto.subtle.digest('SHA-256', await (await cache.match(request, {ignoreVary: true})).arrayBuffer());
				cached[new URL(request.url).pathname] = btoa(String.fromCharCode(...new Uint8Array(sum)));
			}
		}
		return {
			local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
			cookies: document.cookie, state: history.state !== null, cached,
		};
	})()`)
	if stored.Local+stored.Session+stored.Databases > 0 || stored.Cookies != "" || stored.State {
		t.Errorf("something is stored: %d local, %d session, %d databases, cookies %q, history state %v",
			stored.Local, stored.Session, stored.Databases, stored.Cookies, stored.State)
	}
	// What is kept to work offline is the site's own files, to the byte.
	for path, sum := range stored.Cached {
		name := strings.TrimPrefix(path, "/")
		if name == "" {
			name = "index.html"
		}
		content, err := fs.ReadFile(siteFiles(), name)
		if want := sha256.Sum256(content); err != nil || sum != base64.StdEncoding.EncodeToString(want[:]) {
			t.Errorf("the cache holds %s, which is not the site's: %v", path, err)
		}
	}
}
