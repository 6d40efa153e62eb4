package e2e

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

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
			p.goTo(p.site.URL + "/")
			p.waitFatal(c.says)
			if p.workerCount() != 0 {
				t.Error("a worker was started")
			}
		})
	}
}

// TestBrowserLacks takes from the browser what the page cannot do without.
func TestBrowserLacks(t *testing.T) {
	for _, c := range []struct{ name, before, says string }{
		{"WebAssembly", `delete globalThis.WebAssembly`, "cannot run WebAssembly"},
		{"compiling", `WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError('no'))`, "could not compile"},
		{"Worker", `delete globalThis.Worker`, "cannot start workers"},
		{"a working Worker", `globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }`, "cannot be started"},
		{"a Worker that lives", `globalThis.Worker = class { constructor() { setTimeout(() => this.onerror(new ErrorEvent('error', {cancelable: true}))); } postMessage() {} terminate() {} }`, "cannot be started"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := blank(t, startSite(t))
			p.beforeLoad(c.before)
			p.goTo(p.site.URL + "/")
			p.waitFatal(c.says)
		})
	}
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
		}](p, `(() => { const bar = document.getElementById('loading-bar'); return {
			value: bar.value, text: document.getElementById('loading-text').textContent, visible: bar.checkVisibility(), main: !document.getElementById('main').inert}; })()`)
		if !now.Visible {
			continue // it is ready by now
		}
		if now.Main {
			t.Fatal("the page takes input before it is ready")
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

// TestRapidPastes pastes 50 times without waiting: the last one wins, and
// nothing of the others comes after it.
func TestRapidPastes(t *testing.T) {
	p := open(t, startSite(t), "")
	all := guide(t)
	names := sortedNames(all)
	texts := make([]string, 50)
	last := ""
	for i := range texts {
		last = names[i%len(names)]
		texts[i] = guideFile(t, last)
	}
	call[any](p, `(texts) => {
		const field = document.getElementById('key-input');
		for (const text of texts) {
			field.value = text;
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}));
		}
	}`, texts)
	p.waitJWK("kid", all[last].Thumbprint)
	time.Sleep(500 * time.Millisecond)
	if jwk := p.waitJWK("kid", all[last].Thumbprint); jwk["kid"] != all[last].Thumbprint {
		t.Errorf("half a second later the key is %v", jwk["kid"])
	}
	if got := p.errorText(); got != "" {
		t.Errorf("an error is shown: %s", got)
	}
}

// TestLargeInput gives as much as is taken, and one byte more.
func TestLargeInput(t *testing.T) {
	p := open(t, startSite(t), "")
	const most = 16 << 20
	key := guideFile(t, "p256-spki.pem")
	// Made in the page: sending megabytes to it takes longer than reading them.
	const padded = `globalThis.padded = (size, key) => 'x'.repeat(79).concat('\n').repeat(size / 80 + 1).slice(0, size - key.length - 1) + '\n' + key`
	eval[any](p, "void ("+padded+")")
	dropPadded := func(size int) {
		call[any](p, `(size, key) => {
			const data = new DataTransfer();
			data.items.add(new File([padded(size, key)], 'long.txt'));
			for (const type of ['dragenter', 'dragover', 'drop'])
				document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
		}`, size, key)
	}
	pasted := func(script string) {
		eval[any](p, `(() => {
			const data = new DataTransfer();
			data.setData('text/plain', `+script+`);
			document.getElementById('key-input').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
		})()`)
	}
	t.Run("16 MiB of text with a key at its end", func(t *testing.T) {
		p.as(t)
		dropPadded(most)
		p.waitJWK("kid", guide(t)["p256-spki.pem"].Thumbprint)
	})
	t.Run("a file of a byte more", func(t *testing.T) {
		p.as(t)
		dropPadded(most + 1)
		p.waitFor("a word on it", `/16 MiB/.test(document.getElementById('error').textContent + document.getElementById('input-note').textContent)`)
		p.waitFor("the page to be ready", `document.documentElement.dataset.state === 'ready'`)
	})
	t.Run("a paste of a byte more", func(t *testing.T) {
		p.as(t)
		p.click("clear")
		p.waitReady()
		pasted(fmt.Sprintf("padded(%d, %s)", most+1, quote(key)))
		if got := p.waitError(); !strings.Contains(got, "16 MiB") {
			t.Errorf("the error is %q", got)
		}
	})
	t.Run("16 MiB of nothing", func(t *testing.T) {
		p.as(t)
		began := time.Now()
		pasted(fmt.Sprintf("'0123456789abcde\\n'.repeat(%d)", most/16))
		p.waitFor("another error", `document.getElementById('error').checkVisibility() && !document.getElementById('error').textContent.includes('16 MiB')`)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("that took %s", took)
		}
	})
	t.Run("and then a key", func(t *testing.T) {
		p.as(t)
		p.click("clear")
		p.waitReady()
		p.paste(key)
		p.waitJWK("kid", guide(t)["p256-spki.pem"].Thumbprint)
	})
}

// TestWorkerDies ends the worker in the ways a worker can end while it works
// on a key. Each time the page says so, nothing typed is lost, and the next
// try works.
func TestWorkerDies(t *testing.T) {
	p := open(t, startSite(t), "")
	p.set("kid-mode", "text")
	p.set("kid", "mine")
	text := guideFile(t, "rsa4096-pkcs8.key")
	for _, c := range []struct {
		name string
		die  string // what happens in the worker
	}{
		{"Go ends", `postMessage({ended: true})`},
		{"it throws", `setTimeout(() => { throw new Error('x'); })`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			p.allow("uncaught: ")
			p.allow("console: Uncaught")
			// From here the worker answers nothing but dies of the next request.
			evalIn[any](t, p.inWorker(), `void (onmessage = () => { `+c.die+`; })`)
			before := p.workerCount()
			p.paste(text)
			got := p.waitError()
			if !strings.Contains(got, "stopped unexpectedly") || !strings.Contains(got, "untouched") {
				t.Errorf("the page says %q", got)
			}
			if p.value("key-input") != text || p.value("kid") != "mine" {
				t.Error("what was typed is gone")
			}
			p.waitReady()
			if said := p.text("notice"); said != "" {
				t.Errorf("beside the error the page says %q", said)
			}
			if p.workerCount() != before+1 {
				t.Errorf("%d workers were started in its place, want 1", p.workerCount()-before)
			}
			p.paste(text)
			p.waitJWK("kid", "mine")
		})
	}
}

// TestEndedStaysEnded changes an option while the worker is at work, and then
// has the work end without a result. Nothing begins it again but the person.
func TestEndedStaysEnded(t *testing.T) {
	for _, c := range []struct {
		name, code string
		end        func(*tab)
	}{
		{"cancelled", "cancelled", func(p *tab) { p.click("cancel") }},
		{"crashed", "crashed", func(p *tab) {
			evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, startSite(t), "")
			p.as(t)
			evalIn[any](t, p.inWorker(), `void (onmessage = null)`)
			p.paste(guideFile(t, "p256-spki.pem"))
			p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy' && document.getElementById('cancel').checkVisibility()`)
			p.set("use", "none")
			said := p.announced()
			c.end(p)
			p.waitReady()
			if got := eval[string](p, `document.getElementById('error').dataset.code ?? ''`); got != c.code || !p.visible("error") {
				t.Errorf("the page says %q; its code is %q, want %q", p.errorText(), got, c.code)
			}
			if p.visible("result") {
				t.Error("the work was begun again, and is done")
			}
			if got := said(); len(got) != 1 {
				t.Errorf("those who listen hear %q, want one text", got)
			}
		})
	}
}

// TestCancelledOnBothTabs: the same words of the other tab's work are shown
// on this one, too.
func TestCancelledOnBothTabs(t *testing.T) {
	p := open(t, startSite(t), "")
	cancel := func() {
		t.Helper()
		p.waitFor("a way out", `document.getElementById('cancel').checkVisibility()`)
		p.click("cancel")
		p.waitReady()
		if got := p.waitError(); !strings.Contains(got, "Cancelled") {
			t.Errorf("the page says %q", got)
		}
	}
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	cancel()
	p.click("tab-convert")
	evalIn[any](t, p.inWorker(), `void (onmessage = null)`)
	p.paste(guideFile(t, "p256-spki.pem"))
	cancel()
}

// TestWorkerDiesSilently ends the worker in the ways that no browser tells
// the page of. After a while the page has doubts; a person cancels, nothing
// typed is lost, and the next try works.
func TestWorkerDiesSilently(t *testing.T) {
	p := open(t, startSite(t), "")
	text := guideFile(t, "p256-spki.pem")
	evalIn[any](t, p.inWorker(), `void (onmessage = () => close())`)
	p.paste(text)
	p.waitFor("a way out", `document.getElementById('cancel').checkVisibility()`)
	p.waitFor("a doubt", `/If it does not end, cancel it/.test(document.getElementById('busy-hint').textContent)`)
	p.click("cancel")
	p.waitReady()
	if p.value("key-input") != text {
		t.Error("what was typed is gone")
	}
	p.paste(text)
	p.waitJWK("kid", guide(t)["p256-spki.pem"].Thumbprint)
}

// TestWorkerStopped stops the worker's script from outside while Go computes,
// as a browser does that runs short of memory.
func TestWorkerStopped(t *testing.T) {
	p := open(t, startSite(t), "")
	p.allow("uncaught: ")
	worker := p.inWorker()
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
	time.Sleep(300 * time.Millisecond)
	p.must(chromedp.Call(worker, runtime.TerminateExecution, cdp.Empty{}))
	time.Sleep(300 * time.Millisecond)
	if p.state() == "busy" {
		p.click("cancel")
	}
	p.waitReady()
	p.click("tab-convert")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)
}
