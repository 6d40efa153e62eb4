package e2e

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"jwkmint/server/handler"
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
	URL    string // http://127.0.0.1:port
	Server *httptest.Server

	mu       sync.Mutex
	requests []request
}

// startSite serves the built page with the real handler.
func startSite(t testing.TB) *site {
	t.Helper()
	h, err := handler.New(siteFiles(), handler.Options{})
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
		s.mu.Lock()
		s.requests = append(s.requests, request{time.Now(), r.URL.Path})
		s.mu.Unlock()
		h.ServeHTTP(w, r)
	}))
	s.URL = s.Server.URL
	t.Cleanup(s.Server.Close)
	return s
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
