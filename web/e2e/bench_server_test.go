package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// nginxConf is a server as a careful person sets one up: compressed siblings,
// files sent by the kernel, connections kept.
const nginxConf = `
worker_processes auto;
daemon off;
pid nginx.pid;
error_log stderr crit;
events { worker_connections 512; }
http {
	access_log off;
	types { text/html html; application/wasm wasm; }
	sendfile on;
	tcp_nopush on;
	gzip_static on;
	open_file_cache max=100;
	keepalive_requests 1000000;
	client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
	server {
		listen 127.0.0.1:%d;
		root %s;
		%s
	}
}
`

// BenchmarkServer asks the built server and nginx, in turns, for the page and
// the program as a browser with gzip gets them: nginx has no brotli of its
// own. Both are processes of their own and send the same headers.
func BenchmarkServer(b *testing.B) {
	const rounds, clients = 9, 16
	servers := []string{startBuilt(b)}
	if nginx := startNginx(b, servers[0], "/index.html", "/"+wasmName(b)); nginx != "" {
		servers = append(servers, nginx)
	}
	for _, c := range []struct {
		what, path string
		requests   int
	}{
		{"the page", "/index.html", 12_000},
		{"the program", "/" + wasmName(b), 600},
	} {
		b.Run(c.what, func(b *testing.B) {
			perSecond, slowest := make([]rates, 2), make([]times, 2)
			sizes := make([]int64, 2)
			for b.Loop() {
				for round := range rounds + 1 {
					for i, address := range servers {
						l := load(b, address, c.path, clients, c.requests/clients)
						sizes[i] = l.size
						if round > 0 { // the first one warms up
							perSecond[i] = append(perSecond[i], l.perSecond)
							slowest[i] = append(slowest[i], l.p99)
						}
					}
				}
			}
			what := fmt.Sprintf("server: %s, %d kB, %d clients", c.what, sizes[0]/1000, clients)
			result := fmt.Sprintf("%v a second, 99th percentile %s", perSecond[0], ms(slowest[0].median()))
			b.ReportMetric(perSecond[0].median(), "requests/s")
			b.ReportMetric(slowest[0].median(), "p99-ms")
			if len(servers) == 1 {
				tell(partServer, what, result, "nginx is not installed", "")
				return
			}
			if sizes[0] != sizes[1] {
				b.Fatalf("nginx sends %d bytes, jwkmint %d", sizes[1], sizes[0])
			}
			ratio := perSecond[0].median() / perSecond[1].median()
			b.ReportMetric(ratio, "x-nginx")
			tell(partServer, what, result,
				fmt.Sprintf("nginx: %v a second, 99th percentile %s: %.2f times", perSecond[1], ms(slowest[1].median()), ratio),
				atLeast(ratio, 0.8, " times"))
		})
	}
}

// startBuilt starts the server that make build made and gives its address.
func startBuilt(b *testing.B) string {
	b.Helper()
	cmd := exec.Command(filepath.Join("..", "..", "server", "jwkmint"), "-addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	start(b, cmd)
	line, err := bufio.NewReader(out).ReadString('\n')
	_, address, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), "/"), "http://")
	if err != nil || !ok {
		b.Fatalf("the server says %q, %v", line, err)
	}
	return address
}

// startNginx serves the same files by nginx, with the headers that model sends
// for these paths, and gives its address, "" where it is not installed.
func startNginx(b *testing.B, model string, paths ...string) string {
	b.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		program, err = exec.LookPath("/usr/sbin/nginx") // which is not on everyone's path
	}
	if err != nil {
		b.Log("nginx is not installed: the server is measured alone")
		return ""
	}
	root, err := filepath.Abs(filepath.Join("..", "dist"))
	if err != nil {
		b.Fatal(err)
	}
	dir, port := b.TempDir(), freePort(b)
	var places strings.Builder
	for _, path := range paths {
		answer, _ := fetchFrom(b, "http://"+model+path)
		fmt.Fprintf(&places, "location = %s {\n", path)
		for name, values := range answer.Header {
			switch name {
			case "Content-Type", "Content-Length", "Date", "Etag": // nginx's own
			default:
				fmt.Fprintf(&places, "add_header %s %q;\n", name, strings.Join(values, ", "))
			}
		}
		places.WriteString("}\n")
	}
	text := fmt.Sprintf(nginxConf, port, root, places.String())
	if os.Geteuid() == 0 {
		text = "user root;\n" + text // else its workers could not reach the files
	}
	conf := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	start(b, exec.Command(program, "-p", dir, "-c", conf))
	dial(b, port).Close()
	return fmt.Sprint("127.0.0.1:", port)
}

// loaded is what a load gave.
type loaded struct {
	perSecond, p99 float64 // requests; ms
	size           int64   // of one body
}

// load asks for path as fast as answers come, over so many connections. It
// speaks just enough HTTP to do so: net/http's own client would take most of
// the machine for itself, and hide the difference between the servers.
func load(b *testing.B, address, path string, clients, each int) loaded {
	b.Helper()
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		all   times
		size  int64
		first error
	)
	since := time.Now()
	for range clients {
		wait.Go(func() {
			took, n, err := oneClient(address, path, each)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			if size = n; err != nil && first == nil {
				first = err
			}
		})
	}
	wait.Wait()
	passed := time.Since(since).Seconds()
	if first != nil {
		b.Fatalf("%s from %s: %v", path, address, first)
	}
	return loaded{float64(len(all)) / passed, all.at(0.99), size}
}

func oneClient(address, path string, each int) (took times, size int64, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, 0, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(limit))
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: " + address + "\r\nAccept-Encoding: gzip\r\n\r\n")
	in := bufio.NewReaderSize(conn, 64<<10)
	for range each {
		since := time.Now()
		if _, err := conn.Write(request); err != nil {
			return nil, 0, err
		}
		if size, err = skipAnswer(in); err != nil {
			return nil, 0, err
		}
		took = append(took, time.Since(since).Seconds()*1000)
	}
	return took, size, nil
}

// skipAnswer reads one gzipped answer with status 200 and gives the size of
// its body.
func skipAnswer(in *bufio.Reader) (size int64, err error) {
	size = -1
	gzipped := false
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		name, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200 ")):
			return 0, fmt.Errorf("it answers %q", line)
		case len(name) == 0:
			if size < 0 || !gzipped {
				return 0, fmt.Errorf("the answer is not gzipped, or has no length")
			}
			_, err := io.CopyN(io.Discard, in, size)
			return size, err
		case bytes.EqualFold(name, []byte("Content-Length")):
			if _, err := fmt.Sscan(string(value), &size); err != nil {
				return 0, err
			}
		case bytes.EqualFold(name, []byte("Content-Encoding")):
			gzipped = string(value) == "gzip"
		}
	}
}
