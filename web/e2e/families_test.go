package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// vector is a case of wasm/testdata/vectors, whose README.md says what the
// members mean.
type vector struct {
	Passphrase *string
	Error      string
	Keys       []struct {
		Thumbprint, Private string
	}
}

// readVector gives a vector's file and what independent tools say of it.
func readVector(t testing.TB, name string) ([]byte, vector) {
	t.Helper()
	all := map[string]vector{}
	readJSON(t, filepath.Join(vectorsDir, filepath.Dir(name), "expect.json"), &all)
	want, ok := all[filepath.Base(name)]
	if !ok {
		t.Fatalf("no expectation for %s", name)
	}
	return []byte(readFile(t, filepath.Join(vectorsDir, name))), want
}

// TestFamilies gives one file of every family to the page, by the way that
// fits it, and types its passphrase where it has one.
func TestFamilies(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct{ name, by string }{
		{"openssh/rsa.key", "paste"},
		{"openssh/p521.key", "drop"},
		{"openssh/ed-aes256-ctr.key", "paste"},
		{"openssh/ed-chacha20-poly1305.key", "choose"},
		{"dek/rsa-aes-128-cbc.pem", "paste"},
		{"dek/ec-des-ede3-cbc.pem", "paste"},
		{"pbes/default.pem", "paste"},
		{"pbes/scrypt.pem", "paste"},
		{"unlock/windows-1252-pbes2.pem", "paste"},
		{"unlock/windows-1252-3.ppk", "choose"},
		{"unlock/reported-p12-passphrase-latin1.p12", "choose"},
		{"unlock/reported-ct-emptypw.p8", "paste"},
		{"pbes/pbe-SHA1-3DES.pem", "choose"},
		{"pbes/binary.der", "drop"},
		{"pkcs12/default.p12", "choose"},
		{"pkcs12/legacy.p12", "choose"},
		{"pkcs12/chain.p12", "drop"},
		{"pkcs12/pbmac1-sha256.p12", "choose"},
		{"ppk/v3-rsa.ppk", "paste"},
		{"ppk/v3-ed25519-encrypted.ppk", "choose"},
		{"ppk/v2-p256-encrypted.ppk", "paste"},
		{"der/joined.der", "drop"},
		{"xml/private.xml", "paste"},
		{"sshpub/ed.pub", "paste"},
		{"sshpub/rsa-rfc4716.pub", "paste"},
		{"sshpub/authorized_keys", "choose"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			content, want := readVector(t, c.name)
			if len(want.Keys) == 0 {
				t.Fatal("this vector is to have keys")
			}
			p.give(c.by, c.name, content)
			if want.Passphrase != nil {
				p.unlock(*want.Passphrase)
			}
			checkFamily(t, p, want)
			p.click("clear")
			p.waitReady()
			p.idle()
		})
	}
}

// give hands a file to the page: by "paste", "drop" or "choose".
func (p *tab) give(by, name string, content []byte) {
	p.t.Helper()
	switch by {
	case "paste":
		p.paste(string(content))
	case "drop":
		p.drop(filepath.Base(name), content)
	default:
		path := filepath.Join(p.t.TempDir(), filepath.Base(name))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			p.t.Fatal(err)
		}
		p.choose(path)
	}
}

// checkFamily holds the public and the private keys that are shown against
// those of the vector.
func checkFamily(t *testing.T, p *tab, want vector) {
	t.Helper()
	p.waitOutput(want.Keys[0].Thumbprint)
	p.idle()
	var prints, digests []string
	for _, k := range want.Keys {
		if !slices.Contains(prints, k.Thumbprint) {
			prints = append(prints, k.Thumbprint)
		}
		if k.Private != "" && !slices.Contains(digests, k.Private) {
			digests = append(digests, k.Private)
		}
	}
	var got []string
	for _, jwk := range keysOf(t, p.form("jwks")) {
		if jwk["d"] != nil {
			t.Error("a private number in the public set")
		}
		got = append(got, thumbprint(t, jwk))
	}
	if !slices.Equal(got, prints) {
		t.Errorf("keys %v, want %v", got, prints)
	}
	if len(digests) == 0 {
		return
	}
	p.set("include-private", "true")
	got = nil
	for _, jwk := range keysOf(t, p.form("jwks_private")) {
		got = append(got, privateDigest(t, jwk))
	}
	if !slices.Equal(got, digests) {
		t.Errorf("private keys %v, want %v", got, digests)
	}
	p.set("include-private", "false")
	p.idle()
}

// privateDigest is that of the vectors: SHA-256 of the key's own members,
// sorted, without white space.
func privateDigest(t *testing.T, jwk map[string]any) string {
	t.Helper()
	own := map[string]any{}
	for _, name := range strings.Fields("crv d dp dq e k kty n oth p q qi x y") {
		if value, ok := jwk[name]; ok {
			own[name] = value
		}
	}
	b, err := json.Marshal(own)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// TestPassphrase asks when it must and not before, keeps text and focus when
// a passphrase is wrong, and forgets it with the key.
func TestPassphrase(t *testing.T) {
	p := open(t, startSite(t), "")
	p.focused()
	content, want := readVector(t, "openssh/ed-aes256-ctr.key")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("kty", "EC")
	if p.visible("passphrase") {
		t.Error("a passphrase is asked for where there is none")
	}
	p.empty()

	p.mouse("key-input")
	p.paste(string(content))
	p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
	p.waitFor("the focus in it", `document.activeElement.id === 'passphrase'`)
	if code := eval[string](p, `document.getElementById('error').dataset.code ?? ''`); code != "passphrase_required" {
		t.Errorf("the error's code is %q", code)
	}
	if p.value("key-input") != string(content) {
		t.Error("the pasted text is gone")
	}

	p.press("wrong one\r")
	p.waitFor("word that it is wrong", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
	if p.active() != "passphrase" || p.value("passphrase") != "wrong one" || p.value("key-input") != string(content) {
		t.Errorf("after a wrong passphrase the focus is on %q, the field holds %d characters", p.active(), len(p.value("passphrase")))
	}
	if strings.Contains(p.errorText(), "wrong one") {
		t.Error("the error quotes the passphrase")
	}
	if eval[string](p, `document.getElementById('passphrase').getAttribute('aria-invalid')`) != "true" {
		t.Error("the field is not marked as wrong")
	}

	p.chord("a", "selectAll")
	p.press(*want.Passphrase) // and no Enter: it opens when typing rests
	p.waitOutput(want.Keys[0].Thumbprint)
	if p.errorText() != "" {
		t.Errorf("an error stays: %q", p.errorText())
	}
	p.empty()
	if p.visible("passphrase") || p.value("passphrase") != "" {
		t.Error("the passphrase outlives its key")
	}

	t.Run("none", func(t *testing.T) {
		p.as(t)
		content, want := readVector(t, "unlock/empty-certtool.p8")
		p.paste(string(content))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		p.click("passphrase-open")
		if p.active() != "passphrase" || p.visible("output") {
			t.Error("an empty field opens something")
		}
		p.focus("passphrase-none")
		p.press("\r")
		p.waitOutput(want.Keys[0].Thumbprint)
		if p.errorText() != "" {
			t.Errorf("an error stays: %q", p.errorText())
		}
		p.set("include-private", "true") // of the same keys: they need no second opening
		if jwk := parseJSON(t, p.form("jwk_private")); privateDigest(t, jwk) != want.Keys[0].Private {
			t.Error("another key came out")
		}
		p.empty()

		content, _ = readVector(t, "unlock/not-empty-pbes2.pem")
		p.paste(string(content))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		p.click("passphrase-none")
		p.waitFor("word that it has one", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
		p.paste(guideFile(t, "p256-pkcs8.key")) // another input says nothing of a passphrase
		p.waitJWK("kty", "EC")
		p.paste(string(content))
		p.waitFor("the question", `document.getElementById('error').dataset.code === 'passphrase_required'`)
		p.set("passphrase", "na\u00efve \u20ac")
		p.click("passphrase-open")
		p.waitJWK("kty", "EC")
		p.empty()
	})

	t.Run("another scheme is not a wrong passphrase", func(t *testing.T) {
		p.as(t)
		content, want := readVector(t, "openssh/unknown-cipher.key")
		p.paste(string(content))
		p.waitFor("an error", `document.getElementById('error').dataset.code === `+quote(want.Error)+` && document.getElementById('error').checkVisibility()`)
		if p.visible("passphrase") {
			t.Error("a passphrase is asked for that cannot help")
		}
	})
}

// TestRefusals shows what is not a key, by name and with what to do.
func TestRefusals(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct {
		name, code string
		content    []byte
		says       []string
	}{
		{"keystore.jks", "unsupported_format", append([]byte{0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1}, make([]byte, 64)...), []string{"keytool -importkeystore"}},
		{"notes.txt", "no_key", []byte("nothing that looks like a key"), []string{"BEGIN"}},
		{"cut.pem", "truncated", []byte(guideFile(t, "rsa4096-pkcs8.key")[:900]), []string{"END"}},
		{"dh.pem", "not_a_key", pem.EncodeToMemory(&pem.Block{Type: "DH PARAMETERS", Bytes: []byte{0x30, 6, 2, 1, 23, 2, 1, 5}}), []string{"PRIVATE KEY"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			p.drop(c.name, c.content)
			said := p.waitError()
			if code := eval[string](p, `document.getElementById('error').dataset.code`); code != c.code {
				t.Errorf("code %s, want %s", code, c.code)
			}
			for _, part := range c.says {
				if !strings.Contains(said, part) {
					t.Errorf("the page says %q, without %q", said, part)
				}
			}
			if p.visible("output") {
				t.Error("an output beside the refusal")
			}
			p.click("clear")
			p.waitReady()
			p.idle()
		})
	}
}

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

// TestPastedText pastes one key as people find it.
func TestPastedText(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	want := guide(t)["p256-pkcs8.key"]
	plain := guideFile(t, "p256-pkcs8.key")
	escaped := strings.ReplaceAll(strings.TrimSpace(plain), "\n", `\n`)
	account, err := json.Marshal(map[string]string{"type": "service_account", "private_key_id": "abc", "private_key": plain})
	if err != nil {
		t.Fatal(err)
	}
	secret := "apiVersion: v1\nkind: Secret\nmetadata:\n  name: k\ntype: Opaque\ndata:\n  tls.key: " + base64.StdEncoding.EncodeToString([]byte(plain)) + "\n"
	for name, text := range map[string]string{
		".env value":         `PRIVATE_KEY="` + escaped + `"`,
		"escaped line feeds": escaped,
		"service account":    string(account),
		"Kubernetes Secret":  secret,
		"spaces for breaks":  strings.ReplaceAll(plain, "\n", " "),
		"CRLF":               strings.ReplaceAll(plain, "\n", "\r\n"),
		"byte order mark":    "\ufeff" + plain,
		"indented":           "    " + strings.ReplaceAll(plain, "\n", "\n    "),
		"quoted in mail":     "> " + strings.ReplaceAll(plain, "\n", "\n> "),
		"text around":        "Here is the key:\n\n" + plain + "\nBest regards",
		"bare base64":        base64.StdEncoding.EncodeToString(pemBytes(t, plain)),
		"JWK":                jwkText(want.Private, map[string]string{"use": "sig"}),
		"JWK Set":            `{"keys":[` + jwkText(want.Private, nil) + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.paste(text)
			p.waitJWK("kid", want.Thumbprint)
			p.set("include-private", "true")
			if got := p.form("jwk_private"); parseJSON(t, got)["d"] != want.Private["d"] {
				t.Error("the private half is another")
			}
			p.empty()
		})
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
	p.set("own-kid", "of-the-rsa-key")
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
