package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// given is what openssl says the pasted key is, in DER; empty without openssl.
type given struct{ private, public string }

func readGiven(t *testing.T, text string) given {
	t.Helper()
	if !has(t, "openssl") {
		return given{}
	}
	return given{opensslDER(t, text), opensslDER(t, text, "-pubout")}
}

// checkForm has the tools of others read one form; line is the key's ssh form.
func checkForm(t *testing.T, form, text string, want given, line string) {
	t.Helper()
	openssl, ssh := want.private != "", has(t, "ssh-keygen")
	switch form {
	case "spki":
		if openssl && opensslDER(t, text, "-pubin", "-pubout") != want.public {
			t.Error("openssl reads another key")
		}
	case "spki_base64":
		if openssl && opensslDER(t, "-----BEGIN PUBLIC KEY-----\n"+text+"\n-----END PUBLIC KEY-----\n", "-pubin", "-pubout") != want.public {
			t.Error("openssl reads another key")
		}
	case "pkcs1_public":
		if openssl && toolOutput(t, text, "openssl", "rsa", "-RSAPublicKey_in", "-pubout", "-outform", "DER") != want.public {
			t.Error("openssl reads another key")
		}
	case "spki_base64_lines":
		if openssl && opensslDER(t, "-----BEGIN PUBLIC KEY-----\n"+text+"-----END PUBLIC KEY-----\n", "-pubin", "-pubout") != want.public {
			t.Error("openssl reads another key")
		}
	case "pkcs8_base64":
		if openssl && opensslDER(t, "-----BEGIN PRIVATE KEY-----\n"+text+"\n-----END PRIVATE KEY-----\n") != want.private {
			t.Error("openssl reads another key")
		}
	case "jwk_encrypted":
		checkJWE(t, text)
	case "pkcs8", "traditional":
		if openssl && opensslDER(t, text) != want.private {
			t.Error("openssl reads another key")
		}
		if strings.HasPrefix(text, "-----BEGIN PRIVATE KEY-----") != (form == "pkcs8") {
			t.Errorf("begins with %s", firstLine(text))
		}
	case "pkcs8_encrypted":
		if openssl {
			checkEncrypted(t, text, want)
		}
	case "ssh":
		if ssh {
			checkLine(t, text, want)
		}
	case "openssh_private":
		if ssh && !sameWords(toolOutput(t, "", "ssh-keygen", "-y", "-f", saved(t, "id", text)), line) {
			t.Error("ssh-keygen derives another public key from the private file than is in the public line")
		}
	default:
		parsed := parseJSON(t, jwkIn(t, form, text))
		if parsed["kid"] != thumbprint(t, parsed) {
			t.Error("kid is not the thumbprint")
		}
		for _, secret := range []string{"d", "p", "q", "dp", "dq", "qi", "oth", "k"} {
			if !isPrivateForm(form) && parsed[secret] != nil {
				t.Errorf("%s in a public form", secret)
			}
		}
	}
}

// checkLine has ssh-keygen read a public line, and turn it into PEM where it
// can: Ed25519 it writes in its own form only.
func checkLine(t *testing.T, line string, want given) {
	t.Helper()
	if strings.HasPrefix(line, "ssh-ed25519") || want.public == "" {
		toolOutput(t, "", "ssh-keygen", "-l", "-f", saved(t, "id.pub", line))
		return
	}
	if opensslDER(t, toolOutput(t, "", "ssh-keygen", "-e", "-m", "PKCS8", "-f", saved(t, "id.pub", line)), "-pubin", "-pubout") != want.public {
		t.Error("ssh-keygen reads another key")
	}
}

// sameWords compares two OpenSSH lines without their comments.
func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && x[1] == y[1]
}

func checkEncrypted(t *testing.T, text string, want given) {
	t.Helper()
	if opensslDER(t, text, "-passin", "pass:"+formPassphrase) != want.private {
		t.Error("openssl opens another key")
	}
	structure := toolOutput(t, text, "openssl", "asn1parse")
	for _, part := range []string{"PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc"} {
		if !strings.Contains(structure, part) {
			t.Errorf("it is not encrypted with %s", part)
		}
	}
}

// jwkIn is the JWK in a text that is one, or a set of one.
func jwkIn(t *testing.T, form, text string) string {
	t.Helper()
	if !strings.HasPrefix(form, "jwks") {
		return text
	}
	keys := keysOf(t, text)
	if len(keys) != 1 {
		t.Fatalf("%d keys in the set", len(keys))
	}
	b, err := json.Marshal(keys[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// checkInNode has Node write the JWK forms as PEM and holds that against
// openssl's own reading.
func checkInNode(t *testing.T, texts map[string]string, want given) {
	t.Helper()
	if want.private == "" || !has(t, "node") {
		return
	}
	var jwks []string
	forms := []string{"jwk", "jwks", "jwk_private", "jwks_private"}
	for _, form := range forms {
		jwks = append(jwks, jwkIn(t, form, texts[form]))
	}
	const script = `const c = require('node:crypto');
		process.stdout.write(JSON.stringify(JSON.parse(require('node:fs').readFileSync(0)).map((key) => key.d
			? c.createPrivateKey({format: 'jwk', key}).export({format: 'pem', type: 'pkcs8'})
			: c.createPublicKey({format: 'jwk', key}).export({format: 'pem', type: 'spki'}))));`
	var pems []string
	if err := json.Unmarshal([]byte(toolOutput(t, "["+strings.Join(jwks, ",")+"]", "node", "-e", script)), &pems); err != nil {
		t.Fatal(err)
	}
	for i, form := range forms {
		got, expected := "", want.public
		if isPrivateForm(form) {
			got, expected = opensslDER(t, pems[i]), want.private
		} else {
			got = opensslDER(t, pems[i], "-pubin", "-pubout")
		}
		if got != expected {
			t.Errorf("Node reads another key from %s", form)
		}
	}
}

// checkRoundTrip pastes back what came out: it is the same key again.
func checkRoundTrip(t *testing.T, p *tab, texts map[string]string, form string) {
	t.Helper()
	p.paste(texts[form])
	if form == "pkcs8_encrypted" || form == "jwk_encrypted" {
		p.unlock(formPassphrase)
	}
	p.waitJWK("kid", thumbprint(t, parseJSON(t, texts["jwk"])))
	if isPrivateForm(form) {
		p.set("include-private", "true")
		if got := p.form("jwk_private"); got != texts["jwk_private"] {
			t.Errorf("it comes back as another private key: %s", memberDifference(t, got, texts["jwk_private"]))
		}
	}
	p.empty()
}

func isPrivateForm(form string) bool {
	return slices.Contains(privateForms, form)
}

var privateForms = []string{"jwk_private", "jwks_private", "pkcs8", "pkcs8_base64", "traditional", "pkcs8_encrypted", "jwk_encrypted", "openssh_private"}
