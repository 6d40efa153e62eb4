package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// dataBlock is the element of the standalone page that holds the program.
var dataBlock = regexp.MustCompile(`(?s)(<script type="application/octet-stream" id="jwkmint-wasm">\n)(.*?)(</script>)`)

// TestStandalone uses the whole tool from one file on disk.
func TestStandalone(t *testing.T) {
	t.Parallel()
	p := openURL(t, nil, standalone(t))

	t.Run("says that it is one", func(t *testing.T) {
		p.as(t)
		if p.visible("save-standalone") {
			t.Error("it offers to save itself")
		}
		if got := p.text("lock-text"); !strings.HasPrefix(got, "Locked") {
			t.Errorf("the badge says %q", got)
		}
	})
	t.Run("convert", func(t *testing.T) {
		p.as(t)
		for _, name := range []string{"rsa4096-pkcs8.key", "p256.pub", "ed25519-openssh.key"} {
			want := guide(t)[name]
			p.paste(guideFile(t, name))
			p.waitJWK("kid", want.Thumbprint)
			checkGuidePublic(t, p, want)
		}
	})
	t.Run("drop", func(t *testing.T) {
		p.as(t)
		p.drop("p384-spki.pem", []byte(guideFile(t, "p384-spki.pem")))
		p.waitJWK("crv", "P-384")
	})
	for _, engine := range []string{"subtle", "go"} {
		t.Run("generate RSA by "+engine, func(t *testing.T) {
			p.as(t)
			p.makeKey(recipe{kind: "RSA", size: "2048", engine: engine})
			if jwk := p.waitJWK("kty", "RSA"); len(text(jwk, "n")) != 342 {
				t.Errorf("the modulus has %d characters, want the 342 of 2048 bits", len(text(jwk, "n")))
			}
		})
	}
	t.Run("download", func(t *testing.T) {
		p.as(t)
		p.set("include-private", "true")
		p.choice("format", "pkcs8")
		p.settle()
		shown := p.output()
		p.click("download")
		if got := string(p.waitDownload("private.key")); strings.TrimSpace(got) != strings.TrimSpace(shown) {
			t.Error("private.key is not what is shown")
		}
	})
	t.Run("licences", func(t *testing.T) {
		p.as(t)
		p.savesLicences()
	})
}

// savesLicences saves what travels in the page: our licence, Go's, and those
// of the modules.
func (p *tab) savesLicences() {
	p.t.Helper()
	if !p.visible("licenses") {
		p.t.Fatal("no link to the licences")
	}
	p.hasAddress("licenses")
	p.click("licenses")
	got := string(p.waitDownload("licenses.txt"))
	for _, want := range []string{strings.TrimSpace(readFile(p.t, "../../LICENSE")), "The Go Authors", "github.com/lestrrat-go/jwx/v2 v2."} {
		if !strings.Contains(got, want) {
			p.t.Errorf("the licences have nothing of %s", firstLine(want))
		}
	}
}

// savesTrust saves the text that says whom to trust in what.
func (p *tab) savesTrust() {
	p.t.Helper()
	call[any](p, `() => { document.getElementById('lock').open = true; }`)
	if !p.visible("trust") {
		p.t.Fatal("no link to the threat model")
	}
	p.hasAddress("trust")
	p.click("trust")
	got := string(p.waitDownload("trust.txt"))
	for _, want := range []string{"## Threat model", "| an extension |", "make verify", "SHA256SUMS", "ssh-keygen -Y verify", "| Chromium 152+ | served |"} {
		if !strings.Contains(got, want) {
			p.t.Errorf("the text has nothing of %s", want)
		}
	}
}

// hasAddress waits until a link leads somewhere: a page that was ready at once gives its
// texts addresses a moment later.
func (p *tab) hasAddress(id string) {
	p.t.Helper()
	p.waitFor("the address of "+id, fmt.Sprintf(`document.getElementById(%s).href.startsWith('blob:')`, quote(id)))
}

// TestPageHash: the page shows the SHA-256 that its server has, also when it
// is opened again, and none where it cannot know.
func TestPageHash(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "#use=enc")
	sum := sha256.Sum256([]byte(siteFile(t, "index.html")))
	want := hex.EncodeToString(sum[:])
	shown := `document.getElementById('page-hash').textContent + ' ' + document.getElementById('page-hash-full').textContent`
	for range 2 {
		p.waitFor("the page's hash", `document.getElementById('page-hash').textContent`)
		if got := eval[string](p, shown); !strings.HasPrefix(got, "page "+want[:16]+" ") || !strings.Contains(got, want) {
			t.Errorf("it says %q, the page has %s", got, want)
		}
		p.allow("request after the lock: /sw.js") // the browser looks for a newer service worker
		p.goTo(s.URL + "/?again")
		p.waitReady()
	}
	p.savesTrust()
	p = openURL(t, nil, standalone(t))
	if got := strings.TrimSpace(eval[string](p, shown)); got != "" {
		t.Errorf("from disk it says %q", got)
	}
	p.savesTrust()
}

func TestLicences(t *testing.T) {
	t.Parallel()
	open(t, startSite(t), "").savesLicences()
}

// TestStandaloneTampered changes the program inside the file: the page's own
// hashes don't cover that data, and the check before its use does.
func TestStandaloneTampered(t *testing.T) {
	t.Parallel()
	whole := siteFile(t, "jwkmint.html")
	parts := dataBlock.FindStringSubmatch(whole)
	if parts == nil {
		t.Fatal("no data block in jwkmint.html")
	}
	with := func(data string) string { return strings.Replace(whole, parts[2], data, 1) }
	middle := len(parts[2]) / 2
	flipped := byte('A')
	if parts[2][middle] == 'A' {
		flipped = 'B'
	}
	for name, html := range map[string]string{
		"one character":  with(parts[2][:middle] + string(flipped) + parts[2][middle+1:]),
		"cut off":        with(parts[2][:middle]),
		"empty":          with(""),
		"not base64":     with("<b>" + parts[2]),
		"something else": with("H4sIAAAAAAAAA0tMSgYAwkEkNQMAAAA="), // gzip of "abc"
	} {
		t.Run(name, func(t *testing.T) {
			p := blank(t, nil)
			p.allow("integrity") // the browser's own word on it
			p.spyOnWorkers()
			p.goTo(onDisk(t, "jwkmint.html", html))
			p.waitFatal("not the one this page was built with")
			p.noWorker()
		})
	}
}

// TestStandaloneTamperedScript changes the script: the policy in the file
// refuses it.
func TestStandaloneTamperedScript(t *testing.T) {
	t.Parallel()
	html := strings.Replace(siteFile(t, "jwkmint.html"), `root.dataset.state = "loading";`, `root.dataset.state = "loading" ;`, 1)
	p := blank(t, nil)
	p.allow("script-src-elem inline")
	p.allow("Content Security Policy")
	p.goTo(onDisk(t, "jwkmint.html", html))
	p.waitFor("the refusal", `watched.violations.length > 0`)
	if p.state() != "loading" || p.workerCount() != 0 || eval[bool](p, `!document.getElementById('main').inert`) {
		t.Error("a page with a changed script runs")
	}
}

// TestSaveStandalone saves the tool as one file: byte for byte the built one,
// and at work.
func TestSaveStandalone(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := open(t, s, "")
	p.mouse("save-standalone")
	got := p.waitDownload("jwkmint.html")
	if string(got) != siteFile(t, "jwkmint.html") {
		t.Fatalf("the saved file has %d bytes and is not jwkmint.html", len(got))
	}
	if p.state() != "ready" {
		t.Errorf("the page is %q after saving", p.state())
	}
	p.allow("request after the lock: /jwkmint.html") // a person asked for it, and the browser fetched it

	q := openURL(t, nil, "file://"+filepath.Join(p.downloads, "jwkmint.html"))
	q.paste(guideFile(t, "p256.pub"))
	q.waitJWK("crv", "P-256")
}

// TestStandaloneServed opens the one file from a server: it needs nothing
// else from there.
func TestStandaloneServed(t *testing.T) {
	t.Parallel()
	s := ownSite(t)
	p := openURL(t, s, s.URL+"/jwkmint.html")
	p.paste(guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	for _, r := range s.requests {
		if r.Path != "/jwkmint.html" {
			t.Errorf("it asked for %s", r.Path)
		}
	}
}

// waitFatal waits until the page gives up with words that contain part, and
// checks that it takes no key.
func (p *tab) waitFatal(part string) {
	p.t.Helper()
	p.waitFor("the page to give up", `document.documentElement.dataset.state === 'failed' && document.getElementById('fatal').checkVisibility()`)
	got := p.text("fatal-title") + "\n" + p.text("fatal-text")
	if !strings.Contains(got, part) {
		p.t.Errorf("the page says %q, want %q in it", got, part)
	}
	if len(p.text("fatal-text")) < 20 || !strings.HasSuffix(p.text("fatal-text"), ".") {
		p.t.Errorf("that is no advice: %q", p.text("fatal-text"))
	}
	if p.visible("lock") || !p.visible("unlocked") || !strings.HasSuffix(p.text("unlocked"), "takes no keys") {
		p.t.Errorf("beside that it says %q and %q", p.text("lock"), p.text("unlocked"))
	}
	if p.visible("key-input") || p.visible("generate") {
		p.t.Error("the page still takes keys")
	}
	var text string
	p.do(chromedp.Focus(chromedp.ID("fatal-reload")))
	if text = p.text("fatal-reload"); text == "" {
		p.t.Error("no button to load the page again")
	}
}
