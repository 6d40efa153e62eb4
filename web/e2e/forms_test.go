package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// formKey is a kind of key and the forms that it has.
type formKey struct {
	name, file string
	alg        string // the usual one
	forms      []string
}

var formKeys = []formKey{
	{"RSA", "testdata/rsa2048.key", "RS256", []string{"jwk", "jwks", "spki", "pkcs1_public", "ssh", "jwk_private", "jwks_private", "pkcs8", "traditional", "pkcs8_encrypted", "openssh_private"}},
	{"P-256", guideDir + "/p256-leading-zero-x-pkcs8.key", "ES256", ecForms},
	{"P-384", guideDir + "/p384-leading-zero-d-pkcs8.key", "ES384", ecForms},
	{"P-521", guideDir + "/p521-leading-zero-y-pkcs8.key", "ES512", ecForms},
	{"secp256k1", "testdata/secp256k1.key", "ES256K", without(ecForms, "ssh", "openssh_private")},
	{"Ed25519", guideDir + "/ed25519-pkcs8.key", "EdDSA", without(ecForms, "traditional")},
	{"X25519", "testdata/x25519.key", "ECDH-ES", without(ecForms, "traditional", "ssh", "openssh_private")},
}

var ecForms = []string{"jwk", "jwks", "spki", "ssh", "jwk_private", "jwks_private", "pkcs8", "traditional", "pkcs8_encrypted", "openssh_private"}

func without(list []string, names ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(names, s) })
}

const formPassphrase = "päss wörd ✓ 42"

// TestForms writes each kind of key in each of its forms; openssl, ssh-keygen
// and Node read every one as the same key as the file it came from.
func TestForms(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, k := range formKeys {
		t.Run(k.name, func(t *testing.T) {
			p.as(t)
			given := readFile(t, k.file)
			texts := p.allForms(t, given, k.forms)
			want := readGiven(t, given)
			for _, form := range k.forms {
				t.Run(form, func(t *testing.T) { checkForm(t, form, texts[form], want, texts["ssh"]) })
			}
			checkInNode(t, texts, want)
			t.Run("in the browser's own crypto", func(t *testing.T) {
				if k.name == "secp256k1" {
					t.Skip("SubtleCrypto has no secp256k1")
				}
				p.as(t)
				public, private := parseJSON(t, texts["jwk"]), parseJSON(t, texts["jwk_private"])
				if text(public, "alg") != k.alg {
					t.Errorf("alg %v, want %s", public["alg"], k.alg)
				}
				prove(t, p, private, public)
				prove(t, p, keysOf(t, texts["jwks_private"])[0], keysOf(t, texts["jwks"])[0])
			})
			p.empty()
			for _, form := range k.forms {
				t.Run(form+" and back", func(t *testing.T) {
					p.as(t)
					checkRoundTrip(t, p, texts, form)
				})
			}
		})
	}
}

// allForms pastes a private key, sees which forms are offered before and
// after "Include private key", and gives the text of each.
func (p *tab) allForms(t *testing.T, given string, forms []string) map[string]string {
	t.Helper()
	p.paste(given)
	p.waitOutput(`"kty"`)
	offered := func() []string {
		return eval[[]string](p, `[...document.getElementById('format').options].map((o) => o.value)`)
	}
	public := without(forms, "jwk_private", "jwks_private", "pkcs8", "traditional", "pkcs8_encrypted", "openssh_private")
	if got := offered(); !slices.Equal(got, public) {
		t.Errorf("before the tick it offers %v, want %v", got, public)
	}
	p.set("include-private", "true")
	p.idle()
	if got := offered(); !slices.Equal(got, forms) {
		t.Errorf("after the tick it offers %v, want %v", got, forms)
	}
	texts := map[string]string{}
	for _, form := range forms {
		if form == "pkcs8_encrypted" {
			texts[form] = p.encrypted()
			continue
		}
		texts[form] = p.form(form)
	}
	return texts
}

// encrypted chooses the encrypted form and types its passphrase.
func (p *tab) encrypted() string {
	p.t.Helper()
	p.choice("format", "pkcs8_encrypted")
	p.waitFor("the field for a passphrase", `document.getElementById('encrypt').checkVisibility()`)
	p.set("encrypt", formPassphrase)
	return p.waitOutput("-----BEGIN ENCRYPTED PRIVATE KEY-----")
}

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
	case "pkcs1_public":
		if openssl && toolOutput(t, text, "openssl", "rsa", "-RSAPublicKey_in", "-pubout", "-outform", "DER") != want.public {
			t.Error("openssl reads another key")
		}
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
	if form == "pkcs8_encrypted" {
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
	return slices.Contains([]string{"jwk_private", "jwks_private", "pkcs8", "traditional", "pkcs8_encrypted", "openssh_private"}, form)
}

// unlock types a passphrase when it is asked for, and opens with it; "" says that
// there is none.
func (p *tab) unlock(passphrase string) {
	p.t.Helper()
	p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
	if passphrase == "" {
		p.click("passphrase-none")
		return
	}
	p.set("passphrase", passphrase)
	p.click("passphrase-open")
}

// TestFormsOfASecret writes an oct key, which has no public form at all.
func TestFormsOfASecret(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	const secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow" // RFC 7515 appendix A.1
	p.paste(`{"kty":"oct","k":"` + secret + `"}`)
	p.waitFor("the key's card", `document.documentElement.dataset.state === 'ready' && document.getElementById('facts').checkVisibility()`)
	p.idle()
	if strings.Contains(p.everything(), secret) {
		t.Error("the secret is shown unasked")
	}
	p.set("include-private", "true")
	jwk := parseJSON(t, p.form("jwk_private"))
	if text(jwk, "k") != secret || text(jwk, "alg") != "HS512" || jwk["kid"] != thumbprint(t, jwk) {
		t.Errorf("kty %v, alg %v, kid %v", jwk["kty"], jwk["alg"], jwk["kid"])
	}
	prove(t, p, jwk, nil)
	if keys := keysOf(t, p.form("jwks_private")); len(keys) != 1 || text(keys[0], "k") != secret {
		t.Error("the set does not hold it")
	}
	offered := eval[[]string](p, `[...document.getElementById('format').options].map((o) => o.value)`)
	if !slices.Equal(offered, []string{"jwk_private", "jwks_private"}) {
		t.Errorf("offers %v", offered)
	}
}

// TestFormsForOtherUses proves keys with what else they can be used for.
func TestFormsForOtherUses(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, c := range []struct {
		file, use string
		algs      []string
	}{
		{"testdata/rsa2048.key", "sig", []string{"RS384", "RS512", "PS256", "PS384", "PS512"}},
		{"testdata/rsa2048.key", "enc", []string{"RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"}},
		{guideDir + "/p256-pkcs8.key", "enc", []string{"ECDH-ES", "ECDH-ES+A128KW"}},
		{guideDir + "/p384-pkcs8.key", "enc", []string{"ECDH-ES"}},
		{guideDir + "/p521-pkcs8.key", "enc", []string{"ECDH-ES"}},
		{guideDir + "/ed25519-pkcs8.key", "sig", []string{"Ed25519"}},
	} {
		t.Run(c.file+" "+c.use, func(t *testing.T) {
			p.as(t)
			p.paste(readFile(t, c.file))
			p.waitOutput(`"kty"`)
			p.set("use", c.use)
			p.set("include-private", "true")
			for _, alg := range c.algs {
				p.choice("alg", alg)
				public := parseJSON(t, p.form("jwk"))
				private := parseJSON(t, p.form("jwk_private"))
				if text(public, "alg") != alg || text(private, "alg") != alg || text(public, "use") != c.use {
					t.Errorf("use %v, alg %v and %v, want %s", public["use"], public["alg"], private["alg"], alg)
				}
				prove(t, p, private, public)
			}
			p.set("use", "sig")
			p.empty()
		})
	}
}

// TestFormsLayout has the same outputs on one line, for .env and JSON, and as
// compact JSON.
func TestFormsLayout(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(readFile(t, "testdata/rsa2048.key"))
	p.waitOutput(`"kty"`)
	p.set("include-private", "true")
	p.idle()
	forms := without(formKeys[0].forms, "pkcs8_encrypted")
	plain := map[string]string{}
	for _, form := range forms {
		plain[form] = p.form(form)
	}
	t.Run("one line", func(t *testing.T) {
		p.as(t)
		p.set("one-line", "true")
		for _, form := range forms {
			line := p.form(form)
			if strings.ContainsAny(line, "\n\r") {
				t.Errorf("%s is not on one line", form)
				continue
			}
			if strings.HasPrefix(form, "jwk") {
				sameJSON(t, form, line, plain[form])
				continue
			}
			var back string // as JSON, which .env files with double quotes agree with
			if err := json.Unmarshal([]byte(`"`+line+`"`), &back); err != nil {
				t.Errorf("%s in quotes is no JSON string: %v", form, err)
			}
			if strings.TrimSpace(back) != strings.TrimSpace(plain[form]) {
				t.Errorf("%s comes back as something else", form)
			}
		}
		p.set("one-line", "false")
		p.idle()
	})
	t.Run("compact", func(t *testing.T) {
		p.as(t)
		p.set("compact", "true")
		for _, form := range forms {
			got := p.form(form)
			switch {
			case !strings.HasPrefix(form, "jwk"):
				if got != plain[form] {
					t.Errorf("%s changes", form)
				}
			case strings.ContainsAny(got, "\n "):
				t.Errorf("%s is not compact", form)
			default:
				sameJSON(t, form, got, plain[form])
			}
		}
		p.set("compact", "false")
		p.idle()
	})
}

func sameJSON(t *testing.T, what, a, b string) {
	t.Helper()
	x, err := json.Marshal(parseJSON(t, a))
	if err != nil {
		t.Fatal(err)
	}
	y, _ := json.Marshal(parseJSON(t, b))
	if string(x) != string(y) {
		t.Errorf("%s says something else", what)
	}
}
