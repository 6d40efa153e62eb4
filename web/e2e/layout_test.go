package e2e

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// sizes are the windows that nothing may be cut off in. A window of 1280 by
// 800 at 200% zoom is one of 640 by 400.
var sizes = []scene{
	{"phone", false, 360, 740, false}, {"small phone", false, 320, 568, false}, {"200%", false, 640, 400, false},
	{"watch", false, 256, 400, false}, {"desktop", false, 1280, 800, false}, {"wide", false, 1920, 1080, false},
}

// TestOutputFromItsTop: another output is shown from its first line on,
// however far the last one was scrolled.
func TestOutputFromItsTop(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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

// TestArrived: on a phone, and at 200% zoom, what was pasted shows that its
// result is there, copies it, and leads to it.
func TestArrived(t *testing.T) {
	t.Parallel()
	for _, scene := range []scene{{"phone", false, 360, 600, false}, {"200%", false, 640, 400, false}} {
		t.Run(scene.name, func(t *testing.T) {
			p := blank(t, startSite(t))
			p.focused()
			p.look(scene)
			p.goTo(p.site.URL + "/")
			p.waitReady()
			if p.visible("arrived") {
				t.Fatal("it says that there is a result")
			}
			p.paste(guideFile(t, "rsa4096-spki.pem"))
			p.waitJWK("kty", "RSA")
			p.waitFor("the strip", `(() => { const b = document.getElementById('arrived').getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight; })()`)
			if got := p.text("arrived"); !strings.HasPrefix(got, "RSA 4096") {
				t.Errorf("it says %q", got)
			}
			got := p.copied(func() {
				p.mouse("arrived-copy")
				p.waitFor("a word that it is copied", `/Copied/.test(document.getElementById('arrived-copy').textContent)`)
			})
			if got != p.output() {
				t.Errorf("copied %q", got)
			}
			p.mouse("arrived-show")
			p.waitFor("the result", `(() => { const b = document.getElementById('copy').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight && document.getElementById('arrived').hidden; })()`)
			if p.active() != "result-title" {
				t.Errorf("the focus is on %q", p.active())
			}
			p.click("clear")
			if p.visible("arrived") {
				t.Error("the strip stays")
			}
		})
	}
	t.Run("desktop", func(t *testing.T) {
		p := open(t, startSite(t), "")
		p.paste(guideFile(t, "rsa4096-spki.pem"))
		p.waitJWK("kty", "RSA")
		eval[any](p, `scrollTo(0, 0)`)
		if p.visible("arrived") {
			t.Error("the strip lies over the result that it tells of")
		}
	})
}

// TestNothingMoves: while the page loads, nothing that is there moves, however
// little of it there is when it is first shown.
func TestNothingMoves(t *testing.T) {
	t.Parallel()
	h, err := siteHandler()
	if err != nil {
		t.Fatal(err)
	}
	s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			r.Header.Del("Accept-Encoding")
			w = &haltingWriter{w, []string{`<div class="theme">`, `<main`, `id="key-list"`, `id="options"`, `id="for-card"`, `<footer`, `<script>`}}
		}
		h.ServeHTTP(w, r)
	}))
	for _, scene := range append(scenes[:1:1], scenes[2], scene{"tablet", false, 820, 1180, false}) {
		t.Run(scene.name, func(t *testing.T) {
			p := blank(t, s)
			p.look(scene)
			p.beforeLoad(`globalThis.moved = [];
				new PerformanceObserver((list) => { for (const e of list.getEntries()) moved.push(e.value + ' ' + e.sources.map((s) => s.node?.id || s.node?.className || s.node?.nodeName).join()); }).observe({type: 'layout-shift', buffered: true});`)
			p.goTo(p.site.URL + "/")
			p.waitReady()
			time.Sleep(500 * time.Millisecond)
			for _, moved := range eval[[]string](p, `moved`) {
				t.Errorf("moved: %s", moved)
			}
			if open := eval[bool](p, `document.getElementById('options').open`); open != (scene.width > 960) {
				t.Errorf("the options are open: %v", open)
			}
		})
	}
}

// haltingWriter sends a text up to each of its marks, and waits there for as
// long as a browser needs to show what it has.
type haltingWriter struct {
	http.ResponseWriter
	marks []string
}

func (w *haltingWriter) Write(text []byte) (int, error) {
	length := len(text)
	for _, mark := range w.marks {
		before, _, found := bytes.Cut(text, []byte(mark))
		if !found {
			continue
		}
		if _, err := w.ResponseWriter.Write(before); err != nil {
			return 0, err
		}
		w.ResponseWriter.(http.Flusher).Flush()
		time.Sleep(200 * time.Millisecond)
		text = text[len(before):]
	}
	if _, err := w.ResponseWriter.Write(text); err != nil {
		return 0, err
	}
	return length, nil
}
