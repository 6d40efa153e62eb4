package e2e

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// broughtDir holds what people bring when they have more than one key.
const broughtDir = vectorsDir + "/brought"

// listed is how many keys the list shows, without the entry for all.
func (p *tab) listed() int {
	p.t.Helper()
	return eval[int](p, `document.getElementById('key-list').checkVisibility() ? document.querySelectorAll('#key-list [data-value]:not([data-value="0"])').length : 0`)
}

// waitListed waits for a list of n keys.
func (p *tab) waitListed(n int) {
	p.t.Helper()
	p.waitFor(fmt.Sprint(n, " keys"), fmt.Sprintf(`document.documentElement.dataset.state === 'ready' && document.querySelectorAll('#key-list [data-value]:not([data-value="0"])').length === %d`, n))
	p.settle()
}

// pickPlace is pick, and waits for what then is shown.
func (p *tab) pickPlace(n int) {
	p.t.Helper()
	p.pick(n)
	p.settle()
}

// chooseBrought gives files of the folder to the file picker.
func (p *tab) chooseBrought(names ...string) {
	p.t.Helper()
	paths := make([]string, len(names))
	for i, name := range names {
		path, err := filepath.Abs(filepath.Join(broughtDir, name))
		if err != nil {
			p.t.Fatal(err)
		}
		paths[i] = path
	}
	p.choose(paths...)
}

// TestIssuersAreNoKeys: a PFX and a pasted chain give the one key; the CA's
// keys are listed apart, and come only when somebody wants them.
func TestIssuersAreNoKeys(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.chooseBrought("server.pfx")
	p.unlock("chain")
	p.waitJWK("kty", "RSA")
	p.settle()
	if p.listed() != 0 || eval[int](p, `document.querySelectorAll('#issuers-list li').length`) != 2 {
		t.Errorf("%d keys are listed, %q beside", p.listed(), p.text("issuers"))
	}
	if got := p.text("issuers"); !strings.Contains(got, "goes into the JWK when") || !strings.Contains(got, "Example Issuing CA") || !strings.Contains(got, "Example Root") {
		t.Errorf("the issuers are %q", got)
	}
	p.set("x5c", "true")
	p.settle()
	jwk := parseJSON(t, p.output())
	if x5c, _ := jwk["x5c"].([]any); len(x5c) != 3 {
		t.Errorf("x5c has %d certificates", len(x5c))
	}
	p.set("x5c", "false")

	p.paste(readFile(t, broughtDir+"/chain.pem"))
	p.waitJWK("kty", "RSA")
	p.settle()
	if keys := parseJSON(t, p.form("jwks"))["keys"].([]any); len(keys) != 1 {
		t.Errorf("the set has %d keys", len(keys))
	}
	// By explicit choice, and back.
	eval[any](p, `document.querySelector('#issuers-list button').click()`)
	p.waitListed(2)
	if keys := keysOf(t, p.form("jwks")); len(keys) != 2 || keys[1]["kty"] != "EC" {
		t.Errorf("with the CA's key the set is %v", keys)
	}
	if got := eval[string](p, `document.querySelector('#issuers-list button').textContent`); !strings.Contains(got, "Take out") {
		t.Errorf("the button says %q", got)
	}
	eval[any](p, `document.querySelector('#issuers-list button').click()`)
	p.waitFor("the one key again", `!document.getElementById('key-list').checkVisibility()`)

	p.paste(readFile(t, broughtDir+"/crossed.pem"))
	p.settle()
	if keys := keysOf(t, p.form("jwks")); len(keys) != 1 || p.listed() != 0 {
		t.Errorf("the crossed chain gives %d keys, %d listed", len(keys), p.listed())
	}
}

// TestFiveFilesAtOnce: text and binary, one of them encrypted; each is read by itself.
func TestFiveFilesAtOnce(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.chooseBrought("rsa.pem", "ec.der", "store.p12", "published.json", "id.pub")
	p.waitListed(6)
	if got := p.text("input-list"); !strings.Contains(got, "store.p12") || !strings.Contains(got, "published.json") || !strings.Contains(got, "3 keys") {
		t.Errorf("the files are %q", got)
	}
	if got := eval[string](p, `document.querySelector('#input-list label').textContent`); got != "Passphrase of store.p12" {
		t.Errorf("the field is for the %q", got)
	}
	try := func(passphrase string) {
		t.Helper()
		call[any](p, `(text) => {
			const field = document.querySelector('#input-list input');
			field.focus();
			field.value = text;
			(globalThis.typed ??= new Set()).add(field);
		}`, passphrase)
		p.press(kb.Enter)
	}
	try("not this one")
	p.waitFor("word that it is wrong", `document.querySelector('#input-list input')?.getAttribute('aria-invalid') === 'true'`)
	if p.listed() != 6 {
		t.Errorf("a wrong passphrase leaves %d keys", p.listed())
	}
	try("changeit")
	p.waitListed(7)
	if eval[bool](p, `Boolean(document.querySelector('#input-list input'))`) {
		t.Error("the field stays")
	}
	if got := eval[string](p, `[...typed].map((field) => field.value).join()`); got != "," {
		t.Errorf("the fields that are gone hold %q", got)
	}
	if got := p.text("key-list"); !strings.Contains(got, "store.p12") || !strings.Contains(got, "ec.der") {
		t.Errorf("the keys are %q", got)
	}
	// The set that came is as it came.
	want := keysOf(t, readFile(t, broughtDir+"/published.json"))
	for _, jwk := range keysOf(t, p.form("jwks")) {
		for i, each := range want {
			if each["kid"] == jwk["kid"] && equalJSON(each, jwk) {
				want = append(want[:i:i], want[i+1:]...)
				break
			}
		}
	}
	if len(want) != 0 {
		t.Errorf("of the published set is missing: %v", want)
	}
}

func equalJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// TestSigAndEnc makes the set that SMART, Singpass and FAPI ask for: a key to
// sign and one to encrypt, each with options of its own.
func TestSigAndEnc(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid=my-client-1")
	p.makeKeys(recipe{kind: "EC", size: "P-256", count: 3})
	kids := func() (list []string) {
		for _, jwk := range keysOf(t, p.output()) {
			list = append(list, text(jwk, "kid"))
		}
		return list
	}
	if got := kids(); !equalJSON(got, []string{"my-client-1-1", "my-client-1-2", "my-client-1-3"}) {
		t.Errorf("by the guide's link the key IDs are %v", got)
	}
	if got := p.text("warnings"); !strings.Contains(got, "my-client-1-1") && !strings.Contains(got, "number") {
		t.Errorf("it is not said: %q", got)
	}
	if got := p.text("options-scope"); got != "For all 3 keys" {
		t.Errorf("the options are %q", got)
	}
	p.pickPlace(2)
	if got := p.text("options-scope"); got != "For this key" {
		t.Errorf("the options are %q", got)
	}
	p.set("use", "enc")
	p.waitJWK("use", "enc")
	p.set("alg", "ECDH-ES+A256KW")
	p.waitJWK("alg", "ECDH-ES+A256KW")
	p.set("kid", "for-encryption")
	p.waitJWK("kid", "for-encryption")
	p.pickPlace(3)
	p.set("key-ops", "true")
	p.settle()
	p.pickPlace(0)
	keys := keysOf(t, p.output())
	if keys[0]["use"] != "sig" || keys[1]["use"] != "enc" || keys[1]["alg"] != "ECDH-ES+A256KW" || keys[1]["kid"] != "for-encryption" || keys[2]["use"] != nil || keys[2]["key_ops"] == nil {
		t.Errorf("the set is %v", keys)
	}
	if p.value("use") == "enc" || p.value("key-ops") == "true" {
		t.Error("for all, the options show what is one key's")
	}
	p.pickPlace(2)
	p.mouse("options-reset")
	p.waitJWK("use", "sig")
}

// TestRotation pastes the published set, adds the next key, and gets the set to publish.
func TestRotation(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	published := readFile(t, broughtDir+"/published.json")
	p.paste(published)
	p.waitListed(3)
	if !equalJSON(parseJSON(t, p.output()), parseJSON(t, published)) {
		t.Errorf("the set comes out as another: %s", p.output())
	}
	if p.visible("rotation") {
		t.Errorf("nothing has changed, and it says %q", p.text("rotation"))
	}
	p.mouse("add-key")
	if p.text("adding") == "" || p.value("key-input") != "" {
		t.Error("it does not ask for the key to add")
	}
	p.click("tab-generate")
	if got := p.text("generate-text"); got != "Generate and add" {
		t.Errorf("the button says %q", got)
	}
	p.set("gen-type", "EC")
	p.mouse("generate")
	p.waitListed(4)
	if got := p.text("rotation"); !strings.Contains(got, "1 added, 3 unchanged") {
		t.Errorf("it says %q", got)
	}
	keys := keysOf(t, p.output())
	if len(keys) != 4 || !equalJSON(keys[:3], keysOf(t, published)) || keys[3]["crv"] != "P-256" || keys[3]["d"] != nil {
		t.Errorf("the set to publish is %v", keys)
	}
	// A private half in what is to be published is an error in red.
	p.set("include-private", "true")
	p.waitOutput(`"d"`)
	if !eval[bool](p, `Boolean(document.querySelector('#warnings .grave'))`) {
		t.Errorf("no word in red, but %q", p.text("warnings"))
	}
}

// TestRemoveAndMove takes keys out of the list and moves them, by buttons and by keys.
func TestRemoveAndMove(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.paste(readFile(t, broughtDir+"/published.json"))
	p.waitListed(3)
	kids := func() string {
		var list []string
		for _, jwk := range keysOf(t, p.form("jwks")) {
			list = append(list, text(jwk, "kid"))
		}
		return strings.Join(list, " ")
	}
	if !p.visible("publish") {
		t.Error("it is not said how to publish a set")
	}
	p.pickPlace(3)
	p.mouse("key-up")
	p.settle()
	p.pickPlace(0)
	if got := kids(); got != "sig-rsa enc+1 sig-ec" {
		t.Errorf("moved up by the button: %s", got)
	}
	p.pickPlace(2)
	p.focus("key-up")
	p.press(kb.Enter)
	p.settle()
	if got := p.active(); got != "key-down" {
		t.Errorf("with the key at the top, the focus is at %q", got)
	}
	p.press(kb.Enter)
	p.settle()
	p.pickPlace(1)
	eval[any](p, `document.querySelector('#key-list [aria-checked=true]').focus()`)
	eval[any](p, `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true}))`)
	p.settle()
	if !eval[bool](p, `document.activeElement.getAttribute('aria-checked') === 'true'`) {
		t.Error("the focus is not at the key that was moved")
	}
	p.pickPlace(0)
	if got := kids(); got != "enc+1 sig-rsa sig-ec" {
		t.Errorf("moved down by the keyboard: %s", got)
	}
	p.pickPlace(2)
	eval[any](p, `document.querySelector('#key-list [aria-checked=true]').focus()`)
	p.press(kb.Delete)
	p.waitListed(2)
	p.pickPlace(0)
	if got := kids(); got != "enc+1 sig-ec" {
		t.Errorf("removed by the keyboard: %s", got)
	}
	if got := p.text("rotation"); !strings.Contains(got, "1 removed") {
		t.Errorf("it says %q", got)
	}
	if got := p.text("undo"); got != "Bring back the RSA 2048 key that was here before" {
		t.Errorf("the button says %q", got)
	}
	p.mouse("undo")
	p.waitListed(3)
	if got := kids(); got != "enc+1 sig-rsa sig-ec" || p.visible("undo") {
		t.Errorf("brought back: %s", got)
	}
}

// TestSameKeyIDs: two keys with one ID are told in red, and refuse nothing.
func TestSameKeyIDs(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	p.paste(`{"keys":[` + jwkText(all["p256.pub"].Public, map[string]string{"kid": "one"}) + "," + jwkText(all["p384.pub"].Public, map[string]string{"kid": "one"}) + "]}")
	p.waitListed(2)
	if got := eval[string](p, `document.querySelector('#warnings .grave')?.dataset.code ?? ''`); got != "duplicate_kid" {
		t.Errorf("the word in red is %q: %q", got, p.text("warnings"))
	}
	if len(keysOf(t, p.output())) != 2 {
		t.Error("the set is refused")
	}
}

// TestNothingMadeIsLost: what takes the place of a key that was made here can
// be undone, and Clear asks first.
func TestNothingMadeIsLost(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for name, replace := range map[string]func(p *tab){
		"generate another": func(p *tab) {
			p.click("tab-generate")
			p.mouse("generate")
		},
		"a paste on the other tab": func(p *tab) { p.pasteInto("", guideFile(t, "p256.pub")) },
		"a paste that is no key":   func(p *tab) { p.pasteInto("", "no key at all") },
		"a file that is too large": func(p *tab) { p.dropLarge("backup.img", "body") },
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, s, "")
			p.makeKey(recipe{kind: "EC", size: "P-384"})
			made := text(parseJSON(t, p.output()), "x")
			replace(p)
			p.waitFor("a way back", `document.getElementById('undo').checkVisibility()`)
			p.settle()
			if strings.Contains(p.output(), made) {
				t.Fatal("nothing took its place")
			}
			if got := p.text("undo"); !strings.Contains(got, "Bring back") {
				t.Errorf("the button says %q", got)
			}
			p.mouse("undo")
			p.waitOutput(made)
			p.set("include-private", "true")
			p.waitOutput(`"d"`)
		})
	}
	t.Run("cancelling the next one", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKey(recipe{kind: "EC", size: "P-384"})
		made := text(parseJSON(t, p.output()), "x")
		p.prepare(recipe{kind: "RSA", size: "custom", custom: "8192", engine: "go"})
		p.click("generate")
		p.waitFor("the work", `document.getElementById('busy').checkVisibility()`)
		p.click("cancel")
		p.waitOutput(made)
		p.set("include-private", "true") // by an engine that never had it
		p.waitOutput(`"d"`)
		p.mouse("add-key")
		p.set("gen-type", "Ed25519")
		p.mouse("generate")
		p.waitListed(2)
	})
	t.Run("clear", func(t *testing.T) {
		p := open(t, s, "")
		p.focused()
		p.makeKey(recipe{kind: "EC", size: "P-384"})
		made := text(parseJSON(t, p.output()), "x")
		p.mouse("clear")
		p.waitFor("the question", `document.getElementById('sure').open`)
		if p.active() != "sure-no" {
			t.Errorf("the focus is at %q", p.active())
		}
		p.press(kb.Escape)
		p.waitFor("the question to go", `!document.getElementById('sure').open`)
		if !strings.Contains(p.output(), made) {
			t.Fatal("the key is gone although the person kept it")
		}
		for range 2 {
			p.press(kb.Escape)
		}
		p.waitFor("the question", `document.getElementById('sure').open`)
		p.mouse("sure-yes")
		p.waitFor("an empty page", `!document.getElementById('result').checkVisibility() && !document.getElementById('sure').open`)
		p.settle()
		p.holdsNothing(made)
		if p.visible("undo") {
			t.Error("it can still be brought back")
		}
	})
	t.Run("asked twice", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKey(recipe{kind: "EC", size: "P-384"})
		made := p.output()
		// The browser tells that a dialog has closed when the next one may be open already.
		eval[any](p, `['clear', 'sure-no', 'clear'].forEach((id) => document.getElementById(id).click())`)
		p.settle()
		if p.output() != made {
			t.Fatal("a no is a yes")
		}
		p.mouse("sure-yes")
		p.waitFor("an empty page", `!document.getElementById('result').checkVisibility() && !document.getElementById('sure').open`)
	})
	t.Run("saved", func(t *testing.T) {
		p := open(t, s, "")
		p.makeKey(recipe{kind: "EC", size: "P-384"})
		p.mouse("zip")
		p.settle()
		p.mouse("clear")
		p.waitFor("an empty page", `!document.getElementById('result').checkVisibility() && !document.getElementById('sure').open`)
	})
}

// TestAddAnother appends what is pasted, chosen and made, and replaces without it.
func TestAddAnother(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	if p.visible("add-key") {
		t.Error("there is nothing to add to")
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	p.focus("add-key")
	p.press(kb.Enter)
	if p.active() != "key-input" || p.value("key-input") != "" {
		t.Errorf("the focus is at %q, the field holds %q", p.active(), p.value("key-input"))
	}
	p.paste("no key")
	p.waitError()
	p.settle()
	if p.listed() != 0 || !strings.Contains(p.output(), "P-256") {
		t.Error("what is no key costs the one that is there")
	}
	p.paste(guideFile(t, "p384.pub"))
	p.waitListed(2)
	if p.errorText() != "" || p.value("key-input") != "" {
		t.Errorf("the field holds %q, the error is %q", firstLine(p.value("key-input")), p.errorText())
	}
	p.chooseBrought("store.p12")
	p.unlock("changeit")
	p.waitListed(3)
	p.paste(guideFile(t, "ed25519.pub"))
	p.waitListed(4)
	p.press(kb.Escape)
	if p.visible("adding") || p.active() != "add-key" {
		t.Errorf("Escape leaves it open, the focus is at %q", p.active())
	}
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("crv", "P-384")
	p.settle()
	if p.listed() != 0 {
		t.Errorf("a paste without it leaves %d keys", p.listed())
	}
}

// TestSuggestedKeyIDs chooses the key IDs that systems make of certificates
// and public keys, which openssl and Node make as well.
func TestSuggestedKeyIDs(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid-mode=x5tHex")
	pem := readFile(t, vectorsDir+"/digest/p-256.pem")
	p.paste(pem)
	p.waitJWK("kty", "EC")
	want := digestsByOthers(t, pem)
	for mode, name := range map[string]string{
		"x5tHex": "SHA-1, hexadecimal of certificate", "x5t": "x5t of certificate", "x5tS256": "x5t#S256 of certificate",
		"spkiS256": "SHA-256 of the public key (SPKI), base64url", "thumbprint": "JWK thumbprint",
	} {
		p.choice("kid-mode", mode)
		if want[name] != "" {
			p.waitJWK("kid", want[name])
		}
	}
	if got := eval[string](p, `document.querySelector('#kid-mode [value=x5t]').textContent`); !strings.Contains(got, "(x5t): ") {
		t.Errorf("it is offered as %q", got)
	}
}

// TestClosedPartOfOneOfSeveral: of several files one has a part that is
// encrypted; its passphrase opens that, and what was chosen for a key of
// another file stays with it.
func TestClosedPartOfOneOfSeveral(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	content, want := readVector(t, "pbes/aes-128-cbc.pem")
	mixed := saved(t, "mixed.pem", guideFile(t, "p256.pub")+string(content))
	line, err := filepath.Abs(broughtDir + "/id.pub")
	if err != nil {
		t.Fatal(err)
	}
	p.choose(mixed, line)
	p.waitListed(2)
	p.pickPlace(2)
	p.set("use", "none")
	p.settle()
	p.unlock(*want.Passphrase)
	p.waitListed(3)
	p.pickPlace(0)
	for _, jwk := range keysOf(t, p.output()) {
		if (jwk["use"] == nil) != (jwk["crv"] == "Ed25519") {
			t.Errorf("the choice for one key is now that of another: %v", jwk)
		}
	}
}
