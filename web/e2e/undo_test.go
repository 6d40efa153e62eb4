package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// undo presses Ctrl+Z, and with shift Ctrl+Shift+Z: real keys, which the
// browser makes Undo and Redo of by itself.
func (p *tab) undo(shift int64) {
	p.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p.must(chromedp.Call(p.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Modifiers: 2 | shift, Key: "z", Code: "KeyZ", WindowsVirtualKeyCode: 'Z', NativeVirtualKeyCode: 'Z',
		}))
	}
}

const shiftKey = 8

// TestUndoAfterClear types and pastes secrets into every field that Clear
// empties, sees Undo and Redo at work on them, clears, and then undoes and
// redoes in each field: nothing comes back.
func TestUndoAfterClear(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	want := guide(t)["p256-pkcs8.key"]
	fields := []string{"key-input", "compare-input", "encrypt", "doctor-token", "doctor-registered", "doctor-error", "doctor-client", "doctor-issuer", "doctor-endpoint",
		"token-client", "token-audience", "token-endpoint", "token-scope", "certify-subject"}
	const secret = "correct horse"

	// enter puts text where the focus is as a paste does, so that it can be undone.
	enter := func(p *tab, id, text string) {
		t.Helper()
		p.focus(id)
		p.must(chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}))
		p.undo(0)
		if p.value(id) != "" {
			t.Fatalf("#%s: Ctrl+Z does not undo here, so this would show nothing", id)
		}
		p.undo(shiftKey)
		if p.value(id) == "" {
			t.Fatalf("#%s: Ctrl+Shift+Z does not redo here", id)
		}
	}
	nothingComesBack := func(p *tab, fields []string) {
		t.Helper()
		for _, id := range fields {
			call[any](p, `(id) => {
				const field = document.getElementById(id);
				for (let e = field; e; e = e.parentElement) { e.hidden = false; if (e.localName === 'details') e.open = true; }
				field.focus();
			}`, id)
			for _, shift := range []int64{0, 0, 0, shiftKey, shiftKey, 0, shiftKey, shiftKey, shiftKey} {
				p.undo(shift)
				for _, other := range fields {
					if p.value(other) != "" {
						t.Errorf("undone in #%s, #%s holds something again", id, other)
						return
					}
				}
			}
		}
	}

	t.Run("a key and all beside it", func(t *testing.T) {
		p := open(t, s, "")
		enter(p, "key-input", guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.set("include-private", "true")
		p.form("jwk_private")
		p.choice("format", "pkcs8_encrypted")
		call[any](p, `() => { for (const id of ['compare', 'doctor', 'token', 'certify']) document.getElementById(id).open = true; }`)
		p.waitFor("the fields", `document.getElementById('encrypt').checkVisibility() && document.getElementById('doctor-token').checkVisibility()`)
		for _, id := range fields[1:] {
			enter(p, id, secret)
		}
		p.mouse("clear")
		p.waitReady()
		p.settle()
		if focused := eval[string](p, `document.activeElement.id`); focused != "key-input" {
			t.Errorf("the focus is on %q", focused)
		}
		nothingComesBack(p, fields)
		if left := p.everything(); strings.Contains(left, secret) {
			t.Error("something of it is still on the page")
		}
	})
	t.Run("a passphrase", func(t *testing.T) {
		p := open(t, s, "")
		enter(p, "key-input", readFile(t, vectorsDir+"/openssh/ed-aes256-ctr.key"))
		p.waitFor("the passphrase field", `document.getElementById('passphrase').checkVisibility()`)
		enter(p, "passphrase", "not the right one")
		p.mouse("clear")
		p.waitReady()
		p.settle()
		nothingComesBack(p, []string{"key-input", "passphrase"})
	})
	t.Run("a file in the place of what was typed", func(t *testing.T) {
		p := open(t, s, "")
		enter(p, "key-input", guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.drop("other.pem", []byte(guideFile(t, "p384.pub")))
		p.waitJWK("kid", guide(t)["p384.pub"].Thumbprint)
		p.focus("key-input")
		for _, shift := range []int64{0, shiftKey} {
			p.undo(shift)
			if got := p.value("key-input"); got != guideFile(t, "p384.pub") {
				t.Errorf("the field holds something else than what was dropped: %d characters", len(got))
			}
		}
	})
	t.Run("the fields still work", func(t *testing.T) {
		p := open(t, s, "")
		enter(p, "key-input", guideFile(t, "p256-pkcs8.key"))
		p.waitJWK("kid", want.Thumbprint)
		p.mouse("clear")
		p.waitReady()
		enter(p, "key-input", guideFile(t, "p384.pub"))
		p.waitJWK("kid", guide(t)["p384.pub"].Thumbprint)
	})
}

// typeKeys has Firefox or WebKit press keys, each modifier held to the end.
func typeKeys(b otherBrowser, keys ...string) {
	const ctrl, shift = "\uE009", "\uE008"
	var actions []map[string]any
	var held []string
	for _, key := range keys {
		actions = append(actions, map[string]any{"type": "keyDown", "value": key})
		if key == ctrl || key == shift {
			held = append(held, key)
		} else {
			actions = append(actions, map[string]any{"type": "keyUp", "value": key})
		}
	}
	for _, key := range held {
		actions = append(actions, map[string]any{"type": "keyUp", "value": key})
	}
	all := map[string]any{"actions": []any{map[string]any{"type": "key", "id": "keyboard", "actions": actions}}}
	switch b := b.(type) {
	case *firefox:
		b.command("WebDriver:PerformActions", all)
	case *webkit:
		b.post(b.session+"/actions", all, nil)
	}
}

// TestUndoAfterClearElsewhere is the same, in short, in the other engines.
func TestUndoAfterClearElsewhere(t *testing.T) {
	t.Parallel()
	for name, startBrowser := range map[string]func(*testing.T) otherBrowser{"Firefox": startFirefox, "WebKit": startWebKit} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			b.open(startSite(t).URL)
			waitReady(t, b)
			field := func(do string) string {
				t.Helper()
				return text1(t, b, `const field = document.getElementById('key-input'); `+do+`; return field.value;`)
			}
			field(`field.focus()`)
			typeKeys(b, "a", "b", "c")
			if got := field(""); got != "abc" {
				t.Fatalf("typed abc, the field holds %q", got)
			}
			// WebKitGTK has Undo in its menu, not on keys that a driver presses.
			again := func(command string, keys ...string) {
				t.Helper()
				if typeKeys(b, keys...); name == "WebKit" {
					text1(t, b, `document.execCommand('`+command+`'); return ''`)
				}
			}
			again("undo", "\uE009", "z")
			if got := field(""); got == "abc" {
				t.Fatal("Ctrl+Z does not undo here, so this would show nothing")
			}
			typeKeys(b, "d")
			field(`document.getElementById('clear').click(); field.focus()`)
			for _, step := range [][]string{{"undo", "\uE009", "z"}, {"undo", "\uE009", "z"}, {"redo", "\uE009", "\uE008", "z"}, {"redo", "\uE009", "\uE008", "z"}, {"redo", "\uE009", "y"}} {
				again(step[0], step[1:]...)
				if got := field(""); got != "" {
					t.Errorf("the field holds %q again", got)
				}
			}
		})
	}
}
