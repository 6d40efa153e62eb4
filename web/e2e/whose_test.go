package e2e

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What is shown, compared, copied and saved belongs to the key that is there
// now, whatever was there before and whatever went wrong in between.

// manyKeys is a JWK Set of n private keys, which takes a while to read.
func manyKeys(n int) string {
	keys := make([]string, n)
	for i := range keys {
		seed := make([]byte, ed25519.SeedSize)
		copy(seed, fmt.Sprint(i, " of many"))
		public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
		text := base64.RawURLEncoding.EncodeToString
		keys[i] = fmt.Sprintf(`{"kty":"OKP","crv":"Ed25519","x":"%s","d":"%s"}`, text(public), text(seed))
	}
	return `{"keys":[` + strings.Join(keys, ",") + `]}`
}

// pasteLong pastes a text that is too long for the field, and does not wait
// for more than the page's answer to it.
const pasteLong = `globalThis.pasteLong = (text) => {
	const data = new DataTransfer();
	data.setData('text/plain', text);
	document.getElementById('key-input').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}`

// isListed is true when more than n entries are in the list of keys.
func isListed(n int) string {
	return fmt.Sprintf(`document.querySelectorAll('#key-list [data-value]').length > %d`, n)
}

// downloaded names the files that were saved.
func (p *tab) downloaded() (names []string) {
	p.t.Helper()
	entries, err := os.ReadDir(p.downloads)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// pick chooses one of several keys by its number.
func (p *tab) pick(id int) {
	p.t.Helper()
	call[any](p, `(id) => document.querySelector('#key-list [data-value="' + id + '"]').click()`, id)
}

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
		p.set("kid", "same")
		p.settle()
		p.click("generate")
		p.waitError()
		p.set("kid-mode", "thumbprint")
		p.settle()
		if p.visible("result") {
			t.Errorf("the key that was pasted before is back: %s", p.text("result-title"))
		}
	})
}

// TestCompareWithTheNextKey: a verdict goes with its key, even where nobody
// sees it go.
func TestCompareWithTheNextKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	mine := guide(t)["p256.pub"]
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kid", mine.Thumbprint)
	if got := p.compare(guideJWK(mine.Public, mine.Thumbprint)); !strings.Contains(got, "Same key") {
		t.Fatalf("the key itself is %q", got)
	}
	p.do(clickSummary("compare"))
	p.paste(guideFile(t, "ed25519.pub"))
	p.waitJWK("crv", "Ed25519")
	p.do(clickSummary("compare"))
	p.waitFor("a verdict", `document.getElementById('compare-result').textContent`)
	if got := p.text("compare-result"); !strings.Contains(got, "Not the same") {
		t.Errorf("of another key it says %q", got)
	}
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
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.set("include-private", "true")
	p.choice("format", "pkcs8_encrypted")
	p.waitFor("the field", `document.getElementById('encrypt').checkVisibility()`)
	p.focus("encrypt")
	p.press("correct horse")
	first := p.waitOutput("ENCRYPTED")
	p.press(" battery")
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
		p.set("kid", "one for both")
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

// TestOwnKidStaysWithItsKey: a part of the input that is opened later moves
// the numbers of the others, and not the key IDs they were given.
func TestOwnKidStaysWithItsKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key") + guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitOutput(`"keys"`)
	p.pick(1)
	p.waitJWK("crv", "P-256")
	p.set("own-kid", "mine")
	p.waitJWK("kid", "mine")
	p.unlock("correct horse")
	p.waitFor("three keys", isListed(3))
	p.settle()
	for _, key := range parseJSON(t, p.output())["keys"].([]any) {
		jwk := key.(map[string]any)
		if (jwk["kid"] == "mine") != (jwk["crv"] == "P-256") {
			t.Errorf("%v has the key ID %v", jwk["crv"], jwk["kid"])
		}
	}
	if got := p.text("passphrase-label"); !strings.Contains(got, "part") {
		t.Errorf("the passphrase is one of %q", got)
	}
}

// TestTakeWhileRendering: a file that is asked for while another form is
// being written comes all the same.
func TestTakeWhileRendering(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.set("include-private", "true")
	p.choice("format", "pkcs8_encrypted")
	p.set("encrypt", "a long one")
	p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy'`)
	call[any](p, `() => document.querySelector('[data-form=pkcs8] [aria-label^=Download]').click()`)
	if got := string(p.waitDownload("private.key")); !strings.Contains(got, "BEGIN PRIVATE KEY") {
		t.Errorf("it is %q", firstLine(got))
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
		if p.output() != before {
			t.Error("another key was made, and the one that was shown is gone")
		}
		if got := p.errorText(); !strings.Contains(got, "gone from the engine") || eval[bool](p, `Boolean(document.querySelector('#error button'))`) {
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

// TestFilesOfALostKey says why a generated key's files cannot be made any
// more.
func TestFilesOfALostKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	said := p.announced()
	evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
	p.settle()
	p.waitReady()
	if got := strings.Join(said(), " "); !strings.Contains(got, "stopped unexpectedly") {
		t.Errorf("those who listen hear %q", got)
	}
	p.click("zip")
	if got := p.waitError(); !strings.Contains(got, "gone from the engine") {
		t.Errorf("it says %q", got)
	}
}

// TestSelectionSurvivesACrash: the key that was chosen of several stays it.
func TestSelectionSurvivesACrash(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitOutput(`"keys"`)
	p.pick(2)
	p.waitJWK("crv", "P-384")
	evalIn[any](t, p.inWorker(), `void postMessage({ended: true})`)
	p.settle()
	p.set("use", "none")
	p.waitFor("the output without a use", `!document.getElementById('output').textContent.includes('"use"')`)
	p.settle()
	if got := parseJSON(t, p.output())["crv"]; got != "P-384" {
		t.Errorf("the key shown is %v", got)
	}
}

// TestShownAllStayShown: whoever asked for the whole list keeps it.
func TestShownAllStayShown(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(manyKeys(80))
	p.waitFor("the first ones", isListed(50))
	p.settle()
	p.click("keys-more")
	p.waitFor("all of them", isListed(80))
	p.pick(70)
	p.settle()
	p.set("own-kid", "seventy")
	p.waitJWK("kid", "seventy")
	p.settle()
	if got := eval[string](p, `document.querySelector('#key-list [aria-checked=true]').dataset.value`); got != "70" {
		t.Errorf("key %s is marked, of %d", got, eval[int](p, `document.querySelectorAll('#key-list [data-value]').length-1`))
	}
}

// TestClearedWhileZipping: what was asked of keys that are gone is no error.
func TestClearedWhileZipping(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("crv", "P-256")
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	evalIn[any](t, p.inWorker(), `void (onmessage = null)`)
	p.click("zip")
	p.waitFor("the page to be busy", `document.documentElement.dataset.state === 'busy'`)
	p.click("clear")
	p.settle()
	if got := p.errorText(); got != "" {
		t.Errorf("the empty page says %q", got)
	}
}

// TestGivenKidNotice goes when it is followed.
func TestGivenKidNotice(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	said := p.announced()
	p.paste(guideJWK(guide(t)["p256.pub"].Public, "mine"))
	p.waitOutput("kid")
	p.settle()
	if got := p.text("notice"); !strings.Contains(got, "“mine”") {
		t.Fatalf("it says %q", got)
	}
	if got := strings.Join(said(), " "); !strings.Contains(got, "“mine”") {
		t.Errorf("those who listen hear %q", got)
	}
	p.set("kid-mode", "keep")
	p.waitJWK("kid", "mine")
	p.settle()
	if got := p.text("notice"); got != "" {
		t.Errorf("then it says %q", got)
	}
}

// TestLinkWhileWorking: a link that is followed while a key is made counts
// for that key.
func TestLinkWhileWorking(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.prepare(recipe{kind: "RSA", size: "2048", engine: "go"})
	p.click("generate")
	eval[any](p, `void (location.hash = 'tab=generate&kid=linked')`)
	p.waitJWK("kid", "linked")
}

// TestLinkToNoAlgorithm: what no algorithm is called is not followed.
func TestLinkToNoAlgorithm(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#alg=RS265")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("alg", "ES256")
}

// TestLinkMendsAnError: a link is followed beside an error, too.
func TestLinkMendsAnError(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid=both")
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitError()
	eval[any](p, `void (location.hash = 'kid-mode=thumbprint')`)
	p.waitOutput(`"keys"`)
	if got := p.errorText(); got != "" {
		t.Errorf("the error stays: %s", got)
	}
}
