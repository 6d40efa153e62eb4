package handler

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

const headersFile = `/*
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
/
  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
  Cache-Control: no-cache
/index.html
  Cache-Control: no-cache
# a remark
/jwkmint-0123456789abcdef.wasm
  Cache-Control: public, max-age=31536000, immutable
`

func testSite() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		".gitkeep":                         file(""),
		"_headers":                         file(headersFile),
		"index.html":                       file("<!doctype html>plain"),
		"index.html.br":                    file("brotli"),
		"index.html.gz":                    file("gzip"),
		"jwkmint-0123456789abcdef.wasm":    file("\x00asm"),
		"jwkmint-0123456789abcdef.wasm.gz": file("zipped"),
		"remark.txt":                       file("licences"),
		"SHA256SUMS":                       file("sums"),
		"other.png":                        file("of a kind that the site has not"),
	}
}

func newHandler(t *testing.T, options Options) http.Handler {
	t.Helper()
	h, err := New(testSite(), options)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, method, path string, header map[string]string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, nil)
	req.Host = "127.0.0.1:8080"
	for name, value := range header {
		if name == "Host" {
			req.Host = value
		} else {
			req.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

func TestEncodings(t *testing.T) {
	h := newHandler(t, Options{})
	tests := []struct {
		accept   string // "-" for no field
		status   int
		encoding string
		body     string
	}{
		{"-", 200, "", "<!doctype html>plain"},
		{"", 200, "", "<!doctype html>plain"},
		{"br", 200, "br", "brotli"},
		{"gzip, deflate, br, zstd", 200, "br", "brotli"},
		{"gzip, deflate", 200, "gzip", "gzip"},
		{"x-gzip", 200, "gzip", "gzip"},
		{"GZIP", 200, "gzip", "gzip"},
		{"br;q=0.5, gzip;q=0.8", 200, "gzip", "gzip"},
		{"br;q=0, gzip", 200, "gzip", "gzip"},
		{"br;Q=0.000, gzip;q=0", 200, "", "<!doctype html>plain"},
		{"identity, br;q=0.5", 200, "", "<!doctype html>plain"},
		{"*", 200, "br", "brotli"},
		{"*;q=0.5, br;q=0.1", 200, "gzip", "gzip"},
		{"deflate", 200, "", "<!doctype html>plain"},
		{"identity;q=0", 406, "", ""},
		{"*;q=0", 406, "", ""},
		{"identity;q=0, br", 200, "br", "brotli"},
		{"*;q=0, identity", 200, "", "<!doctype html>plain"},
		{"br;q=nonsense, gzip;q=0.1", 200, "gzip", "gzip"},
		{"br;q=2", 200, "", "<!doctype html>plain"},
		{"br;q=NaN", 200, "", "<!doctype html>plain"},
		{", ,br", 200, "br", "brotli"},
		{"br;q=1;x=y", 200, "br", "brotli"},
		{"br;x=y;q=0, gzip", 200, "gzip", "gzip"},
		{"br;x", 200, "br", "brotli"},
		{"br;q=0x1p-2", 200, "", "<!doctype html>plain"},
		{"br;q=1e-1", 200, "", "<!doctype html>plain"},
		{"br;q=0_1", 200, "", "<!doctype html>plain"},
		{"br;q=-0", 200, "", "<!doctype html>plain"},
		{"br;q=", 200, "", "<!doctype html>plain"},
		{"br;q=.", 200, "", "<!doctype html>plain"},
		{"br;q=1.000", 200, "br", "brotli"},
		{"br;q=1.001", 200, "", "<!doctype html>plain"},
	}
	for _, test := range tests {
		header := map[string]string{}
		if test.accept != "-" {
			header["Accept-Encoding"] = test.accept
		}
		w := get(h, "GET", "/", header)
		if w.Code != test.status || w.Header().Get("Content-Encoding") != test.encoding {
			t.Errorf("%q: status %d, encoding %q; want %d, %q", test.accept, w.Code, w.Header().Get("Content-Encoding"), test.status, test.encoding)
		}
		if test.status == 200 && w.Body.String() != test.body {
			t.Errorf("%q: body %q, want %q", test.accept, w.Body, test.body)
		}
		if w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: no Vary", test.accept)
		}
	}
}

func TestRevalidation(t *testing.T) {
	h := newHandler(t, Options{})
	plain := get(h, "GET", "/", nil).Header().Get("ETag")
	brotli := get(h, "GET", "/", map[string]string{"Accept-Encoding": "br"}).Header().Get("ETag")
	if plain == "" || plain == brotli || strings.HasPrefix(plain, "W/") {
		t.Fatalf("entity tags %q and %q, want strong and different", plain, brotli)
	}
	tests := []struct {
		accept, match string
		status        int
	}{
		{"br", brotli, 304},
		{"br", plain, 200}, // another encoding is another representation
		{"", plain, 304},
		{"br", `"x", W/` + brotli + `, "y"`, 304},
		{"br", "*", 304},
		{"br", strings.Trim(brotli, `"`), 200},
		{"br", `""`, 200},
	}
	for _, test := range tests {
		w := get(h, "GET", "/", map[string]string{"Accept-Encoding": test.accept, "If-None-Match": test.match})
		if w.Code != test.status {
			t.Errorf("If-None-Match: %s with %q: status %d, want %d", test.match, test.accept, w.Code, test.status)
		}
		if test.status == 304 {
			for _, name := range []string{"ETag", "Cache-Control", "Vary", "Content-Security-Policy"} {
				if w.Header().Get(name) == "" {
					t.Errorf("304 without %s", name)
				}
			}
			if w.Body.Len() > 0 {
				t.Error("304 with a body")
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	h := newHandler(t, Options{})
	page := get(h, "GET", "/", nil).Header()
	for name, want := range map[string]string{
		"Content-Type":               "text/html; charset=utf-8",
		"Cache-Control":              "no-cache",
		"Content-Security-Policy":    "default-src 'none'; frame-ancestors 'none'",
		"Referrer-Policy":            "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Strict-Transport-Security":  "",
	} {
		if got := page.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	program := get(h, "GET", "/jwkmint-0123456789abcdef.wasm", map[string]string{"Accept-Encoding": "br"}).Header()
	if got := program.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("the program's Cache-Control: %q", got)
	}
	if got := program.Get("Content-Type"); got != "application/wasm" {
		t.Errorf("the program's Content-Type: %q", got)
	}
	if got := get(h, "GET", "/other.png", nil).Header().Get("Content-Type"); got != "application/octet-stream" {
		t.Errorf("the Content-Type of what the site has not is %q: some machine's answer", got)
	}
	if got := get(h, "GET", "/remark.txt", nil).Header().Get("Vary"); got != "" {
		t.Errorf("Vary on a file with one form: %q", got)
	}
	strict := get(newHandler(t, Options{TLS: true}), "GET", "/", map[string]string{"Host": "keys.example"}).Header()
	if got := strict.Get("Strict-Transport-Security"); got != "max-age=31536000" {
		t.Errorf("HSTS behind TLS: %q", got)
	}
	if strict.Get("Cross-Origin-Opener-Policy") == "" {
		t.Error("no Cross-Origin-Opener-Policy behind TLS")
	}
}

func TestOpenerPolicyOnlyWhereBrowsersHeedIt(t *testing.T) {
	h := newHandler(t, Options{})
	for host, want := range map[string]bool{
		"localhost:8080": true, "LOCALHOST": true, "a.localhost": true, "127.0.0.1": true, "127.9.9.9:1": true, "[::1]:8080": true, "[::1]": true,
		"intranet.test": false, "10.0.0.1:8080": false, "notlocalhost": false, "": false,
	} {
		got := get(h, "GET", "/", map[string]string{"Host": host}).Header().Get("Cross-Origin-Opener-Policy") != ""
		if got != want {
			t.Errorf("host %q: sent is %v, want %v", host, got, want)
		}
	}
	proxied := get(h, "GET", "/", map[string]string{"Host": "keys.example", "X-Forwarded-Proto": "https"})
	if proxied.Header().Get("Cross-Origin-Opener-Policy") == "" {
		t.Error("not sent behind a proxy that speaks https")
	}
}

func TestHead(t *testing.T) {
	h := newHandler(t, Options{})
	w := get(h, "HEAD", "/", map[string]string{"Accept-Encoding": "br"})
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "6" || w.Header().Get("Content-Encoding") != "br" {
		t.Errorf("HEAD: %d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
}

func TestRefusals(t *testing.T) {
	h := newHandler(t, Options{})
	tests := []struct {
		method, path string
		status       int
	}{
		{"POST", "/", 405}, {"PUT", "/x", 405}, {"OPTIONS", "/", 405}, {"DELETE", "/index.html", 405},
		{"GET", "/nothing", 404}, {"GET", "/_headers", 404}, {"GET", "/.gitkeep", 404},
		{"GET", "/index.html.br", 404}, {"GET", "/index.html.gz", 404},
		{"GET", "//", 404}, {"GET", "/index.html/", 404}, {"GET", "/../index.html", 404}, {"GET", "/%2e%2e/_headers", 404}, {"GET", "/x/../index.html", 404},
	}
	for _, test := range tests {
		w := get(h, test.method, test.path, nil)
		if w.Code != test.status {
			t.Errorf("%s %s: %d, want %d", test.method, test.path, w.Code, test.status)
		}
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: refused without its headers: %v", test.method, test.path, w.Header())
		}
		if test.status == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s: no Allow", test.method, test.path)
		}
		if strings.Contains(w.Body.String(), test.path) && len(test.path) > 2 {
			t.Errorf("%s %s: the answer repeats the path", test.method, test.path)
		}
	}
}

func TestNewRefusesABrokenSite(t *testing.T) {
	for name, headers := range map[string]string{
		"a header without a path": "  Name: value\n",
		"a pattern":               "/*.wasm\n  Name: value\n",
		"no value":                "/\n  Name:\n",
		"no colon":                "/\n  Name value\n",
		"a path like a header":    "Name: value\n",
	} {
		site := testSite()
		site["_headers"] = &fstest.MapFile{Data: []byte(headers)}
		if _, err := New(site, Options{}); err == nil {
			t.Errorf("%s in _headers: no error", name)
		}
	}
	site := testSite()
	delete(site, "_headers")
	if _, err := New(site, Options{}); err == nil {
		t.Error("a site without _headers: no error")
	}
}
