package e2e

import (
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
	{"RSA", "testdata/rsa2048.key", "RS256", []string{"jwk", "jwks", "spki", "spki_base64", "spki_base64_lines", "pkcs1_public", "ssh", "jwk_private", "jwks_private", "pkcs8", "pkcs8_base64", "traditional", "pkcs8_encrypted", "jwk_encrypted", "openssh_private"}},
	{"P-256", guideDir + "/p256-leading-zero-x-pkcs8.key", "ES256", ecForms},
	{"P-384", guideDir + "/p384-leading-zero-d-pkcs8.key", "ES384", ecForms},
	{"P-521", guideDir + "/p521-leading-zero-y-pkcs8.key", "ES512", ecForms},
	{"secp256k1", "testdata/secp256k1.key", "ES256K", without(ecForms, "ssh", "openssh_private")},
	{"Ed25519", guideDir + "/ed25519-pkcs8.key", "EdDSA", without(ecForms, "traditional")},
	{"X25519", "testdata/x25519.key", "ECDH-ES", without(ecForms, "traditional", "ssh", "openssh_private")},
}

var ecForms = []string{"jwk", "jwks", "spki", "spki_base64", "spki_base64_lines", "ssh", "jwk_private", "jwks_private", "pkcs8", "pkcs8_base64", "traditional", "pkcs8_encrypted", "jwk_encrypted", "openssh_private"}

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
	public := without(forms, privateForms...)
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
		if form == "pkcs8_encrypted" || form == "jwk_encrypted" {
			texts[form] = p.encrypted(form)
			continue
		}
		texts[form] = p.form(form)
	}
	return texts
}

// encrypted chooses an encrypted form and types its passphrase.
func (p *tab) encrypted(form string) string {
	p.t.Helper()
	p.choice("format", form)
	p.waitFor("the field for a passphrase", `document.getElementById('encrypt').checkVisibility()`)
	p.set("encrypt", formPassphrase)
	if form == "jwk_encrypted" {
		return p.waitOutput(`"ciphertext"`)
	}
	return p.waitOutput("-----BEGIN ENCRYPTED PRIVATE KEY-----")
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
	if !slices.Equal(offered, []string{"jwk_private", "jwks_private", "jwk_encrypted"}) {
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
