package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const standaloneName = "jwkmint.html"

// The script by which the page tries how much is closed (allowlist.js), and
// the address that hosts redirect to it; those that cannot have it there too.
const (
	trialName           = "lock-trial.js"
	redirectedTrialName = "lock-trial-redirected.js"
)

// page is the two forms of the page and the policy of each.
type page struct {
	hosted, standalone             []byte
	hostedPolicy, standalonePolicy string
	icon                           []byte
	serviceWorker, trial           []byte
}

// The lines of web/index.html that the build replaces. Each must be there
// once, exactly so.
const (
	headLine   = "<head>"
	iconLine   = `<link rel="icon" href="icon.svg" type="image/svg+xml">`
	styleLine  = `<link rel="stylesheet" href="style.css">`
	scriptLine = `<script type="module" src="js/main.js"></script>`
	bodyEnd    = "</body>"
)

// bundlePage makes one self-contained HTML text of web/index.html, its style,
// script and icon, in two forms. They differ in where the program comes from:
// the hosted page downloads it, the standalone page has it in a data block.
func bundlePage(p *program, licenses []byte) (*page, error) {
	source, err := os.ReadFile(filepath.Join("web", "index.html"))
	if err != nil {
		return nil, err
	}
	icon, err := os.ReadFile(filepath.Join("web", "icon.svg"))
	if err != nil {
		return nil, err
	}
	style, err := bundleStyle()
	if err != nil {
		return nil, err
	}
	script, err := bundleScript(p)
	if err != nil {
		return nil, err
	}
	pg := &page{
		hostedPolicy:     policy(script, style, true),
		standalonePolicy: policy(script, style, false),
		icon:             icon,
	}
	inline := func(policy, links, data string) ([]byte, error) {
		return replaceOnce("web/index.html", string(source), [][2]string{
			{headLine, headLine + "\n" + `<meta http-equiv="Content-Security-Policy" content="` + policy + `">`},
			{iconLine, `<link rel="icon" href="` + iconURL(icon) + `" type="image/svg+xml">` + links},
			{styleLine, "<style>" + style + "</style>"},
			{scriptLine, "<script>" + script + "</script>"},
			{bodyEnd, data + bodyEnd},
		})
	}
	about, err := textBlock("licenses", licenses)
	if err != nil {
		return nil, err
	}
	trust, err := trustText()
	if err != nil {
		return nil, err
	}
	more, err := textBlock("trust", trust)
	if err != nil {
		return nil, err
	}
	about += more
	if pg.hosted, err = inline(pg.hostedPolicy, "\n"+`<link rel="manifest" href="manifest.webmanifest">`, about); err != nil {
		return nil, err
	}
	if pg.serviceWorker, err = serviceWorker(pg.hosted); err != nil {
		return nil, err
	}
	if pg.trial, err = os.ReadFile(filepath.Join("web", "js", trialName)); err != nil {
		return nil, err
	}
	data, err := programBlock(p.wasm)
	if err != nil {
		return nil, err
	}
	if pg.standalone, err = inline(pg.standalonePolicy, "", data+about); err != nil {
		return nil, err
	}
	for _, html := range [][]byte{pg.hosted, pg.standalone} {
		// The HTML standard has browsers look no further for it.
		if !bytes.Contains(bytes.ToLower(html[:min(len(html), 1024)]), []byte("<meta charset=")) {
			return nil, fmt.Errorf("web/index.html: <meta charset> must come right after <head>, to lie in the first 1024 bytes")
		}
	}
	return pg, nil
}

// policy is the page's Content-Security-Policy until the lock (lock.js) takes
// more away: only this script and this style, workers only from data: URLs
// that the page makes, and connections only to what the loader needs.
// "blob:" in connect-src is the program's check (load.js); "'self'" is its
// download, and the registration of the service worker.
func policy(script, style string, hosted bool) string {
	connect, worker, manifest := "blob:", "data:", "'none'"
	if hosted {
		connect, worker, manifest = "'self' blob:", "'self' data:", "'self'"
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src '" + sourceHash(script) + "' 'wasm-unsafe-eval'",
		"style-src '" + sourceHash(style) + "'",
		"img-src data:",
		"worker-src " + worker,
		"connect-src " + connect,
		"manifest-src " + manifest,
		"base-uri 'none'",
		"form-action 'none'",
		"trusted-types jwkmint",
		"require-trusted-types-for 'script'",
	}, "; ")
}

func iconURL(icon []byte) string {
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(icon)
}

func sourceHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// textBlock is a text in an element that browsers do not run.
func textBlock(name string, text []byte) (string, error) {
	if bytes.Contains(bytes.ToLower(text), []byte("</script")) || bytes.Contains(text, []byte("<!--")) {
		return "", fmt.Errorf("the text of %s holds HTML that would end its element", name)
	}
	return `<script type="text/plain" id="jwkmint-` + name + `">` + "\n" + string(text) + "</script>\n", nil
}

// trustText is what a person reads who does not want to believe the page: who
// is stopped from what, and how the source and a release are checked.
func trustText() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "This is jwkmint %s. The links below name files of its source.\n\n", Version)
	for _, part := range []struct{ file, from, to string }{
		{"web/README.md", "# The page", ""},
		{"README.md", "## Verify that it is local", "\n## "},
		{"web/docs/RELEASING.md", "## Verify it", "\n## "},
	} {
		text, err := os.ReadFile(filepath.FromSlash(part.file))
		if err != nil {
			return nil, err
		}
		_, after, found := strings.Cut(string(text), part.from)
		if !found {
			return nil, fmt.Errorf("%s has no %q", part.file, part.from)
		}
		if part.to != "" {
			after, _, _ = strings.Cut(after, part.to)
		}
		fmt.Fprintf(&b, "%s%s\n\n", part.from, strings.TrimRight(after, "\n"))
	}
	return b.Bytes(), nil
}

// programBlock is the program, gzipped, in such an element.
func programBlock(wasm []byte) (string, error) {
	zipped, err := gzipped(wasm, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	text := base64.StdEncoding.EncodeToString(zipped)
	var b strings.Builder
	b.WriteString(`<script type="application/octet-stream" id="jwkmint-wasm">` + "\n")
	for len(text) > 0 { // lines that editors and mail survive
		n := min(len(text), 1000)
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	b.WriteString("</script>\n")
	return b.String(), nil
}

// serviceWorker is sw.js with the hash of the page that it may open.
func serviceWorker(page []byte) ([]byte, error) {
	source, err := os.ReadFile(filepath.Join("web", "js", "sw.js"))
	if err != nil {
		return nil, err
	}
	return replaceOnce("web/js/sw.js", string(source), [][2]string{{"of index.html\"", fmt.Sprintf("%x\"", sha256.Sum256(page))}})
}

// replaceOnce replaces each pair's first text by its second.
func replaceOnce(file, text string, pairs [][2]string) ([]byte, error) {
	for _, pair := range pairs {
		if n := strings.Count(text, pair[0]); n != 1 {
			return nil, fmt.Errorf("%s has %d times %s, want it once", file, n, strings.TrimSpace(pair[0]))
		}
	}
	var from []string
	for _, pair := range pairs {
		from = append(from, pair[0], pair[1])
	}
	return []byte(strings.NewReplacer(from...).Replace(text)), nil
}
