package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// TestCopy copies what is shown, to the byte, and says so.
func TestCopy(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for name, url := range map[string]string{"secure": s.URL, "plain http": s.Intranet()} {
		t.Run(name, func(t *testing.T) {
			p := openURL(t, s, url+"/")
			p.focused()
			want := guide(t)["p256-pkcs8.key"]
			p.paste(guideFile(t, "p256-pkcs8.key"))
			p.waitJWK("kid", want.Thumbprint)
			for _, form := range []string{"jwk", "spki", "ssh"} {
				shown := p.form(form)
				got := p.copied(func() {
					p.mouse("copy")
					p.waitFor("a word that it is copied", `/copied/i.test(document.getElementById('copy-text').textContent)`)
				})
				if got != shown {
					t.Errorf("%s: copied %q, shown is %q", form, got, shown)
				}
				p.waitFor("the button to be itself again", `!/copied/i.test(document.getElementById('copy-text').textContent)`)
			}
			p.set("include-private", "true")
			shown := p.form("jwk_private")
			got := p.copied(func() {
				p.mouse("copy")
				p.waitFor("a word that it is copied", `/copied/i.test(document.getElementById('copy-text').textContent)`)
			})
			if got != shown || !strings.Contains(got, want.Private["d"]) {
				t.Error("the private JWK is not what was copied")
			}
			if status := eval[string](p, `document.getElementById('status').textContent`); !strings.Contains(strings.ToLower(status), "cop") {
				t.Errorf("those who listen hear %q", status)
			}
		})
	}
}

// TestCopyRefused has the browser refuse its clipboard API: the old way serves.
func TestCopyRefused(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.must(chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission:       &browser.PermissionDescriptor{Name: "clipboard-write"},
		Setting:          browser.PermissionSettingDenied,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}))
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	shown := p.output()
	got := p.copied(func() {
		p.mouse("copy")
		p.waitFor("a word that it is copied", `/copied|selected/i.test(document.getElementById('copy-text').textContent + document.getElementById('status').textContent)`)
	})
	if got != shown {
		t.Errorf("copied %q", got)
	}
}

// TestCopyByHand selects the output and copies it with Ctrl and C: it is the
// text itself, with no line added or lost.
func TestCopyByHand(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideFile(t, "rsa4096-spki.pem"))
	p.waitJWK("kty", "RSA")
	shown := p.form("spki")
	got := p.copied(func() {
		p.mouse("output") // so that the keys go to the page, and not to an address bar
		eval[any](p, `(() => { const o = document.getElementById('output'); o.focus(); getSelection().selectAllChildren(o); })()`)
		p.chord("c", "copy")
	})
	if got != shown {
		t.Errorf("copied %q, shown is %q", got, shown)
	}
}
