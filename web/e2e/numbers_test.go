package e2e

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// cancelAnother begins a key that takes long, and cancels it: the worker ends,
// and with it what Go remembers.
func (p *tab) cancelAnother() {
	p.t.Helper()
	p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
	p.click("generate")
	p.waitFor("a way out", `document.getElementById('cancel').checkVisibility()`)
	p.click("cancel")
	p.waitReady()
}

// TestNumbersAfterCancel makes three keys and takes the first away. After a
// cancelled fourth Go has the two under other numbers: who then asks for a
// token is answered of the key that is shown, and options apply to what was
// made as before.
func TestNumbersAfterCancel(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.threeLessOne(recipe{kind: "EC", size: "P-256"})
	if said := p.text("status"); said != "EC P-256 is removed. 2 keys are left." {
		t.Errorf("removed, the page says %q", said)
	}
	p.pick(2)
	p.settle()
	p.pick(1)
	p.settle()
	shown := parseJSON(t, p.output())["kid"].(string)

	if said := p.text("status"); !strings.HasPrefix(said, "Key 1, EC P-256") {
		t.Errorf("chosen, the page says %q", said)
	}

	p.click("add-key")
	p.cancelAnother()
	p.unfold("token")
	p.set("token-client", "c")
	p.set("token-endpoint", "https://as.example/token")
	p.click("token-make")
	p.waitFor("a token", `document.getElementById('token-assertion').textContent.includes('.')`)
	head, _, _ := strings.Cut(p.text("token-assertion"), ".")
	header, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil || !strings.Contains(string(header), shown) {
		t.Errorf("the key shown is %s, the token's header %s (%v)", shown, header, err)
	}
	p.settle()
	if jwk := parseJSON(t, p.output()); jwk["kid"] != shown {
		t.Errorf("then the key shown is %v, it was %s", jwk["kid"], shown)
	}
	p.pick(0)
	p.settle()
	p.set("alg", "ECDH-ES+A256KW")
	p.set("use", "enc")
	p.waitOutput(`"enc"`)
	p.settle()
	for _, key := range parseJSON(t, p.output())["keys"].([]any) {
		if jwk := key.(map[string]any); jwk["use"] != "enc" {
			t.Errorf("enc was chosen for all, and %v has %v", jwk["kid"], jwk["use"])
		}
	}
}

// TestTypedAndTakenAway types a letter after a key was made, and takes it
// away again: no error, and the key can be brought back.
func TestTypedAndTakenAway(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.set("gen-type", "EC")
	p.click("generate")
	p.waitOutput(`"kid"`)
	p.settle()
	kid := parseJSON(t, p.output())["kid"].(string)
	p.click("tab-convert")
	p.focus("key-input")
	p.press("x")
	p.settle()
	p.do(chromedp.KeyEvent("\b"))
	p.settle()
	if got := p.errorText(); got != "" {
		t.Errorf("the page says %q", got)
	}
	p.click("undo")
	p.waitJWK("kid", kid)
}

// TestFocusAfterOpening opens one encrypted file of three with the keyboard: the
// focus goes on to the next one, and then to what came out.
func TestFocusAfterOpening(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	call[any](p, `(one, two, open) => {
		const data = new DataTransfer();
		data.items.add(new File([one], 'one.key'));
		data.items.add(new File([two], 'two.key'));
		data.items.add(new File([open], 'open.pem'));
		data.items.add(new File(['only words, and no key, all of them long'], 'words.txt'));
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	}`, readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key"), readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key")+"\n", guideFile(t, "p256.pub"))
	p.waitFor("two fields", `document.querySelectorAll('#input-list input').length === 2`)
	p.settle()
	eval[any](p, `document.querySelector('#input-list input').focus()`)
	p.press("correct horse\r")
	p.waitFor("one field less", `document.querySelectorAll('#input-list input').length === 1`)
	p.waitFor("the next field to have the focus", `document.activeElement === document.querySelector('#input-list input')`)
	p.press("correct horse\r")
	p.waitFor("no field", `document.querySelectorAll('#input-list input').length === 0`)
	p.waitFor("the result to have the focus", `document.activeElement?.id === 'result-title'`)
	// What it could be is said in full on the narrowest screen.
	p.do(chromedp.EmulateViewport(256, 512))
	if eval[bool](p, `document.documentElement.scrollWidth > document.documentElement.clientWidth`) {
		t.Error("at 256 px the page is wider than the screen")
	}
}

// TestSeveralClosed drops two encrypted files and one that is no key: the
// passphrase is asked for, and it says of what.
func TestSeveralClosed(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	call[any](p, `(one) => {
		const data = new DataTransfer();
		for (const [name, text] of [['words.txt', 'only words'], ['one.key', one], ['two.key', one + '\n']]) data.items.add(new File([text], name));
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	}`, readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key"))
	p.waitFor("a field", `document.getElementById('passphrase').checkVisibility()`)
	if got := p.text("passphrase-label"); got != "Passphrase of words.txt or one.key or two.key" {
		t.Errorf("the label is %q", got)
	}
	p.unlock("correct horse")
	p.waitOutput(`"kid"`)
}
