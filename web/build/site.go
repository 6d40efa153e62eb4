package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// files is the site: contents by name. There are no directories in it.
type files map[string][]byte

func siteFiles(p *program, pg *page) files {
	return files{
		"index.html":           pg.hosted,
		standaloneName:         pg.standalone,
		p.name:                 p.wasm,
		"sw.js":                pg.serviceWorker,
		trialName:              pg.trial,
		redirectedTrialName:    pg.trial,
		"_redirects":           []byte("/" + redirectedTrialName + " /" + trialName + " 302\n"),
		"manifest.webmanifest": manifest(pg.icon),
		"robots.txt":           []byte(robots),
		"_headers":             []byte(headers(p, pg)),
	}
}

// robots lets every search engine in: there is one page, and nothing to hide.
const robots = "User-agent: *\nDisallow:\n"

// manifest makes the page installable. Its icon is in it, since the page's
// policy lets no image be fetched. Installed, it opens files of keys: the
// system hands them to the page itself. A share target would get them by a
// request, which goes to the server wherever the service worker is missing,
// so there is none. A file opens a window of its own: no key that is open in
// another one is lost to it.
func manifest(icon []byte) []byte {
	return []byte(`{
  "name": "jwkmint",
  "short_name": "jwkmint",
  "description": "Makes keys and turns keys into JWKs. Nothing leaves the page.",
  "id": "./",
  "start_url": "./",
  "scope": "./",
  "display": "standalone",
  "background_color": "#ffffff",
  "theme_color": "#ffffff",
  "launch_handler": {"client_mode": "navigate-new"},
  "file_handlers": [{"action": "./", "accept": {
    "application/x-pem-file": [".pem", ".key"],
    "application/x-x509-ca-cert": [".crt", ".cer", ".der"],
    "application/x-pkcs12": [".p12", ".pfx"],
    "text/plain": [".pub", ".ppk"],
    "application/jwk+json": [".jwk"],
    "application/jwk-set+json": [".jwks"],
    "application/json": [".json"]
  }}],
  "icons": [{"src": "` + iconURL(icon) + `", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
}
`)
}

// sums is SHA256SUMS, as sha256sum writes it and checks it: every file of the
// site but itself.
func sums(site files) []byte {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(site)) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(site[name]), name)
	}
	return []byte(b.String())
}

// write empties dir and fills it. The file .gitkeep stays: it keeps the
// directory in git, and an unbuilt tree compiling.
func write(dir string, site files) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(old, os.DirEntry.IsDir) {
		return fmt.Errorf("%s has directories in it, so it is not an earlier build: not touched", dir)
	}
	for _, entry := range old {
		if _, stays := site[entry.Name()]; stays || entry.Name() == ".gitkeep" {
			continue
		}
		if err := os.Remove(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	for name, content := range site {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
