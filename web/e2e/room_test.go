package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestRoomIsSwept leaves all that a test can leave in a tab, and finds nothing
// of it in the next test, which has the same tab.
func TestRoomIsSwept(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	var tab string
	t.Run("leave", func(t *testing.T) {
		p := open(t, s, "#tab=generate&gen-type=Ed25519")
		tab = string(chromedp.FromContext(p.ctx).Target.TargetID)
		p.stored()
		p.focused()
		p.look(scenes[3])
		p.beforeLoad(`globalThis.left = true`)
		p.must(chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission:       &browser.PermissionDescriptor{Name: "notifications"},
			Setting:          browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		}))
		eval[any](p, `(() => { localStorage.left = sessionStorage.left = name = 'left'; document.cookie = 'left=1'; return caches.open('left'); })()`)
		p.fresh(limit, func() { p.mouse("generate") }) // and it asks whether to stay
	})
	t.Run("find", func(t *testing.T) {
		p := inRoom(t, s)
		if now := string(chromedp.FromContext(p.ctx).Target.TargetID); now != tab {
			t.Error("it is another tab: this test shows nothing")
		}
		p.beforeLoad(`globalThis.registered = navigator.serviceWorker.getRegistration().then(Boolean);`)
		p.goTo(s.URL + "/")
		p.waitReady()
		for what, there := range map[string]string{
			"localStorage": `localStorage.length > 0`, "sessionStorage": `sessionStorage.length > 0`, "a cookie": `document.cookie !== ''`,
			"a cache": `caches.has('left')`, "the service worker": `registered`, "its name": `name !== ''`, "a script": `'left' in globalThis`,
			"a permission": `navigator.permissions.query({name: 'notifications'}).then((p) => p.state === 'granted')`,
			"the window":   `innerWidth !== 1280`, "the theme": `matchMedia('(prefers-color-scheme: dark)').matches`,
			"a key": `document.getElementById('output').textContent !== ''`, "the address": `location.hash !== ''`,
		} {
			if eval[bool](p, there) {
				t.Errorf("%s of the last test is there", what)
			}
		}
		history, err := chromedp.Call(p.ctx, page.GetNavigationHistory, cdp.Empty{})
		p.must(nil, err)
		if n := len(history.Entries); n > 2 {
			t.Errorf("the tab was at %d places", n)
		}
	})
}
