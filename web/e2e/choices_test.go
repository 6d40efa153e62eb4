package e2e

import (
	"encoding/base64"
	"strings"
	"testing"
)

// TestChoices: bytes that do not say what they are, and a secret, become the key
// that the person says, and no other; another input asks anew.
func TestChoices(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	// RFC 8032 section 7.1, test 1.
	p.paste("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
	p.waitFor("the choices", `document.querySelectorAll('#error [data-as]').length > 3`)
	if code := eval[string](p, `document.getElementById('error').dataset.code`); code != "which_key" {
		t.Errorf("the page says %s", code)
	}
	p.act("choose", `document.querySelector('#error [data-as="Ed25519"]').click()`)
	p.waitOutput("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
	p.empty()
	p.paste(`export CLIENT_SECRET="dGhpcyBpcyBteSBzZWNyZXQsIGFuZCBsb25n"`)
	p.waitFor("the offer of what follows the name", `document.querySelector('#error [data-as="value"]')`)
	p.act("choose", `document.querySelector('#error [data-as="value"]').click()`)
	p.waitFor("the secret", `document.getElementById('about').textContent.includes('text after a name, as a secret')`)
	p.set("include-private", "true")
	if k := parseJSON(t, p.form("jwk_private"))["k"]; k != base64.RawURLEncoding.EncodeToString([]byte("dGhpcyBpcyBteSBzZWNyZXQsIGFuZCBsb25n")) {
		t.Errorf("the secret is %v", k)
	}
	p.empty()
	p.paste("my-very-secret-client-secret-value-32b")
	p.waitFor("the offer", `document.querySelector('#error [data-as="text"]')`)
	p.act("choose", `document.querySelector('#error [data-as="text"]').click()`)
	p.waitFor("the secret", `document.getElementById('about').textContent.includes('oct')`)
	if about := p.text("about"); !strings.Contains(about, "text, as a secret") {
		t.Errorf("the card says %q", about)
	}
}
