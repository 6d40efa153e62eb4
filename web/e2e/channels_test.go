package e2e

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// openChannels is what no Content-Security-Policy closes (escapes/open has them
// tried), and how script or markup would use it. The page must never do so: since only its own script
// can run, that is a property of the text that is shipped.
var openChannels = []struct{ channel, pattern, example string }{
	{"navigation by script", `\b(window|self|globalThis)\s*\.\s*open\b|(^|[^.\w])open\(\s*["'\x60]`, `window.open("https://x")`},
	{"navigation by script", `\blocation\s*(\.\s*href\s*)?=[^=]`, `location.href = "https://x"`},
	{"navigation by script", `\blocation\s*\.\s*(assign|replace)\b`, `location.replace("https://x")`},
	{"navigation by script", `\bnavigation\s*\.\s*navigate\b`, `navigation.navigate("https://x")`},
	{"navigation by script", `\bdocument\s*\.\s*(open|write|domain)\b`, `document.write("x")`},
	{"navigation by link", `(?i)<(a|area)\b[^>]*\bhref\s*=\s*["']?\s*(https?:|//|javascript:)`, `<a href="https://x">`},
	{"navigation by link", `(?i)\bping\s*=`, `<a ping="https://x">`},
	{"navigation by meta", `(?i)http-equiv\s*=\s*["']?refresh`, `<meta http-equiv="refresh">`},
	// A form or a frame is refused, but Chromium looks its address up first.
	{"refused navigation", `(?i)<(form|iframe|frame|object|embed|portal|fencedframe)\b`, `<form action="https://x">`},
	{"refused navigation", `(?i)\b(createElement\w*|make)\(\s*(\w+,\s*)?["'](form|iframe|frame|object|embed|portal|fencedframe)["']`, `document.createElement("iframe")`},
	{"refused navigation", `(?i)\bform(action|target)?\s*=\s*["']`, `<button formaction="https://x">`},
	{"the service worker's update", `\bregistration\s*\.\s*update\b|\.update\(\s*\)`, `registration.update()`},
	{"WebRTC", `RTC[A-Z]\w+|webkitRTC`, `new RTCPeerConnection()`},
	{"preconnect and prefetch", `(?i)\b(preconnect|dns-prefetch|prefetch|prerender|speculationrules|modulepreload)\b`, `<link rel="preconnect">`},
	{"another window's ear", `\bpostMessage\s*\([^)]*,\s*["']`, `parent.postMessage(x, "*")`},
	{"another window's ear", `\b(opener|BroadcastChannel|SharedWorker)\b|\bwindow\s*\.\s*(name|parent|top)\b`, `new BroadcastChannel("x")`},
	{"storage", `\b(localStorage|sessionStorage|indexedDB|document\s*\.\s*cookie|cookieStore|showSaveFilePicker|webkitRequestFileSystem)\b`, `localStorage.x = 1`},
	{"text as script", `\beval\s*\(|\bnew\s+Function\b|\.(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)\b`, `e.innerHTML = x`},
}

// shipped is every text that the page is made of, by name. The Go toolchain's
// wasm_exec.js is within: it is part of the worker. Comments are left out.
func shipped(t *testing.T) map[string]string {
	texts := map[string]string{"sw.js": siteFile(t, "sw.js")}
	for _, name := range []string{"index.html", "jwkmint.html"} {
		text := siteFile(t, name)
		// The program and the licences are data, which nothing runs.
		data := regexp.MustCompile(`(?s)<script type="(application/octet-stream|text/plain)" id="jwkmint-(wasm|licenses|trust)">.*?</script>`)
		texts[name] = data.ReplaceAllString(text, "")
	}
	for name, text := range texts {
		texts[name] = comment.ReplaceAllString(text, " ")
	}
	return texts
}

// comment is JavaScript's and HTML's, which nothing runs either.
var comment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)(^|\s)//[^\n]*|<!--.*?-->`)

func TestOpenChannelsAreNotUsed(t *testing.T) {
	t.Parallel()
	texts := shipped(t)
	if !strings.Contains(texts["index.html"], "WebAssembly.instantiate") {
		t.Fatal("the worker's text is not in what is searched")
	}
	for _, c := range openChannels {
		pattern := regexp.MustCompile(c.pattern)
		if !pattern.MatchString(c.example) {
			t.Errorf("the pattern for %s does not find %s", c.channel, c.example)
		}
		for name, code := range texts {
			for _, at := range pattern.FindAllStringIndex(code, -1) {
				t.Errorf("%s: %s: …%s…", name, c.channel, code[max(0, at[0]-40):min(len(code), at[1]+40)])
			}
		}
	}
}

// TestNothingIsFetchedFromElsewhere reads every address in the shipped page.
func TestNothingIsFetchedFromElsewhere(t *testing.T) {
	t.Parallel()
	allowed := []string{"http://www.w3.org/2000/svg"} // a namespace, not an address
	address := regexp.MustCompile(`(?i)\b(https?|wss?|ftp)://[^\s"'<>)\x60]+`)
	for name, text := range shipped(t) {
		for _, found := range address.FindAllString(text, -1) {
			if !slices.Contains(allowed, found) {
				t.Errorf("%s: %s", name, found)
			}
		}
	}
}
