package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMLDSA makes a key, reads one, signs, and holds all of it against the
// browser's own ML-DSA where that is there: it imports what is written here,
// signs what is verified here, and verifies what is signed here.
func TestMLDSA(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=ML-DSA")
	if got := p.value("gen-size"); got != "ML-DSA-65" {
		t.Errorf("the usual parameter set is %s", got)
	}
	for _, set := range []string{"ML-DSA-44", "ML-DSA-87", "ML-DSA-65"} {
		p.makeKey(recipe{kind: "ML-DSA", size: set})
		public := parseJSON(t, p.form("jwk"))
		if text(public, "kty") != "AKP" || text(public, "alg") != set || text(public, "use") != "sig" || public["kid"] != thumbprint(t, public) || public["priv"] != nil {
			t.Errorf("%s: %v", set, public)
		}
		token, _ := p.makeToken("client", "https://as.example", "https://as.example/token", nil)
		if says := p.compare(token); !strings.Contains(says, "made") && !strings.Contains(says, "signed") {
			t.Errorf("%s, its own token: %s", set, says)
		}
		p.set("include-private", "true")
		private, pkcs8 := parseJSON(t, p.form("jwk_private")), p.form("pkcs8")
		p.set("include-private", "false")
		p.idle()
		theirs := call[string](p, signByBrowser, private, public, pkcs8, token)
		if theirs == "" {
			t.Logf("%s: SubtleCrypto does not have it", set)
			continue
		}
		if says := p.compare(theirs); strings.Contains(says, "not") {
			t.Errorf("%s, the browser's token: %s", set, says)
		}
		head, rest, _ := strings.Cut(theirs, ".")
		if says := p.compare(head + ".A" + rest[1:]); !strings.Contains(says, "not") && !strings.Contains(says, "No key") {
			t.Errorf("%s, the browser's token, changed: %s", set, says)
		}
	}
	p.form("jwk")
	for name, set := range map[string]string{"65-openssl.pem": "ML-DSA-65", "44-expanded.pem": "ML-DSA-44", "87-spki.pem": "ML-DSA-87"} {
		pem, err := os.ReadFile(filepath.Join(vectorsDir, "mldsa", name))
		if err != nil {
			t.Fatal(err)
		}
		p.paste(string(pem))
		p.waitJWK("alg", set)
		if warned := strings.Contains(p.text("warnings"), "no seed"); warned != (name == "44-expanded.pem") {
			t.Errorf("%s: %s", name, p.text("warnings"))
		}
	}
}

// signByBrowser verifies a token with the browser's own ML-DSA and both forms of
// the key, and returns one that is signed by it; "" where the browser has none.
const signByBrowser = `async (jwk, pub, pem, token) => {
	const name = jwk.alg, subtle = crypto.subtle;
	const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
	const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
	try { await subtle.generateKey({ name }, true, ['sign', 'verify']); } catch (e) { if (e.name === 'NotSupportedError') return ''; throw e; }
	const verifier = await subtle.importKey('jwk', pub, { name }, true, ['verify']);
	const at = token.lastIndexOf('.'), utf8 = new TextEncoder();
	if (!await subtle.verify({ name }, verifier, bytes(token.slice(at + 1)), utf8.encode(token.slice(0, at)))) throw new Error('the browser does not verify the token');
	const signer = await subtle.importKey('jwk', jwk, { name }, true, ['sign']);
	const der = bytes(pem.replace(/-----.*-----|\s/g, ''));
	const same = text(await subtle.exportKey('pkcs8', await subtle.importKey('pkcs8', der, { name }, true, ['sign'])));
	if (same !== text(der) || same !== text(await subtle.exportKey('pkcs8', signer))) throw new Error('the browser writes another PKCS#8');
	const input = text(utf8.encode(JSON.stringify({ alg: name, kid: jwk.kid }))) + '.' + text(utf8.encode('{"iss":"the browser"}'));
	return input + '.' + text(await subtle.sign({ name }, signer, utf8.encode(input)));
}`
