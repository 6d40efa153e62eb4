package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestGuidePaste pastes every file of the guide: the public JWK comes out
// exactly as the oracle has it, nothing private before it is asked for, and
// then exactly the private JWK.
func TestGuidePaste(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	for _, name := range sortedNames(all) {
		want := all[name]
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.paste(guideFile(t, name))
			p.waitJWK("kid", want.Thumbprint)
			checkGuidePublic(t, p, want)
			if want.Private != nil {
				checkGuidePrivate(t, p, want)
			}
			p.empty()
		})
	}
}

// checkGuidePublic holds the output against the oracle's public half, to the
// byte: members, their order, what is said beside the numbers.
func checkGuidePublic(t *testing.T, p *tab, want oracle) {
	t.Helper()
	if got, want := p.output(), guideJWK(want.Public, want.Thumbprint); got != want {
		t.Errorf("public JWK:\n%s\nwant:\n%s", got, want)
	}
	if p.errorText() != "" {
		t.Errorf("an error beside the key: %q", p.errorText())
	}
	if p.value("include-private") != "false" {
		t.Error("the private half is shown unasked")
	}
	shown := p.everything()
	for _, secret := range want.secretNumbers() {
		if strings.Contains(shown, secret) {
			t.Error("a private number is on the page before it was asked for")
		}
	}
	if strings.Contains(shown, "PRIVATE KEY-----\nM") {
		t.Error("a private PEM is on the page before it was asked for")
	}
}

func checkGuidePrivate(t *testing.T, p *tab, want oracle) {
	t.Helper()
	p.set("include-private", "true")
	if got, want := p.form("jwk_private"), guideJWK(want.Private, want.Thumbprint); got != want {
		t.Errorf("private JWK differs from the oracle's in %s", memberDifference(t, got, want))
	}
	if !strings.Contains(p.text("private-why"), "secret") {
		t.Errorf("no plain warning beside a private key: %q", p.text("private-why"))
	}
	p.set("include-private", "false")
	p.idle()
	if shown := p.everything(); containsAny(shown, want.secretNumbers()) {
		t.Error("private numbers stay on the page after the tick is taken away")
	}
}

// memberDifference names the members that differ, without their values.
func memberDifference(t *testing.T, got, want string) string {
	t.Helper()
	a, b := parseJSON(t, got), parseJSON(t, want)
	var names []string
	for _, name := range memberOrder {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	if names == nil {
		return "its layout or order"
	}
	return strings.Join(names, ", ")
}

func containsAny(text string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// guideKinds is one file of every kind in the guide.
var guideKinds = []string{
	"rsa4096-pkcs8.key", "rsa4096-pkcs1.key", "rsa4096-spki.pem", "sshrsa4096.key", "sshrsa4096.pub", "sshrsa4096-spki.pem",
	"sshrsa4096-pkcs1-public.pem", "p256-sec1.key", "p384-sec1-params.key", "p521-pkcs8.key", "p521-spki.pem", "p384.pub",
	"ed25519-pkcs8.key", "ed25519-openssh.key", "ed25519-spki.pem", "ed25519.pub",
}

// TestGuideDrop drops a file of every kind in the guide on the page.
func TestGuideDrop(t *testing.T) {
	t.Parallel()
	p := open(t, startSiteForPeople(t), "")
	all := guide(t)
	for _, name := range guideKinds {
		want := all[name]
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.drop(name, []byte(guideFile(t, name)))
			p.waitJWK("kid", want.Thumbprint)
			checkGuidePublic(t, p, want)
			p.empty()
		})
	}
}

// TestGuideFilePicker chooses a file of every kind in the file picker.
func TestGuideFilePicker(t *testing.T) {
	t.Parallel()
	p := open(t, startSiteForPeople(t), "")
	all := guide(t)
	for _, name := range guideKinds {
		want := all[name]
		t.Run(name, func(t *testing.T) {
			p.as(t)
			path, err := filepath.Abs(filepath.Join(guideDir, name))
			if err != nil {
				t.Fatal(err)
			}
			p.choose(path)
			p.waitJWK("kid", want.Thumbprint)
			checkGuidePublic(t, p, want)
			p.empty()
		})
	}
}

// TestGuideTyping types keys, key by key, and the JWK comes when typing
// stops, with no button to press.
func TestGuideTyping(t *testing.T) {
	t.Parallel()
	p := open(t, startSiteForPeople(t), "")
	all := guide(t)
	for _, name := range []string{"ed25519-spki.pem", "p256-sec1.key", "ed25519.pub"} {
		want := all[name]
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.mouse("key-input")
			p.press(guideFile(t, name))
			typed := time.Now()
			p.waitJWK("kid", want.Thumbprint)
			t.Logf("the JWK came %s after the last key", time.Since(typed).Round(time.Millisecond))
			checkGuidePublic(t, p, want)
			p.empty()
		})
	}
}

// TestGuideDropAnywhere drops on other places than the key field.
func TestGuideDropAnywhere(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	want := guide(t)["p256.pub"]
	for _, selector := range []string{"header", "footer", "#use", "#key-input", "html"} {
		t.Run(selector, func(t *testing.T) {
			p.as(t)
			call[any](p, `(selector, text) => {
				const data = new DataTransfer();
				data.items.add(new File([text], 'p256.pub'));
				for (const type of ['dragenter', 'dragover', 'drop'])
					document.querySelector(selector).dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
			}`, selector, guideFile(t, "p256.pub"))
			p.waitJWK("kid", want.Thumbprint)
			p.empty()
		})
	}
}

// TestGuideBothHalvesWork has the browser's own crypto sign with the private
// JWK and verify with the public one, for each kind of key in the guide.
func TestGuideBothHalvesWork(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	all := guide(t)
	for _, name := range []string{
		"rsa4096-pkcs1.key", "sshrsa4096.key", "rsa-short-d-pkcs8.key", "rsa-short-qi-pkcs8.key",
		"p256-sec1-params.key", "p256-leading-zero-d-pkcs8.key", "p384-leading-zero-x-pkcs8.key",
		"p521-leading-zero-d-pkcs8.key", "p521-leading-zero-y-pkcs8.key", "ed25519-openssh.key",
	} {
		want := all[name]
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.paste(guideFile(t, name))
			public := p.waitJWK("kid", want.Thumbprint)
			p.set("include-private", "true")
			prove(t, p, parseJSON(t, p.form("jwk_private")), public)
			p.empty()
		})
	}
}
