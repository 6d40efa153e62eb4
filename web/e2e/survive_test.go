package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRapidPastes pastes 50 times without waiting: the last one wins, and
// nothing of the others comes after it.
func TestRapidPastes(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	names := sortedNames(all)
	texts := make([]string, 50)
	last := ""
	for i := range texts {
		last = names[i%len(names)]
		texts[i] = guideFile(t, last)
	}
	call[any](p, `(texts) => {
		const field = document.getElementById('key-input');
		for (const text of texts) {
			field.value = text;
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}));
		}
	}`, texts)
	p.waitJWK("kid", all[last].Thumbprint)
	p.settle()
	if jwk := p.waitJWK("kid", all[last].Thumbprint); jwk["kid"] != all[last].Thumbprint {
		t.Errorf("then the key is %v", jwk["kid"])
	}
	if got := p.errorText(); got != "" {
		t.Errorf("an error is shown: %s", got)
	}
}

// TestLargeInput gives as much as is taken, and one byte more.
func TestLargeInput(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	const most = 16 << 20
	key := guideFile(t, "p256-spki.pem")
	// Made in the page: sending megabytes to it takes longer than reading them.
	const padded = `globalThis.padded = (size, key) => 'x'.repeat(79).concat('\n').repeat(size / 80 + 1).slice(0, size - key.length - 1) + '\n' + key`
	eval[any](p, "void ("+padded+")")
	dropPadded := func(size int) {
		call[any](p, `(size, key) => {
			const data = new DataTransfer();
			data.items.add(new File([padded(size, key)], 'long.txt'));
			for (const type of ['dragenter', 'dragover', 'drop'])
				document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
		}`, size, key)
	}
	pasted := func(script string) {
		eval[any](p, `(() => {
			const data = new DataTransfer();
			data.setData('text/plain', `+script+`);
			document.getElementById('key-input').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
		})()`)
	}
	t.Run("16 MiB of text with a key at its end", func(t *testing.T) {
		p.as(t)
		dropPadded(most)
		p.waitJWK("kid", guide(t)["p256-spki.pem"].Thumbprint)
	})
	t.Run("a file of a byte more", func(t *testing.T) {
		p.as(t)
		dropPadded(most + 1)
		p.waitFor("a word on it", `/16 MiB/.test(document.getElementById('error').textContent + document.getElementById('input-note').textContent)`)
		p.waitFor("the page to be ready", `document.documentElement.dataset.state === 'ready'`)
	})
	t.Run("a paste of a byte more", func(t *testing.T) {
		p.as(t)
		p.click("clear")
		p.waitReady()
		pasted(fmt.Sprintf("padded(%d, %s)", most+1, quote(key)))
		if got := p.waitError(); !strings.Contains(got, "16 MiB") {
			t.Errorf("the error is %q", got)
		}
	})
	t.Run("megabytes of nothing", func(t *testing.T) {
		p.as(t)
		nothing := func(size int) time.Duration {
			p.click("clear")
			p.waitReady()
			began := time.Now()
			pasted(fmt.Sprintf("'0123456789abcde\\n'.repeat(%d)", size/16))
			p.waitFor("an error", `document.getElementById('error').checkVisibility() && !document.getElementById('error').textContent.includes('16 MiB')`)
			return time.Since(began)
		}
		// Four times the text in about four times the time: sixteen would be the square.
		quarter := nothing(most / 16)
		if whole := nothing(most / 4); whole > 10*quarter {
			t.Errorf("a quarter of it took %s, the whole %s", quarter, whole)
		}
	})
	t.Run("and then a key", func(t *testing.T) {
		p.as(t)
		p.click("clear")
		p.waitReady()
		p.paste(key)
		p.waitJWK("kid", guide(t)["p256-spki.pem"].Thumbprint)
	})
}

// TestTypedOnAndOn: work that what is typed replaced ends soon, also while the typing goes on.
func TestTypedOnAndOn(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	evalIn[any](t, p.inWorker(), `void (onmessage = null)`)
	before := p.workerCount()
	call[any](p, `async (text) => {
		const field = document.getElementById('key-input');
		for (let n = 0; n < 15; n++) {
			field.value = text + '\n'.repeat(n);
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
			await new Promise((resolve) => setTimeout(resolve, 60));
		}
	}`, guideFile(t, "p256.pub"))
	if now := p.workerCount(); now != before+1 {
		t.Errorf("while it was typed, %d workers took the place of the one that hangs, want 1", now-before)
	}
	p.waitJWK("kid", guide(t)["p256.pub"].Thumbprint)
}
