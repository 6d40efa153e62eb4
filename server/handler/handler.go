// Package handler serves the built site.
//
// It serves the files of one flat directory from memory, with the headers
// that the site's own file _headers gives for each, and redirects as its file
// _redirects says, so that this server and a static host that reads those
// answer alike. A file x that has siblings x.br and x.gz is sent in the
// encoding that the client likes best.
package handler

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Options are what the place of the server decides.
type Options struct {
	// TLS says that every visitor comes by https, so that the answer may
	// tell browsers to insist on it (Strict-Transport-Security).
	TLS bool
}

// A body is one file in one encoding.
type body struct {
	encoding string // "br", "gzip", or "" for the file as it is
	content  []byte
	etag     string // strong: the content's hash, so different in each encoding
}

// A resource is one file.
type resource struct {
	header http.Header
	bodies []body // those that are smaller first; the plain one last
}

type site struct {
	resources map[string]*resource // by URL path
	moved     map[string]string    // where URL paths are redirected to
	everyone  http.Header          // headers of answers without a resource
	tls       bool
}

// New reads the site and returns its handler, which never touches the disk
// again.
func New(dir fs.FS, options Options) (http.Handler, error) {
	text, err := fs.ReadFile(dir, "_headers")
	if err != nil {
		return nil, fmt.Errorf("the site has no _headers: %w", err)
	}
	rules, err := parseHeaders(string(text))
	if err != nil {
		return nil, err
	}
	if options.TLS {
		rules = append(rules, rule{path: "/*", name: "Strict-Transport-Security", value: "max-age=31536000"})
	}
	moved, err := readRedirects(dir)
	if err != nil {
		return nil, err
	}
	s := &site{moved: moved, resources: map[string]*resource{}, everyone: headerFor(rules, ""), tls: options.TLS}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || isSibling(dir, name) {
			continue
		}
		r, err := load(dir, name)
		if err != nil {
			return nil, err
		}
		s.add("/"+name, r, rules)
		if name == "index.html" {
			s.add("/", r, rules)
		}
	}
	return s, nil
}

// isSibling reports whether the file is another one compressed.
func isSibling(dir fs.FS, name string) bool {
	for _, suffix := range []string{".br", ".gz"} {
		if plain, ok := strings.CutSuffix(name, suffix); ok {
			_, err := fs.Stat(dir, plain)
			return err == nil
		}
	}
	return false
}

// load reads a file and its siblings.
func load(dir fs.FS, name string) (*resource, error) {
	r := &resource{header: http.Header{"Content-Type": {contentType(name)}}}
	for _, form := range []struct{ encoding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}} {
		content, err := fs.ReadFile(dir, name+form.suffix)
		if errors.Is(err, fs.ErrNotExist) && form.suffix != "" {
			continue
		} else if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(content)
		etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		r.bodies = append(r.bodies, body{form.encoding, content, etag})
	}
	if len(r.bodies) > 1 {
		r.header.Set("Vary", "Accept-Encoding")
	}
	return r, nil
}

func (s *site) add(urlPath string, r *resource, rules []rule) {
	header := headerFor(rules, urlPath)
	for name, values := range r.header {
		header[name] = values
	}
	s.resources[urlPath] = &resource{header: header, bodies: r.bodies}
}

// contentType does not ask the machine, whose answers differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".webmanifest":
		return "application/manifest+json"
	case ".txt", "":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

func (s *site) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r, ok := s.resources[req.URL.Path]
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		s.refuse(w, req, http.StatusMethodNotAllowed)
		return
	}
	if to := s.moved[req.URL.Path]; to != "" {
		w.Header().Set("Location", to)
		s.refuse(w, req, http.StatusFound)
		return
	}
	if !ok {
		s.refuse(w, req, http.StatusNotFound)
		return
	}
	b := choose(r.bodies, req.Header.Values("Accept-Encoding"))
	if b == nil {
		s.refuse(w, req, http.StatusNotAcceptable)
		return
	}
	header := w.Header()
	s.write(header, r.header, req)
	header.Set("ETag", b.etag)
	if matches(req.Header.Values("If-None-Match"), b.etag) {
		header.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if b.encoding != "" {
		header.Set("Content-Encoding", b.encoding)
	}
	header.Set("Content-Length", strconv.Itoa(len(b.content)))
	w.WriteHeader(http.StatusOK)
	if req.Method == http.MethodGet {
		w.Write(b.content) // a visitor who left is no error of ours
	}
}

// write puts the headers of an answer into header. Browsers ignore
// Cross-Origin-Opener-Policy from a plain-http address other than their own
// machine, and write an error into the console of each page: it is left out
// there.
func (s *site) write(header, from http.Header, req *http.Request) {
	for name, values := range from {
		header[name] = values
	}
	if !s.tls && !strings.EqualFold(req.Header.Get("X-Forwarded-Proto"), "https") && !isLoopback(req.Host) {
		header.Del("Cross-Origin-Opener-Policy")
	}
}

// isLoopback reports whether a Host field names the browser's own machine.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || (ip != nil && ip.IsLoopback())
}

// The policies of answers without a resource: documents of the page's origin,
// through which script in the page could otherwise do what it may not do itself.
const (
	refusedPolicy    = "default-src 'none'; frame-ancestors 'none'"
	refusedAllowlist = "()"
)

// refuse answers without a resource, saying no more than the status does.
func (s *site) refuse(w http.ResponseWriter, req *http.Request, status int) {
	header := w.Header()
	s.write(header, s.everyone, req)
	switch status {
	case http.StatusMethodNotAllowed:
		header.Set("Allow", "GET, HEAD")
	case http.StatusNotAcceptable:
		header.Set("Vary", "Accept-Encoding")
	}
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", refusedPolicy)
	header.Set("Connection-Allowlist", refusedAllowlist)
	http.Error(w, http.StatusText(status), status)
}

// matches reports whether If-None-Match names the entity tag (RFC 9110
// section 13.1.2: weak comparison).
func matches(fields []string, etag string) bool {
	for item := range strings.SplitSeq(strings.Join(fields, ","), ",") {
		item = strings.TrimSpace(item)
		if item == "*" || strings.TrimPrefix(item, "W/") == etag {
			return true
		}
	}
	return false
}
