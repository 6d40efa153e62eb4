package e2e

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"jwkmint/server/handler"
)

// withProgram serves the site with another answer for the Go program.
func withProgram(t *testing.T, answer http.HandlerFunc) *site {
	t.Helper()
	h, err := handler.New(siteFiles(), handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			answer(w, r)
			return
		}
		h.ServeHTTP(w, r)
	}))
}

// TestProgramDoesNotArrive: whatever is wrong with the program, the page says
// what, says what to do, and takes no key.
func TestProgramDoesNotArrive(t *testing.T) {
	t.Parallel()
	program := []byte(siteFile(t, wasmName(t)))
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		says   string
	}{
		{"not found", http.NotFound, "404"},
		{"server error", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusBadGateway) }, "502"},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			w.Write(program[:len(program)/2])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, "did not arrive whole"},
		{"too short", func(w http.ResponseWriter, _ *http.Request) { w.Write(program[:len(program)/2]) }, "did not arrive whole"},
		{"a portal's page", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<p>Log in first"))
		}, "did not arrive whole"},
		{"one byte altered", func(w http.ResponseWriter, _ *http.Request) {
			altered := bytes.Clone(program)
			altered[len(altered)/2] ^= 1
			w.Header().Set("Content-Type", "application/wasm")
			w.Write(altered)
		}, "not the one this page was built with"},
		{"longer", func(w http.ResponseWriter, _ *http.Request) { w.Write(append(bytes.Clone(program), 0)) }, "not the one this page was built with"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := blank(t, withProgram(t, c.answer))
			p.allow("Failed to load resource") // the browser's own words on it
			p.allow("integrity")
			p.allow("request after the lock: /sw.js") // a page that starts over is a second visit: the browser looks for a newer service worker
			p.spyOnWorkers()
			p.goTo(p.site.URL + "/")
			p.waitFatal(c.says)
			p.noWorker()
		})
	}
}

// TestBrowserLacks takes from the browser what the page cannot do without.
func TestBrowserLacks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, before, says string }{
		{"WebAssembly", `delete globalThis.WebAssembly`, "cannot run WebAssembly"},
		{"compiling", `WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('no'))`, "could not compile"},
		{"Worker", `delete globalThis.Worker`, "cannot start workers"},
		{"a working Worker", `globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }`, "cannot be started"},
		{"a Worker that answers within a minute", `globalThis.Worker = class { postMessage() {} terminate() {} };
			const soon = setTimeout; globalThis.setTimeout = (f, ms, ...rest) => soon(f, ms === 60_000 ? 100 : ms, ...rest);`, "cannot be started"},
		{"a Worker that lives", `globalThis.Worker = class { constructor() { setTimeout(() => this.onerror(new ErrorEvent('error', {cancelable: true}))); } postMessage() {} terminate() {} }`, "cannot be started"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := blank(t, startSite(t))
			p.beforeLoad(c.before)
			p.goTo(p.site.URL + "/")
			p.waitFatal(c.says)
			p.hasAddress("licenses")
		})
	}
	t.Run("a start, once it is locked", func(t *testing.T) {
		p := blank(t, startSite(t))
		// A page that never comes to the moment when it would tell by itself.
		p.beforeLoad(`performance.now = () => 0; const soon = setTimeout; globalThis.setTimeout = (f, ms, ...rest) => soon(f, ms === 250 ? 600_000 : ms, ...rest);
			globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }`)
		p.goTo(p.site.URL + "/")
		p.waitFatal("cannot be started")
		if got := p.text("unlocked"); !eval[bool](p, `document.documentElement.hasAttribute('data-locked')`) || got != "This page takes no keys" {
			t.Errorf("it is locked, and says %q", got)
		}
	})
	t.Run("leave to keep anything", func(t *testing.T) {
		p := blank(t, startSite(t))
		p.beforeLoad(`Object.defineProperty(Navigator.prototype, 'serviceWorker', {get() { throw new DOMException('no', 'SecurityError'); }})`)
		p.goTo(p.site.URL + "/")
		p.waitReady() // it works, only not without a network
	})
	t.Run("unpacking, from disk", func(t *testing.T) {
		p := blank(t, nil)
		p.beforeLoad(`delete globalThis.DecompressionStream`)
		p.goTo(standalone(t))
		p.waitFatal("cannot unpack this file")
	})
	t.Run("scripts", func(t *testing.T) {
		// A reader of the markup alone, as a browser without scripts is.
		if html := siteFile(t, "index.html"); !strings.Contains(html, "<noscript>") || !strings.Contains(html, "needs JavaScript") {
			t.Error("nothing is said to a person whose browser runs no script")
		}
	})
}

// TestSlowLink loads over 1 Mbit/s: the bar moves, and the words with it.
func TestSlowLink(t *testing.T) {
	t.Parallel()
	const perSecond = 1_000_000 / 8
	h, err := handler.New(siteFiles(), handler.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(&slowWriter{ResponseWriter: w, perSecond: perSecond}, r)
	}))
	p := blank(t, s)
	p.goTo(s.URL + "/")
	seen := map[string]bool{}
	var values []float64
	for p.state() == "loading" {
		now := eval[struct {
			Value   float64
			Text    string
			Visible bool
			Main    bool
			Texts   bool
		}](p, `(() => { const bar = document.getElementById('loading-bar'); return {
			value: bar.value, text: document.getElementById('loading-text').textContent, visible: bar.checkVisibility(), main: !document.getElementById('main').inert,
			texts: ['trust', 'licenses'].every((id) => document.getElementById(id).href.startsWith('blob:'))}; })()`)
		if !now.Visible {
			continue // it is ready by now
		}
		if now.Main {
			t.Fatal("the page takes input before it is ready")
		}
		if len(values) > 10 && !now.Texts {
			t.Fatal("what there is to read cannot be read while the program comes")
		}
		seen[now.Text] = true
		if n := len(values); n == 0 || now.Value != values[n-1] {
			if n > 0 && now.Value < values[n-1] {
				t.Errorf("the bar went back from %v to %v", values[n-1], now.Value)
			}
			values = append(values, now.Value)
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.waitReady()
	if len(values) < 20 {
		t.Errorf("the bar took %d places on the way, want at least 20: %v", len(values), values)
	}
	if len(seen) < 20 {
		t.Errorf("the words did not keep up: %d texts", len(seen))
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
}

// slowWriter sends as over a line of so many bytes a second.
type slowWriter struct {
	http.ResponseWriter
	perSecond int
}

func (w *slowWriter) Write(b []byte) (int, error) {
	sent := 0
	for step := w.perSecond / 20; sent < len(b); {
		n, err := w.ResponseWriter.Write(b[sent:min(len(b), sent+step)])
		sent += n
		if err != nil {
			return sent, err
		}
		w.ResponseWriter.(http.Flusher).Flush()
		time.Sleep(time.Duration(n) * time.Second / time.Duration(w.perSecond))
	}
	return sent, nil
}
