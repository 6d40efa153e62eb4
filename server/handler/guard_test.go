package handler

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// rawAnswer sends text to a server of the site and reads all that comes.
func rawAnswer(t *testing.T, text string) (*http.Response, string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: newHandler(t, Options{}), MaxHeaderBytes: 16 << 10}
	go server.Serve(Guard(listener))
	defer server.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go io.WriteString(conn, text)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	// What is not read of too long a request makes the connection end badly.
	body, _ := io.ReadAll(response.Body)
	return response, string(body)
}

// TestGuard provokes what net/http answers by itself.
func TestGuard(t *testing.T) {
	for name, c := range map[string]struct {
		request, body string
		status        int
	}{
		"headers too long":    {"GET /" + strings.Repeat("a", 40<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", "431 Request Header Fields Too Large", 431},
		"not HTTP":            {"nonsense\r\n\r\n", "400 Bad Request", 400},
		"a broken path":       {"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request", 400},
		"no host":             {"GET / HTTP/1.1\r\n\r\n", "400 Bad Request: missing required Host header", 400},
		"an unknown encoding": {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n", "Unsupported transfer encoding", 501},
		"an unknown version":  {"GET / HTTP/3.7\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported", 505},
		"the handler's own":   {"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", "Not Found", 404},
	} {
		t.Run(name, func(t *testing.T) {
			response, body := rawAnswer(t, c.request)
			if response.StatusCode != c.status || !strings.HasPrefix(body, c.body) {
				t.Errorf("%s, %q", response.Status, body)
			}
			for header, want := range map[string]string{"Content-Security-Policy": refusedPolicy, "Connection-Allowlist": "()", "X-Content-Type-Options": "nosniff"} {
				if got := response.Header.Values(header); len(got) != 1 || got[0] != want {
					t.Errorf("%s: %q", header, got)
				}
			}
		})
	}
}

// TestGuardLeavesAnswersAlone: what is no refusal goes through as it is.
func TestGuardLeavesAnswersAlone(t *testing.T) {
	for _, text := range []string{
		"HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nbody", "HTTP/1.1 304 Not Modified\r\n\r\n",
		"HTTP/1.1 404 Not Found\r\nContent-Security-Policy: x\r\n\r\n", "the middle of a body", "HTTP/1.1 404", "HTTP/2.0 404 x\r\n\r\n",
	} {
		sent := &recorder{}
		n, err := guardedConn{sent}.Write([]byte(text))
		if err != nil || n != len(text) || sent.String() != text {
			t.Errorf("%q became %q, %d, %v", text, sent, n, err)
		}
	}
	sent := &recorder{}
	text := "HTTP/1.1 431 x\r\nA: b\r\n\r\nbody"
	if n, err := (guardedConn{sent}).Write([]byte(text)); n != len(text) || err != nil || !strings.HasSuffix(sent.String(), "\r\nA: b\r\n\r\nbody") {
		t.Errorf("%q became %q, %d, %v", text, sent, n, err)
	}
}

type recorder struct {
	net.Conn
	bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) { return r.Buffer.Write(p) }
func (r *recorder) Read(p []byte) (int, error)  { return r.Buffer.Read(p) }
