package e2e

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A worker that ends takes Go's list with it. The list is made again when
// something is asked of it, under other numbers. These tests ask while that
// goes on, or while another list is on its way.

// slowKeys takes about two seconds to read.
func slowKeys(t *testing.T) string {
	t.Helper()
	return strings.Repeat(readFile(t, vectorsDir+"/odd/ed448-pkcs8-half-raw.pem"), 60)
}

// loseList ends the worker.
func (p *tab) loseList() {
	p.t.Helper()
	evalIn[any](p.t, p.inWorker(), `void postMessage({ended: true})`)
	p.settle()
}

// threeLessOne makes three keys and takes the first away, so that a list that
// is made again has other numbers.
func (p *tab) threeLessOne(r recipe) {
	p.t.Helper()
	r.count = 3
	p.prepare(r)
	p.click("generate")
	p.waitFor("three keys", isListed(3))
	p.settle()
	p.pick(1)
	p.settle()
	p.click("key-remove")
	p.waitFor("two keys", `document.querySelectorAll('#key-list [data-value]').length === 3`)
	p.settle()
}

// TestComparedWhileNextIsRead: what is held against the key while the next one
// is read does not bring the last one back.
func TestComparedWhileNextIsRead(t *testing.T) {
	t.Parallel()
	compared := func(p *tab, slow string) {
		p.t.Helper()
		p.paste(slow)
		p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
		p.set("compare-input", "some-key-id")
		p.waitFor("the keys", isListed(5))
		p.settle()
		if out := p.output(); !strings.Contains(out, "Ed448") || strings.Contains(out, "P-256") {
			p.t.Errorf("beside Ed448 keys stands %s", out)
		}
		if got := p.text("compare-result"); !strings.Contains(got, "not the key ID") {
			p.t.Errorf("the verdict is %q", got)
		}
	}
	t.Run("after another was cancelled", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256.pub"))
		p.waitJWK("crv", "P-256")
		p.unfold("compare")
		p.cancelAnother()
		compared(p, slowKeys(t))
	})
	t.Run("after another was replaced", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256.pub"))
		p.waitJWK("crv", "P-256")
		p.unfold("compare")
		p.paste(slowKeys(t))
		time.Sleep(300 * time.Millisecond)
		compared(p, "\n"+slowKeys(t))
	})
}

// TestVerdictOfTheLastText: while the engine is at work, no verdict stands beside
// a text that it is not about.
func TestVerdictOfTheLastText(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	last := p.compare(guideFile(t, "p256.pub"))
	p.paste(slowKeys(t))
	p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
	p.set("compare-input", "some-key-id")
	p.waitFor("the last verdict to go", `document.getElementById('compare-result').textContent.trim() !== `+strconv.Quote(last))
	if got := p.text("compare-result"); got != "" {
		t.Errorf("until %q comes, the last verdict stands there", got)
	}
	p.waitFor("the keys", isListed(5))
}

// TestPastedWhileListIsMadeAgain: what is pasted while an option has the lost
// list made again is read, and nothing takes its place.
func TestPastedWhileListIsMadeAgain(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(slowKeys(t))
	p.waitFor("the keys", isListed(5))
	p.loseList()
	eval[any](p, "void ("+pasteLong+")")
	p.set("use", "none")
	p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
	call[any](p, `(text) => pasteLong(text)`, manyKeys(2000))
	p.waitFor("the keys", isListed(50))
	p.settle()
	if got := p.errorText(); got != "" {
		t.Errorf("the page says %q", got)
	}
	p.set("use", "enc")
	p.settle()
	if out := p.output(); !strings.Contains(out, "Ed25519") || strings.Contains(out, "Ed448") {
		t.Errorf("then it is %s", firstLine(out))
	}
}

// TestTakenAfterTheListIsMadeAgain: the private half that is taken unseen is that
// of the key whose button it is, whatever its number is by then.
func TestTakenAfterTheListIsMadeAgain(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.threeLessOne(recipe{kind: "oct"})
	eval[any](p, `void ((make) => (URL.createObjectURL = (blob) => (globalThis.saved = blob.text(), make(blob))))(URL.createObjectURL.bind(URL))`)
	for _, place := range []int{1, 2} {
		p.pick(place)
		p.settle()
		p.click("add-key")
		p.cancelAnother()
		p.click("add-key") // no more
		p.settle()
		eval[any](p, `void (globalThis.saved = null)`)
		p.click("download")
		p.waitFor("a file", `globalThis.saved !== null`)
		got := parseJSON(t, eval[string](p, `saved`))
		p.set("include-private", "true")
		want := parseJSON(t, p.waitOutput(`"k"`))
		p.set("include-private", "false")
		p.settle()
		if got["k"] != want["k"] {
			t.Errorf("key %d is %v; what is saved is %v", place, want["kid"], got["kid"])
		}
	}
}

// TestAskedTwiceOfALostList: two questions at once of a list that is gone are
// both answered, of the keys that are shown.
func TestAskedTwiceOfALostList(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.threeLessOne(recipe{kind: "EC", size: "P-256"})
	p.pick(2)
	p.settle()
	kid := parseJSON(t, p.output())["kid"].(string)
	p.loseList()
	call[any](p, `(kid) => {
		const input = document.getElementById('compare-input');
		document.getElementById('compare').open = document.getElementById('digests').open = document.getElementById('token').open = true;
		input.value = kid;
		input.dispatchEvent(new Event('input', {bubbles: true}));
		document.getElementById('token-client').value = 'c';
		document.getElementById('token-endpoint').value = 'https://as.example/token';
		document.getElementById('token-make').click();
	}`, kid)
	p.waitFor("the digests", `document.querySelectorAll('#digests-list dd').length > 3`)
	p.waitFor("a verdict", `document.getElementById('compare-result').textContent !== ''`)
	p.waitFor("a token", `document.getElementById('token-assertion').textContent.includes('.')`)
	p.settle()
	if got := p.text("compare-result"); !strings.Contains(got, "Same key") {
		t.Errorf("the verdict is %q", got)
	}
	if !strings.Contains(p.text("digests-list"), kid) {
		t.Error("the digests are another key's")
	}
	head, _, _ := strings.Cut(p.text("token-assertion"), ".")
	if header, err := base64.RawURLEncoding.DecodeString(head); err != nil || !strings.Contains(string(header), kid) {
		t.Errorf("the token's header is %s (%v)", header, err)
	}
}

// TestAskedWhileKeysAreAdded: what was asked of some keys is not answered of more.
func TestAskedWhileKeysAreAdded(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	eval[any](p, `void (document.getElementById('token').open = true)`)
	p.set("token-client", "c")
	p.set("token-endpoint", "https://as.example/token")
	p.click("add-key")
	p.paste(slowKeys(t))
	p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
	p.click("token-make")
	p.waitFor("the keys", isListed(5))
	p.settle()
	if got := p.text("token-refusal"); !strings.Contains(got, "The keys have changed") {
		t.Errorf("of the token the page says %q", got)
	}
	p.click("token-make")
	p.waitFor("a token", `document.getElementById('token-assertion').textContent.includes('.')`)
}

// TestQuestionBehindOneThatKills: a worker that dies of one question does not
// leave the next one to a worker that knows of no key.
func TestQuestionBehindOneThatKills(t *testing.T) {
	t.Parallel()
	killing := func(t *testing.T) *tab {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "p256.pub"))
		p.waitJWK("crv", "P-256")
		evalIn[any](t, p.inWorker(), `void (onmessage = () => setTimeout(() => postMessage({ended: true}), 300))`)
		p.unfold("compare")
		p.set("compare-input", "some-key-id")
		p.waitFor("the work to begin", `document.documentElement.dataset.state === 'busy'`)
		return p
	}
	t.Run("another question", func(t *testing.T) {
		p := killing(t)
		eval[any](p, `void (document.getElementById('digests').open = true)`)
		p.waitFor("the digests", `document.querySelectorAll('#digests-list dd').length > 3`)
	})
	t.Run("an option", func(t *testing.T) {
		p := killing(t)
		p.set("use", "none")
		p.settle()
		if jwk := parseJSON(t, p.output()); jwk["use"] != nil || p.errorText() != "" {
			t.Errorf("the use that was taken out is %v; the page says %q", jwk["use"], p.errorText())
		}
	})
}

// TestRefusedBehindAnotherInput: an input that another request replaced leaves nothing
// behind, though Go has read it by then.
func TestRefusedBehindAnotherInput(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.set("kid-mode", "text")
	p.prepare(recipe{kind: "EC", size: "P-384"})
	call[any](p, `(text, long) => {
		const type = (id, value, event) => {
			const field = document.getElementById(id);
			field.value = value;
			field.dispatchEvent(event);
		};
		type('key-input', text, new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}));
		type('kid', long, new InputEvent('input', {bubbles: true}));
		document.getElementById('generate').click();
	}`, guideFile(t, "ed25519.pub"), strings.Repeat("x", 1100))
	p.waitError()
	p.settle()
	if p.text("result-title") != "EC P-256" {
		t.Fatalf("what is shown is %q", p.text("result-title"))
	}
	p.set("kid", "fine")
	if jwk := p.waitJWK("kid", "fine"); jwk["crv"] != "P-256" {
		t.Errorf("a change of the key ID brings %v", jwk["crv"])
	}
}

// TestOptionOfNothing: when the field is emptied and the new key waits to be brought back,
// an option is no request.
func TestOptionOfNothing(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	kid := parseJSON(t, p.output())["kid"].(string)
	p.click("tab-convert")
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("crv", "P-384")
	p.empty()
	p.settle()
	p.set("compact", "true")
	p.set("use", "none")
	p.settle()
	if got := p.errorText(); got != "" || p.visible("result") {
		t.Errorf("the page says %q, and shows %q", got, p.text("result-title"))
	}
	p.click("undo")
	p.waitJWK("kid", kid)
}

// TestIssuerOfALostList: the issuer that was chosen to be a key stays one.
func TestIssuerOfALostList(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.paste(readFile(t, broughtDir+"/chain.pem"))
	p.waitJWK("kty", "RSA")
	p.settle()
	eval[any](p, `document.querySelectorAll('#issuers-list button')[1].click()`)
	p.waitListed(2)
	kids := func() string {
		keys := keysOf(t, p.form("jwks"))
		return fmt.Sprint(keys[0]["kid"], " ", keys[len(keys)-1]["kid"], " of ", len(keys))
	}
	before := kids()
	p.loseList()
	p.set("compact", "true")
	p.settle()
	if now := kids(); now != before {
		t.Errorf("the keys were %s, and are %s", before, now)
	}
	eval[any](p, `document.querySelectorAll('#issuers-list button')[1].click()`)
	p.waitFor("the one key again", `!document.getElementById('key-list').checkVisibility()`)
}

// TestAddedWithOneThatIsThere: of files that are added together, one may be in the
// list already. When the list is made again, the others are there too.
func TestAddedWithOneThatIsThere(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.chooseBrought("rsa.pem")
	p.waitJWK("kty", "RSA")
	p.click("add-key")
	p.chooseBrought("rsa.pem", "ec.der", "id.pub")
	p.waitListed(3)
	p.loseList()
	p.set("compact", "true")
	p.settle()
	if n := p.listed(); n != 3 {
		t.Errorf("%d keys are left of 3", n)
	}
}

// TestCertificateOfALostList: a certificate that was made here stays that of its key
// when the list is made again, as often as that is.
func TestCertificateOfALostList(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	made := p.makeCertificate("my-client")
	want := strs(p.waitJWK("crv", "P-256")["x5c"])
	if len(want) != 1 {
		t.Fatalf("x5c is %v", want)
	}
	for _, compact := range []string{"true", "false"} {
		p.loseList()
		p.set("compact", compact)
		p.settle()
		if got := strs(p.waitJWK("crv", "P-256")["x5c"]); !slices.Equal(got, want) {
			t.Errorf("x5c is %v", got)
		}
		if p.text("certify-pem") != made || p.visible("input-list") {
			t.Errorf("shown is %q; the inputs are listed: %v", p.text("certify-pem"), p.visible("input-list"))
		}
	}
}

// TestKeyIDOfALostList: a key ID that is made once is not made again with the list.
func TestKeyIDOfALostList(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	for _, mode := range []string{"uuid", "date"} {
		before := p.output()
		p.set("kid-mode", mode)
		p.waitFor("another key ID", `document.getElementById('output').textContent !== `+quote(before))
		p.settle()
		want := p.output()
		time.Sleep(1100 * time.Millisecond) // a date has another second by then
		p.loseList()
		p.set("compact", "true")
		p.settle()
		p.set("compact", "false")
		p.settle()
		if got := p.output(); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
}
