package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

// certificate makes a certificate by Go's own library, and its key.
func certificate(t testing.TB, name string, serial int64, key *ecdsa.PrivateKey) string {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Unix(1700000000, 0), NotAfter: time.Unix(1700086400, 0), // long expired
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func newP256(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// publicPrint is the thumbprint of a P-256 key.
func publicPrint(t testing.TB, key *ecdsa.PrivateKey) string {
	t.Helper()
	point, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return thumbprint(t, map[string]any{"kty": "EC", "crv": "P-256", "x": encode(point[1:33]), "y": encode(point[33:])})
}

// TestCertificate shows whose key it is, says that it has expired, and writes
// the certificate into the JWK when asked.
func TestCertificate(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	key := newP256(t)
	text := certificate(t, "one.example", 77, key)
	p.paste(text)
	p.waitJWK("kid", publicPrint(t, key))
	about := p.text("about")
	for _, part := range []string{"one.example", "2023-11-14", "expired"} {
		if !strings.Contains(about, part) {
			t.Errorf("the card says nothing of %q: %s", part, about)
		}
	}
	if !strings.Contains(p.text("warnings"), "expired") {
		t.Errorf("the warnings say %q", p.text("warnings"))
	}
	p.set("x5c", "true")
	p.idle()
	jwk := parseJSON(t, p.form("jwk"))
	der := pemBytes(t, text)
	sum := sha256.Sum256(der)
	if x5c := strs(jwk["x5c"]); len(x5c) != 1 || x5c[0] != base64.StdEncoding.EncodeToString(der) ||
		jwk["x5t#S256"] != base64.RawURLEncoding.EncodeToString(sum[:]) {
		t.Errorf("x5c and x5t#S256 are not the certificate's")
	}
	if got := p.form("certificate"); got != text {
		t.Errorf("the certificate comes out as %s", firstLine(got))
	}
}

// TestRequest reads a certificate request.
func TestRequest(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	key := newP256(t)
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "req.example"}}, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"} {
		p.paste(string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der})))
		p.waitJWK("kid", publicPrint(t, key))
		p.empty()
	}
}

// TestBundle pastes several things at once: every key comes out, what is the
// same key is said to be, what is skipped is listed with its reason.
func TestBundle(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	key, all := newP256(t), guide(t)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	private := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	params := string(pem.EncodeToMemory(&pem.Block{Type: "DH PARAMETERS", Bytes: []byte{0x30, 6, 2, 1, 23, 2, 1, 5}}))
	p.paste(private + certificate(t, "bundle.example", 5, key) + params + guideFile(t, "rsa4096-pkcs8.key") + guideFile(t, "rsa4096-spki.pem") + guideFile(t, "ed25519.pub"))
	p.waitOutput(all["ed25519.pub"].Thumbprint)
	p.idle()
	want := []string{publicPrint(t, key), all["rsa4096-pkcs8.key"].Thumbprint, all["ed25519.pub"].Thumbprint}
	var got []string
	for _, jwk := range keysOf(t, p.output()) {
		got = append(got, thumbprint(t, jwk))
	}
	if !slices.Equal(got, want) {
		t.Errorf("keys %v, want %v", got, want)
	}
	if list := p.text("key-list"); !strings.Contains(list, "same as") || !strings.Contains(list, "bundle.example") {
		t.Errorf("the list says %q", list)
	}
	if skipped := eval[string](p, `document.getElementById('skipped').checkVisibility() ? document.getElementById('skipped').textContent : ''`); !strings.Contains(skipped, "DH PARAMETERS") {
		t.Errorf("of what is skipped the page says %q", skipped)
	}
	// One key alone, and a key ID of its own.
	p.act("choose the RSA key", `document.querySelector('#key-list [data-value="'+[...document.querySelectorAll('#key-list [data-value]')].find((e) => /RSA/.test(e.textContent) && e.dataset.value !== '0').dataset.value+'"]').click()`)
	p.waitJWK("kid", all["rsa4096-pkcs8.key"].Thumbprint)
	p.set("kid-mode", "text")
	p.set("kid", "of-the-rsa-key")
	p.waitJWK("kid", "of-the-rsa-key")
	p.act("choose all", `document.querySelector('#key-list [data-value="0"]').click()`)
	p.waitOutput(all["ed25519.pub"].Thumbprint)
	p.idle()
	if kids := keysOf(t, p.output()); text(kids[1], "kid") != "of-the-rsa-key" || text(kids[0], "kid") != want[0] {
		t.Error("the key ID of one key went elsewhere")
	}
}

// act evaluates a statement that stands for a click.
func (p *tab) act(what, statement string) {
	p.t.Helper()
	if wrong := eval[string](p, `(() => { try { `+statement+`; return ''; } catch (e) { return String(e); } })()`); wrong != "" {
		p.t.Fatalf("%s: %s", what, wrong)
	}
}

// TestTwoThousandCertificates drops a file of that many, each with a key of
// its own.
func TestTwoThousandCertificates(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	const count = 2000
	var b strings.Builder
	want := map[string]bool{}
	for i := range count {
		key := newP256(t)
		want[publicPrint(t, key)] = true
		b.WriteString(certificate(t, fmt.Sprintf("host-%d.example", i), int64(i+1), key))
	}
	began := time.Now()
	p.drop("bundle.pem", []byte(b.String()))
	p.waitFor("the keys", `document.documentElement.dataset.state === 'ready' && document.getElementById('output').textContent.length > 100000`)
	t.Logf("%d certificates, %d kB: %s", count, b.Len()/1000, time.Since(began).Round(time.Millisecond))
	p.idle()
	for _, jwk := range keysOf(t, p.output()) {
		delete(want, thumbprint(t, jwk))
	}
	if len(want) > 0 {
		t.Errorf("%d of %d keys are missing", len(want), count)
	}
	if title := p.text("keys-title"); !strings.Contains(title, "2000") {
		t.Errorf("the list is called %q", title)
	}
}
