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
	"Cross-Origin-Opener-Policy: same-origin",
	"Cross-Origin-Resource-Policy: same-origin",
	"Permissions-Policy: camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), clipboard-read=(), display-capture=()",
	"Referrer-Policy: no-referrer",
	"X-Content-Type-Options: nosniff",
}

// Policies of what is not the page.
const (
	serviceWorkerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	plainPolicy         = "default-src 'none'; frame-ancestors 'none'"
)

const (
	revalidate = "Cache-Control: no-cache"
	forever    = "Cache-Control: public, max-age=31536000, immutable"
)

// headers is the file _headers, in the form that static hosts read (a path,
// then its headers, indented) and that the server in this tree reads too.
// Hosts add up the headers of all rules that match, so every header is in one
// rule for each path.
func headers(p *program, pg *page) string {
	framed := "; frame-ancestors 'none'"
	rules := map[string][]string{
		"/":                     {csp(pg.hostedPolicy + framed), revalidate},
		"/index.html":           {csp(pg.hostedPolicy + framed), revalidate},
		"/" + standaloneName:    {csp(pg.standalonePolicy + framed), revalidate},
		"/" + p.name:            {csp(plainPolicy), forever},
		"/sw.js":                {csp(serviceWorkerPolicy), revalidate},
		"/manifest.webmanifest": {csp(plainPolicy), revalidate},
		"/licenses.txt":         {csp(plainPolicy), revalidate},
		"/robots.txt":           {csp(plainPolicy), revalidate},
		"/SHA256SUMS":           {csp(plainPolicy), revalidate},
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
