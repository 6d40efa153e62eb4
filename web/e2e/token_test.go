package e2e

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"
)

// makeCertificate makes one for the key on the page, and gives its PEM.
func (p *tab) makeCertificate(subject string) string {
	p.t.Helper()
	call[any](p, `() => { document.getElementById('certify').open = true; document.getElementById('certify-pem').textContent = ''; }`)
	p.set("certify-subject", subject)
	p.click("certify-make")
	p.waitFor("the certificate", `document.getElementById('certify-pem').textContent.includes('END CERTIFICATE')`)
	p.settle()
	return p.text("certify-pem")
}

// TestToken: the tools appear where they can be used, and what they show goes
// with its key.
func TestToken(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	if p.visible("token") || p.visible("certify") {
		t.Error("a public key is offered to sign with")
	}
	p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
	token, command := p.makeToken("it's me", "https://as.example", "https://as.example/token", map[string]string{"token-scope": "a b"})
	parts := strings.Split(token, ".")
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || !strings.Contains(string(claims), `"iss":"it's me"`) || !strings.Contains(command, `'client_id=it'\''s me'`) {
		t.Errorf("%s\n%s", claims, command)
	}
	p.set("kid", "") // the same key, under another name
	p.choice("kid-mode", "uuid")
	p.waitFor("the token of the old key ID to go", `!document.getElementById('token-made').checkVisibility()`)
	p.makeToken("c", "https://as.example", "https://as.example/token", nil)
	p.click("token-swap")
	if got := p.value("token-audience"); got != "https://as.example/token" {
		t.Errorf("the audience is %q", got)
	}
	p.paste(guideFile(t, "ed25519-pkcs8.key"))
	p.waitJWK("crv", "Ed25519")
	if got := p.text("token-assertion"); got != "" {
		t.Error("the token of the last key stands under the next one")
	}
	p.set("token-client", "")
	p.click("token-make")
	p.waitFor("the refusal", `document.getElementById('token-refusal').textContent.includes('client ID')`)
}

// TestTokenOfNewKey: a key that was just made signs under the key ID that is shown.
func TestTokenOfNewKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	jwk := p.waitJWK("crv", "P-256")
	token, _ := p.makeToken("c", "https://as.example", "https://as.example/token", nil)
	text, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[0])
	var header map[string]string
	if err != nil || json.Unmarshal(text, &header) != nil || header["kid"] == "" || header["kid"] != jwk["kid"] {
		t.Errorf("the header is %s, the key ID %v", text, jwk["kid"])
	}
}

// TestCertifyOnPage: the certificate that the page shows is the one in x5c and
// in the token's header, and in the file that is saved.
func TestCertifyOnPage(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=entra")
	p.paste(guideFile(t, "rsa4096-pkcs8.key"))
	p.waitJWK("alg", "PS256")
	if p.value("for") != "entra" || !p.visible("for-wants") {
		t.Error("the address presets nobody")
	}
	block, _ := pem.Decode([]byte(p.makeCertificate("my-client")))
	if block == nil {
		t.Fatal("no PEM")
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature); err != nil || c.Subject.CommonName != "my-client" {
		t.Errorf("%v, %v", c.Subject, err)
	}
	p.form("jwk")
	jwk := p.waitJWK("kty", "RSA")
	if chain := strs(jwk["x5c"]); len(chain) != 1 || chain[0] != base64.StdEncoding.EncodeToString(block.Bytes) {
		t.Error("it is not in x5c")
	}
	p.makeToken("client", "", "https://login.example/v2.0/token", nil)
	var header map[string]string
	if err := json.Unmarshal([]byte(p.text("token-header")), &header); err != nil || header["x5t#S256"] != jwk["x5t#S256"] || header["alg"] != "PS256" {
		t.Errorf("header %v, %v", header, err)
	}
	p.click("certify-save-der")
	if string(p.waitDownload("certificate.cer")) != string(block.Bytes) {
		t.Error("the file is another")
	}
	if p.visible("certify-replaced") {
		t.Error("the first certificate is said to take another one's place")
	}
	p.makeCertificate("my-client")
	if !p.visible("certify-replaced") {
		t.Error("nothing is said of the certificate that is gone")
	}
}

// TestKeysOfOneSet makes the keys that a system wants in one set, by one button.
func TestKeysOfOneSet(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=singpass")
	p.click("make-set")
	var set struct {
		Keys []struct{ Crv, Use, Alg, Kid string }
	}
	if err := json.Unmarshal([]byte(p.waitOutput("ECDH-ES+A256KW")), &set); err != nil || len(set.Keys) != 2 {
		t.Fatalf("%v: %d keys", err, len(set.Keys))
	}
	if a, b := set.Keys[0], set.Keys[1]; a.Use != "sig" || a.Alg != "ES256" || b.Use != "enc" || b.Alg != "ECDH-ES+A256KW" || a.Kid == b.Kid || a.Crv != "P-256" {
		t.Errorf("%+v", set.Keys)
	}
}
