package e2e

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestWorksOffline: the page says so once it does, and not before.
func TestWorksOffline(t *testing.T) {
	t.Parallel()
	s := ownSite(t)
	p := open(t, s, "")
	p.waitFor("the word", `document.getElementById('offline').textContent === 'Works offline now'`)
	s.Server.CloseClientConnections()
	s.Server.Close()
	p.do(chromedp.Reload())
	p.waitReady()
	p.waitFor("the word again", `document.getElementById('offline').textContent === 'Works offline now'`)

	never := openURL(t, nil, standalone(t))
	never.settle()
	if got := never.text("offline"); got != "" {
		t.Errorf("the page from disk says %q", got)
	}
}

// TestOpenedWithAFile: what the system hands to the installed page is read
// like a dropped file.
func TestOpenedWithAFile(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	p := blank(t, s)
	p.beforeLoad(`Object.defineProperty(globalThis, 'launchQueue', {value: {setConsumer(f) { globalThis.launch = f; }}});`)
	p.goTo(s.URL + "/#tab=generate")
	p.waitReady()
	call[any](p, `(text) => launch({files: [
		{getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError'))},
		{getFile: async () => new File([text], 'server.pem')},
	]})`, guideFile(t, "p256.pub"))
	p.waitJWK("crv", "P-256")
	if !p.visible("key-input") || !strings.Contains(p.text("input-note"), "server.pem") {
		t.Errorf("the note is %q", p.text("input-note"))
	}
	eval[any](p, `launch({files: []})`)
	p.settle()
	p.waitJWK("crv", "P-256")
}

// TestManifest: the installed page opens the files that keys come in, and is
// handed no key by a request.
func TestManifest(t *testing.T) {
	t.Parallel()
	var manifest struct {
		FileHandlers []struct {
			Action string              `json:"action"`
			Accept map[string][]string `json:"accept"`
		} `json:"file_handlers"`
		ShareTarget any `json:"share_target"`
	}
	if err := json.Unmarshal([]byte(siteFile(t, "manifest.webmanifest")), &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest.FileHandlers) != 1 || manifest.FileHandlers[0].Action != "./" || manifest.ShareTarget != nil {
		t.Fatalf("%+v", manifest)
	}
	var opens []string
	for _, extensions := range manifest.FileHandlers[0].Accept {
		opens = append(opens, extensions...)
	}
	slices.Sort(opens)
	want := strings.Fields(".cer .crt .der .json .jwk .jwks .key .p12 .pem .pfx .ppk .pub")
	if !slices.Equal(opens, want) {
		t.Errorf("it opens %v, want %v", opens, want)
	}
}

// TestPreview: what search engines and chats show of the page is in its head,
// and names nothing to fetch.
func TestPreview(t *testing.T) {
	t.Parallel()
	html := siteFile(t, "index.html")
	for _, name := range []string{`name="description"`, `property="og:title"`, `property="og:description"`, `property="og:type"`, `name="twitter:card"`} {
		found := regexp.MustCompile(`<meta ` + name + ` content="([^"]+)">`).FindStringSubmatch(html)
		if found == nil || strings.Contains(found[1], "://") {
			t.Errorf("%s: %q", name, found)
		}
	}
	if got := siteFile(t, "robots.txt"); got != "User-agent: *\nDisallow:\n" {
		t.Errorf("robots.txt is %q", got)
	}
}
