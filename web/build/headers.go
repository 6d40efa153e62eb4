package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Headers of every answer. The page itself needs none of them: its own policy
// is in its head, and the lock does not depend on headers either. They close
// what a meta element cannot: being framed, being sniffed, being opened by a
// page that keeps a handle on it.
var everywhere = []string{
	"Cross-Origin-Embedder-Policy: require-corp",
	"Cross-Origin-Opener-Policy: same-origin",
	"Cross-Origin-Resource-Policy: same-origin",
	"Permissions-Policy: " + strings.ReplaceAll(unwanted, " ", "=(), ") + "=()",
	"Referrer-Policy: no-referrer",
	"X-Content-Type-Options: nosniff",
}

// unwanted is all that Chromium can forbid by name, but for writing to the
// clipboard, which Copy does, and for what it says of itself to the server
// that it asks (ch-…). It has the page isolated from others
// (Cross-Origin-Embedder-Policy), and not what browsers give such a page:
// clocks that are exact enough to measure other programs by. A name that the
// browser does not know would be an error in the console of each page: a test
// holds the list against the browser's own.
const unwanted = "accelerometer aria-notify autoplay browsing-topics camera captured-surface-control clipboard-read " +
	"compute-pressure cross-origin-isolated deferred-fetch deferred-fetch-minimal digital-credentials-create " +
	"digital-credentials-get display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid " +
	"identity-credentials-get idle-detection keyboard-map language-detector language-model local-fonts " +
	"local-network local-network-access loopback-network magnetometer media-playback-while-not-visible microphone " +
	"midi on-device-speech-recognition otp-credentials payment picture-in-picture private-state-token-issuance " +
	"private-state-token-redemption publickey-credentials-create publickey-credentials-get screen-wake-lock serial " +
	"speaker-selection storage-access summarizer sync-xhr translator unload usb window-management " +
	"xr-spatial-tracking"

// Policies of what is not the page.
const (
	serviceWorkerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	trialPolicy         = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'" // it looks for a redirect, and follows it
	plainPolicy         = "default-src 'none'; frame-ancestors 'none'"
)

const (
	revalidate = "Cache-Control: no-cache"
	forever    = "Cache-Control: public, max-age=31536000, immutable"
)

// Connection-Allowlist names the servers that a document may connect to, in
// whatever way: navigation, WebRTC and preconnect included, which no
// Content-Security-Policy closes. Chromium knows it from version 152 on. The
// page may reach its own server, from which it comes and is updated; nothing
// else here needs any.
const (
	homeOnly  = "Connection-Allowlist: (response-origin)"
	homeAgain = "Connection-Allowlist: (response-origin);redirects=allow" // what it tries is whether the page may follow one
	nowhere   = "Connection-Allowlist: ()"
)

// headers is the file _headers, in the form that static hosts read (a path,
// then its headers, indented) and that the server in this tree reads too.
// Hosts add up the headers of all rules that match, so every header is in one
// rule for each path.
func headers(p *program, pg *page) string {
	framed := "; frame-ancestors 'none'"
	rules := map[string][]string{
		"/":                       {csp(pg.hostedPolicy + framed), homeOnly, revalidate},
		"/index.html":             {csp(pg.hostedPolicy + framed), homeOnly, revalidate},
		"/" + standaloneName:      {csp(pg.standalonePolicy + framed), nowhere, revalidate},
		"/" + p.name:              {csp(plainPolicy), nowhere, forever},
		"/sw.js":                  {csp(serviceWorkerPolicy), homeOnly, revalidate},
		"/" + trialName:           {csp(trialPolicy), homeAgain, revalidate},
		"/" + redirectedTrialName: {csp(trialPolicy), homeAgain, revalidate},
		"/manifest.webmanifest":   {csp(plainPolicy), nowhere, revalidate},
		"/robots.txt":             {csp(plainPolicy), nowhere, revalidate},
		"/SHA256SUMS":             {csp(plainPolicy), nowhere, revalidate},
	}
	var b strings.Builder
	rule := func(path string, lines []string) {
		fmt.Fprintln(&b, path)
		for _, line := range lines {
			fmt.Fprintln(&b, "  "+line)
		}
	}
	rule("/*", everywhere)
	for _, path := range slices.Sorted(maps.Keys(rules)) {
		rule(path, rules[path])
	}
	return b.String()
}

func csp(policy string) string { return "Content-Security-Policy: " + policy }
