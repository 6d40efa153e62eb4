package e2e

import (
	"strings"
	"testing"
)

// TestPassphrase asks when it must and not before, keeps text and focus when
// a passphrase is wrong, and forgets it with the key.
func TestPassphrase(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	content, want := readVector(t, "openssh/ed-aes256-ctr.key")
	p.paste(guideFile(t, "p256-pkcs8.key"))
	p.waitJWK("kty", "EC")
	if p.visible("passphrase") {
		t.Error("a passphrase is asked for where there is none")
	}
	p.empty()

	p.mouse("key-input")
	p.paste(string(content))
	p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
	p.waitFor("the focus in it", `document.activeElement.id === 'passphrase'`)
	if code := eval[string](p, `document.getElementById('error').dataset.code ?? ''`); code != "passphrase_required" {
		t.Errorf("the error's code is %q", code)
	}
	if p.value("key-input") != string(content) {
		t.Error("the pasted text is gone")
	}

	p.press("wrong one\r")
	p.waitFor("word that it is wrong", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
	if p.active() != "passphrase" || p.value("passphrase") != "wrong one" || p.value("key-input") != string(content) {
		t.Errorf("after a wrong passphrase the focus is on %q, the field holds %d characters", p.active(), len(p.value("passphrase")))
	}
	if strings.Contains(p.errorText(), "wrong one") {
		t.Error("the error quotes the passphrase")
	}
	if eval[string](p, `document.getElementById('passphrase').getAttribute('aria-invalid')`) != "true" {
		t.Error("the field is not marked as wrong")
	}

	p.chord("a", "selectAll")
	p.press(*want.Passphrase) // and no Enter: it opens when typing rests
	p.waitOutput(want.Keys[0].Thumbprint)
	if p.errorText() != "" {
		t.Errorf("an error stays: %q", p.errorText())
	}
	p.empty()
	if p.visible("passphrase") || p.value("passphrase") != "" {
		t.Error("the passphrase outlives its key")
	}

	t.Run("none", func(t *testing.T) {
		p.as(t)
		content, want := readVector(t, "unlock/empty-certtool.p8")
		p.paste(string(content))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		p.click("passphrase-open")
		if p.active() != "passphrase" || p.visible("output") {
			t.Error("an empty field opens something")
		}
		p.focus("passphrase-none")
		p.press("\r")
		p.waitOutput(want.Keys[0].Thumbprint)
		if p.errorText() != "" {
			t.Errorf("an error stays: %q", p.errorText())
		}
		p.set("include-private", "true") // of the same keys: they need no second opening
		if jwk := parseJSON(t, p.form("jwk_private")); privateDigest(t, jwk) != want.Keys[0].Private {
			t.Error("another key came out")
		}
		p.empty()

		content, _ = readVector(t, "unlock/not-empty-pbes2.pem")
		p.paste(string(content))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		p.click("passphrase-none")
		p.waitFor("word that it has one", `document.getElementById('error').dataset.code === 'wrong_passphrase'`)
		p.paste(guideFile(t, "p256-pkcs8.key")) // another input says nothing of a passphrase
		p.waitJWK("kty", "EC")
		p.paste(string(content))
		p.waitFor("the question", `document.getElementById('error').dataset.code === 'passphrase_required'`)
		p.set("passphrase", "na\u00efve \u20ac")
		p.click("passphrase-open")
		p.waitJWK("kty", "EC")
		p.empty()
	})

	t.Run("another scheme is not a wrong passphrase", func(t *testing.T) {
		p.as(t)
		content, want := readVector(t, "openssh/unknown-cipher.key")
		p.paste(string(content))
		p.waitFor("an error", `document.getElementById('error').dataset.code === `+quote(want.Error)+` && document.getElementById('error').checkVisibility()`)
		if p.visible("passphrase") {
			t.Error("a passphrase is asked for that cannot help")
		}
	})
}

// TestPassphraseShown: a field that is switched to plain text stays quiet.
func TestPassphraseShown(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.click("passphrase-show")
	if kind := eval[string](p, `document.getElementById('passphrase').type`); kind != "text" {
		t.Fatalf("the shown passphrase is of type %q", kind)
	}
	for name, want := range quiet {
		if got := call[string](p, `(name) => document.getElementById('passphrase').getAttribute(name) ?? ''`, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// TestPBKDF2ByTheBrowser opens an encrypted key with what the browser has for
// that, and without it when the browser refuses.
func TestPBKDF2ByTheBrowser(t *testing.T) {
	t.Parallel()
	if !has(t, "openssl") {
		t.Skip("openssl encrypts the key")
	}
	want := guide(t)["p256-pkcs8.key"].Thumbprint
	file := toolOutput(t, guideFile(t, "p256-pkcs8.key"), "openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-iter", "20000", "-passout", "pass:pä ss")
	p := open(t, startSite(t), "")
	p.paste(file)
	p.waitError()
	worker := p.inWorker()
	evalIn[any](t, worker, `void (() => {
		globalThis.derived = 0;
		globalThis.refuse = false;
		const original = SubtleCrypto.prototype.deriveBits;
		SubtleCrypto.prototype.deriveBits = async function(...args) {
			if (refuse) throw new DOMException('', 'OperationError');
			derived++;
			return original.apply(this, args);
		};
	})()`)
	p.unlock("pä ss")
	p.waitJWK("kid", want)
	if n := evalIn[int](t, worker, `derived`); n != 1 {
		t.Errorf("the browser derived %d keys for one passphrase", n)
	}
	evalIn[any](t, worker, `void (refuse = true)`)
	p.paste(file + "\n")
	p.unlock("pä ss")
	p.waitJWK("kid", want)
}
