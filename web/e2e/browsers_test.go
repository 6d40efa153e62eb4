package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"jwkmint/server/handler"
)

// otherBrowser is a browser that is not driven through the developer tools.
type otherBrowser interface {
	open(url string)
	// eval runs the body of an async function in the page and gives, as JSON,
	// what it returns.
	eval(body string) json.RawMessage
}

// webDriverScript makes of an async function's body what WebDriver calls an
// async script: one that calls back.
func webDriverScript(body string) string {
	return `const done = arguments[arguments.length - 1]; (async () => { ` + body + ` })().then(done, (e) => done('thrown: ' + e));`
}

// TestOtherBrowsers uses the tool from one file on disk, and from a server,
// in the other two engines, where they are installed: loaded, keys read and made.
func TestOtherBrowsers(t *testing.T) {
	t.Parallel()
	for name, startBrowser := range map[string]func(*testing.T) otherBrowser{"Firefox": startFirefox, "WebKit": startWebKit} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			t.Run("disk", func(t *testing.T) { useElsewhere(t, b, standalone(t)) })
			t.Run("served", func(t *testing.T) { useElsewhere(t, b, startSite(t).URL+"/") })
			t.Run("over a slow line, twice", func(t *testing.T) {
				// The page is locked while the program is on its way, by the network and through a service worker.
				h, err := handler.New(siteFiles(), handler.Options{})
				if err != nil {
					t.Fatal(err)
				}
				s := startServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasSuffix(r.URL.Path, ".wasm") {
						time.Sleep(300 * time.Millisecond)
						w = &slowWriter{ResponseWriter: w, perSecond: 1_000_000}
					}
					h.ServeHTTP(w, r)
				}))
				for range 2 {
					b.open(s.URL + "/")
					waitReady(t, b)
				}
			})
			t.Run("refuses a changed program", func(t *testing.T) {
				whole := siteFile(t, "jwkmint.html")
				data := dataBlock.FindStringSubmatch(whole)[2]
				b.open(onDisk(t, "jwkmint.html", strings.Replace(whole, data, data[:len(data)/2], 1)))
				if got := stateOf(t, b); got != "failed" {
					t.Fatalf("the page is %q", got)
				}
				if got := text1(t, b, `return document.getElementById('fatal').textContent`); !strings.Contains(got, "not the one this page was built with") {
					t.Errorf("it says %q", got)
				}
			})
		})
	}
}

// text1 is eval for a script that returns text.
func text1(t *testing.T, b otherBrowser, body string) string {
	t.Helper()
	var s string
	if raw := b.eval(body); json.Unmarshal(raw, &s) != nil {
		t.Fatalf("%s gives %.300s", firstLine(body), raw)
	}
	return s
}

// useElsewhere loads the page in another browser and works with keys.
func useElsewhere(t *testing.T, b otherBrowser, address string) {
	b.open(address)
	waitReady(t, b)
	// Keys are read: the same bytes come out as in Chromium.
	for _, name := range []string{"rsa4096-pkcs8.key", "ed25519-openssh.key", "p521.pub"} {
		want := guide(t)[name]
		got := text1(t, b, fmt.Sprintf(`
			const field = document.getElementById('key-input'), want = %s;
			field.value = %s;
			field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
			for (const end = Date.now() + 30000; Date.now() < end; await new Promise((r) => setTimeout(r, 20)))
				if (document.getElementById('output').textContent.includes(want)) break;
			return document.getElementById('output').textContent;`, quote(want.Thumbprint), quote(guideFile(t, name))))
		if wantText := guideJWK(want.Public, want.Thumbprint); strings.TrimSpace(got) != strings.TrimSpace(wantText) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, wantText)
		}
	}
	// Keys are made, by the browser's engine where there is one and by Go.
	for _, engine := range []string{"auto", "go"} {
		got := text1(t, b, fmt.Sprintf(`
			const set = (id, value) => { const e = document.getElementById(id); e.value = value; for (const type of ['input', 'change']) e.dispatchEvent(new Event(type, {bubbles: true})); };
			document.getElementById('tab-generate').click();
			set('gen-type', 'RSA'); set('gen-size', '2048'); set('gen-engine', %q);
			const before = document.getElementById('output').textContent;
			document.getElementById('generate').click();
			for (const end = Date.now() + 50000; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) {
				const now = document.getElementById('output').textContent;
				if (document.documentElement.dataset.state === 'ready' && now !== before && now.includes('"n"')) break;
			}
			document.getElementById('tab-convert').click();
			return document.getElementById('output').textContent + document.getElementById('error').textContent;`, engine))
		var jwk map[string]string
		if err := json.Unmarshal([]byte(got), &jwk); err != nil || jwk["kty"] != "RSA" || len(jwk["n"]) != 342 {
			t.Errorf("RSA 2048 made by %s: %.300s", engine, got)
		}
	}
}
