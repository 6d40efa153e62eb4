package e2e

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hostile is text that would be more than text anywhere it is taken for HTML,
// for script, for an attribute, or for left-to-right only.
const hostile = `<img src=x onerror=globalThis.pwned=1>"'><svg/onload=globalThis.pwned=1></script><script>globalThis.pwned=1</script>&lt;b&gt;` + "\u202eLTR ${globalThis.pwned=1}`"

// hostilePart is the part of it that no escaping changes, of JSON or of
// certificates' names.
const hostilePart = `onerror=globalThis.pwned=1`

// harmless fails the test if hostile text did anything but be shown. Elements
// that the text would have made are looked for by name.
func (p *tab) harmless() {
	p.t.Helper()
	got := eval[struct {
		Pwned, Made bool
		Scripts     int
		Handlers    int
	}](p, `({
		pwned: 'pwned' in globalThis,
		made: document.querySelector('img, iframe, object, embed, form, b') !== null,
		scripts: document.querySelectorAll('script:not([type="text/plain"])').length,
		handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
	})`)
	if got.Pwned || got.Made || got.Handlers != 0 || got.Scripts != 1 {
		p.t.Errorf("hostile text was more than text: %+v, want the page's one script and nothing else", got)
	}
}

// shownAsText fails unless the page shows the hostile text, in an element's
// text or a field, outside the field that it was put into.
func (p *tab) shownAsText(where string) {
	p.t.Helper()
	p.waitFor("the hostile text in "+where, `(() => {
		const part = `+quote(hostilePart)+`;
		return [...document.querySelectorAll(`+quote(where)+`)].some((e) => e.checkVisibility() && (e.value ?? e.textContent).includes(part));
	})()`)
}

// hostileCertificate is a self-signed certificate whose names are hostile.
func hostileCertificate(t *testing.T) (*ecdsa.PrivateKey, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: hostile, Organization: []string{hostile}},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return key, der
}

// hostileJWK is a public JWK with hostile members beside the numbers.
func hostileJWK(t *testing.T, change func(map[string]any)) string {
	t.Helper()
	jwk := map[string]any{}
	for name, value := range guide(t)["p256.pub"].Public {
		jwk[name] = value
	}
	change(jwk)
	text, err := json.Marshal(jwk)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestHostileText(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "")
	_, der := hostileCertificate(t)
	certificate := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	for _, c := range []struct {
		name string
		do   func()
		seen string // where it is to be seen as text; "" where the page need not show it
	}{
		{"own key ID", func() {
			p.paste(guideFile(t, "p256.pub"))
			p.waitJWK("crv", "P-256")
			p.set("kid-mode", "text")
			p.set("kid", hostile)
			p.waitJWK("kid", hostile)
		}, "#output"},
		{"OpenSSH comment", func() {
			p.set("kid-mode", "thumbprint")
			line := strings.Fields(guideFile(t, "p256.pub"))
			p.paste(line[0] + " " + line[1] + " " + hostile)
			p.waitJWK("crv", "P-256")
		}, "#about dd"},
		{"certificate", func() {
			p.paste(certificate)
			p.waitJWK("crv", "P-256")
		}, "#certs *"},
		{"several certificates", func() {
			_, other := hostileCertificate(t)
			p.paste(certificate + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: other})))
			p.waitOutput(`"keys"`)
		}, "#key-list *"},
		{"file name", func() { p.drop(hostile+".der", der); p.waitJWK("crv", "P-256") }, "#file-name"},
		{"PEM label", func() {
			p.paste("-----BEGIN " + hostile + "-----\nAAAA\n-----END " + hostile + "-----\n" + guideFile(t, "p256-spki.pem"))
			p.waitJWK("crv", "P-256")
		}, ""},
		{"JWK kid, kept", func() {
			p.paste(hostileJWK(t, func(jwk map[string]any) { jwk["kid"] = hostile }))
			p.waitJWK("crv", "P-256")
			p.set("kid-mode", "keep")
			p.waitJWK("kid", hostile)
		}, "#output"},
		{"JWK members", func() {
			p.set("kid-mode", "thumbprint")
			p.paste(hostileJWK(t, func(jwk map[string]any) {
				jwk["alg"] = hostile
				jwk["use"] = hostile
				jwk[hostile] = hostile
				jwk["x5u"] = hostile
			}))
			p.settle()
		}, ""},
		{"JWK type", func() {
			p.paste(hostileJWK(t, func(jwk map[string]any) { jwk["kty"] = hostile }))
			p.settle()
		}, ""},
		{"compared key ID", func() {
			p.paste(guideFile(t, "p256.pub"))
			p.waitJWK("crv", "P-256")
			p.toggle("compare")
			p.set("compare-input", hostileJWK(t, func(jwk map[string]any) { jwk["kid"] = hostile; jwk["x"] = guide(t)["p256-spki.pem"].Public["x"] }))
		}, "#compare-result *"},
		{"compared token", func() {
			header, _ := json.Marshal(map[string]string{"alg": "ES256", "kid": hostile})
			p.set("compare-input", base64.RawURLEncoding.EncodeToString(header)+".e30.AAAA")
		}, ""},
		{"the input itself", func() { p.paste(hostile); p.waitError() }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			c.do()
			p.settle()
			if c.seen != "" {
				p.shownAsText(c.seen)
			}
			p.harmless()
		})
	}
	t.Run("fragment", func(t *testing.T) {
		q := blank(t, startSite(t))
		q.goTo(q.site.URL + "/#kid=" + strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "&", "%26", "+", "%2B", "`", "%60", "\u202e", "%E2%80%AE").Replace(hostile))
		q.waitReady()
		q.paste(guideFile(t, "p256.pub"))
		q.waitJWK("kid", hostile)
		q.harmless()
	})
}

// TestHostileFriendlyName reads a PKCS#12 file made by openssl with a hostile
// name in it.
func TestHostileFriendlyName(t *testing.T) {
	t.Parallel()
	if !has(t, "openssl") {
		return
	}
	key, der := hostileCertificate(t)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	var both bytes.Buffer
	pem.Encode(&both, &pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
	pem.Encode(&both, &pem.Block{Type: "CERTIFICATE", Bytes: der})
	pfx := filepath.Join(t.TempDir(), "hostile.pfx")
	if out, err := exec.Command("openssl", "pkcs12", "-export", "-in", saved(t, "both.pem", both.String()), "-out", pfx, "-name", hostile, "-passout", "pass:x").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	content, err := os.ReadFile(pfx)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, startSite(t), "")
	p.drop("hostile.pfx", content)
	p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
	p.set("passphrase", "x")
	p.click("passphrase-open")
	p.waitJWK("crv", "P-256")
	p.shownAsText("#about dd, #certs *")
	p.harmless()
}

// TestTrustedTypes tries the doors that text becomes script by.
func TestTrustedTypes(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.allow("policy violation: ")
	p.allow("This document requires")
	p.allow("Content Security Policy")
	p.allow("TrustedTypePolicy")
	for name, code := range map[string]string{
		"innerHTML":          `document.body.innerHTML = 'x'`,
		"outerHTML":          `document.body.outerHTML = 'x'`,
		"insertAdjacentHTML": `document.body.insertAdjacentHTML('beforeend', 'x')`,
		"document.write":     `document.write('x')`,
		"DOMParser":          `new DOMParser().parseFromString('x', 'text/html')`,
		"setHTMLUnsafe":      `document.body.setHTMLUnsafe('x')`,
		"script text":        `document.createElement('script').textContent = 'x'`,
		"script address":     `document.createElement('script').src = 'data:,x'`,
		"Worker":             `new Worker('data:text/javascript,1')`,
		"srcdoc":             `document.createElement('iframe').srcdoc = 'x'`,
		"a second policy":    `trustedTypes.createPolicy('jwkmint', {})`,
		"another policy":     `trustedTypes.createPolicy('other', {createHTML: (x) => x})`,
		"the default policy": `trustedTypes.createPolicy('default', {createHTML: (x) => x})`,
		"an event attribute": `document.body.setAttribute('onclick', 'x')`,
	} {
		got := eval[string](p, `(() => { try { `+code+`; return 'nothing'; } catch (e) { return e.name; } })()`)
		if got != "TypeError" {
			t.Errorf("%s: %s was thrown, want a TypeError", name, got)
		}
	}
	// Text that becomes script without passing a door is stopped by the hashes.
	eval[any](p, `void (() => {
		const s = document.createElementNS('http://www.w3.org/1999/xhtml', 'script');
		s.append('globalThis.pwned = 1');
		document.body.append(s);
	})()`)
	// It would have run as it was appended.
	if eval[bool](p, `'pwned' in globalThis`) {
		t.Error("a script that the page did not bring runs")
	}
}
