package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// copyRefused has every way to copy fail, as browsers do it that were told to.
const copyRefused = `navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); document.execCommand = () => false;`

// TestCopyValues: every value that people copy has a button beside it, which
// copies just that.
func TestCopyValues(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "")
	p.focused()
	p.paste(readFile(t, vectorsDir+"/cert/rsa.pem"))
	p.waitJWK("kty", "RSA")
	p.idle()
	values := eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll('#about .copy-value')].map((b) => [b.ariaLabel, b.previousElementSibling.textContent]))`)
	for _, name := range []string{"Key ID", "Thumbprint", "SSH fingerprint", "x5t#S256", "the serial number"} {
		want := values["Copy "+name]
		if want == "" {
			t.Errorf("%s has no button; there are %v", name, values)
			continue
		}
		got := p.copied(func() {
			p.do(chromedp.Click(chromedp.CSS(`#about [aria-label="Copy ` + name + `"]`)))
			p.waitFor("the word", `document.getElementById('status').textContent.trim() === `+quote("Copied "+name))
		})
		if got != want {
			t.Errorf("%s: copied %q, shown is %q", name, got, want)
		}
	}
	p.drop("windows.pvk", []byte(readFile(t, vectorsDir+"/refused/windows-encrypted.pvk")))
	p.waitError()
	copyIt := chromedp.Click(chromedp.CSS("#error .copy-value"))
	command := eval[string](p, `document.querySelector('#error .value').textContent`)
	got := p.copied(func() {
		p.do(copyIt)
		p.waitFor("the word", `document.getElementById('status').textContent.trim() === 'Copied the command'`)
	})
	if got != command || !strings.HasPrefix(got, "openssl ") {
		t.Errorf("copied %q, shown is %q", got, command)
	}
}

// TestCopyDenied: that the browser refuses is told beside the button, and
// what to do instead.
func TestCopyDenied(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	eval[any](p, copyRefused)
	for selector, part := range map[string]string{
		"#take-list [aria-label^=Copy]": "Save the file", "#copy-link": "address bar", "#copy": "Ctrl+C", "#facts .copy-value": "Ctrl+C",
	} {
		call[any](p, `(selector) => document.querySelector(selector).click()`, selector)
		p.waitFor(selector+" to say so", `document.querySelector(`+quote(selector)+`).nextElementSibling?.textContent.includes(`+quote(part)+`)`)
	}
	if got := p.errorText(); got != "" {
		t.Errorf("it is told far away, too: %q", got)
	}
}

// TestCtrlC copies the whole output where nothing is selected, so that a key
// is turned by Ctrl+V and Ctrl+C; what is selected is copied as ever.
func TestCtrlC(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	p.idle()
	shown := p.output()
	if p.active() != "key-input" {
		t.Fatal("the focus is not in the field")
	}
	eval[any](p, `document.getElementById('key-input').setSelectionRange(3, 3)`)
	got := p.copied(func() {
		p.chord("c", "copy")
		p.waitFor("a word that it is copied", `document.getElementById('copy-text').textContent === 'Copied'`)
	})
	if got != shown {
		t.Errorf("copied %q", got)
	}
	eval[any](p, `document.getElementById('key-input').setSelectionRange(0, 5)`)
	if got := p.copied(func() { p.chord("c", "copy") }); got != guideFile(t, "p256.pub")[:5] {
		t.Errorf("of the field's own text %q was copied", got)
	}
	p.set("kid-mode", "text")
	p.settle()
	if got := p.copied(func() {
		p.focus("key-input")
		p.chord("c", "copy")
		p.focus("kid")
		p.chord("c", "copy")
	}); got != guideFile(t, "p256.pub")[:5] {
		t.Errorf("in another field, with nothing selected, %q was copied", got)
	}
}

// TestSelectAllOfTheOutput: Ctrl+A in the output is for the output.
func TestSelectAllOfTheOutput(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "rsa4096-spki.pem"))
	p.waitJWK("kty", "RSA")
	shown := p.form("spki")
	p.focus("output")
	p.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	if got := eval[string](p, `(() => { const s = getSelection(), o = document.getElementById('output'); return o.contains(s.anchorNode) && o.contains(s.focusNode) ? s.getRangeAt(0).cloneContents().textContent : ''; })()`); got != shown {
		t.Errorf("selected %q", firstLine(got))
	}
	p.press(kb.Escape)
}

// TestPEMKeepsItsLines: a line of PEM is a line on the screen, however narrow.
func TestPEMKeepsItsLines(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "rsa4096-spki.pem"))
	p.waitJWK("kty", "RSA")
	lines := strings.Count(p.form("spki"), "\n")
	for _, width := range []int64{1280, 640, 360, 256} {
		p.do(chromedp.EmulateViewport(width, 800))
		rows := eval[int](p, `(() => { const o = document.querySelector('#output .chunk'); const all = [...document.querySelectorAll('#output .chunk')].reduce((h, c) => h + c.getBoundingClientRect().height, 0); return Math.round(all / parseFloat(getComputedStyle(o).lineHeight)); })()`)
		if rows != lines {
			t.Errorf("at %d px %d lines take %d rows", width, lines, rows)
		}
		if eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("at %d px the page is wider than the window", width)
		}
	}
}

// TestPrint: on paper is the result, and nothing to press.
func TestPrint(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#theme=dark")
	p.paste(readFile(t, vectorsDir+"/cert/rsa.pem") + guideFile(t, "p256.pub"))
	p.waitOutput(`"keys"`)
	p.pick(1)
	p.waitJWK("kty", "RSA")
	p.must(chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if left := eval[[]string](p, `[...document.querySelectorAll('button, input, select, textarea, summary, a')].filter((e) => e.checkVisibility()).map((e) => e.id || e.textContent)`); len(left) > 0 {
		t.Errorf("on paper there are %q", left)
	}
	for _, id := range []string{"output", "result-title", "facts", "certs"} {
		if !p.visible(id) {
			t.Errorf("#%s is not on paper", id)
		}
	}
	if eval[bool](p, `document.getElementById('output').scrollHeight > document.getElementById('output').clientHeight`) {
		t.Error("the output is cut off")
	}
	if got := eval[string](p, `getComputedStyle(document.body).backgroundColor`); got != "rgb(255, 255, 255)" {
		t.Errorf("a dark page is printed on %s", got)
	}
}
