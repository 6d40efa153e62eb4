package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press presses keys on the keyboard, one after the other.
func (p *tab) press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// chord presses a letter key with Ctrl. Chromium's own commands ("selectAll",
// "paste") go with it, since without a window there is no menu to map them.
func (p *tab) chord(letter string, commands ...string) {
	p.t.Helper()
	upper := strings.ToUpper(letter)
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		params := input.DispatchKeyEventParams{
			Type: kind, Modifiers: 2, Key: letter, Code: "Key" + upper,
			WindowsVirtualKeyCode: int64(upper[0]), NativeVirtualKeyCode: int64(upper[0]),
		}
		if kind == input.DispatchKeyEventTypeRawKeyDown {
			params.Commands = commands
		}
		p.must(chromedp.Call(p.ctx, input.DispatchKeyEvent, params))
	}
}

// mouse clicks an element with the mouse: other than click, it is a gesture
// of a person to the browser.
func (p *tab) mouse(id string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.ID(id), chromedp.NodeVisible))
}

// focus puts the focus on a control, as a click into it does.
func (p *tab) focus(id string) {
	p.t.Helper()
	call[any](p, `(id) => document.getElementById(id).focus()`, id)
}

// empty takes the input away again, with the keyboard or by removing the file.
func (p *tab) empty() {
	p.t.Helper()
	if p.visible("file-remove") {
		p.click("file-remove")
	} else {
		p.focus("key-input")
		p.chord("a", "selectAll")
		p.press(kb.Delete)
	}
	p.waitFor("the page to be empty", `document.documentElement.dataset.state === 'ready'
		&& document.getElementById('key-input').value === '' && !document.getElementById('output').checkVisibility()`)
}

// choice waits until a list offers a value, and chooses it.
func (p *tab) choice(id, value string) {
	p.t.Helper()
	p.waitFor(id+" to offer "+value, fmt.Sprintf(`[...document.getElementById(%s).options].some((o) => o.value === %s && !o.disabled)`, quote(id), quote(value)))
	p.set(id, value)
}

// ctrlEnter presses Ctrl and Enter.
func (p *tab) ctrlEnter() {
	p.t.Helper()
	p.do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// theClipboard is one for all tabs of the browser.
var theClipboard sync.Mutex

// copied does what copies something, and gives what was copied, as another
// page that may read it gets it. Ours may not, by its own Permissions-Policy.
func (p *tab) copied(action func()) string {
	p.t.Helper()
	theClipboard.Lock()
	defer theClipboard.Unlock()
	ctx, err := clipboardReader()
	p.must(nil, err)
	reader := &tab{t: p.t, ctx: ctx}
	const nothing = "nothing was copied"
	for left := 8; ; left-- {
		eval[any](reader, `navigator.clipboard.writeText(`+quote(nothing)+`)`)
		action()
		// Where the browser itself copies, for Ctrl+C, the keys are done with before the clipboard is.
		got := eval[string](reader, `(async () => {
			for (let left = 500; ; left--) {
				const text = await navigator.clipboard.readText();
				if (text !== `+quote(nothing)+` || !left) return text;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		})()`)
		// On a busy machine Ctrl+C may reach an address bar as well, which no person has focused.
		if rest, ok := strings.CutPrefix(got, "http://127.0.0.1:"); !ok || strings.Trim(rest, "0123456789") != "/" || left == 0 {
			return got
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// clipboardReader opens that page, which stays.
var clipboardReader = sync.OnceValues(func() (context.Context, error) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
	}))
	ctx, _ := chromedp.NewContext(browserCtx, chromedp.WithNewBrowserContext())
	// The first step opens the tab, for as long as its context lives.
	err := chromedp.Do(ctx)
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(s.URL))
	}
	if err == nil {
		_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	}
	if err == nil {
		_, err = chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission:       &browser.PermissionDescriptor{Name: "clipboard-read"},
			Setting:          browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
	}
	return ctx, err
})
