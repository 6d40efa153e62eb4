package e2e

import (
	"encoding/pem"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pageState is one state that the page can be in, and how a person gets there
// from an empty page.
type pageState struct {
	name string
	// site is the site to open, where it is not the usual one.
	site func(t *testing.T) *site
	// before runs in the page before its own script.
	before string
	reach  func(t *testing.T, p *tab)
	// moving marks what does not stand still: the page is at work.
	moving bool
}

// longName is a certificate subject as large organisations write them.
const longName = "CN=a-very-long-service-name.internal.department-of-long-names.example.org,OU=Department of Very Long Organisational Unit Names,O=Example Organisation with a Long Name Ltd.,L=Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch,C=GB"

// pageStates is every state that the page was designed for.
var pageStates = []pageState{
	{name: "loading", site: neverArrives, moving: true, reach: func(_ *testing.T, p *tab) {
		p.waitFor("the progress", `document.querySelector('#loading p').checkVisibility({visibilityProperty: true})`)
	}},
	{name: "fatal", site: missing, reach: func(_ *testing.T, p *tab) { p.allow("Failed to load resource"); p.waitFatal("404") }},
	{name: "not-locked", before: `delete globalThis.SecurityPolicyViolationEvent;`, reach: func(_ *testing.T, p *tab) { p.waitFatal("takes no keys") }},
	{name: "empty", reach: func(*testing.T, *tab) {}},
	{name: "dragging", reach: func(_ *testing.T, p *tab) {
		eval[any](p, `(() => {
			const data = new DataTransfer();
			data.items.add(new File(['x'], 'key.pem'));
			document.body.dispatchEvent(new DragEvent('dragenter', {dataTransfer: data, bubbles: true, cancelable: true}));
		})()`)
	}},
	{name: "result", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "rsa4096-spki.pem"))
		p.waitJWK("kty", "RSA")
	}},
	{name: "sample", reach: func(_ *testing.T, p *tab) {
		eval[any](p, `document.querySelector('#samples button').click()`)
		p.waitJWK("kty", "RSA")
	}},
	{name: "private", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "rsa4096-pkcs8.key"))
		p.waitJWK("kty", "RSA")
		p.set("include-private", "true")
		p.waitOutput(`"qi"`)
	}},
	{name: "pem", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "rsa4096-pkcs8.key"))
		p.waitJWK("kty", "RSA")
		p.form("spki")
	}},
	{name: "encrypting", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kty", "EC")
		p.set("include-private", "true")
		p.choice("format", "pkcs8_encrypted")
		p.settle()
	}},
	{name: "weak-passphrase", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kty", "EC")
		p.set("include-private", "true")
		p.choice("format", "pkcs8_encrypted")
		p.set("encrypt", "password")
		p.click("encrypt-show")
		p.waitOutput("BEGIN ENCRYPTED")
	}},
	{name: "options-told", reach: func(t *testing.T, p *tab) { // those that do not count say so
		p.paste(guideFile(t, "p256.pub"))
		p.waitJWK("kty", "EC")
		for id, value := range map[string]string{"key-ops": "true", "one-line": "true", "kid-mode": "text", "kid": " my key "} {
			p.set(id, value)
		}
		p.unfold("options")
		p.waitOutput("my key")
	}},
	{name: "copy-denied", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, vectorsDir+"/cert/rsa.pem"))
		p.waitJWK("kty", "RSA")
		eval[any](p, copyRefused)
		for _, selector := range []string{"#copy", "#copy-link", "#take-list [aria-label^=Copy]", "#facts .copy-value", "#certs .copy-value"} {
			call[any](p, `(selector) => document.querySelector(selector).click()`, selector)
		}
		p.waitFor("the words", `document.querySelectorAll('.denied').length === 5`)
	}},
	{name: "several", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "rsa4096-pkcs8.key") + guideFile(t, "rsa4096-spki.pem") + guideFile(t, "p256.pub") + guideFile(t, "ed25519-spki.pem") +
			readFile(t, vectorsDir+"/cert/chain.pem") + readFile(t, vectorsDir+"/cert/dsa.pem"))
		p.waitOutput(`"keys"`)
	}},
	{name: "one-of-several", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "rsa4096-spki.pem") + guideFile(t, "p256.pub") + guideFile(t, "ed25519-spki.pem"))
		p.waitOutput(`"keys"`)
		eval[any](p, `[...document.querySelectorAll('#key-list [role=radio]')].at(-1).click()`)
		p.settle()
	}},
	{name: "certificate", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, vectorsDir+"/cert/chain.pem"))
		p.waitOutput(`"kty"`)
	}},
	{name: "long-name", reach: func(t *testing.T, p *tab) {
		line := strings.Fields(guideFile(t, "p256.pub"))
		p.paste(line[0] + " " + line[1] + " " + longName)
		p.waitJWK("crv", "P-256")
	}},
	{name: "file", reach: func(t *testing.T, p *tab) {
		p.drop("a-file-with-a-rather-long-name-2026-11-23.der", guideDER(t, "p256-spki.pem"))
		p.waitJWK("crv", "P-256")
	}},
	{name: "files", reach: func(t *testing.T, p *tab) {
		var paths []string
		for _, name := range []string{guideDir + "/p256-spki.pem", guideDir + "/ed25519.pub", vectorsDir + "/cert/chain.pem"} {
			path, err := filepath.Abs(name)
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
		p.choose(paths...)
		p.waitOutput(`"keys"`)
	}},
	{name: "agreeing", reach: func(t *testing.T, p *tab) { // X25519 does not sign
		p.paste(readFile(t, vectorsDir+"/jwk/x25519-private.json"))
		p.waitJWK("crv", "X25519")
	}},
	{name: "converting", moving: true, reach: func(t *testing.T, p *tab) {
		evalIn[any](t, p.inWorker(), `void (onmessage = () => {})`)
		p.paste(guideFile(t, "rsa4096-pkcs8.key"))
		p.waitFor("the work", `document.getElementById('busy').checkVisibility()`)
	}},
	{name: "no-key", reach: func(_ *testing.T, p *tab) {
		p.paste("This is no key at all, but what was on the clipboard before.")
		p.waitError()
	}},
	{name: "error", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, vectorsDir+"/cert/dsa.pem"))
		p.waitError()
	}},
	{name: "command", reach: func(t *testing.T, p *tab) {
		p.drop("windows.pvk", []byte(readFile(t, vectorsDir+"/refused/windows-encrypted.pvk")))
		p.waitError()
	}},
	{name: "too-large", reach: func(_ *testing.T, p *tab) {
		p.dropLarge("backup-of-everything-2026-11-23.img", "body")
		p.waitError()
	}},
	{name: "still-encrypted", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "p256.pub") + readFile(t, vectorsDir+"/pbes/aes-128-cbc.pem"))
		p.waitJWK("crv", "P-256")
	}},
	{name: "passphrase", reach: needPassphrase},
	{name: "wrong-passphrase", reach: func(t *testing.T, p *tab) {
		needPassphrase(t, p)
		p.set("passphrase", "not this one")
		p.click("passphrase-open")
		p.waitFor("the refusal", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
	}},
	{name: "generate", reach: func(_ *testing.T, p *tab) { p.click("tab-generate") }},
	{name: "generate-custom", reach: func(_ *testing.T, p *tab) {
		p.prepare(recipe{kind: "RSA", size: "custom", custom: "4096", engine: "go"})
	}},
	{name: "generating", moving: true, reach: func(_ *testing.T, p *tab) {
		p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
		p.click("generate")
		p.waitFor("the work", `document.getElementById('busy').checkVisibility()`)
	}},
	{name: "cancelled", reach: func(_ *testing.T, p *tab) {
		p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
		p.click("generate")
		p.waitFor("the work", `document.getElementById('busy').checkVisibility()`)
		p.click("cancel")
		p.waitError()
		p.waitReady()
	}},
	{name: "generated", reach: func(_ *testing.T, p *tab) { p.makeKey(recipe{kind: "RSA", size: "4096", engine: "subtle"}) }},
	{name: "generated-several", reach: func(_ *testing.T, p *tab) { p.makeKeys(recipe{kind: "EC", size: "P-256", count: 4}) }},
	{name: "generated-secret", reach: func(_ *testing.T, p *tab) { p.makeKey(recipe{kind: "oct", size: "256"}) }},
	{name: "crashed", reach: func(t *testing.T, p *tab) {
		evalIn[any](t, p.inWorker(), `void (onmessage = () => postMessage({ended: true}))`)
		p.paste(guideFile(t, "p256.pub"))
		p.waitError()
		p.waitReady()
	}},
	{name: "same", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kty", "EC")
		p.toggle("compare")
		p.set("compare-input", guideFile(t, "p256.pub"))
		p.settle()
		p.scrollTo("compare")
	}},
	{name: "different", reach: func(t *testing.T, p *tab) {
		p.paste(guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kty", "EC")
		p.toggle("compare")
		p.set("compare-input", guideFile(t, "p384.pub"))
		p.waitFor("the rows", `document.querySelector('#compare-result table')`)
		p.settle()
		p.scrollTo("compare")
	}},
	{name: "digests", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, vectorsDir+"/cert/chain.pem"))
		p.waitOutput(`"kty"`)
		p.toggle("digests")
		p.waitFor("the digests", `document.querySelectorAll('#digests-list dd').length > 15`)
		p.scrollTo("digests")
	}},
	{name: "issuers", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, broughtDir+"/crossed.pem"))
		p.waitJWK("kty", "RSA")
		p.scrollTo("issuers")
	}},
	{name: "rotation", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, broughtDir+"/published.json"))
		p.waitListed(3)
		p.click("add-key")
		p.click("tab-generate")
		p.set("gen-type", "EC")
		p.click("generate")
		p.waitListed(4)
	}},
	{name: "five-files", reach: func(_ *testing.T, p *tab) {
		p.chooseBrought("rsa.pem", "ec.der", "store.p12", "published.json", "id.pub")
		p.waitListed(6)
	}},
	{name: "one-of-a-set", reach: func(t *testing.T, p *tab) {
		p.paste(readFile(t, broughtDir+"/published.json"))
		p.waitListed(3)
		p.pickPlace(2)
		p.set("kid-mode", "text")
		p.set("kid", "another")
		p.settle()
	}},
	{name: "leak", reach: func(t *testing.T, p *tab) {
		all := guide(t)
		p.paste(`{"keys":[` + jwkText(all["p256.pub"].Public, map[string]string{"kid": "one"}) + "," + jwkText(all["p384.pub"].Public, map[string]string{"kid": "one"}) + "]}")
		p.waitListed(2)
	}},
	{name: "undo", reach: func(t *testing.T, p *tab) {
		p.makeKey(recipe{kind: "EC", size: "P-256"})
		p.click("tab-convert")
		p.paste(guideFile(t, "p384.pub"))
		p.waitJWK("crv", "P-384")
		p.settle()
	}},
	{name: "sure", reach: func(_ *testing.T, p *tab) {
		p.makeKey(recipe{kind: "EC", size: "P-256"})
		p.click("clear")
		p.waitFor("the question", `document.getElementById('sure').open`)
	}},
	{name: "for-whom", reach: func(_ *testing.T, p *tab) {
		call[any](p, `() => { location.hash = '#for=singpass'; }`)
		p.waitFor("the preset", `document.getElementById('for-wants').textContent`)
		p.scrollTo("for-card")
	}},
	{name: "registering", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "RS256")
		p.set("for", "snowflake")
		p.waitFor("the SQL", `document.getElementById('register').checkVisibility()`)
		p.settle()
		p.scrollTo("guide")
	}},
	{name: "token-made", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "PS256")
		p.makeToken("client", "", "http://as.example/token", nil)
		p.unfold("token-programs")
		p.settle()
		p.scrollTo("token")
	}},
	{name: "token-refused", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
		p.toggle("token")
		p.click("token-make")
		p.waitFor("the refusal", `document.getElementById('token-refusal').textContent`)
		p.scrollTo("token")
	}},
	{name: "certified", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
		p.makeCertificate("CN=my-client, O=Example, C=DE")
		p.scrollTo("certify")
	}},
	{name: "publishing", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
		p.toggle("publish")
		p.scrollTo("publish")
	}},
	{name: "diagnosed", reach: func(t *testing.T, p *tab) {
		p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
		token, _ := p.makeToken("client", "https://as.example/", "", nil)
		p.diagnosis(token, "invalid_client", "", "https://as.example", "https://as.example/token", "another")
		p.settle()
		p.scrollTo("doctor")
	}},
	{name: "lock-panel", reach: func(_ *testing.T, p *tab) {
		p.toggle("lock")
		p.waitFor("the hash of the page, once it is kept", `document.getElementById('page-hash').textContent`)
	}},
	{name: "lock-tried", reach: func(_ *testing.T, p *tab) {
		p.allow("connect-src")
		p.allow("Content Security Policy")
		p.toggle("lock")
		p.click("lock-try")
		p.waitFor("the verdict", `document.getElementById('lock-verdict').textContent.startsWith('Refused')`)
	}},
}

func needPassphrase(t *testing.T, p *tab) {
	p.paste(readFile(t, vectorsDir+"/pbes/aes-128-cbc.pem"))
	p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
}

// guideDER is what is inside a PEM file of the guide.
func guideDER(t *testing.T, name string) []byte {
	block, _ := pem.Decode([]byte(guideFile(t, name)))
	if block == nil {
		t.Fatalf("%s is no PEM file", name)
	}
	return block.Bytes
}

// neverArrives is a site whose program is always about to come.
func neverArrives(t *testing.T) *site {
	program := []byte(siteFile(t, wasmName(t)))
	return withProgram(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write(program[:len(program)*4/10])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
}

// missing is a site without its program.
func missing(t *testing.T) *site { return withProgram(t, http.NotFound) }

// enter opens a tab on a desktop and brings the page into the state.
func (s pageState) enter(t *testing.T, usual *site) *tab {
	t.Helper()
	return s.enterAt(t, usual, scenes[0])
}

// enterAt is enter where the page is looked at in another way from the start.
func (s pageState) enterAt(t *testing.T, usual *site, as scene) *tab {
	t.Helper()
	from := usual
	if s.site != nil {
		from = s.site(t)
	}
	p := inRoom(t, from)
	p.focused()
	p.look(as)
	if s.before != "" {
		p.beforeLoad(s.before)
	}
	p.goTo(from.URL + "/")
	if s.site == nil && s.before == "" {
		p.waitReady()
	}
	s.reach(t, p)
	return p
}

// scrollTo shows the end of an element.
func (p *tab) scrollTo(id string) {
	p.t.Helper()
	call[any](p, `(id) => document.getElementById(id).scrollIntoView({block: 'end'})`, id)
}

// unfold opens a <details> without a click.
func (p *tab) unfold(id string) {
	p.t.Helper()
	if !call[bool](p, `(id) => document.getElementById(id).open`, id) {
		p.told(id, func() { call[any](p, `(id) => { document.getElementById(id).open = true; }`, id) })
	}
}

// toggle opens or closes a <details> as a click on its summary does.
func (p *tab) toggle(id string) {
	p.t.Helper()
	p.told(id, func() { p.do(chromedp.Click(chromedp.CSS("#" + id + " > summary"))) })
}

// told does what opens or closes a <details>, and waits until the page has been told:
// that event may come after what a test does next.
func (p *tab) told(id string, act func()) {
	p.t.Helper()
	call[any](p, `(id) => void (globalThis.toggled = new Promise((resolve) =>
		document.getElementById(id).addEventListener('toggle', () => resolve(), {once: true})))`, id)
	act()
	eval[any](p, `toggled`)
}
