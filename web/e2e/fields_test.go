package e2e

import (
	"strings"
	"testing"
)

// quiet is what every field for text carries, so that no browser and no
// extension sends what is typed to a spell checker, a translator, a password
// manager or a writing assistant.
var quiet = map[string]string{
	"spellcheck": "false", "autocomplete": "off", "autocorrect": "off", "autocapitalize": "off", "translate": "no",
	"writingsuggestions": "false", "data-gramm": "false", "data-gramm_editor": "false", "data-enable-grammarly": "false",
}

// TestFieldsAreQuiet looks at every field in the page, also those that are
// made while it works.
func TestFieldsAreQuiet(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.chooseBrought("rsa.pem", "store.p12")
	p.waitFor("a field for one file's passphrase", `document.querySelector('#input-list input')`)
	p.set("include-private", "true")
	p.settle()
	fields := eval[[]struct {
		ID, Tag, Type string
		Attributes    map[string]string
	}](p, `[...document.querySelectorAll('textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=file])')].map((e) => ({
		ID: e.id, Tag: e.tagName, Type: e.type, Attributes: Object.fromEntries([...e.attributes].map((a) => [a.name, a.value]))}))`)
	found := map[string]bool{}
	for _, f := range fields {
		found[f.ID] = true
		for name, want := range quiet {
			if got := f.Attributes[name]; got != want {
				t.Errorf("%s: %s is %q, want %q", f.ID, name, got, want)
			}
		}
		if f.Type == "password" {
			for _, name := range []string{"data-1p-ignore", "data-lpignore", "data-bwignore"} {
				if f.Attributes[name] == "" {
					t.Errorf("%s: password managers may take it: no %s", f.ID, name)
				}
			}
		}
	}
	for _, id := range []string{"key-input", "passphrase", "passphrase-2", "encrypt", "kid", "compare-input"} {
		if !found[id] {
			t.Errorf("no field %s among %d", id, len(fields))
		}
	}
	for what, count := range eval[map[string]int](p, `({
		'forms': document.forms.length, 'named fields': document.querySelectorAll('input[name], textarea[name], select[name], button[name]').length,
		'submit buttons': [...document.querySelectorAll('button')].filter((b) => b.type !== 'button').length,
	})`) {
		if count != 0 {
			t.Errorf("%d %s, want none", count, what)
		}
	}
	// The output is text that translators would send away, too.
	for _, id := range []string{"output", "art"} {
		if got := call[string](p, `(id) => document.getElementById(id).closest('[translate]')?.getAttribute('translate') ?? ''`, id); got != "no" {
			t.Errorf("%s: translate is %q, want no", id, got)
		}
	}
}

// TestConsoleSaysNothing works with secrets, well and badly, and reads the
// console, where other tools have logged private keys.
func TestConsoleSaysNothing(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	for _, text := range []string{guideFile(t, "p256-pkcs8.key"), strings.Replace(guideFile(t, "p256-pkcs8.key"), "M", "%", 3), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"} {
		p.paste(text)
		p.settle()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.problems) > 0 {
		t.Errorf("the console says: %v", p.problems)
	}
}
