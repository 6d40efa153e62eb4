package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCompareDigests pastes what openssl, ssh-keygen and Node say of a key with
// its certificate, in a few of the spellings that the native tests go through.
func TestCompareDigests(t *testing.T) {
	t.Parallel()
	var cases map[string][]struct{ Text, What string }
	if err := json.Unmarshal([]byte(readFile(t, vectorsDir+"/digest/digests.json")), &cases); err != nil {
		t.Fatal(err)
	}
	p := open(t, startSite(t), "")
	p.paste(readFile(t, vectorsDir+"/digest/p-256.pem"))
	p.waitJWK("crv", "P-256")
	list := cases["p-256"]
	for i := 0; i < len(list); i += 23 {
		if said := p.compare(list[i].Text); !strings.Contains(said, "Same key") || !strings.Contains(said, list[i].What) {
			t.Errorf("of %q the page says %q", list[i].Text, said)
		}
	}
	said := p.compare(cases["rsa"][0].Text)
	if !strings.Contains(said, "Cannot tell") || !strings.Contains(said, "a digest of something else") {
		t.Errorf("of another key's digest the page says %q", said)
	}
}

// TestDigestsShown opens the list of digests, holds it against what openssl,
// ssh-keygen and Node say of the same key and certificate, and copies one.
func TestDigestsShown(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	text := readFile(t, vectorsDir+"/digest/p-256.pem")
	p.paste(text)
	p.waitJWK("crv", "P-256")
	if p.visible("digests-list") {
		t.Error("the list is open before anybody asks for it")
	}
	p.toggle("digests")
	p.waitFor("the digests", `document.querySelectorAll('#digests-list dd').length > 15`)
	shown := eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll('#digests-list .copy-value')].map((b) => [b.ariaLabel, b.previousElementSibling.textContent]))`)
	for name, want := range digestsByOthers(t, text) {
		if got := shown["Copy "+name]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, where := range []string{"GitHub Apps and Snowflake show this", "Entra ID, Azure and Windows show this"} {
		if !strings.Contains(p.text("digests-list"), where) {
			t.Errorf("the list does not say %q", where)
		}
	}
	p.focused()
	got := p.copied(func() {
		call[any](p, `() => document.querySelector('#digests-list [aria-label="Copy x5t#S256 of certificate"]').click()`)
		p.waitFor("the word", `document.getElementById('status').textContent.includes('Copied x5t#S256')`)
	})
	if got != shown["Copy x5t#S256 of certificate"] {
		t.Errorf("what was copied is %q", got)
	}

	// Another key has other digests, in the list that is open.
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("crv", "P-384")
	thumbprint := guide(t)["p384.pub"].Thumbprint
	p.waitFor("the digests of the other key", `document.querySelector('#digests-list dd').textContent === `+quote(thumbprint))
	if strings.Contains(p.text("digests-list"), "Certificate") {
		t.Error("it lists a certificate of the key before")
	}
	p.click("clear")
	p.waitReady()
	p.settle()
	if eval[int](p, `document.querySelectorAll('#digests-list *').length`) != 0 {
		t.Error("the digests stay when everything is cleared")
	}
}

// digestsByOthers is what the tools say of a private key with its certificate.
func digestsByOthers(t *testing.T, text string) map[string]string {
	t.Helper()
	want := map[string]string{}
	if has(t, "openssl") {
		printed := func(args ...string) string {
			_, value, _ := strings.Cut(strings.TrimSpace(toolOutput(t, text, "openssl", args...)), "=")
			return strings.TrimSpace(value)
		}
		want["SHA-1 with colons of certificate"] = printed("x509", "-noout", "-fingerprint", "-sha1")
		want["SHA-256 with colons of certificate"] = printed("x509", "-noout", "-fingerprint", "-sha256")
		spki := opensslDER(t, text, "-pubout")
		want["SHA-256 of the public key (SPKI), hexadecimal"] = printed2(t, spki, "openssl", "dgst", "-sha256")
		want["SHA-1 of the public key (SPKI)"] = printed2(t, spki, "openssl", "dgst", "-sha1")
	}
	if has(t, "ssh-keygen") && has(t, "openssl") {
		line := saved(t, "id.pub", toolOutput(t, "", "ssh-keygen", "-i", "-m", "PKCS8", "-f", saved(t, "public.pem", toolOutput(t, text, "openssl", "pkey", "-pubout"))))
		for name, hash := range map[string]string{"OpenSSH fingerprint, SHA-256": "sha256", "OpenSSH fingerprint, MD5": "md5"} {
			want[name] = strings.Fields(toolOutput(t, "", "ssh-keygen", "-l", "-E", hash, "-f", line))[1]
		}
	}
	if has(t, "node") {
		const script = `const c = require('node:crypto'), text = require('node:fs').readFileSync(0);
			const {crv, kty, x, y} = c.createPublicKey(text).export({format: 'jwk'}), cert = new c.X509Certificate(text);
			const thumbprint = c.createHash('sha256').update(JSON.stringify({crv, kty, x, y})).digest('base64url');
			const spki = c.createPublicKey(text).export({format: 'der', type: 'spki'}), of = (hash, data, form) => c.createHash(hash).update(data).digest(form);
			process.stdout.write(JSON.stringify({
				'JWK thumbprint': thumbprint,
				'JWK thumbprint URI': 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:' + thumbprint,
				'SHA-256 of the public key (SPKI), base64': 'SHA256:' + of('sha256', spki, 'base64'),
				'SHA-256 of the public key (SPKI), base64url': of('sha256', spki, 'base64url'),
				'x5t of certificate': of('sha1', cert.raw, 'base64url'),
				'x5t#S256 of certificate': of('sha256', cert.raw, 'base64url'),
				'SHA-1, hexadecimal of certificate': of('sha1', cert.raw, 'hex').toUpperCase()}));`
		for name, value := range parseJSON(t, toolOutput(t, text, "node", "-e", script)) {
			want[name] = value.(string)
		}
	}
	return want
}

// printed2 is the second word that a program prints.
func printed2(t *testing.T, stdin, program string, args ...string) string {
	t.Helper()
	return strings.Fields(toolOutput(t, stdin, program, args...))[1]
}
