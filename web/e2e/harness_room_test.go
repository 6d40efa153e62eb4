package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"jwkmint/server/handler"
)

// A room is what one test after the other uses alone: a server of the built
// site, and a tab for it in a browser context of its own. A new window with a
// new browser context, and their end, take as much work as a third of all that
// loading the page does, and the page is loaded anew all the same. Between two
// tests the room is swept: the tab rests on a page without script, with no
// history, the origin's storage is empty, nothing is granted, and what one test
// had set through the developer tools has gone with its session. Only what HTTP
// keeps stays. A tab that cannot be swept, or whose test failed, is closed, with
// its browser context.
type room struct {
	server *httptest.Server
	tenant atomic.Pointer[site] // who has the room now

	mu      sync.Mutex
	lent    bool
	target  target.ID            // of the tab; "" before there is one
	context cdp.BrowserContextID // of the tab
}

// rooms are those that nobody uses.
var rooms struct {
	mu    sync.Mutex
	empty []*room
}

// siteHandler serves the built site with the real handler.
var siteHandler = sync.OnceValues(func() (http.Handler, error) { return handler.New(siteFiles(), handler.Options{}) })

// startSite gives a site with the built page, whose room is the test's until its end.
func startSite(t testing.TB) *site {
	t.Helper()
	h, err := siteHandler()
	if err != nil {
		t.Fatal(err)
	}
	rooms.mu.Lock()
	defer rooms.mu.Unlock()
	var r *room
	if last := len(rooms.empty) - 1; last >= 0 {
		r, rooms.empty = rooms.empty[last], rooms.empty[:last]
	} else {
		r = &room{}
		r.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			r.tenant.Load().note(q)
			h.ServeHTTP(w, q)
		}))
	}
	s := &site{URL: r.server.URL, room: r}
	r.tenant.Store(s)
	t.Cleanup(func() {
		rooms.mu.Lock()
		defer rooms.mu.Unlock()
		rooms.empty = append(rooms.empty, r)
	})
	return s
}

// startSiteForPeople is startSite for what depends on more than the engine:
// how a person's browser brings keys in and keeps the page.
func startSiteForPeople(t testing.TB) *site {
	t.Helper()
	s := startSite(t)
	s.whole = true
	return s
}

// enter lends the room's tab, or says that it is in use.
func (r *room) enter(p *tab) (done func(), ok bool) {
	p.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lent {
		return nil, false
	}
	r.lent = true
	if r.target == "" {
		p.must(nil, r.furnish())
	}
	ctx, detach := chromedp.NewContext(browserCtx, chromedp.WithTargetID(r.target), chromedp.WithDetachOnCancel(), chromedp.WithListener(p.listen))
	p.ctx = ctx
	p.must(nil, chromedp.Do(ctx))
	chromedp.FromContext(ctx).BrowserContextID = r.context
	return func() {
		p.check()
		failed := p.t.Failed()
		if !failed {
			if err := r.sweep(ctx); err != nil {
				p.t.Logf("the tab is not used again: %v", err)
				failed = true
			}
		}
		detach()
		r.mu.Lock()
		defer r.mu.Unlock()
		if failed {
			r.clear()
		}
		r.lent = false
	}, true
}

// furnish opens the tab, and leaves it to those who attach to it.
func (r *room) furnish() error {
	ctx, detach := chromedp.NewContext(browserCtx, chromedp.WithNewBrowserContext(), chromedp.WithDetachOnCancel())
	defer detach()
	if err := chromedp.Do(ctx); err != nil {
		return err
	}
	c := chromedp.FromContext(ctx)
	r.target, r.context = c.Target.TargetID, c.BrowserContextID
	return nil
}

// clear closes the tab with all that is in its browser context.
func (r *room) clear() {
	ctx, cancel := context.WithTimeout(browserCtx, limit)
	defer cancel()
	_, _ = chromedp.CallBrowser(ctx, target.DisposeBrowserContext, target.DisposeBrowserContextParams{BrowserContextID: r.context})
	r.target, r.context = "", ""
}

// sweep leaves nothing of a test in the tab and its browser context.
func (r *room) sweep(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	call := func(_ any, err error) error { return err }
	infos, err := chromedp.Targets(ctx)
	if err != nil {
		return err
	}
	for _, info := range infos {
		if info.BrowserContextID == r.context && info.Type == "page" && info.TargetID != r.target {
			return fmt.Errorf("there is another page in its browser context: %s", info.URL)
		}
	}
	// The page may ask the person to stay; that is for other tests.
	dialogs := chromedp.Events(ctx, page.JavascriptDialogOpening)
	go func() {
		for _, err := range dialogs {
			if err != nil {
				return
			}
			_ = call(chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}))
		}
	}()
	return errors.Join(
		// The page of a service worker would have that one start.
		call(chromedp.Call(ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})),
		chromedp.Do(ctx, chromedp.Navigate(r.server.URL+"/SHA256SUMS")),
		call(chromedp.Run(ctx, chromedp.Evaluate[any](`void (sessionStorage.clear(), name = '')`))),
		call(chromedp.Call(ctx, page.ResetNavigationHistory, cdp.Empty{})),
		call(chromedp.Call(ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: r.server.URL, StorageTypes: "all"})),
		call(chromedp.CallBrowser(ctx, storage.ClearCookies, storage.ClearCookiesParams{BrowserContextID: r.context})),
		call(chromedp.CallBrowser(ctx, browser.ResetPermissions, browser.ResetPermissionsParams{BrowserContextID: r.context})),
	)
}
