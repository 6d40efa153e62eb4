package e2e

import (
	"strings"
	"testing"
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

// TestKeyIntoAFilesPassphrase is the same with that of a file in the list.
func TestKeyIntoAFilesPassphrase(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.chooseBrought("rsa.pem", "store.p12")
	p.waitFor("a field for one file's passphrase", `document.querySelector('#input-list input')`)
	id := eval[string](p, `document.querySelector('#input-list input').id`)
	p.pasteInto(id, guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	if p.active() != "key-input" {
		t.Errorf("the focus is at %q", p.active())
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

// typeIn types text into a field within the page, so many characters at a
// time, so many milliseconds apart: from outside, a busy machine would pause.
func (p *tab) typeIn(id, text string, at, apart int) {
	p.t.Helper()
	call[any](p, `async (id, text, at, apart) => {
		const field = document.getElementById(id);
		field.focus();
		for (let i = 0; i < text.length; i += at) {
			field.setRangeText(text.slice(i, i + at), field.value.length, field.value.length, 'end');
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertText', bubbles: true}));
			globalThis.lastTyped = performance.now();
			await new Promise((resolve) => setTimeout(resolve, apart));
		}
	}`, id, text, at, apart)
}

// TestTypingShowsNoError: half a key is no mistake yet.
func TestTypingShowsNoError(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := blank(t, s)
	// Where the error must not wait for the rest, there is none: how long a busy
	// machine takes for anything else says nothing.
	p.beforeLoad(`globalThis.rests = true;
		const later = setTimeout;
		globalThis.setTimeout = (f, ms, ...more) => ms === 1500 && !rests ? 0 : later(f, ms, ...more);`)
	p.goTo(s.URL)
	p.waitReady()
	pem := guideFile(t, "p256-spki.pem")
	eval[any](p, `void (() => {
		globalThis.errors = [];
		const box = document.getElementById('error');
		new MutationObserver(() => { if (!box.hidden) errors.push(performance.now() - lastTyped); }).observe(box, {attributes: true, childList: true});
	})()`)
	after := func(what string, least float64) {
		t.Helper()
		p.waitError()
		if got := eval[[]float64](p, `errors.splice(0)`); len(got) == 0 || got[0] < least {
			t.Errorf("%s: the error came after %.0f ms", what, got)
		}
	}
	p.typeIn("key-input", pem[:len(pem)/2], 10, 250)
	if got := eval[[]float64](p, `errors.splice(0)`); len(got) > 0 {
		t.Errorf("an error is shown of half a key: %s", p.errorText())
	}
	after("half a key, at rest", 1400)
	eval[any](p, `rests = false`)
	p.empty()
	p.typeIn("key-input", pem[:len(pem)/2]+"\n-----END PUBLIC KEY-----", 30, 100)
	after("a whole one that is broken", 0)
	p.empty()
	p.typeIn("key-input", "nothing that is a key", 5, 250)
	if p.errorText() != "" {
		t.Error("the error comes while it is typed")
	}
	eval[any](p, `document.getElementById('key-input').blur()`)
	after("left", 0)
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
	p.toggle("compare")
	p.dropLarge("backup.img", "#compare")
	p.waitFor("the word", `document.getElementById('compare-result').textContent.includes('backup.img')`)
	p.waitJWK("crv", "P-384")
}

// TestFileNameThatTurnsRound: what is written from right to left would make a
// file look like another.
func TestFileNameThatTurnsRound(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.drop("key\u202egpj.\u2066pem\x07", []byte(guideFile(t, "p384.pub")))
	p.waitJWK("kid", guide(t)["p384.pub"].Thumbprint)
	if all := p.everything(); strings.ContainsAny(all, "\u202e\u2066\x07") || !strings.Contains(all, "key\uFFFDgpj.\uFFFDpem\uFFFD") {
		t.Errorf("the name on the page: %q", eval[string](p, `document.getElementById('input-note').textContent`))
	}
}
