package e2e

import (
	"strings"
	"testing"
)

// TestSettleWaitsForTyping: settle, which the other tests rely on, waits for the pause after
// typing also where the page was not run for longer than that, as on a busy machine.
func TestSettleWaitsForTyping(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "#kid-mode=text")
	p.paste(guideFile(t, optionFile))
	p.waitJWK("kty", "RSA")
	for _, kid := range []string{"first", "second"} {
		call[any](p, `(kid) => {
			const field = document.getElementById('kid');
			field.value = kid;
			field.dispatchEvent(new InputEvent('input', {bubbles: true}));
			setTimeout(() => { for (const end = performance.now() + 600; performance.now() < end;); }, 12);
		}`, kid)
		p.settle()
		if got := p.output(); !strings.Contains(got, `"`+kid+`"`) {
			t.Errorf("it did not wait for the key ID %s: %s", kid, got)
		}
	}
}
