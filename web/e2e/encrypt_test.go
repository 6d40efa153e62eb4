package e2e

import (
	"strings"
	"testing"
	"time"
)

// TestEncryptedExport: the new file's passphrase can be looked at and is
// weighed, and the file is among the others.
func TestEncryptedExport(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	p.idle()
	const row = `document.querySelector('[data-form=pkcs8_encrypted]')`
	if got := eval[string](p, row+`.textContent`); !strings.Contains(got, "private-encrypted.key") || !strings.Contains(got, "Set a passphrase") {
		t.Fatalf("the row is %q", got)
	}
	eval[any](p, row+`.querySelector('button').click()`)
	p.waitFor("the passphrase's field", `document.activeElement.id === 'encrypt' && document.getElementById('encrypt').checkVisibility()`)
	if p.value("include-private") != "true" || p.value("format") != "pkcs8_encrypted" {
		t.Errorf("shown is %s", p.value("format"))
	}
	for _, c := range []struct{ text, level string }{
		{"a", "weak"}, {"aaaaaaaaaaaaaaaaaaaaaaa", "weak"}, {"password", "weak"}, {"correct horse", "fair"}, {"correct horse battery staple", "good"},
	} {
		p.set("encrypt", c.text)
		if got := eval[string](p, `document.getElementById('encrypt-note').dataset.level`); got != c.level || p.text("encrypt-note") == "" {
			t.Errorf("%q is %s: %s", c.text, got, p.text("encrypt-note"))
		}
	}
	p.click("encrypt-show")
	if typed := eval[string](p, `document.getElementById('encrypt').type`); typed != "text" || p.text("encrypt-show") != "Hide" {
		t.Errorf("it is not shown: %s", typed)
	}
	p.steady(700 * time.Millisecond) // a passphrase is taken up when its typing has rested for 500
	p.waitOutput("BEGIN ENCRYPTED PRIVATE KEY")
	eval[any](p, row+`.querySelector('[aria-label^=Download]').click()`)
	if got := string(p.waitDownload("private-encrypted.key")); !strings.Contains(got, "BEGIN ENCRYPTED") {
		t.Errorf("saved %q", firstLine(got))
	}
	if has(t, "openssl") {
		path := saved(t, "e.key", p.output())
		if got := toolOutput(t, "", "openssl", "pkey", "-in", path, "-passin", "pass:correct horse battery staple", "-pubout"); !strings.Contains(got, "PUBLIC KEY") {
			t.Errorf("openssl says %q", got)
		}
	}
	p.choice("format", "jwk")
	p.idle()
	p.choice("format", "pkcs8_encrypted")
	p.idle()
	if typed := eval[string](p, `document.getElementById('encrypt').type`); typed != "password" {
		t.Error("it is shown again unasked")
	}
}
