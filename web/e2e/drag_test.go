package e2e

import (
	"encoding/base64"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestDragOwnText marks a word of the output and drags it, as happens to
// whoever wants to mark more: no key is lost by that.
func TestDragOwnText(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.focused()
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	before := p.output()
	p.must(chromedp.Call(p.ctx, input.SetInterceptDrags, input.SetInterceptDragsParams{Enabled: true}))
	dragged := chromedp.Events(p.ctx, input.DragIntercepted)
	at := eval[[]float64](p, `(() => {
		const output = document.getElementById('output');
		output.scrollIntoView({block: 'center'});
		const word = output.querySelectorAll('span.n')[1];
		getSelection().selectAllChildren(word);
		const box = word.getBoundingClientRect();
		return [box.left + 12, box.top + box.height / 2];
	})()`)
	mouse := func(kind input.DispatchMouseEventType, x float64) {
		p.must(chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: at[1], Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1}))
	}
	mouse(input.DispatchMouseEventTypeMousePressed, at[0])
	for i := range 10 {
		mouse(input.DispatchMouseEventTypeMouseMoved, at[0]+float64(i)*4)
	}
	for ev, err := range dragged {
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
			p.must(chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: at[0] + 40, Y: at[1], Data: ev.Data}))
		}
		break
	}
	p.settle()
	if p.output() != before || !p.visible("result") {
		t.Errorf("the key is gone; the page says %q", p.errorText())
	}
}

// dropOn drops a file on a field of its own.
func (p *tab) dropOn(id, name string, content []byte) {
	p.t.Helper()
	call[any](p, `(id, name, base64) => {
		const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
		for (const type of ['dragenter', 'dragover', 'drop'])
			document.getElementById(id).dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	}`, id, name, content)
}

// TestDropOnDoctor: a file dropped on one of the doctor's fields is for that
// field, also one that is no text.
func TestDropOnDoctor(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	before := p.output()
	p.toggle("doctor")
	for id, content := range map[string][]byte{"doctor-token": []byte("ey.ey.x"), "doctor-error": []byte("invalid_client"), "doctor-registered": guideDER(t, "p384-leading-zero-d-pkcs8.key")} {
		want := string(content)
		if id == "doctor-registered" {
			want = base64.StdEncoding.EncodeToString(content)
		}
		p.dropOn(id, "a file", content)
		p.waitFor("the file in #"+id, `document.getElementById(`+quote(id)+`).value === `+quote(want))
	}
	p.dropOn("compare", "p384.der", guideDER(t, "p256-spki.pem"))
	p.settle()
	p.toggle("compare")
	p.waitFor("a verdict", `/Not the same/.test(document.getElementById('compare-result').textContent)`)
	if p.output() != before || p.visible("drop") {
		t.Error("it took the place of the key, or is still awaited")
	}
}

// TestDropOnCompare: a file dropped where keys are compared is compared.
func TestDropOnCompare(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	p.makeKey(recipe{kind: "EC", size: "P-256"})
	before := p.output()
	p.toggle("compare")
	p.dropOn("compare-input", "registered.json", []byte(guideJWK(guide(t)["p384.pub"].Public, "registered")))
	p.waitFor("a verdict", `/Not the same/.test(document.getElementById('compare-result').textContent)`)
	if p.output() != before || p.visible("drop") {
		t.Error("it took the place of the key, or is still awaited")
	}
}
