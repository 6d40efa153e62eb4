package e2e

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

var generated = []struct {
	recipe
	jwk    map[string]string // members it must have
	engine string            // a part of what the card says
}{
	{recipe{kind: "RSA", size: "2048"}, map[string]string{"kty": "RSA", "use": "sig", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "3072"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "4096"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "custom", custom: "2560", engine: "subtle"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "SubtleCrypto"},
	{recipe{kind: "RSA", size: "custom", custom: "2050", engine: "go"}, map[string]string{"kty": "RSA", "alg": "RS256"}, "Go"},
	{recipe{kind: "EC", size: "P-256"}, map[string]string{"kty": "EC", "crv": "P-256", "alg": "ES256"}, "Go"},
	{recipe{kind: "EC", size: "P-384"}, map[string]string{"kty": "EC", "crv": "P-384", "alg": "ES384"}, "Go"},
	{recipe{kind: "EC", size: "P-521"}, map[string]string{"kty": "EC", "crv": "P-521", "alg": "ES512"}, "Go"},
	{recipe{kind: "EC", size: "secp256k1"}, map[string]string{"kty": "EC", "crv": "secp256k1", "alg": "ES256K"}, "Go"},
	{recipe{kind: "Ed25519"}, map[string]string{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA"}, "Go"},
	{recipe{kind: "X25519"}, map[string]string{"kty": "OKP", "crv": "X25519", "use": "enc", "alg": "ECDH-ES"}, "Go"},
}

// TestGenerate makes a key of every type and size. The JWK says what it is,
// the browser's own crypto and openssl can use it, and the card says which
// engine made it.
func TestGenerate(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, g := range generated {
		t.Run(g.recipe.String(), func(t *testing.T) {
			p.as(t)
			checkGenerated(t, p, p, g.recipe, g.jwk, g.engine)
		})
	}
}

// TestVisitsDiffer: the program begins on each visit where the build left it,
// and makes another key all the same.
func TestVisitsDiffer(t *testing.T) {
	t.Parallel()
	made := map[any]bool{}
	for range 3 {
		p := open(t, startSite(t), "")
		p.makeKey(recipe{kind: "Ed25519"})
		x := parseJSON(t, p.form("jwk"))["x"]
		if x == nil || made[x] {
			t.Errorf("the key is %v, after %v", x, made)
		}
		made[x] = true
	}
}

// checkGenerated makes one key in p; witness is a secure page.
func checkGenerated(t *testing.T, p, witness *tab, r recipe, want map[string]string, engine string) {
	t.Helper()
	if p.value("gen-engine") != "auto" {
		p.set("gen-engine", "auto")
	}
	p.makeKey(r)
	if facts := p.text("facts"); !strings.Contains(facts, engine) {
		t.Errorf("the card does not say that %s made it: %s", engine, facts)
	}
	if p.value("include-private") != "false" {
		t.Error("the private half is shown unasked")
	}
	public := parseJSON(t, p.form("jwk"))
	for name, value := range want {
		if text(public, name) != value {
			t.Errorf("%s is %q, want %q", name, text(public, name), value)
		}
	}
	if public["kid"] != thumbprint(t, public) {
		t.Errorf("kid %v is not the thumbprint", public["kid"])
	}
	for _, secret := range []string{"d", "p", "q", "dp", "dq", "qi", "k"} {
		if public[secret] != nil {
			t.Errorf("%s is in the public JWK", secret)
		}
	}
	spki := p.form("spki")
	p.set("include-private", "true")
	private := parseJSON(t, p.form("jwk_private"))
	pkcs8 := p.form("pkcs8")
	p.set("include-private", "false")
	p.idle()
	if want["crv"] != "secp256k1" { // SubtleCrypto has no such curve
		prove(t, witness, private, public)
	}
	if size := rsaSize(r); size > 0 {
		checkRSASize(t, pkcs8, size)
	}
	if has(t, "openssl") {
		toolOutput(t, pkcs8, "openssl", "pkey", "-check", "-noout")
		if opensslDER(t, pkcs8, "-pubout") != opensslDER(t, spki, "-pubin", "-pubout") {
			t.Error("openssl finds another public key in the private file than in the public one")
		}
	}
}

func rsaSize(r recipe) int {
	var n int
	if r.kind == "RSA" {
		fmt.Sscan(strings.TrimPrefix(r.size+r.custom, "custom"), &n)
	}
	return n
}

func checkRSASize(t *testing.T, pkcs8 string, size int) {
	t.Helper()
	key := readPKCS8(t, []byte(pkcs8)).(*rsa.PrivateKey)
	if key.N.BitLen() != size || key.E != 65537 {
		t.Errorf("%d bits, exponent %d; want %d, 65537", key.N.BitLen(), key.E, size)
	}
}

// readPKCS8 has Go's own reader read the first PEM block.
func readPKCS8(t testing.TB, text []byte) any {
	t.Helper()
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		t.Fatal("no PRIVATE KEY in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestGenerateRSAInGo makes the two large sizes with Go, once each: they are slow.
func TestGenerateRSAInGo(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, size := range []string{"3072", "4096"} {
		t.Run(size, func(t *testing.T) {
			p.as(t)
			began := time.Now()
			checkGenerated(t, p, p, recipe{kind: "RSA", size: size, engine: "go"}, map[string]string{"kty": "RSA"}, "Go")
			t.Logf("RSA %s by Go: %s", size, time.Since(began).Round(100*time.Millisecond))
		})
	}
}

// TestGenerateSecret makes keys that have no public half.
func TestGenerateSecret(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ size, use, alg string }{
		{"256", "sig", "HS256"}, {"384", "sig", "HS384"}, {"512", "sig", "HS512"},
		{"128", "enc", "A128GCM"}, {"256", "enc", "A256GCM"}, {"256", "enc", "A256KW"}, {"192", "enc", "A192KW"},
	} {
		t.Run(c.size+" "+c.alg, func(t *testing.T) {
			p.as(t)
			p.makeKey(recipe{kind: "oct", size: c.size})
			p.set("use", c.use)
			p.choice("alg", c.alg)
			p.idle()
			if shown := p.everything(); strings.Contains(shown, `"k":`) {
				t.Error("the secret is shown unasked")
			}
			p.set("include-private", "true")
			jwk := parseJSON(t, p.form("jwk_private"))
			if text(jwk, "alg") != c.alg || text(jwk, "use") != c.use || jwk["kid"] != thumbprint(t, jwk) {
				t.Errorf("made use %v, alg %v, kid %v", jwk["use"], jwk["alg"], jwk["kid"])
			}
			if bits := len(text(jwk, "k")) * 6 / 8 * 8; fmt.Sprint(bits) != c.size {
				t.Errorf("%d bits, want %s", bits, c.size)
			}
			if c.alg != "A192KW" { // Chromium has no 192-bit AES
				prove(t, p, jwk, nil)
			}
			p.set("include-private", "false")
			p.idle()
		})
	}
}

// TestGenerateWithoutSubtle makes keys on a page over plain http, where
// browsers keep their own crypto back: Go makes them all.
func TestGenerateWithoutSubtle(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	witness := open(t, startSite(t), "") // a site of its own: its loading is not this page's
	p := openURL(t, s, s.Intranet()+"/")
	if eval[bool](p, `Boolean(crypto.subtle)`) {
		t.Fatal("this page was to have no crypto.subtle")
	}
	p.click("tab-generate")
	if !eval[bool](p, `document.querySelector('#gen-engine [value=subtle]').disabled`) {
		t.Error("the browser's engine is offered where there is none")
	}
	for _, c := range []struct {
		recipe
		kty string
	}{{recipe{kind: "RSA", size: "2048"}, "RSA"}, {recipe{kind: "EC", size: "P-256"}, "EC"}, {recipe{kind: "Ed25519"}, "OKP"}} {
		t.Run(c.recipe.String(), func(t *testing.T) {
			p.as(t)
			checkGenerated(t, p, witness, c.recipe, map[string]string{"kty": c.kty}, "Go")
		})
	}
}

// TestGenerateWrongSizes types sizes and counts that are not possible.
func TestGenerateWrongSizes(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ id, value, word string }{
		{"gen-custom", "2047", "2048"}, {"gen-custom", "1024", "2048"}, {"gen-custom", "8194", "8192"}, {"gen-custom", "3001", "even"}, {"gen-custom", "", "2048"},
		{"gen-count", "0", "20"}, {"gen-count", "21", "20"}, {"gen-count", "", "20"},
	} {
		t.Run(c.id+" "+c.value, func(t *testing.T) {
			p.as(t)
			p.prepare(recipe{kind: "RSA", size: "custom", custom: "2048", count: 1})
			p.set(c.id, c.value)
			p.click("generate")
			if p.state() != "ready" || p.value(c.id) != c.value || p.active() != c.id {
				t.Errorf("state %s, focus on %q: the wrong number is not pointed at", p.state(), p.active())
			}
			if said := p.text("gen-estimate"); !strings.Contains(said, c.word) {
				t.Errorf("the page says %q", said)
			}
			if p.visible("output") {
				t.Error("a key is shown")
			}
		})
	}
}

// TestGenerateByKeyboard generates with Ctrl and Enter, and another one.
func TestGenerateByKeyboard(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=Ed25519")
	p.focused()
	p.tabTo("gen-type")
	first := p.fresh(limit, func() { p.ctrlEnter() })
	second := p.fresh(limit, func() { p.ctrlEnter() })
	if parseJSON(t, first)["x"] == parseJSON(t, second)["x"] {
		t.Error("the same key twice")
	}
	p.tabTo("generate")
	if !strings.Contains(p.text("generate"), "another") {
		t.Errorf("the button says %q", p.text("generate"))
	}
	p.fresh(limit, func() { p.press(kb.Enter) })
}
