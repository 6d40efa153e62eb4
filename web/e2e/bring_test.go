package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// pasteInto pastes text where the focus is, "" being nowhere, with the events
// that a browser sends.
func (p *tab) pasteInto(id, text string) {
	p.t.Helper()
	call[any](p, `(id, text) => {
		const target = id ? document.getElementById(id) : document.body;
		if (id) target.focus();
		const data = new DataTransfer();
		data.setData('text/plain', text);
		if (target.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) && id) {
			target.value = text.replace(/[\r\n]/g, '');
			target.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}));
		}
	}`, id, text)
}

// TestKeyIntoThePassphrase: after an encrypted key the focus is in the
// passphrase's field, and the next key is pasted there.
func TestKeyIntoThePassphrase(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	want := guide(t)["p256-pkcs8.key"]
	for name, text := range map[string]string{
		"PEM":              guideFile(t, "p256-pkcs8.key"),
		"PEM on one line":  strings.ReplaceAll(guideFile(t, "p256-pkcs8.key"), "\n", `\n`),
		"JWK":              jwkText(want.Public, nil),
		"JWK on one line":  strings.ReplaceAll(strings.ReplaceAll(jwkText(want.Public, nil), "\n", ""), "  ", ""),
		"OpenSSH":          guideFile(t, "p256.pub"),
		"OpenSSH, no end":  strings.TrimSpace(guideFile(t, "p256.pub")),
		"base64":           strings.Join(strings.Split(strings.TrimSpace(guideFile(t, "p256-spki.pem")), "\n")[1:3], ""),
		"dropped as a PEM": "",
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, s, "")
			needPassphrase(t, p)
			if text == "" {
				call[any](p, `(text) => {
					const data = new DataTransfer();
					data.setData('text/plain', text);
					document.getElementById('passphrase').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
				}`, guideFile(t, "p256.pub"))
			} else {
				p.pasteInto("passphrase", text)
			}
			p.waitOutput(want.Public["x"])
			if p.visible("passphrase") || p.value("passphrase") != "" {
				t.Error("the passphrase's field stays")
			}
			if text != "" && p.active() != "key-input" {
				t.Errorf("the focus is at %q", p.active())
			}
		})
	}
}

// TestPassphraseIsPasted: what could be a passphrase stays one.
func TestPassphraseIsPasted(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	needPassphrase(t, p)
	for _, text := range []string{"{curly", "with {a: brace} in it", "ends with a line\n", "MIIE", "ssh-rsa is what I said", strings.Repeat("0af1", 32)} {
		p.set("passphrase", "")
		p.pasteInto("passphrase", text)
		p.waitFor("the refusal", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
		p.settle()
		if got := p.value("passphrase"); got != strings.TrimSpace(text) {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// TestPasteOnTheGenerateTab: a paste is the input there too, as a drop is.
func TestPasteOnTheGenerateTab(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.pasteInto("gen-count", "3")
	if p.visible("key-input") {
		t.Fatal("a number in its field switches")
	}
	p.pasteInto("", guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	if !p.visible("key-input") {
		t.Error("the tab to convert is not the one shown")
	}
}

// TestTypingShowsNoError: half a key is no mistake yet.
func TestTypingShowsNoError(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	pem := guideFile(t, "p256-spki.pem")
	half := pem[:len(pem)/2]
	p.focus("key-input")
	eval[any](p, `void (() => {
		globalThis.errors = 0;
		new MutationObserver(() => { if (!document.getElementById('error').hidden) errors++; }).observe(document.getElementById('error'), {attributes: true, childList: true});
	})()`)
	for at := 0; at < len(half); at += 20 {
		p.press(strings.ReplaceAll(half[at:min(at+20, len(half))], "\n", kb.Enter))
		time.Sleep(250 * time.Millisecond)
	}
	if eval[int](p, `errors`) != 0 {
		t.Errorf("an error is shown of half a key: %s", p.errorText())
	}
	p.waitError() // it rests
	p.press(kb.Enter + "-----END PUBLIC KEY-----")
	began := time.Now()
	p.waitError() // whole, and broken
	if took := time.Since(began); took > time.Second {
		t.Errorf("of a whole PEM the error came only after %s", took)
	}
	p.empty()
	p.press("nothing that is a key")
	time.Sleep(500 * time.Millisecond)
	if p.errorText() != "" {
		t.Error("the error comes while it is typed")
	}
	eval[any](p, `document.getElementById('key-input').blur()`)
	p.waitError()
}

// dropLarge drops a file that is one byte larger than what is read.
func (p *tab) dropLarge(name, on string) {
	p.t.Helper()
	call[any](p, `(name, on) => {
		const data = new DataTransfer();
		data.items.add(new File([new Uint8Array(16 * 1024 * 1024 + 1)], name));
		document.querySelector(on).dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
	}`, name, on)
}

// TestTooLargeAFile: nothing of another key stands beside the error.
func TestTooLargeAFile(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	p.dropLarge("backup.img", "body")
	if got := p.waitError(); !strings.Contains(got, "backup.img") || !strings.Contains(got, "16 MiB") {
		t.Errorf("the error says %q", got)
	}
	p.settle()
	if p.visible("result") || p.output() != "" || p.value("key-input") != "" {
		t.Error("the old key is still there")
	}
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("crv", "P-384")
	if p.errorText() != "" {
		t.Error("the error stays")
	}
	// On the comparison it is told there, and costs no key.
	p.do(clickSummary("compare"))
	p.dropLarge("backup.img", "#compare")
	p.waitFor("the word", `document.getElementById('compare-result').textContent.includes('backup.img')`)
	p.waitJWK("crv", "P-384")
}
