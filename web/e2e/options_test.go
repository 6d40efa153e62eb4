package e2e

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// optionCase is one option of the JWK, set by a control or by the address.
type optionCase struct {
	name     string
	controls [][2]string       // id, value
	fragment string            // the same in the address; "-" where another case has it
	want     map[string]string // members that the JWK then has
	lacks    []string
}

var optionCases = []optionCase{
	{"signing, as usual", nil, "-", nil, nil},
	{"encryption", [][2]string{{"use", "enc"}}, "-", map[string]string{"use": "enc", "alg": "RSA-OAEP-256"}, nil},
	{"no use", [][2]string{{"use", "none"}}, "use=none", map[string]string{"alg": "RS256"}, []string{"use"}},
	{"an algorithm", [][2]string{{"alg", "PS384"}}, "alg=PS384", map[string]string{"use": "sig", "alg": "PS384"}, nil},
	{"no algorithm", [][2]string{{"alg", "none"}}, "alg=none", map[string]string{"use": "sig"}, []string{"alg"}},
	{"an algorithm of the other use", [][2]string{{"use", "enc"}, {"alg", "RSA-OAEP"}}, "-", map[string]string{"use": "enc", "alg": "RSA-OAEP"}, nil},
	{"own key ID", [][2]string{{"kid-mode", "text"}, {"kid", "my key/1"}}, "kid=my%20key/1", map[string]string{"kid": "my key/1"}, nil},
	{"no key ID", [][2]string{{"kid-mode", "none"}}, "kid-mode=none", nil, []string{"kid"}},
	{"all at once", [][2]string{{"use", "enc"}, {"alg", "RSA-OAEP-512"}, {"kid-mode", "text"}, {"kid", "k1"}}, "use=enc&alg=RSA-OAEP-512&kid=k1",
		map[string]string{"use": "enc", "alg": "RSA-OAEP-512", "kid": "k1"}, nil},
}

const optionFile = "rsa-1017-bits-spki.pem"

// TestOptionsByControl sets each option where a person does, and takes it back.
func TestOptionsByControl(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, optionFile))
	p.waitJWK("kty", "RSA")
	for _, c := range optionCases {
		t.Run(c.name, func(t *testing.T) {
			p.as(t)
			for _, control := range c.controls {
				p.idle()
				p.set(control[0], control[1])
			}
			c.check(t, p)
			for id, usual := range map[string]string{"use": "sig", "kid-mode": "thumbprint"} {
				p.set(id, usual)
			}
			p.idle()
			p.set("alg", "")
			optionCase{}.check(t, p)
		})
	}
}

func (c optionCase) check(t *testing.T, p *tab) {
	t.Helper()
	p.settle()
	want := guide(t)[optionFile]
	beside := map[string]string{"use": "sig", "alg": "RS256", "kid": want.Thumbprint}
	maps.Copy(beside, c.want)
	for _, name := range c.lacks {
		delete(beside, name)
	}
	if got, want := p.output(), jwkText(want.Public, beside); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestOptionKeyIDs looks at the key IDs that are not the same every time.
func TestOptionKeyIDs(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for mode, pattern := range map[string]string{
		"uuid": `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
		"date": `^20\d\d-\d\d-\d\dT\d\d-\d\d-\d\dZ$`,
	} {
		t.Run(mode, func(t *testing.T) {
			p := open(t, s, "#kid-mode="+mode)
			p.paste(guideFile(t, "p256.pub"))
			p.waitJWK("kty", "EC")
			kid := text(parseJSON(t, p.output()), "kid")
			if !regexp.MustCompile(pattern).MatchString(kid) {
				t.Errorf("kid %q", kid)
			}
			p.set("use", "none") // another option must not make another ID
			p.idle()
			if again := text(parseJSON(t, p.output()), "kid"); again != kid {
				t.Errorf("kid changed from %q to %q with an unrelated option", kid, again)
			}
			p.set("kid-mode", "none")
			p.idle()
			p.set("kid-mode", mode)
			p.idle()
			if again := text(parseJSON(t, p.output()), "kid"); again != kid {
				t.Errorf("by control the kid is %q, not %q", again, kid)
			}
		})
	}
	t.Run("keep", func(t *testing.T) {
		p := open(t, s, "#kid-mode=keep")
		want := guide(t)["p256.pub"]
		p.paste(strings.Replace(jwkText(want.Public, map[string]string{"kid": "given"}), `"use": "sig",`, "", 1))
		p.waitJWK("kid", "given")
		p.set("kid-mode", "thumbprint")
		p.waitJWK("kid", want.Thumbprint)
	})
}

// TestOptionKeyOps writes key_ops in place of use, never both.
func TestOptionKeyOps(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, by := range []string{"control", "fragment"} {
		t.Run(by, func(t *testing.T) {
			fragment := ""
			if by == "fragment" {
				fragment = "#key-ops=true"
			}
			p := open(t, s, fragment)
			p.paste(guideFile(t, "p256-pkcs8.key"))
			p.waitJWK("kty", "EC")
			if by == "control" {
				p.set("key-ops", "true")
			}
			p.settle()
			jwk := parseJSON(t, p.output())
			if jwk["use"] != nil || !slices.Equal(strs(jwk["key_ops"]), []string{"verify"}) {
				t.Errorf("use %v, key_ops %v", jwk["use"], jwk["key_ops"])
			}
			p.set("include-private", "true")
			jwk = parseJSON(t, p.form("jwk_private"))
			if jwk["use"] != nil || !slices.Equal(strs(jwk["key_ops"]), []string{"sign"}) {
				t.Errorf("private: use %v, key_ops %v", jwk["use"], jwk["key_ops"])
			}
		})
	}
}

func strs(v any) []string {
	var out []string
	list, _ := v.([]any)
	for _, each := range list {
		s, _ := each.(string)
		out = append(out, s)
	}
	return out
}

// TestOptionFormat has control and address choose the form and its layout.
func TestOptionFormat(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	begins := map[string]string{
		"jwk": "{\n  \"kty\"", "jwks": "{\n  \"keys\"", "spki": "-----BEGIN PUBLIC KEY-----\n",
		"pkcs1_public": "-----BEGIN RSA PUBLIC KEY-----\n", "ssh": "ssh-rsa AAAA",
	}
	for _, format := range []string{"jwks", "spki"} {
		t.Run(format+" by fragment", func(t *testing.T) {
			p := open(t, s, "#format="+format)
			p.paste(guideFile(t, optionFile))
			p.waitOutput(begins[format])
			if p.value("format") != format {
				t.Errorf("#format shows %q", p.value("format"))
			}
		})
	}
	t.Run("by control", func(t *testing.T) {
		p := open(t, s, "")
		p.paste(guideFile(t, optionFile))
		p.waitJWK("kty", "RSA")
		for _, format := range sortedNames(begins) {
			if got := p.form(format); !strings.HasPrefix(got, begins[format]) {
				t.Errorf("%s begins with %q", format, firstLine(got))
			}
		}
	})
	for _, layout := range []string{"compact", "one-line"} {
		t.Run(layout+" by fragment", func(t *testing.T) {
			p := open(t, s, "#x5c=true&"+layout+"=true")
			p.paste(guideFile(t, optionFile))
			p.waitJWK("kty", "RSA")
			if got := p.output(); strings.ContainsAny(got, "\n ") {
				t.Errorf("not on one line: %q", got)
			}
			if p.value("x5c") != "true" || p.value(layout) != "true" {
				t.Error("the ticks do not show it")
			}
		})
	}
}

// TestPrivateTickIsForOneKey proves that whoever let the private half of one
// key be seen has not let that of the next: by whichever way it comes, its
// private numbers are never shown unasked, not even for a moment.
func TestPrivateTickIsForOneKey(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	next := guideFile(t, "ed25519-pkcs8.key")
	for name, bring := range map[string]func(){
		"paste": func() { p.paste(next) },
		"file":  func() { p.drop("next.key", []byte(next)) },
		"DER":   func() { p.drop("next.der", guideDER(t, "ed25519-pkcs8.key")) },
	} {
		t.Run(name, func(t *testing.T) {
			p.as(t)
			p.paste(guideFile(t, "p256-pkcs8.key"))
			p.waitJWK("crv", "P-256")
			p.set("include-private", "true")
			p.waitOutput(`"d"`)
			p.set("use", "enc") // the same key in another way
			p.settle()
			if p.value("include-private") != "true" || !strings.Contains(p.output(), `"d"`) {
				t.Error("an option that changes for the same key takes the tick away")
			}
			p.set("use", "sig")
			p.settle()
			p.choice("format", "pkcs8_encrypted")
			p.set("encrypt", "only for that key")
			p.settle()
			p.form("jwk_private")
			eval[any](p, `(() => {
				globalThis.leaked = false;
				const output = document.getElementById('output');
				new MutationObserver(() => { if (/Ed25519/.test(output.textContent) && /"d":/.test(output.textContent)) leaked = true; })
					.observe(output, {childList: true, subtree: true, characterData: true});
			})()`)
			bring()
			p.waitJWK("crv", "Ed25519")
			p.settle()
			if p.value("include-private") != "false" || p.value("encrypt") != "" {
				t.Errorf("the tick is %s for another key, the passphrase %q", p.value("include-private"), p.value("encrypt"))
			}
			if eval[bool](p, `leaked`) || strings.Contains(p.output(), `"d"`) {
				t.Error("the next key's private half was shown unasked")
			}
			p.set("include-private", "true") // it can be asked for anew
			p.waitOutput(`"d"`)
			p.empty()
		})
	}
	t.Run("generate", func(t *testing.T) {
		p.as(t)
		p.makeKey(recipe{kind: "Ed25519"})
		p.set("include-private", "true")
		p.waitOutput(`"d"`)
		p.makeKey(recipe{kind: "Ed25519"})
		if p.value("include-private") != "false" || strings.Contains(p.output(), `"d"`) {
			t.Error("the next key made shows its private half unasked")
		}
	})
}

// TestUseThatNobodyChose: a key that only encrypts is for encryption without
// a word; it is told to whoever chose signing.
func TestUseThatNobodyChose(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, name := range []string{"jwk/x25519-private.json", "pem/x448-pkcs8.pem"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, s, "")
			p.paste(readFile(t, vectorsDir+"/"+name))
			p.waitJWK("use", "enc")
			if got := p.text("warnings"); strings.Contains(got, "use") || strings.Contains(got, "encryption only") {
				t.Errorf("warned of %q", got)
			}
			if p.value("use") != "enc" {
				t.Errorf("#use shows %q", p.value("use"))
			}
			p.set("use", "sig")
			p.waitFor("the warning", `/encryption only/.test(document.getElementById('warnings').textContent)`)
			p.paste(guideFile(t, "p256.pub"))
			p.waitJWK("use", "sig")
		})
	}
	t.Run("generate", func(t *testing.T) {
		p := open(t, s, "#tab=generate&gen-type=X25519")
		if p.value("use") != "enc" || !eval[bool](p, `[...document.getElementById('alg').options].some((o) => o.value === 'ECDH-ES')`) {
			t.Errorf("use is %q", p.value("use"))
		}
		p.fresh(limit, func() { p.click("generate") })
		if got := p.text("warnings"); strings.Contains(got, "encryption only") {
			t.Errorf("warned of %q", got)
		}
		p.set("gen-type", "RSA")
		if p.value("use") != "sig" && p.value("use") != "enc" {
			t.Errorf("use is %q", p.value("use"))
		}
	})
}

// TestKeyOpsTakesUseAway: where key_ops says it, no use is written, and the
// page shows so; the algorithms of both uses are there then.
func TestKeyOpsTakesUseAway(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, optionFile))
	p.waitJWK("use", "sig")
	p.set("key-ops", "true")
	p.settle()
	if !eval[bool](p, `document.getElementById('use').disabled`) || p.text("use-why") == "" {
		t.Error("use seems to count")
	}
	p.set("alg", "RSA-OAEP")
	p.waitJWK("alg", "RSA-OAEP")
	if jwk := parseJSON(t, p.output()); !slices.Equal(strs(jwk["key_ops"]), []string{"encrypt", "wrapKey"}) || jwk["use"] != nil {
		t.Errorf("key_ops %v, use %v", jwk["key_ops"], jwk["use"])
	}
	if p.value("use") != "enc" {
		t.Errorf("use shows %q beside RSA-OAEP", p.value("use"))
	}
	p.set("key-ops", "false")
	p.settle()
	if eval[bool](p, `document.getElementById('use').disabled`) || p.text("use-why") != "" {
		t.Error("use is still taken away")
	}
}

// TestOneLineIsCompact: the tick shows it, and gives back what was before.
func TestOneLineIsCompact(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	for _, before := range []string{"false", "true"} {
		p.set("compact", before)
		p.set("one-line", "true")
		p.settle()
		if p.value("compact") != "true" || !eval[bool](p, `document.getElementById('compact').disabled`) {
			t.Error("one line does not show that it is compact")
		}
		p.set("one-line", "false")
		p.settle()
		if p.value("compact") != before || eval[bool](p, `document.getElementById('compact').disabled`) {
			t.Errorf("compact was %s and is %s", before, p.value("compact"))
		}
	}
}

// TestX5CNeedsACertificate: where none came along, the page says so beside
// the tick.
func TestX5CNeedsACertificate(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	if got := p.text("x5c-why"); got != "" {
		t.Errorf("before there is a key it says %q", got)
	}
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	if got := p.text("x5c-why"); !strings.Contains(got, "none came along") {
		t.Errorf("no word of it, but %q", got)
	}
	p.paste(readFile(t, vectorsDir+"/cert/rsa.pem") + guideFile(t, "p256.pub"))
	p.waitOutput(`"keys"`)
	if got := p.text("x5c-why"); got != "" {
		t.Errorf("beside a certificate it says %q", got)
	}
}

// TestOwnKidIsTrimmed: nobody means the space that came along with a copy.
func TestOwnKidIsTrimmed(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kty", "EC")
	p.set("kid-mode", "text")
	p.set("kid", " my key ")
	p.waitJWK("kid", "my key")
	if !strings.Contains(p.text("kid-note"), "left out") {
		t.Errorf("it is not said, but %q", p.text("kid-note"))
	}
	p.set("kid", "my key")
	if p.text("kid-note") != "" {
		t.Errorf("nothing is left out, and it is said: %q", p.text("kid-note"))
	}
	p.click("clear")
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("kid", guide(t)["p384.pub"].Thumbprint)
	if p.value("kid-mode") != "thumbprint" || p.value("kid") != "" {
		t.Errorf("after Clear the key ID is %s, %q", p.value("kid-mode"), p.value("kid"))
	}
}

// TestClearKeepsTheLinksKid: what a guide's link says, it says for every key.
func TestClearKeepsTheLinksKid(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid=from-the-guide")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("kid", "from-the-guide")
	p.set("kid", "typed")
	p.waitJWK("kid", "typed")
	p.click("clear")
	p.paste(guideFile(t, "p384.pub"))
	p.waitJWK("kid", "from-the-guide")
}
