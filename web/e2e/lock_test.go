package e2e

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jwkmint/server/handler"
)

// wideOpen is a page that has no policy at all, with a worker that has none
// either: what it can reach, the sink would have heard from a page whose lock
// does not hold.
const wideOpen = `<!doctype html><meta charset="utf-8"><title>control</title><body><script>
new Worker(URL.createObjectURL(new Blob(['onmessage = () => {}'], {type: 'text/javascript'})));
</script>`

// A lockPlace is a place that the page is opened from.
type lockPlace struct {
	name     string
	pages    func(t *testing.T) http.Handler // what the page's own origin serves; nil for a file
	fromDisk bool
}

var lockPlaces = []lockPlace{
	{name: "served", pages: func(t *testing.T) http.Handler {
		h, err := handler.New(siteFiles(), handler.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}},
	// A file server without any of our headers: the page alone must do.
	{name: "bare", pages: func(*testing.T) http.Handler { return http.FileServerFS(siteFiles()) }},
	{name: "disk", fromDisk: true},
}

// TestLock proves that nothing a locked page or its worker tries reaches a
// server: neither its own origin nor another one.
func TestLock(t *testing.T) {
	for _, place := range lockPlaces {
		t.Run(place.name, func(t *testing.T) {
			var own *sink
			address := ""
			if place.fromDisk {
				address = standalone(t)
			} else {
				own = startSink(t, place.pages(t))
				address = own.URL + "/"
			}
			other := startSink(t, nil)
			p := blank(t, nil)
			p.allow("") // every probe is a violation, and that is the point
			p.goTo(address)
			p.waitReady()

			targets := []*sink{other}
			if own != nil {
				targets = append(targets, own)
			}
			silent := func(pr probe) bool { return !pr.preconnects }
			for _, to := range targets {
				tryAll(t, p, to, silent)
			}
			// Longer than any control takes to arrive (they take some 100 ms).
			time.Sleep(time.Second)
			if n := other.connections(); n != 0 {
				t.Errorf("%d connections were made to another server", n)
			}
			for _, to := range targets {
				tryAll(t, p, to, func(pr probe) bool { return pr.preconnects })
			}
			time.Sleep(time.Second)
			if other.said("/") {
				t.Error("a connection to another server was more than opened")
			}
			if heard := other.heard(); len(heard) > 0 {
				t.Errorf("arrived at another server from the locked page: %v", heard)
			}
			if own != nil {
				for _, name := range own.heard() {
					if !probeNamed(name).leaksHome {
						t.Errorf("arrived at the page's own server after the lock: %s", name)
					}
				}
			}
			if state := p.state(); state != "ready" {
				t.Errorf("the page is %q after all that, want ready", state)
			}
		})
	}
}

// TestLockControl proves that the probes of TestLock would have been seen:
// from a page without a policy every one of them arrives.
func TestLockControl(t *testing.T) {
	t.Run("served", func(t *testing.T) {
		own := startSink(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, wideOpen)
		}))
		p := blank(t, nil)
		p.allow("")
		p.goTo(own.URL + "/")
		tryAll(t, p, own, every)
		if missing := own.waitFor(probeNames(false)); len(missing) > 0 {
			t.Errorf("the sink hears nothing of %v", missing)
		}
	})
	t.Run("disk", func(t *testing.T) {
		other := startSink(t, nil)
		p := blank(t, nil)
		p.allow("")
		p.goTo(onDisk(t, "control.html", wideOpen))
		tryAll(t, p, other, every)
		if missing := other.waitFor(probeNames(true)); len(missing) > 0 {
			t.Errorf("the sink hears nothing of %v", missing)
		}
	})
}

// tryAll runs the chosen probes in the page and in its worker.
func tryAll(t *testing.T, p *tab, to *sink, chosen func(probe) bool) {
	t.Helper()
	worker := p.inWorker()
	for _, pr := range workerProbes {
		if chosen(pr) {
			evalIn[bool](t, worker, probeCall(pr, to))
		}
	}
	for _, pr := range pageProbes {
		if chosen(pr) {
			eval[bool](p, probeCall(pr, to))
		}
	}
}

func every(probe) bool { return true }

func probeNamed(name string) probe {
	for _, pr := range slices.Concat(pageProbes, workerProbes) {
		if pr.name == name {
			return pr
		}
	}
	return probe{}
}

// probeCall is an expression that tries one channel and never throws: a
// refusal may come as an exception, a rejected promise, or silence.
func probeCall(pr probe, to *sink) string {
	return fmt.Sprintf(`(() => { try { Promise.resolve((%s)(%q)).catch(() => {}); } catch {} return true; })()`,
		pr.code, to.URL+"/leak/"+pr.name)
}

// probeNames lists the probes that arrive where nothing forbids them.
func probeNames(otherOrigin bool) []string {
	var names []string
	for _, pr := range slices.Concat(pageProbes, workerProbes) {
		if !otherOrigin || !pr.sameOriginOnly {
			names = append(names, pr.name)
		}
	}
	return names
}

// TestLockNamedByBrowser proves that it is the lock that refuses, by the name
// of the policy that the browser gives.
func TestLockNamedByBrowser(t *testing.T) {
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
	to := startSink(t, nil)
	p := open(t, startSite(t), "")
	p.allow("")
	eval[any](p, `document.querySelectorAll('meta[http-equiv]').forEach((m) => { m.content = 'default-src *'; m.remove(); })`)
	eval[bool](p, probeCall(pageProbes[0], to))
	time.Sleep(500 * time.Millisecond)
	if n := to.connections(); n != 0 {
		t.Errorf("%d connections after the meta elements were removed", n)
	}
}

// TestLockTrial presses the button that shows a person the lock.
func TestLockTrial(t *testing.T) {
	p := open(t, startSite(t), "")
	p.allow("connect-src")
	p.allow("Content Security Policy")
	p.allow("Refused to connect")
	if got := p.text("lock-text"); got != "Locked: this page can no longer reach the network" {
		t.Errorf("the badge says %q", got)
	}
	p.do(clickSummary("lock"))
	p.click("lock-try")
	p.waitFor("the verdict", `document.getElementById('lock-verdict').textContent === 'Refused by your browser'`)
}

// TestLockRefused proves that a page that cannot lock itself takes no key,
// and says so.
func TestLockRefused(t *testing.T) {
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
			if n := p.workerCount(); n != 0 {
				t.Errorf("%d workers were started", n)
			}
		})
	}
}
