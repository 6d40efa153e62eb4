package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed is what the fields of the token hold.
func (p *tab) typed() map[string]string {
	p.t.Helper()
	return eval[map[string]string](p, `Object.fromEntries(['client', 'other', 'audience', 'endpoint', 'scope', 'lifetime', 'choice']
		.map((name) => [name, document.getElementById('token-' + name).value]))`)
}

// TestEachSystemHasItsOwn goes from each system to each other one: what was
// typed for the one is not sent to the other, and is there again on the way back.
func TestEachSystemHasItsOwn(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.showKey(guideFile(t, "p256-pkcs8.key"), "ES256")
	all := eval[[]string](p, `[...document.getElementById('for').options].map((o) => o.value)`)
	if len(all) < 10 {
		t.Fatalf("there are %d systems", len(all))
	}
	own := map[string]map[string]string{}
	for _, id := range all {
		p.set("for", id)
		if got := p.typed(); strings.Contains(got["client"]+got["other"]+got["scope"], "typed") || got["lifetime"] == "77" {
			t.Errorf("%s begins with what was typed for another: %v", id, got)
		} else if strings.Contains(got["endpoint"]+got["audience"], "typed") {
			t.Errorf("%s would be sent to the server of another: %v", id, got)
		}
		call[any](p, `(id) => {
			const set = (name, value) => { const f = document.getElementById('token-' + name); f.value = value; f.dispatchEvent(new Event('input', {bubbles: true})); };
			const choice = document.getElementById('token-choice');
			if (choice.options.length > 1) { choice.selectedIndex = 1; choice.dispatchEvent(new Event('change')); }
			else for (const name of ['audience', 'endpoint']) if (document.getElementById('token-' + name).checkVisibility) set(name, 'https://typed.for.' + id + '/');
			set('client', 'typed for ' + id);
			set('other', 'typed too, for ' + id);
			set('scope', 'typed');
			set('lifetime', '77');
		}`, id)
		own[id] = p.typed()
	}
	from := all[len(all)-1]
	for _, to := range eachAfterEach(all) {
		p.set("for", to)
		if got := p.typed(); fmt.Sprint(got) != fmt.Sprint(own[to]) {
			t.Errorf("from %q to %q there is %v, and not %v", from, to, got, own[to])
		}
		from = to
	}
}

// eachAfterEach is a way through a list on which each follows each other one once, or,
// the first time, itself: the words of one letter and of two, in their order, make it.
func eachAfterEach(list []string) (way []string) {
	for i, one := range list {
		way = append(way, one)
		for _, other := range list[i+1:] {
			way = append(way, one, other)
		}
	}
	return append(way, list[0])
}

func TestEachAfterEach(t *testing.T) {
	list := []string{"a", "b", "c", "d"}
	way := eachAfterEach(list)
	pairs := map[string]bool{}
	for i, to := range way[1:] {
		pairs[way[i]+to] = true
	}
	if len(pairs) != len(list)*len(list) || len(way) != len(pairs)+1 {
		t.Errorf("%v has %d pairs", way, len(pairs))
	}
}

// TestForgetsWhomItWasFor: "Everything is cleared" is true of what was typed
// beside the key, and what was taken over elsewhere goes with its system.
func TestForgetsWhomItWasFor(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=salesforce")
	p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "RS256")
	p.makeToken("their client", "", "https://login.example/token", map[string]string{"token-other": "their user"})
	p.toggle("doctor")
	p.waitFor("the client for the doctor", `document.getElementById('doctor-client').value === 'their client'`)
	p.set("doctor-token", "no token at all")
	p.focus("doctor-client")
	p.press(kb.Enter)
	p.waitFor("the doctor's words", `document.getElementById('doctor-refusal').textContent`)
	p.set("for", "okta")
	if got := p.value("doctor-client") + p.value("doctor-endpoint"); got != "" {
		t.Errorf("the doctor expects %q of Okta's token", got)
	}
	p.set("doctor-client", "typed by hand")
	p.set("token-client", "another")
	p.set("for", "entra")
	if got := p.value("doctor-client"); got != "typed by hand" {
		t.Errorf("what was typed is now %q", got)
	}
	p.set("token-client", "their client")
	p.set("doctor-client", "")
	p.toggle("doctor")
	p.toggle("doctor") // which takes the client again
	p.waitFor("that", `document.getElementById('doctor-client').value === 'their client'`)
	p.makeCertificate("their name")
	p.set("certify-days", "7")
	p.mouse("clear")
	p.waitReady()
	p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "PS256")
	for _, id := range []string{"token-client", "token-other", "token-audience", "token-endpoint", "token-scope", "certify-subject"} {
		if got := p.value(id); got != "" {
			t.Errorf("after Clear #%s holds %q", id, got)
		}
	}
	if p.value("certify-days") != "365" || p.value("token-lifetime") != "300" {
		t.Error("the times are those of before")
	}
	if p.visible("token-make") || p.visible("certify-make") {
		t.Error("a card is still open")
	}
	p.toggle("doctor")
	p.set("doctor-client", "their client") // by hand, this time
	p.set("for", "okta")
	if got := p.value("doctor-client"); got != "their client" {
		t.Errorf("what was typed after Clear is now %q", got)
	}
	p.set("for", "salesforce")
	if got := p.typed(); got["client"]+got["other"] != "" || strings.Contains(got["endpoint"], "login.example") {
		t.Errorf("after Clear Salesforce has %v", got)
	}
}

// TestTokenFormInTheirWords: the fields are called as the system calls them,
// what is missing is named, marked and has the focus, and Enter goes on.
func TestTokenFormInTheirWords(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=salesforce")
	p.focused()
	p.showKey(guideFile(t, "rsa4096-pkcs8.key"), "RS256")
	p.toggle("token")
	missing := func(id, name string) {
		t.Helper()
		p.press(kb.Enter)
		p.waitFor("the refusal for want of "+name, `document.getElementById('token-refusal').textContent.includes(`+quote("Type the "+name)+`)`)
		if got := eval[string](p, `[...document.querySelectorAll('#token [aria-invalid=true]')].map((e) => e.id + ' ' + e.getAttribute('aria-describedby')).join()`); got != id+" token-refusal" || p.active() != id {
			t.Errorf("without the %s %q is marked, and the focus at %s", name, got, p.active())
		}
	}
	p.focus("token-client")
	missing("token-client", "Consumer key")
	p.press("me")
	if eval[bool](p, `document.querySelector('#token [aria-invalid=true]') !== null`) {
		t.Error("it is still marked while it is typed")
	}
	missing("token-other", "Username")
	p.set("for", "okta")
	p.focus("token-client")
	p.press("me")
	if got := eval[string](p, `document.getElementById('token-audience').placeholder`); got != "the same as the token endpoint" {
		t.Errorf("an empty audience is %q", got)
	}
	missing("token-endpoint", "token endpoint")
	for id, want := range map[string]string{"snowflake": "Address to call", "github": "Address to call", "keycloak": "Token endpoint"} {
		p.set("for", id)
		if got := p.text("token-endpoint-label"); got != want {
			t.Errorf("for %s the address is called %q", id, got)
		}
	}
	p.set("for", "entra")
	p.makeCertificate("x")
	if eval[string](p, `(({checked, disabled}) => checked + ' ' + disabled)(document.getElementById('token-x5t-s256'))`) != "true true" {
		t.Error("Entra's header has x5t#S256, and the tick says otherwise")
	}
	p.set("for", "okta")
	if eval[string](p, `(({checked, disabled}) => checked + ' ' + disabled)(document.getElementById('token-x5t-s256'))`) != "false false" {
		t.Error("Okta's has it, too")
	}
}

// TestCertificateForEntra: from the words that one is missing a button leads to
// where it is made, and a name that is missing is asked for.
func TestCertificateForEntra(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#for=entra")
	p.focused()
	p.paste(guideFile(t, "rsa4096-spki.pem"))
	p.waitJWK("alg", "PS256")
	if got := p.text("for-wants"); p.visible("for-certify") || !strings.Contains(got, "Give the one that you have. Or give a private key") {
		t.Errorf("of a public key it says %q", got)
	}
	p.paste(guideFile(t, "rsa4096-pkcs8.key"))
	p.waitFor("the button", `document.getElementById('for-certify')?.checkVisibility()`)
	p.mouse("for-certify")
	if p.active() != "certify-subject" {
		t.Errorf("the focus is at %s", p.active())
	}
	p.press(kb.Enter)
	p.waitFor("the refusal", `document.getElementById('certify-refusal').textContent.includes('Give the certificate a name')`)
	if got := eval[string](p, `document.getElementById('certify-subject').getAttribute('aria-invalid')`); got != "true" || p.active() != "certify-subject" {
		t.Errorf("the field is marked %s, the focus at %s", got, p.active())
	}
	p.press("x" + kb.Enter)
	p.waitFor("the certificate", `document.getElementById('certify-pem').textContent.includes('END CERTIFICATE')`)
	p.settle()
	if strings.Contains(p.text("for-wants"), "There is no certificate yet") {
		t.Error("it says that there is none")
	}

	// What Entra wants is among the files, as both.
	if got := p.form("certificate"); got == "" || !strings.HasPrefix(p.text("guide"), "For Microsoft Entra ID: upload the certificate as PEM. In the admin center") {
		t.Errorf("below the certificate it says %q", p.text("guide"))
	}
	call[any](p, `() => document.querySelector('[data-form=certificate] [aria-label$=DER]').click()`)
	if got := string(p.waitDownload("certificate.cer")); got != string(pemBytes(t, p.output())) {
		t.Error("the DER is another certificate")
	}
}

// TestCertificateOfPublicKey: nobody is told to make what takes a private key, without one.
func TestCertificateOfPublicKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "rsa4096-spki.pem"))
	p.waitJWK("kty", "RSA")
	p.set("for", "entra")
	p.settle()
	if got, want := p.text("guide"), "Microsoft Entra ID is given a certificate, and there is none yet. Give the one that you have."; got != want {
		t.Errorf("it says %q", got)
	}
}

// TestGuideForWhom: the sentence below the output is about the system that was
// chosen.
func TestGuideForWhom(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "rsa4096-pkcs8.key"))
	p.waitJWK("kty", "RSA")
	for _, c := range []struct{ whom, form, want string }{
		{"", "jwk", "Register this JWK. Your private key stays where it is. The kid goes into the header of your JWTs."},
		{"snowflake", "spki_base64", "For Snowflake: paste the public key as one line of base64."},
		{"snowflake", "jwk", "This is not what Snowflake is given. For it, paste the public key as one line of base64."},
		{"keycloak", "spki", "For Keycloak: paste or upload the public key as PEM."},
		{"keycloak", "jwks", "For Keycloak: publish the JWK Set, and give its address; or paste or upload the JWK Set. In the Admin Console: Clients > your client"},
		{"entra", "jwk", "Microsoft Entra ID is given a certificate, and there is none yet. Make one below, or give the one that you have."},
		{"github", "jwk", "GitHub App makes the keys that it takes, and has their public halves already."},
		{"apple", "jwk", "Sign in with Apple makes the keys that it takes, and has their public halves already."},
	} {
		p.set("for", c.whom)
		p.form(c.form)
		if got := p.text("guide"); !strings.HasPrefix(got, c.want) {
			t.Errorf("for %q, as %s: %q", c.whom, c.form, got)
		}
	}
	p.set("for", "singpass")
	p.form("jwks")
	if got := p.text("guide"); got != "" {
		t.Errorf("of a key that Singpass does not take: %q", got)
	}
	p.set("for", "snowflake")
	if got := eval[string](p, `document.querySelector('#take-list li').dataset.form`); got != "spki_base64" {
		t.Errorf("the first file is %q", got)
	}
	for _, c := range [][2]string{{"snowflake", "public: for systems that take a JWK"}, {"", "public: register it where your tokens are checked"}} {
		p.set("for", c[0])
		p.waitFor("the file of the JWK", `document.querySelector('#take-list [data-form="jwk"] .fine').textContent === `+quote(c[1]))
	}
	p.set("use", "enc")
	p.idle()
	p.form("jwk")
	if got := p.text("guide"); !strings.HasSuffix(got, "The kid goes into the header of what others encrypt with it.") {
		t.Errorf("of a key to encrypt with: %q", got)
	}
}

// TestRegister: beside what a system is given stands where it goes, and what
// registers it there can be copied: to the byte, of the shown key, for this system.
func TestRegister(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	private := guideFile(t, "rsa4096-pkcs8.key")
	p.paste(private)
	p.waitJWK("alg", "RS256")
	copies := func(want string) {
		t.Helper()
		p.waitFor("the text", `document.querySelector('#register pre')?.textContent === `+quote(want))
		if got := p.copied(func() {
			p.do(chromedp.Click(chromedp.CSS("#register button")))
			p.waitFor("a word that it is copied", `/copied/i.test(document.querySelector("#register button").textContent)`)
		}); got != want {
			t.Errorf("copied %q, and not %q", got, want)
		}
	}
	gone := func(why string) {
		t.Helper()
		p.waitFor("no text "+why, `document.getElementById('register').hidden && !document.getElementById('register').textContent`)
	}
	where := func(want string) {
		t.Helper()
		for _, id := range []string{"guide", "for-wants"} {
			if got := p.text(id); !strings.Contains(got, want) {
				t.Errorf("#%s says %q, and not %q", id, got, want)
			}
		}
	}
	p.toggle("for-card")
	gone("for nobody in particular")
	p.set("for", "okta")
	p.settle()
	where("Client Credentials > Edit > Public key / Private key")
	gone("for Okta")
	p.set("for", "snowflake")
	copies("ALTER USER <user> SET RSA_PUBLIC_KEY='" + base64.StdEncoding.EncodeToString(pemBytes(t, toolOutput(t, private, "openssl", "pkey", "-pubout"))) + "';")
	where("With SQL, as RSA_PUBLIC_KEY of the user")
	p.set("for", "entra")
	gone("without a certificate")
	pem := p.makeCertificate("x")
	copies(`az ad app credential reset --id <application-id> --cert "` + base64.StdEncoding.EncodeToString(pemBytes(t, pem)) + `" --append`)
	where("Certificates & secrets > Certificates > Upload certificate")

	// Of several keys each has its own.
	p.set("for", "snowflake")
	p.paste(private + guideFile(t, "p384.pub"))
	p.waitFor("two keys", `document.querySelectorAll('#key-list [role=radio]').length === 3`)
	gone("of two keys")
	call[any](p, `() => document.querySelectorAll('#key-list [role=radio]')[1].click()`)
	p.waitFor("the first key's", `document.getElementById('register').checkVisibility()`)
	call[any](p, `() => document.querySelectorAll('#key-list [role=radio]')[2].click()`)
	gone("of a key on P-384")
	p.click("clear")
	p.settle()
	gone("after Clear")
}

// TestKindForWhom: with the system a kind of key is chosen that it takes, as
// long as the person has not chosen one.
func TestKindForWhom(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&for=singpass")
	kind := func() string { return p.value("gen-type") + " " + p.value("gen-size") }
	if got := kind(); got != "EC P-256" {
		t.Errorf("for Singpass, by the address: %s", got)
	}
	for _, c := range []struct{ whom, want, says string }{
		{"snowflake", "RSA 4096", ""}, {"apple", "EC P-256", "Sign in with Apple makes the keys"}, {"github", "RSA 4096", "GitHub App makes the keys"}, {"", "RSA 4096", ""},
	} {
		p.set("for", c.whom)
		if got := kind(); got != c.want {
			t.Errorf("for %q: %s", c.whom, got)
		}
		if got := p.text("gen-whom"); !strings.HasPrefix(got, c.says) || (c.says == "") != (got == "") {
			t.Errorf("for %q it says %q", c.whom, got)
		}
	}
	p.choice("gen-size", "3072")
	p.set("for", "singpass")
	if got := kind(); got != "RSA 3072" {
		t.Errorf("what was chosen by hand is now %s", got)
	}
}
