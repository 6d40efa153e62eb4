package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestWorkerDies ends the worker in the ways a worker can end while it works
// on a key. Each time the page says so, nothing typed is lost, and the next
// try works.
func TestWorkerDies(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.set("kid-mode", "text")
	p.set("kid", "mine")
	p.settle() // what is typed is asked about a moment later, which the worker would die of
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
			if said := p.text("brief"); said != "" {
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
