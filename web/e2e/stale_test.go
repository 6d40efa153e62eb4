package e2e

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// What is shown, compared, copied and saved belongs to the key that is there
// now, whatever was there before and whatever went wrong in between.

// TestRefusedOption: an option that is refused leaves no key of an earlier
// input behind.
func TestRefusedOption(t *testing.T) {
	t.Parallel()
	t.Run("pasting", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256.pub"))
		p.waitJWK("crv", "P-256")
		p.set("kid-mode", "text")
		p.set("kid", strings.Repeat("x", 1100)) // a PEM in the wrong field, say
		p.waitError()
		p.paste(guideFile(t, "ed25519.pub"))
		p.settle()
		p.set("kid", "fine")
		if jwk := p.waitJWK("kid", "fine"); jwk["crv"] != "Ed25519" {
			t.Errorf("beside an Ed25519 key stands the JWK of %v", jwk["crv"])
		}
	})
	t.Run("generating", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("crv", "P-256")
		p.prepare(recipe{kind: "EC", size: "P-384", count: 2})
		p.set("kid-mode", "text")
		p.set("kid", strings.Repeat("x", 1100))
		p.settle()
		p.click("generate")
		p.waitError()
		p.set("kid", "fine") // nothing was made: what was there is there still, and is one
		if jwk := p.waitJWK("kid", "fine"); jwk["crv"] != "P-256" || p.text("result-title") != "EC P-256" || p.listed() != 0 {
			t.Errorf("beside %q stands the JWK of %v", p.text("result-title"), jwk["crv"])
		}
	})
}

// toSeal makes a key and asks for it under a passphrase, which is still to be typed.
func (p *tab) toSeal() {
	p.t.Helper()
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.set("include-private", "true")
	p.choice("format", "pkcs8_encrypted")
	p.waitFor("the field", `document.getElementById('encrypt').checkVisibility()`)
}

// TestEncryptedUnderWhatIsTyped: while the typing rests, the file under the
// passphrase as it was cannot be taken away.
func TestEncryptedUnderWhatIsTyped(t *testing.T) {
	t.Parallel()
	if !has(t, "openssl") {
		t.Skip("openssl opens the files")
	}
	p := open(t, startSite(t), "")
	p.focused()
	p.toSeal()
	p.focus("encrypt")
	p.press("correct horse")
	first := p.waitOutput("ENCRYPTED")
	eval[any](p, `void (navigator.clipboard.writeText = async () => { globalThis.copied = true; })`)
	p.must(chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: " battery"})) // at once
	// The strip on a phone has a button of its own.
	if eval[bool](p, `(document.getElementById('arrived-copy').click(), globalThis.copied === true)`) && p.output() == first {
		t.Error("the file under the old passphrase is copied by the strip")
	}
	for _, id := range []string{"copy", "download"} {
		if !eval[bool](p, `document.getElementById('`+id+`').disabled`) && p.output() == first {
			t.Errorf("the file under the old passphrase is there to %s", id)
		}
	}
	p.waitFor("the file under the new one", `document.getElementById('output').textContent !== `+quote(first)+` && !document.getElementById('download').disabled`)
	p.click("download")
	file := saved(t, "key", string(p.waitDownload("private-encrypted.key")))
	if out, err := exec.Command("openssl", "pkey", "-in", file, "-passin", "pass:correct horse battery", "-noout").CombinedOutput(); err != nil {
		t.Errorf("openssl: %v: %s", err, out)
	}
}

// TestEncryptedWhileTyping: a file that is being made under an earlier
// passphrase cannot be taken away when it is there, while the next one is
// being typed.
func TestEncryptedWhileTyping(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.toSeal()
	early := eval[bool](p, `(async () => {
		const wait = (ms) => new Promise((r) => setTimeout(r, ms));
		const field = document.getElementById('encrypt'), download = document.getElementById('download'), output = document.getElementById('output');
		const type = (text) => { field.value = text; field.dispatchEvent(new InputEvent('input', {bubbles: true})); };
		type('correct horse');
		while (document.documentElement.dataset.state !== 'busy') await wait(1);
		let early = false;
		for (let n = 0; !output.textContent.includes('ENCRYPTED') || n < 5; n++) {
			type('correct horse battery' + n);
			await wait(50);
			early ||= !download.disabled;
		}
		return early;
	})()`)
	if early {
		t.Error("the file under the earlier passphrase can be downloaded")
	}
	p.waitFor("the file under the last one", `!document.getElementById('download').disabled`)
}

// TestUntickedIsGone: the private half goes when its tick goes, also when
// nothing else can be shown in its place.
func TestUntickedIsGone(t *testing.T) {
	t.Parallel()
	gone := func(p *tab) {
		p.t.Helper()
		p.set("include-private", "false")
		p.settle()
		if out := p.output(); strings.Contains(out, `"d"`) || strings.Contains(out, "PRIVATE") {
			p.t.Error("the private half is still shown")
		}
	}
	t.Run("beside an error", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256-pkcs8.key") + guideFile(t, "ed25519-pkcs8.key"))
		p.waitOutput(`"keys"`)
		p.set("include-private", "true")
		p.waitOutput(`"d"`)
		p.set("kid-mode", "text")
		p.set("kid", strings.Repeat("x", 1100))
		p.waitError()
		gone(p)
	})
	t.Run("of a key that the engine lost", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.makeKey(recipe{kind: "EC", size: "P-256"})
		p.set("include-private", "true")
		p.waitOutput(`"d"`)
		evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
		p.settle()
		gone(p)
	})
}

// TestNextInputWhileItIsRead: until a long input is read, nothing of the last
// key's private half is there to take away, and nothing of the next one's.
func TestNextInputWhileItIsRead(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	eval[any](p, "void ("+pasteLong+")")
	many := manyKeys(1000)
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	p.click("tab-convert")
	zipped := call[bool](p, `async (text) => {
		pasteLong(text);
		await new Promise((resolve) => requestAnimationFrame(resolve));
		const zip = document.getElementById('zip');
		globalThis.shownThen = document.getElementById('output').checkVisibility() && document.getElementById('output').textContent.includes('"d"');
		zip.click();
		return zip.checkVisibility();
	}`, many)
	if eval[bool](p, `shownThen`) {
		t.Error("the last key's private half is shown while the next one is read")
	}
	if zipped {
		t.Error("its zip is offered, too")
	}
	p.waitFor("the keys", isListed(50))
	p.settle()
	if names := p.downloaded(); len(names) > 0 {
		t.Errorf("the click saved %v", names)
	}
}

// TestTryAgain does once more what failed, and nothing else.
func TestTryAgain(t *testing.T) {
	t.Parallel()
	again := `() => document.querySelector('#error button').click()`
	t.Run("a form of a generated key", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.makeKey(recipe{kind: "EC", size: "P-256"})
		p.set("include-private", "true")
		before := p.waitOutput(`"d"`)
		evalIn[any](t, p.inWorker(), `void (onmessage = () => postMessage({ended: true}))`)
		p.set("compact", "true")
		p.waitError()
		p.waitReady()
		call[any](p, again)
		p.settle()
		if parseJSON(t, p.output())["d"] != parseJSON(t, before)["d"] || strings.Contains(p.output(), "\n") {
			t.Error("another key was made, and the one that was shown is gone")
		}
		if got := p.errorText(); got != "" {
			t.Errorf("it says %q", got)
		}
	})
	t.Run("a conversion, from the other tab", func(t *testing.T) {
		p := open(t, startSite(t), "")
		evalIn[any](t, p.inWorker(), `void (onmessage = () => postMessage({ended: true}))`)
		p.paste(guideFile(t, "p256.pub"))
		p.waitError()
		p.waitReady()
		p.click("tab-generate")
		if p.visible("error") {
			t.Error("its error stands beside what generates keys")
		}
		p.click("tab-convert")
		call[any](p, again)
		p.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)
	})
}
