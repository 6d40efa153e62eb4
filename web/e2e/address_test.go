package e2e

import (
	"net/url"
	"strings"
	"testing"
)

// TestLinkWhileWorking: a link that is followed while a key is made counts
// for that key.
func TestLinkWhileWorking(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.prepare(recipe{kind: "RSA", size: "2048", engine: "go"})
	p.click("generate")
	eval[any](p, `void (location.hash = 'tab=generate&kid=linked')`)
	p.waitJWK("kid", "linked")
}

// TestLinkToNoAlgorithm: what no algorithm is called is not followed.
func TestLinkToNoAlgorithm(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#alg=RS265")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("alg", "ES256")
}

// TestLinkForSeveral: one text for several keys is numbered; the next link is
// followed beside them.
func TestLinkForSeveral(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid=both")
	p.paste(guideFile(t, "p256.pub") + guideFile(t, "p384.pub"))
	p.waitOutput("both-2")
	eval[any](p, `void (location.hash = 'kid-mode=thumbprint')`)
	p.waitOutput(guide(t)["p384.pub"].Thumbprint)
	if got := p.errorText(); got != "" {
		t.Errorf("there is an error: %s", got)
	}
}

// TestPlusInALink: a + that was written by hand is a plus.
func TestPlusInALink(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=EC&gen-size=P-256&use=enc&alg=ECDH-ES+A256KW&kid=a+b")
	if got := p.value("alg"); got != "ECDH-ES+A256KW" {
		t.Errorf("the algorithm is %q", got)
	}
	p.fresh(limit, func() { p.click("generate") })
	if jwk := parseJSON(t, p.output()); jwk["alg"] != "ECDH-ES+A256KW" || jwk["kid"] != "a+b" || jwk["use"] != "enc" {
		t.Errorf("the key is %v", jwk)
	}
}

// TestOptionsByFragment has the address set each option.
func TestOptionsByFragment(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, c := range optionCases {
		if c.fragment == "-" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			p := open(t, s, "#"+c.fragment)
			p.paste(guideFile(t, optionFile))
			p.waitJWK("kty", "RSA")
			c.check(t, p)
			for _, control := range c.controls {
				if got := p.value(control[0]); got != control[1] {
					t.Errorf("#%s shows %q, want %q", control[0], got, control[1])
				}
			}
		})
	}
}

// TestFragmentCannotShowSecrets follows links that try to.
func TestFragmentCannotShowSecrets(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, fragment := range []string{
		"include-private=true&private=true&format=jwk_private", "format=pkcs8&include-private=on&private=1",
	} {
		t.Run(fragment, func(t *testing.T) {
			p := open(t, s, "#"+fragment)
			want := guide(t)["p256-pkcs8.key"]
			p.paste(guideFile(t, "p256-pkcs8.key"))
			p.waitOutput(want.Public["x"])
			checkGuidePublic(t, p, want)
		})
	}
}

// TestFragmentIgnoresNonsense opens links with names and values that mean
// nothing, and some that would like to.
func TestFragmentIgnoresNonsense(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, fragment := range []string{
		"use=both&alg=%22%3E%3Cimg%20src=x%3E&format=__proto__&kid-mode=own", "__proto__=1&constructor=2&use&%&&&==",
		"tab=nowhere&gen-type=DSA&gen-size=1&theme=javascript:alert(1)",
	} {
		t.Run(fragment, func(t *testing.T) {
			p := open(t, s, "#"+fragment)
			want := guide(t)["p256.pub"]
			p.paste(guideFile(t, "p256.pub"))
			p.waitJWK("kid", want.Thumbprint)
			checkGuidePublic(t, p, want)
		})
	}
}

// TestFragmentGenerate presets the other tab.
func TestFragmentGenerate(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#tab=generate&gen-type=EC&gen-size=P-384&gen-count=2&gen-engine=go&use=enc&kid-mode=none")
	if !p.visible("generate") || p.visible("key-input") {
		t.Fatal("the tab to generate is not the one shown")
	}
	for id, want := range map[string]string{"gen-type": "EC", "gen-size": "P-384", "gen-count": "2", "gen-engine": "go"} {
		if got := p.value(id); got != want {
			t.Errorf("#%s shows %q, want %q", id, got, want)
		}
	}
	p.set("gen-count", "1")
	p.fresh(limit, func() { p.click("generate") })
	jwk := parseJSON(t, p.output())
	if jwk["crv"] != "P-384" || jwk["use"] != "enc" || jwk["alg"] != "ECDH-ES" || jwk["kid"] != nil {
		t.Errorf("made %v", jwk)
	}
}

// copyLink copies the link to the setup of the page.
func (p *tab) copyLink() string {
	p.t.Helper()
	return p.copied(func() {
		p.mouse("copy-link")
		p.waitFor("a word that the link is copied", `/copied/i.test(document.getElementById('copy-link').textContent)`)
	})
}

// TestCopyLink copies a link to a setup, follows it, and finds the setup
// there; no key is in it.
func TestCopyLink(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "")
	p.focused()
	want := guide(t)["p256-pkcs8.key"]
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("kid", want.Thumbprint)
	p.set("use", "enc")
	p.settle()
	p.set("alg", "ECDH-ES+A256KW")
	p.set("kid-mode", "text")
	p.set("kid", "team & key")
	p.set("key-ops", "true")
	p.set("compact", "true")
	p.set("include-private", "true")
	p.form("jwks_private")
	link := p.copyLink()
	u, err := url.Parse(link)
	if err != nil || !strings.HasPrefix(link, s.URL+"/") || u.Fragment == "" {
		t.Fatalf("copied %q", link)
	}
	for _, part := range []string{want.Public["x"], want.Public["y"], want.Private["d"], want.Thumbprint, "private"} {
		if strings.Contains(link, part) {
			t.Errorf("the link holds what it must not: %s", link)
		}
	}
	if hash := eval[string](p, `location.hash`); containsAny(hash, append(want.secretNumbers(), want.Public["x"])) {
		t.Error("the address holds a key")
	}

	q := open(t, startSite(t), strings.TrimPrefix(link, s.URL+"/"))
	q.paste(guideFile(t, "p256-pkcs8.key"))
	q.waitOutput(want.Public["x"])
	q.settle()
	for id, value := range map[string]string{"use": "enc", "alg": "ECDH-ES+A256KW", "kid-mode": "text", "kid": "team & key", "key-ops": "true", "compact": "true", "one-line": "false", "include-private": "false"} {
		if got := q.value(id); got != value {
			t.Errorf("after following the link #%s is %q, want %q", id, got, value)
		}
	}
}

// TestPlusInTheAddress: people write a link by hand, and algorithms have a
// plus in their names.
func TestPlusInTheAddress(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#use=enc&alg=ECDH-ES+A256KW&kid=a+b%20c")
	p.focused()
	p.paste(guideFile(t, "p256.pub"))
	jwk := p.waitJWK("alg", "ECDH-ES+A256KW")
	if jwk["kid"] != "a+b c" {
		t.Errorf("the key ID is %q", jwk["kid"])
	}
	link := p.copyLink()
	if !strings.HasSuffix(link, "#use=enc&alg=ECDH-ES%2BA256KW&kid=a%2Bb%20c") {
		t.Errorf("the link is %s", link)
	}
}

// TestBackAndForward: each address sets what it says, and what it does not
// say is as usual again.
func TestBackAndForward(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.paste(guideFile(t, "p256.pub"))
	thumbprint := guide(t)["p256.pub"].Thumbprint
	p.waitJWK("kid", thumbprint)
	usual := map[string]string{
		"use": "sig", "alg": "", "kid-mode": "thumbprint", "kid": "", "key-ops": "false", "x5c": "false", "compact": "false", "one-line": "false",
		"gen-type": "RSA", "gen-size": "4096", "gen-count": "1", "gen-engine": "auto", "format": "jwk",
	}
	look := func(when string, want map[string]string) {
		t.Helper()
		for id, value := range usual {
			if other, ok := want[id]; ok {
				value = other
			}
			if got := p.value(id); got != value {
				t.Errorf("%s: #%s is %q, want %q", when, id, got, value)
			}
		}
	}
	look("at first", nil)
	eval[any](p, `void (location.hash = 'use=enc&alg=ECDH-ES+A128KW&kid=mine&x5c=true&compact=true&theme=dark')`)
	p.waitJWK("kid", "mine")
	first := map[string]string{"use": "enc", "alg": "ECDH-ES+A128KW", "kid-mode": "text", "kid": "mine", "x5c": "true", "compact": "true"}
	look("the first address", first)
	eval[any](p, `void (location.hash = 'tab=generate&gen-type=EC&gen-size=P-521&gen-count=3&gen-engine=go&key-ops=true&one-line=true&format=spki')`)
	p.waitOutput(`-----BEGIN PUBLIC KEY-----\n`)
	look("the second address", map[string]string{
		"key-ops": "true", "one-line": "true", "compact": "true", "gen-type": "EC", "gen-size": "P-521", "gen-count": "3", "gen-engine": "go", "format": "spki",
	})
	eval[any](p, `history.back()`)
	p.waitJWK("kid", "mine")
	look("back", first)
	if !p.visible("key-input") || eval[string](p, `document.documentElement.dataset.theme ?? ''`) != "dark" {
		t.Error("back: another tab, or another theme")
	}
	eval[any](p, `history.back()`)
	p.waitJWK("kid", thumbprint)
	look("back again", nil)
	if eval[string](p, `document.documentElement.dataset.theme ?? ''`) != "" {
		t.Error("back again: the theme stays")
	}
	eval[any](p, `history.forward()`)
	p.waitJWK("kid", "mine")
	look("forward", first)
}

// TestThemeOutlivesReload: the theme is kept in the address, beside what is
// there, and nowhere else.
func TestThemeOutlivesReload(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#alg=ECDH-ES+A128KW&use=enc")
	p.allow("request after the lock: /sw.js") // after a reload the browser looks for a newer service worker
	eval[any](p, `document.querySelector('#theme [data-value=dark]').click()`)
	eval[any](p, `void location.reload()`)
	p.waitFor("the page again", `performance.getEntriesByType('navigation')[0]?.type === 'reload' && document.documentElement?.dataset.state === 'ready'`)
	dark := `document.documentElement.dataset.theme === 'dark' && document.querySelector('#theme [data-value=dark]').ariaChecked === 'true'`
	if !eval[bool](p, dark) || p.value("alg") != "ECDH-ES+A128KW" {
		t.Errorf("after a reload the theme is another, or alg is %q", p.value("alg"))
	}
	eval[any](p, `document.querySelector('#theme [data-value=auto]').click()`)
	if hash := eval[string](p, `location.hash`); strings.Contains(hash, "theme") || !strings.Contains(hash, "use=enc") {
		t.Errorf("the address is %s", hash)
	}
}
