package e2e

import (
	"bytes"
	"strings"
	"testing"
)

// openJWE is RFC 7518 sections 4.8 and 5.3 in Node's primitives.
const openJWE = `const c = require('node:crypto')
const j = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
const raw = (t) => Buffer.from(t, 'base64url')
const h = JSON.parse(raw(j.protected))
if (h.alg !== 'PBES2-HS256+A128KW' || h.enc !== 'A256GCM' || h.p2c < 600000) throw new Error(JSON.stringify(h))
const kek = c.pbkdf2Sync(process.argv[1], Buffer.concat([Buffer.from(h.alg + '\0'), raw(h.p2s)]), h.p2c, 16, 'sha256')
const unwrap = c.createDecipheriv('id-aes128-wrap', kek, Buffer.alloc(8, 0xa6))
const cek = Buffer.concat([unwrap.update(raw(j.encrypted_key)), unwrap.final()])
const open = c.createDecipheriv('aes-256-gcm', cek, raw(j.iv)).setAAD(Buffer.from(j.protected)).setAuthTag(raw(j.tag))
process.stdout.write(Buffer.concat([open.update(raw(j.ciphertext)), open.final()]))`

// checkJWE has Node open an encrypted JWK.
func checkJWE(t *testing.T, text string) {
	t.Helper()
	if !has(t, "node") {
		return
	}
	inside := parseJSON(t, toolOutput(t, text, "node", "-e", openJWE, formPassphrase))
	if inside["kid"] != thumbprint(t, inside) || inside["d"] == nil {
		t.Errorf("inside is a key of kid %v", inside["kid"])
	}
}

// TestDERFile saves what is between the lines of the PEM that is shown, of one
// key alone and of no form that is no PEM.
func TestDERFile(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(readFile(t, "testdata/rsa2048.key"))
	p.waitOutput(`"kty"`)
	shown := func() bool { return eval[bool](p, `document.getElementById('download-der').checkVisibility()`) }
	if shown() {
		t.Error("DER is offered of a JWK")
	}
	p.form("spki")
	if !shown() {
		t.Fatal("DER is not offered of a PEM")
	}
	p.click("download-der")
	got := p.waitDownload("public.der")
	if has(t, "openssl") {
		if pem := toolOutput(t, string(got), "openssl", "pkey", "-pubin", "-inform", "DER", "-pubout"); pem != p.output() {
			t.Errorf("it is not the key that is shown: %s", pem)
		}
	}
	p.set("include-private", "true")
	p.choice("format", "pkcs8_encrypted")
	p.idle()
	if shown() {
		t.Error("DER is offered before there is a passphrase")
	}
	p.set("encrypt", formPassphrase)
	p.waitOutput("BEGIN ENCRYPTED PRIVATE KEY")
	p.click("download-der")
	if got := p.waitDownload("private-encrypted.der"); !bytes.HasPrefix(got, []byte("\x30\x82")) || strings.Contains(string(got), "BEGIN") {
		t.Errorf("saved %d bytes, %.4x", len(got), got)
	}
	p.empty()
	p.paste(readFile(t, "testdata/rsa2048.key") + readFile(t, "testdata/secp256k1.key"))
	p.waitOutput(`"keys"`)
	p.form("spki")
	if shown() {
		t.Error("one file of DER is offered of two keys")
	}
}
