package e2e

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jwkmint/server/handler"
)

// sentHeader is what the server must say with a file.
var sentHeader = map[string]string{
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
}

// fetchFrom asks a server as a browser does, redirects included.
func fetchFrom(t testing.TB, url string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// TestHeaders reads what the real server says with each file.
func TestHeaders(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	const forever = "public, max-age=31536000, immutable"
	for _, f := range []struct{ path, kind, caching string }{
		{"/", "text/html; charset=utf-8", "no-cache"},
		{"/index.html", "text/html; charset=utf-8", "no-cache"},
		{"/jwkmint.html", "text/html; charset=utf-8", "no-cache"},
		{"/sw.js", "text/javascript; charset=utf-8", "no-cache"},
		{"/" + wasmName(t), "application/wasm", forever},
		{"/manifest.webmanifest", "application/manifest+json", "no-cache"},
		{"/lock-trial.js", "text/javascript; charset=utf-8", "no-cache"},
		{"/robots.txt", "text/plain; charset=utf-8", "no-cache"},
		{"/SHA256SUMS", "text/plain; charset=utf-8", "no-cache"},
	} {
		response, _ := fetchFrom(t, s.URL+f.path)
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", f.path, response.Status)
		}
		want := map[string]string{"Content-Type": f.kind, "Cache-Control": f.caching, "Strict-Transport-Security": ""}
		for name, value := range sentHeader {
			want[name] = value
		}
		for name, value := range want {
			if got := response.Header.Get(name); got != value {
				t.Errorf("%s: %s: %q, want %q", f.path, name, got, value)
			}
		}
		if got := response.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || !strings.Contains(got, "frame-ancestors 'none'") {
			t.Errorf("%s: Content-Security-Policy: %q", f.path, got)
		}
		if got := response.Header.Get("Server") + response.Header.Get("X-Powered-By"); got != "" {
			t.Errorf("%s: the server says what it is: %q", f.path, got)
		}
	}
}

// TestHeadersOfErrors proves that an answer without a file is as guarded.
func TestHeadersOfErrors(t *testing.T) {
	t.Parallel()
	response, _ := fetchFrom(t, startSite(t).URL+"/nothing-here")
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("%s", response.Status)
	}
	for name, value := range sentHeader {
		if got := response.Header.Get(name); got != value {
			t.Errorf("%s: %q, want %q", name, got, value)
		}
	}
}

// TestPermissions: the browser forbids all that it can forbid, but what the
// page does itself, and knows every name that it is given: of one that it does
// not know it would complain in the console.
func TestPermissions(t *testing.T) {
	t.Parallel()
	p := open(t, startSite(t), "")
	left := eval[string](p, `document.featurePolicy.allowedFeatures().filter((name) => !name.startsWith('ch-')).sort().join(' ')`)
	// The second was the first name of browsing-topics, and does nothing any more.
	if left != "clipboard-write interest-cohort" {
		t.Errorf("allowed: %s", left)
	}
	if eval[bool](p, `crossOriginIsolated`) {
		t.Error("the page has exact clocks")
	}
}

func TestHeadersBehindTLS(t *testing.T) {
	t.Parallel()
	h, err := handler.New(siteFiles(), handler.Options{TLS: true})
	if err != nil {
		t.Fatal(err)
	}
	response, _ := fetchFrom(t, startServer(t, h).URL)
	if got := response.Header.Get("Strict-Transport-Security"); !strings.Contains(got, "max-age=31536000") {
		t.Errorf("Strict-Transport-Security: %q", got)
	}
}

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// TestPolicy reads the policy in the pages and the one in the headers, and
// computes the hashes in it anew.
func TestPolicy(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for name, connect := range map[string]string{"index.html": "'self' blob:", "jwkmint.html": "blob:"} {
		t.Run(name, func(t *testing.T) {
			response, html := fetchFrom(t, s.URL+"/"+name)
			found := metaPolicy.FindAllStringSubmatchIndex(html, -1)
			if len(found) != 1 {
				t.Fatalf("%d policies in the page, want 1", len(found))
			}
			if before := html[strings.Index(html, "<head>")+len("<head>") : found[0][0]]; strings.TrimSpace(before) != "" {
				t.Errorf("before the policy in the head: %q", before)
			}
			policy := html[found[0][2]:found[0][3]]
			if got, want := response.Header.Get("Content-Security-Policy"), policy+"; frame-ancestors 'none'"; got != want {
				t.Errorf("the header says\n%s\nwant what the page says and frame-ancestors:\n%s", got, want)
			}
			directives := map[string]string{}
			for d := range strings.SplitSeq(policy, ";") {
				name, value, _ := strings.Cut(strings.TrimSpace(d), " ")
				directives[name] = value
			}
			for name, want := range map[string]string{
				"default-src": "'none'", "img-src": "data:", "connect-src": connect, "base-uri": "'none'", "form-action": "'none'",
				"trusted-types": "jwkmint", "require-trusted-types-for": "'script'",
				"script-src": hashesOf(html, "script") + " 'wasm-unsafe-eval'", "style-src": hashesOf(html, "style"),
			} {
				if got := directives[name]; got != want {
					t.Errorf("%s %s\nwant %s", name, got, want)
				}
			}
			for _, bad := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"} {
				if strings.Contains(policy, bad) {
					t.Errorf("the policy allows %s", bad)
				}
			}
			if strings.Contains(html, " style=") || regexp.MustCompile(`<[^>]* on[a-z]+=`).MatchString(html) {
				t.Error("the page has style or event attributes, which its policy forbids")
			}
		})
	}
	response, _ := fetchFrom(t, s.URL+"/sw.js")
	if got, want := response.Header.Get("Content-Security-Policy"), "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"; got != want {
		t.Errorf("the service worker's policy is\n%s\nwant\n%s", got, want)
	}
}

// hashesOf lists the CSP hashes of the elements that run or style.
func hashesOf(html, element string) string {
	var hashes []string
	for _, found := range regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(html, -1) {
		sum := sha256.Sum256([]byte(found[1]))
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	return strings.Join(hashes, " ")
}

// TestSums checks every shipped file against SHA256SUMS, and the hash of the
// program that the page shows.
func TestSums(t *testing.T) {
	t.Parallel()
	var listed []string
	sums := map[string]string{}
	for line := range strings.Lines(siteFile(t, "SHA256SUMS")) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("not a line of sha256sum: %q", line)
		}
		listed = append(listed, name)
		sums[name] = sum
		got := sha256.Sum256([]byte(siteFile(t, name)))
		if hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s does not have the listed hash", name)
		}
	}
	for _, name := range []string{"index.html", "jwkmint.html", "sw.js", "_headers", wasmName(t)} {
		if !slices.Contains(listed, name) {
			t.Errorf("%s is not in SHA256SUMS", name)
		}
	}
	p := open(t, startSite(t), "")
	if got := eval[string](p, `document.getElementById('wasm-hash-full').textContent`); got != sums[wasmName(t)] {
		t.Errorf("the page says its program is %q, SHA256SUMS says %q", got, sums[wasmName(t)])
	}
}
