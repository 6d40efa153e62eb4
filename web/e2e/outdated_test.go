package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestTokenOfOlderFields: a token is gone once what it is made from reads otherwise,
// so that nobody copies one with the last audience.
func TestTokenOfOlderFields(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
	for name, change := range map[string]func(){
		"typed":   func() { p.set("token-audience", "https://other.example") },
		"swapped": func() { p.click("token-swap") },
	} {
		p.makeToken("c", "https://as.example", "https://as.example/token", nil)
		change()
		if p.visible("token-made") || p.text("token-assertion") != "" {
			t.Errorf("%s: the token with the old audience stands beside the new one", name)
		}
	}
}

// TestDiagnosisOfOlderFields: a verdict is gone once it is about another token, or for another system.
func TestDiagnosisOfOlderFields(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
	token, _ := p.makeToken("c", "https://as.example", "https://as.example/token", nil)
	p.toggle("doctor")
	for _, change := range [][2]string{
		{"doctor-token", "another"}, {"doctor-error", "invalid_client"}, {"doctor-registered", "{}"}, {"doctor-client", "d"}, {"for", "okta"},
	} {
		p.set("doctor-token", token)
		p.set("doctor-registered", "")
		p.click("doctor-go")
		p.waitFor("the diagnosis", `document.querySelector('#doctor-result .verdict')`)
		p.set(change[0], change[1])
		p.waitFor("the verdict on the older "+change[0]+" to go", `!document.querySelector('#doctor-result .verdict')`)
	}
}

// TestVerdictOnce: a comparison that comes to the same is not read out again when the view changes.
func TestVerdictOnce(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
	p.compare(guideFile(t, "p256.pub"))
	eval[any](p, `void (globalThis.told = 0, new MutationObserver(() => told++).observe(document.getElementById('compare-result'), {childList: true, subtree: true, characterData: true}))`)
	p.set("include-private", "true")
	p.settle()
	p.waitOutput(`"d"`)
	p.idle()
	eval[any](p, `new Promise((resolve) => setTimeout(resolve, 300))`) // the comparison waits for rest, too
	if told := eval[int](p, `told`); told != 0 {
		t.Errorf("the same verdict was told %d times more", told)
	}
}

// TestPrintsWhatWasLeftOut: paper does not pass for the whole of what was brought.
func TestPrintsWhatWasLeftOut(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub") + readFile(t, vectorsDir+"/cert/dsa.pem"))
	p.waitJWK("crv", "P-256")
	p.idle()
	p.must(chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if !p.visible("skipped-title") {
		t.Errorf("nothing on paper says what was left out (%q)", p.text("skipped-title"))
	}
	if why := p.text("skipped-list"); !strings.Contains(why, "DSA") {
		t.Errorf("nothing on paper says why (%q)", why)
	}
	if p.visible("doctor") || p.visible("copy") {
		t.Error("what can only be pressed is printed")
	}
}
