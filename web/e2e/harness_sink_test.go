package e2e

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// sink is a server that takes down whatever reaches its ports: every
// connection, even one on which nothing is ever said, every request, and
// every datagram. It answers what a page could want, so that nothing is
// refused for want of an answer.
type sink struct {
	URL string // of its TCP port
	udp net.PacketConn

	mu        sync.Mutex
	conns     int
	requests  []string // names of what came to /leak/, or as a cookie
	raw       []byte   // what was said on all connections
	datagrams int
}

// startSink listens on a loopback port for the length of the test. Requests
// to paths that pages knows are answered with those pages; all others are
// answered by kind.
func startSink(t testing.TB, pages http.Handler) *sink {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{URL: "http://" + listener.Addr().String(), udp: udp}
	go s.hearDatagrams()
	t.Cleanup(func() { udp.Close() })
	server := &http.Server{
		ReadHeaderTimeout: limit,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if cookie, err := r.Cookie("leak"); err == nil && r.URL.Path == "/sw.js" {
				s.note(cookie.Value)
			}
			if name, leak := strings.CutPrefix(r.URL.Path, "/leak/"); leak {
				s.note(name)
				answer(w, r)
				return
			}
			if pages == nil {
				http.NotFound(w, r)
				return
			}
			pages.ServeHTTP(w, r)
		}),
	}
	go server.Serve(sinkListener{listener, s})
	t.Cleanup(func() { server.Close() })
	return s
}

func (s *sink) host() string { return strings.TrimPrefix(s.URL, "http://") }

func (s *sink) note(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, name)
}

// hearDatagrams counts what comes over UDP, until the port is closed.
func (s *sink) hearDatagrams() {
	buffer := make([]byte, 2048)
	for {
		n, _, err := s.udp.ReadFrom(buffer)
		if err != nil {
			return
		}
		s.mu.Lock()
		s.datagrams++
		s.raw = append(s.raw, buffer[:n]...)
		s.mu.Unlock()
	}
}

// packets is the number of datagrams that anybody sent.
func (s *sink) packets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.datagrams
}

// answer gives each kind of client what it takes, to anybody who asks.
func answer(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Headers", "*")
	h.Set("Service-Worker-Allowed", "/")
	switch r.Header.Get("Sec-Fetch-Dest") {
	case "script", "worker", "sharedworker", "serviceworker", "audioworklet":
		h.Set("Content-Type", "text/javascript")
		w.Write([]byte("export {};"))
	case "style":
		h.Set("Content-Type", "text/css")
	case "image":
		h.Set("Content-Type", "image/svg+xml")
		w.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`))
	case "manifest":
		h.Set("Content-Type", "application/manifest+json")
		w.Write([]byte("{}"))
	default:
		h.Set("Content-Type", "text/html")
	}
}

// sinkListener counts connections as they are made, before anything is said.
type sinkListener struct {
	net.Listener
	sink *sink
}

func (l sinkListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.sink.mu.Lock()
	l.sink.conns++
	l.sink.mu.Unlock()
	return &sinkConn{Conn: conn, sink: l.sink}, nil
}

// sinkConn keeps what is said on a connection, whether it is HTTP or not.
type sinkConn struct {
	net.Conn
	sink *sink
}

func (c *sinkConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.sink.mu.Lock()
	c.sink.raw = append(c.sink.raw, p[:n]...)
	c.sink.mu.Unlock()
	return n, err
}

// heard lists, sorted and once each, the probes that arrived.
func (s *sink) heard() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := slices.Clone(s.requests)
	slices.Sort(names)
	return slices.Compact(names)
}

// connections is the number of connections that anybody made.
func (s *sink) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

// bytes is how much was said to it in all.
func (s *sink) bytes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.raw)
}

// waitFor waits until all the probes have arrived, and names those that never
// do.
func (s *sink) waitFor(names []string) (missing []string) {
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		heard := s.heard()
		missing = nil
		for _, name := range names {
			if !slices.Contains(heard, name) {
				missing = append(missing, name)
			}
		}
		if len(missing) == 0 || time.Now().After(end) {
			return missing
		}
	}
}
