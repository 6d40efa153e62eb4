package e2e

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// limit is how long a test waits for the page before it calls it broken. Nothing
// takes a tenth of it, unless others keep the machine busy.
const limit = 3 * time.Minute

// tab is one page under test.
type tab struct {
	t         testing.TB
	ctx       context.Context
	site      *site // nil for a page from disk
	downloads string

	mu       sync.Mutex
	problems []string
	allowed  []string
	workers  []target.ID               // as they started
	alive    map[target.SessionID]bool // those that have not ended
}

// watch runs before the page's own script and writes down what a person
// would not see.
const watch = `
globalThis.watched = {violations: [], lockedAt: 0, began: Math.ceil(performance.timeOrigin), longTasks: []};
addEventListener('securitypolicyviolation', (e) => watched.violations.push(e.effectiveDirective + ' ' + e.blockedURI));
new MutationObserver(() => { if (!watched.lockedAt && document.documentElement?.hasAttribute('data-locked')) watched.lockedAt = Date.now(); })
  .observe(document, {attributes: true, subtree: true, attributeFilter: ['data-locked']});
new PerformanceObserver((list) => { for (const e of list.getEntries()) watched.longTasks.push({at: e.startTime, ms: e.duration}); })
  .observe({type: 'longtask'});
`

// open opens the page of s at path ("" or "#use=enc"), waits until it is
// ready for keys, and checks at the end of the test that nothing was amiss.
func open(t testing.TB, s *site, path string) *tab {
	t.Helper()
	p := inRoom(t, s)
	p.goTo(s.URL + "/" + path)
	p.waitReady()
	return p
}

// inRoom gives a watched tab that is at rest: the one that goes with the
// site, or a blank one.
func inRoom(t testing.TB, s *site) *tab {
	t.Helper()
	if s.room == nil || s.whole {
		return blank(t, s)
	}
	p := &tab{t: t, site: s, downloads: t.TempDir()}
	done, ok := s.room.enter(p)
	if !ok {
		return blank(t, s)
	}
	t.Cleanup(done)
	p.prepareTab()
	return p
}

// openURL is open for any address: the intranet name, a file.
func openURL(t testing.TB, s *site, url string) *tab {
	t.Helper()
	p := blank(t, s)
	p.goTo(url)
	p.waitReady()
	return p
}

// blank gives a watched tab, in a browser context of its own, that has not
// gone anywhere.
func blank(t testing.TB, s *site) *tab {
	t.Helper()
	chromium := browserCtx
	if s != nil && s.whole {
		chromium = whole(t)
	}
	return blankIn(t, chromium, s)
}

// whole gives the Chromium that people have.
func whole(t testing.TB) context.Context {
	t.Helper()
	ctx, err := wholeChromium()
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

// blankIn is blank in a Chromium of the test's own.
func blankIn(t testing.TB, chromium context.Context, s *site) *tab {
	t.Helper()
	p, done := newTab(t, chromium, s)
	t.Cleanup(done)
	return p
}

// newTab is blankIn for those that end the tab themselves, with done.
func newTab(t testing.TB, chromium context.Context, s *site) (p *tab, done func()) {
	t.Helper()
	p = &tab{t: t, site: s, downloads: t.TempDir()}
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	p.ctx = ctx
	done = func() {
		p.check()
		cancel()
	}
	// The first run opens the tab, which lives as long as the context given
	// here: one with a deadline would take it along.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p.prepareTab()
	return p, done
}

// prepareTab has the tab watched, and its downloads kept.
func (p *tab) prepareTab() {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(1280, 800))
	few := int64(1000) // bytes: nobody asks for what an answer held, and the program is 8 MB
	p.must(chromedp.Call(p.ctx, network.Enable, network.EnableParams{MaxTotalBufferSize: &few, MaxResourceBufferSize: &few}))
	p.must(chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}))
	events := true
	p.must(chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: p.downloads, EventsEnabled: &events,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}))
}

func (p *tab) must(_ any, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) goTo(url string) { p.t.Helper(); p.do(chromedp.Navigate(url)) }

// listen collects what no test may cause.
func (p *tab) listen(ev any) {
	var text string
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		text = "uncaught: " + ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			text += " " + ev.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		text = "console." + string(ev.Type)
		for _, arg := range ev.Args {
			text += " " + string(arg.Value)
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level != log.EntryLevelError && ev.Entry.Level != log.EntryLevelWarning {
			return
		}
		text = "console: " + ev.Entry.Text
	case *target.EventAttachedToTarget:
		p.noteWorker(ev.TargetInfo, ev.SessionID)
		return
	case *target.EventDetachedFromTarget:
		p.workerGone(ev.SessionID)
		return
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, text)
}

// allow says that the test itself provokes messages that contain part.
func (p *tab) allow(part string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowed = append(p.allowed, part)
}

// trialPatience is how long the page waits for the trial of its headers before
// it locks without an answer, in ms (web/js/allowlist.js). What the trial has
// asked for by then, on a busy machine, may reach the server later.
const trialPatience = 2000

// check fails the test for everything that was amiss on the page.
func (p *tab) check() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 10*time.Second)
	defer cancel()
	watched, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
		Violations      []string
		LockedAt, Began int64
	}](`globalThis.watched ?? {violations: [], lockedAt: 0, began: 0}`))
	if err != nil {
		p.t.Errorf("the page is gone: %v", err)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, v := range watched.Violations {
		p.problems = append(p.problems, "policy violation: "+v)
	}
	if p.site != nil && watched.LockedAt > 0 {
		locked := time.UnixMilli(watched.LockedAt + 1)
		for _, path := range p.site.Since(locked) {
			if path == "/lock-trial-redirected.js" && watched.LockedAt-watched.Began >= trialPatience {
				continue
			}
			p.problems = append(p.problems, "request after the lock: "+path)
		}
	}
	for _, problem := range p.problems {
		if !p.isAllowed(problem) {
			p.t.Errorf("on the page: %s", problem)
		}
	}
}

func (p *tab) isAllowed(problem string) bool {
	for _, part := range p.allowed {
		if strings.Contains(problem, part) {
			return true
		}
	}
	return false
}
