package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"jwkmint/server/handler"
	"jwkmint/web"
)

// hosting gives the block of HOSTING.md in a language that has a mark.
func hosting(t *testing.T, language, mark string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "web", "docs", "HOSTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(text), "```"+language+"\n")[1:] {
		if block, _, _ := strings.Cut(part, "```"); strings.Contains(block, mark) {
			return block
		}
	}
	t.Fatalf("HOSTING.md has no %s with %s", language, mark)
	return ""
}

// need skips the test where a program is not installed.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed: what HOSTING.md says of it is not tried", program)
	}
	return path
}

// ours is our own server, as behind a proxy that speaks https.
func ours(t *testing.T) *httptest.Server {
	t.Helper()
	files, err := web.Site()
	if err != nil {
		t.Skip(err)
	}
	h, err := handler.New(files, handler.Options{TLS: true})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// certificate writes a certificate for keys.example and its key.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"keys.example"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, about, about, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	save(t, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	save(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})))
	return cert, key
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A host is a server under test, reached as https://keys.example.
type host struct {
	t    *testing.T
	addr string
	log  *bytes.Buffer
}

// startHost starts a server and waits until it listens.
func startHost(t *testing.T, addr, dir, program string, args ...string) *host {
	t.Helper()
	h := &host{t: t, addr: addr, log: &bytes.Buffer{}}
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, h.log, h.log
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-ended
		}
	})
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
			return h
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s: %v\n%s", program, err, h.log)
		default:
		}
	}
	t.Fatalf("%s does not listen\n%s", program, h.log)
	return nil
}

// nginx starts nginx with the block of a configuration, which the test's
// addresses and files are put into.
func nginx(t *testing.T, config string, replace ...string) *host {
	t.Helper()
	dir, addr := t.TempDir(), freeAddr(t)
	cert, key := certificate(t, dir)
	replace = append(replace, "listen 443", "listen "+addr, "/etc/ssl/keys.example.pem", cert, "/etc/ssl/keys.example.key", key, "PORT", addr)
	var temp strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temp, "%s_temp_path %s;\n", kind, filepath.Join(dir, kind))
	}
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;\n" // the test's own folder is for its owner only
	}
	save(t, filepath.Join(dir, "nginx.conf"), user+"daemon off;\nworker_processes 1;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"+
		temp.String()+strings.NewReplacer(replace...).Replace(config)+"\n}\n")
	for i := 0; i+1 < len(replace); i += 2 {
		if name, ok := strings.CutPrefix(replace[i], "file:"); ok {
			save(t, filepath.Join(dir, name), replace[i+1])
		}
	}
	return startHost(t, addr, dir, need(t, "nginx"), "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
}

// caddy is nginx for Caddy.
func caddy(t *testing.T, config string, replace ...string) *host {
	t.Helper()
	dir, addr := t.TempDir(), freeAddr(t)
	cert, key := certificate(t, dir)
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	replace = append(replace, "keys.example {", "https://keys.example:"+port+" {\n    bind 127.0.0.1\n    tls "+cert+" "+key)
	save(t, filepath.Join(dir, "Caddyfile"), "{\n    admin off\n    auto_https disable_redirects\n}\n"+strings.NewReplacer(replace...).Replace(config))
	for i := 0; i+1 < len(replace); i += 2 {
		if name, ok := strings.CutPrefix(replace[i], "file:"); ok {
			save(t, filepath.Join(dir, name), replace[i+1])
		}
	}
	return startHost(t, addr, dir, need(t, "caddy"), "run", "--config", filepath.Join(dir, "Caddyfile"), "--adapter", "caddyfile")
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// client reaches h under the name keys.example, and follows no redirect.
func (h *host) client() *http.Client {
	config := &tls.Config{InsecureSkipVerify: true, ServerName: "keys.example"}
	return &http.Client{
		Transport: &http.Transport{TLSClientConfig: config, DisableCompression: true, DisableKeepAlives: true,
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "tcp", h.addr)
			}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       30 * time.Second,
	}
}

func fetch(t *testing.T, c *http.Client, base, path string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest("GET", base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := c.Do(req)
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

// guarding are the headers that protect a visitor.
var guarding = []string{
	"Content-Security-Policy", "Connection-Allowlist", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "Strict-Transport-Security",
	"Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy",
}

// serves compares each file's answer with our server's, header by header and
// byte by byte, and what there is no file for.
func (h *host) serves(our *httptest.Server) {
	t := h.t
	t.Helper()
	site, err := web.Site()
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(site, "_headers")
	if err != nil {
		t.Fatal(err)
	}
	paths := regexp.MustCompile(`(?m)^/[^*\n]*$`).FindAllString(string(text), -1)
	if len(paths) < 8 {
		t.Fatalf("%d paths in _headers", len(paths))
	}
	for _, path := range append(paths, "/nothing", "/_headers", "/_redirects", "/.gitkeep", "/index.html.br", "/x/index.html") {
		want, body := fetch(t, &http.Client{CheckRedirect: h.client().CheckRedirect}, our.URL, path)
		got, gotBody := fetch(t, h.client(), "https://keys.example", path)
		if got.StatusCode != want.StatusCode {
			t.Errorf("%s: %s, want %s", path, got.Status, want.Status)
			continue
		}
		names := guarding
		if want.StatusCode == http.StatusOK {
			names = append([]string{"Content-Type", "Cache-Control"}, names...)
			if gotBody != body {
				t.Errorf("%s: other bytes", path)
			}
		}
		if want.StatusCode == http.StatusFound {
			if to := got.Header.Get("Location"); strings.TrimPrefix(to, "/") != "lock-trial.js" {
				t.Errorf("%s leads to %s", path, to)
			}
			continue
		}
		for _, name := range names {
			g, w := got.Header.Values(name), want.Header.Values(name)
			if !strings.EqualFold(strings.Join(g, " | "), strings.Join(w, " | ")) {
				t.Errorf("%s: %s: %q, want %q", path, name, g, w)
			}
		}
		if server := got.Header.Get("Server"); strings.ContainsAny(server, "0123456789") {
			t.Errorf("%s: it says which version it is: %s", path, server)
		}
	}
}

// guardsItsOwn wants the policy in what a server answers by itself.
func (h *host) guardsItsOwn(requests ...string) {
	t := h.t
	t.Helper()
	for _, request := range requests {
		conn, err := tls.Dial("tcp", h.addr, &tls.Config{InsecureSkipVerify: true, ServerName: "keys.example", NextProtos: []string{"http/1.1"}})
		if err != nil {
			t.Fatal(err)
		}
		go io.WriteString(conn, request)
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%.40q: %v", request, err)
		} else if response.StatusCode < 400 || len(response.Header.Values("Content-Security-Policy")) != 1 || response.Header.Get("Connection-Allowlist") != "()" {
			t.Errorf("%.40q: %s, %v", request, response.Status, response.Header)
		}
		conn.Close()
	}
}

// malformed are requests that no file is looked up for.
var malformed = []string{
	"GET / HTTP/1.1\r\nHost: keys.example\r\nX: " + strings.Repeat("a", 100<<10) + "\r\n\r\n",
	"GET /" + strings.Repeat("a", 100<<10) + " HTTP/1.1\r\nHost: keys.example\r\n\r\n",
	"GET /%zz HTTP/1.1\r\nHost: keys.example\r\n\r\n",
	"GET / HTTP/1.1\r\n\r\n",
}

func TestBehindNginx(t *testing.T) {
	need(t, "nginx")
	our := ours(t)
	h := nginx(t, hosting(t, "nginx", "proxy_pass"), "127.0.0.1:8080", strings.TrimPrefix(our.URL, "http://"))
	h.serves(our)
	h.guardsItsOwn(malformed...)
	our.Close()
	h.guardsItsOwn("GET / HTTP/1.1\r\nHost: keys.example\r\n\r\n")
}

func TestBehindCaddy(t *testing.T) {
	need(t, "caddy")
	our := ours(t)
	h := caddy(t, hosting(t, "caddy", "reverse_proxy"), "127.0.0.1:8080", strings.TrimPrefix(our.URL, "http://"))
	h.serves(our)
	our.Close()
	h.guardsItsOwn("GET / HTTP/1.1\r\nHost: keys.example\r\n\r\n")
}

// made runs a command of HOSTING.md that makes headers, and gives them.
func made(t *testing.T, mark string) string {
	t.Helper()
	need(t, "awk")
	command := hosting(t, "sh", mark)
	dist, err := filepath.Abs(filepath.Join("..", "web", "dist"))
	if err != nil {
		t.Fatal(err)
	}
	command, _, _ = strings.Cut(strings.ReplaceAll(command, "/srv/jwkmint", dist), " > ")
	out, err := exec.Command("sh", "-ec", command).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestNginxAlone(t *testing.T) {
	need(t, "nginx")
	our := ours(t)
	dist, err := filepath.Abs(filepath.Join("..", "web", "dist"))
	if err != nil {
		t.Fatal(err)
	}
	h := nginx(t, hosting(t, "nginx", "gzip_static"), "/srv/jwkmint", dist, "file:jwkmint-headers.conf", made(t, "/etc/nginx/"))
	h.serves(our)
	h.guardsItsOwn(malformed...)
}

func TestCaddyAlone(t *testing.T) {
	need(t, "caddy")
	our := ours(t)
	dist, err := filepath.Abs(filepath.Join("..", "web", "dist"))
	if err != nil {
		t.Fatal(err)
	}
	h := caddy(t, hosting(t, "caddy", "precompressed"), "/srv/jwkmint", dist, "file:jwkmint-headers", made(t, "/etc/caddy/"))
	h.serves(our)
}

// TestPublishing runs what the page says for publishing a JWK Set.
func TestPublishing(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "web", "js", "ui", "token", "publish.js"))
	if err != nil {
		t.Fatal(err)
	}
	constant := func(name string) string {
		found := regexp.MustCompile("const " + name + " = (?:\"([^\"]*)\"|`([^`]*)`);").FindSubmatch(text)
		if found == nil {
			t.Fatalf("publish.js has no %s", name)
		}
		return string(found[1]) + string(found[2])
	}
	path := constant("PATH")
	srv := t.TempDir()
	if err := os.MkdirAll(filepath.Join(srv, filepath.Dir(path)), 0o755); err != nil {
		t.Fatal(err)
	}
	const set = `{"keys":[]}`
	save(t, filepath.Join(srv, path), set)
	for name, start := range map[string]func(string) *host{
		"NGINX": func(block string) *host {
			return nginx(t, "server {\nlisten 443 ssl;\nssl_certificate /etc/ssl/keys.example.pem;\nssl_certificate_key /etc/ssl/keys.example.key;\n"+block+"\n}", "/srv/www", srv)
		},
		"CADDY": func(block string) *host { return caddy(t, "keys.example {\n"+block+"\n}", "/srv/www", srv) },
	} {
		if _, err := exec.LookPath(strings.ToLower(name)); err != nil {
			t.Logf("%s is not installed: what the page says for it is not tried", strings.ToLower(name))
			continue
		}
		h := start(strings.ReplaceAll(constant(name), "${PATH}", path))
		response, body := fetch(t, h.client(), "https://keys.example", path)
		if response.StatusCode != http.StatusOK || body != set {
			t.Errorf("%s: %s, %q", name, response.Status, body)
		}
		for header, want := range map[string]string{"Content-Type": "application/jwk-set+json", "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"} {
			if got := response.Header.Values(header); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %s: %q, want %q", name, header, got, want)
			}
		}
	}
}

// TestUnit has systemd read the service's file.
func TestUnit(t *testing.T) {
	analyze := need(t, "systemd-analyze")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "jwkmint.service")
	save(t, unit, strings.ReplaceAll(hosting(t, "ini", "[Service]"), "/usr/local/bin/jwkmint", program))
	out, err := exec.Command(analyze, "verify", "--man=no", unit).CombinedOutput()
	if err != nil || strings.Contains(string(out), "jwkmint.service:") {
		t.Errorf("%v\n%s", err, out)
	}
	// The number is tenths of the exposure, of which 100 is the worst.
	if out, err := exec.Command(analyze, "security", "--offline=true", "--threshold=15", "--no-pager", unit).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
