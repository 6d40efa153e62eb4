package e2e

import (
	"fmt"
	"testing"
)

// sizes are the windows that nothing may be cut off in. A window of 1280 by
// 800 at 200% zoom is one of 640 by 400.
var sizes = []scene{
	{"phone", false, 360, 740, false}, {"small phone", false, 320, 568, false}, {"200%", false, 640, 400, false},
	{"desktop", false, 1280, 800, false}, {"wide", false, 1920, 1080, false},
}

// TestOutputFromItsTop: another output is shown from its first line on,
// however far the last one was scrolled.
func TestOutputFromItsTop(t *testing.T) {
	p := open(t, startSite(t), "")
	one, other := guideFile(t, "rsa4096-spki.pem"), guideFile(t, "sshrsa4096-spki.pem")
	p.paste(one + other)
	p.waitFor("a set longer than its place", `(() => { const o = document.getElementById('output'); return o.textContent && o.scrollHeight > o.clientHeight + 100; })()`)
	before := eval[string](p, `(async () => {
		const output = document.getElementById('output');
		output.scrollTop = 100;
		await new Promise((resolve) => output.addEventListener('scroll', resolve, {once: true}));
		return output.textContent;
	})()`)
	p.paste(other + one)
	p.waitFor("the other output", `document.getElementById('output').textContent.length > 1000 && document.getElementById('output').textContent !== `+quote(before))
	if at := eval[float64](p, `document.getElementById('output').scrollTop`); at != 0 {
		t.Errorf("it is shown from %v px on", at)
	}
}

// TestJWKWithoutScrolling: the whole JWK of a 4096-bit public key is in the
// window of a laptop.
func TestJWKWithoutScrolling(t *testing.T) {
	for _, name := range []string{"rsa4096-spki.pem", "rsa4096-pkcs8.key", "sshrsa4096.pub"} {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, name))
		p.waitJWK("kty", "RSA")
		p.settle()
		got := eval[struct {
			Top, Bottom, Window     float64
			Scrolled, Inside, Shown float64
		}](p, `(() => { const o = document.getElementById('output'), b = o.getBoundingClientRect(); return {
			top: b.top, bottom: b.bottom, window: innerHeight, scrolled: scrollY, inside: o.scrollHeight, shown: o.clientHeight}; })()`)
		if got.Top < 0 || got.Bottom > got.Window || got.Scrolled != 0 || got.Inside > got.Shown+1 {
			t.Errorf("%s: the JWK is not to be seen whole: %s", name, fmt.Sprintf("%+v", got))
		}
	}
}
