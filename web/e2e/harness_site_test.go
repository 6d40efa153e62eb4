package e2e

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jwkmint/web"
)

// siteFiles is the built site, or nil where it is not built.
func siteFiles() fs.FS {
	files, err := web.Site()
	if err != nil {
		return nil
	}
	return files
}

// siteNames lists the files of the built site.
func siteNames(t testing.TB) []string {
	t.Helper()
	names, err := fs.Glob(siteFiles(), "*")
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// request is one request that a server under test received.
type request struct {
	At   time.Time
	Path string
}

// site is the built page on a server of its own that remembers every request.
type site struct {
	URL    string           // http://127.0.0.1:port
	Server *httptest.Server // nil where other tests use it, too
	room   *room            // nil for a server of the test's own
	whole  bool             // its pages are opened in the Chromium that people have

	mu       sync.Mutex
	requests []request
}

// ownSite serves the built page with the real handler for one test alone,
// which may stop the server, or looks at what a browser that was never there
// asks of it. Its tabs are new ones.
func ownSite(t testing.TB) *site {
	t.Helper()
	h, err := siteHandler()
	if err != nil {
		t.Fatal(err)
	}
	return startServer(t, h)
}

// startServer serves h on a loopback port for the length of the test.
func startServer(t testing.TB, h http.Handler) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.note(r)
		h.ServeHTTP(w, r)
	}))
	s.URL = s.Server.URL
	t.Cleanup(s.Server.Close)
	return s
}

func (s *site) note(r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, request{time.Now(), r.URL.Path})
}

// Intranet is the same server under a name that browsers do not call secure:
// a page from there has no crypto.subtle and no clipboard API.
func (s *site) Intranet() string {
	return strings.Replace(s.URL, "127.0.0.1", "intranet.test", 1)
}

// Since lists the paths requested after a moment.
func (s *site) Since(moment time.Time) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var paths []string
	for _, r := range s.requests {
		if r.At.After(moment) {
			paths = append(paths, r.Path)
		}
	}
	return paths
}

// standalone writes the one-file page where its path is awkward, and gives
// its file: address.
func standalone(t testing.TB) string {
	t.Helper()
	return onDisk(t, "jwkmint (1) ü.html", siteFile(t, "jwkmint.html"))
}

// onDisk writes a page to disk and gives its file: address.
func onDisk(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// siteFile is one file of the built site.
func siteFile(t testing.TB, name string) string {
	t.Helper()
	content, err := fs.ReadFile(siteFiles(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// wasmName is the file name of the Go program in the built site.
func wasmName(t testing.TB) string {
	t.Helper()
	names, err := fs.Glob(siteFiles(), "jwkmint-*.wasm")
	if err != nil || len(names) != 1 {
		t.Fatalf("the site has the programs %v, want one", names)
	}
	return names[0]
}
