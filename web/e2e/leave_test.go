package e2e

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// leaving tries to go away from the page and tells whether it was asked to
// stay; answer is what a person then says.
func (p *tab) leaving(answer bool) (asked bool) {
	p.t.Helper()
	p.allow("request after the lock: /SHA256SUMS")
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	dialogs := chromedp.Events(ctx, page.JavascriptDialogOpening)
	arrivals := chromedp.Events(ctx, page.FrameNavigated)
	heard, arrived := make(chan bool, 1), make(chan bool, 1)
	go func() {
		for ev, err := range dialogs {
			if err != nil {
				return
			}
			heard <- ev.Type == page.DialogTypeBeforeunload
			chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: answer})
			return
		}
	}()
	go func() {
		for ev, err := range arrivals {
			if err != nil {
				return
			}
			arrived <- strings.HasSuffix(ev.Frame.URL, "/SHA256SUMS")
			return
		}
	}()
	eval[any](p, `void setTimeout(() => { location.href = '/SHA256SUMS'; })`)
	select {
	case asked = <-heard:
	case <-arrived:
	case <-time.After(limit):
		p.t.Fatal("the page neither goes nor asks")
	}
	if !asked || answer {
		p.waitFor("the other page", `location.pathname === '/SHA256SUMS'`)
	}
	return asked
}

// TestLeaveAsks leaves while a generated private key has not been saved: the
// browser asks, each time, until the person means it.
func TestLeaveAsks(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=Ed25519")
	p.fresh(limit, func() { p.mouse("generate") })
	if !p.leaving(false) {
		t.Fatal("an unsaved key is lost without a word")
	}
	if !p.visible("output") {
		t.Fatal("the key is gone although the person stayed")
	}
	if !p.leaving(true) {
		t.Error("the second time it is lost without a word")
	}
}

// TestLeaveInPeace leaves where there is nothing to lose: a key that was
// pasted, or one that has been saved.
func TestLeaveInPeace(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	t.Run("pasted", func(t *testing.T) {
		p := open(t, s, "")
		p.mouse("key-input")
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kty", "EC")
		if p.leaving(true) {
			t.Error("it asks about a key that the person has anyway")
		}
	})
	t.Run("saved", func(t *testing.T) {
		p := open(t, s, "#tab=generate&gen-type=Ed25519")
		p.fresh(limit, func() { p.mouse("generate") })
		p.set("include-private", "true")
		p.form("pkcs8")
		p.mouse("download")
		p.waitDownload("private.key")
		if p.leaving(true) {
			t.Error("it asks about a key that is saved")
		}
	})
	t.Run("nothing", func(t *testing.T) {
		p := open(t, s, "")
		p.mouse("key-input")
		if p.leaving(true) {
			t.Error("it asks with nothing to lose")
		}
	})
}

// TestLeaveAfterAPart: a part of the private key that was copied is not the key.
func TestLeaveAfterAPart(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=Ed25519")
	p.focused()
	p.fresh(limit, func() { p.mouse("generate") })
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	eval[any](p, `getSelection().selectAllChildren([...document.querySelectorAll('#output span.n')].find((e) => e.textContent === '"kid"'))`)
	if got := p.copied(func() { p.chord("c", "copy") }); got != `"kid"` {
		t.Fatalf("copied is %q", got)
	}
	if !p.leaving(true) {
		t.Error("the page lets its only copy go without a word")
	}
}

// TestLeaveAfterOneOfSeveral: one of the keys that were made is not all of them.
func TestLeaveAfterOneOfSeveral(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=Ed25519&gen-count=2")
	p.focused()
	p.fresh(limit, func() { p.mouse("generate") })
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	p.pick(1)
	p.settle()
	p.copied(func() {
		p.mouse("copy")
		p.waitFor("it to be copied", `document.getElementById('copy-text').textContent === 'Copied'`)
	})
	if !p.leaving(true) {
		t.Error("the page lets the other one go without a word")
	}
}

// TestLeaveAfterTheNewOne: a key that came from elsewhere is there still.
func TestLeaveAfterTheNewOne(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	p.mouse("add-key")
	p.makeKeys(recipe{kind: "Ed25519"})
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	p.pick(2)
	p.settle()
	p.copied(func() {
		p.mouse("copy")
		p.waitFor("it to be copied", `document.getElementById('copy-text').textContent === 'Copied'`)
	})
	if p.leaving(true) {
		t.Error("the page asks though the only key that was made is copied")
	}
}

// TestLeaveWithAWayBack: a key that was made and can be brought back is not
// gone yet, and leaving would lose it.
func TestLeaveWithAWayBack(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.mouse("tab-convert")
	p.mouse("key-input")
	p.paste("no key")
	p.waitError()
	if !p.leaving(true) {
		t.Error("the page lets go of the key that it offers to bring back")
	}
}
