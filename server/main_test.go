package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"jwkmint/web"
)

func TestTakenPort(t *testing.T) {
	if _, err := web.Site(); err != nil {
		t.Skip(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	err = run(t.Context(), []string{"-addr", addr}, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), addr+" is taken by another program: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("a taken port gives %v, want one sentence that names it", err)
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"127.0.0.1:8080"}, {"-addr", "nonsense"}} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}

// TestHelp: the page of help names every flag, and is no error.
func TestHelp(t *testing.T) {
	for _, arg := range []string{"-h", "-help", "--help"} {
		var out bytes.Buffer
		if err := run(t.Context(), []string{arg}, &out); err != nil {
			t.Errorf("%s: %v", arg, err)
		}
		for _, part := range []string{"-addr HOST:PORT", "127.0.0.1:8080", "-tls-in-front", "Usage:", "Examples:"} {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%s does not say %s", arg, part)
			}
		}
		for line := range strings.Lines(out.String()) {
			if len(line) > 81 {
				t.Errorf("longer than a terminal is wide: %q", line)
			}
		}
	}
	if err := run(t.Context(), []string{"-nonsense"}, io.Discard); err == nil || !strings.Contains(err.Error(), "-nonsense; -h lists") {
		t.Errorf("an unknown flag gives %v", err)
	}
}

func TestUnbuiltSite(t *testing.T) {
	if _, err := web.Site(); err == nil {
		t.Skip("the site is built")
	}
	if err := run(t.Context(), nil, io.Discard); !errors.Is(err, web.ErrNotBuilt) {
		t.Errorf("an unbuilt site gives %v", err)
	}
}

// TestStop asks the server to stop while an answer is under way: the answer
// ends, and so does the server.
func TestStop(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	begun := make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-ctx.Done()
		time.Sleep(100 * time.Millisecond)
		io.WriteString(w, "whole")
	})
	done := make(chan error, 1)
	go func() { done <- serve(ctx, listener, slow) }()
	go func() { <-begun; stop() }()

	answer, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || string(body) != "whole" {
		t.Errorf("the answer under way: %q, %v", body, err)
	}
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(grace):
		t.Error("the server did not stop")
	}
}

func TestAddressIsPrinted(t *testing.T) {
	if _, err := web.Site(); err != nil {
		t.Skip(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, []string{"-addr", "127.0.0.1:0"}, w) }()
	line := make([]byte, 100)
	n, _ := r.Read(line)
	url := string(bytes.TrimSpace(line[bytes.Index(line[:n], []byte("http")):n]))
	answer, err := http.Get(url)
	if err != nil {
		t.Fatalf("the printed address %q does not answer: %v", url, err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("status %d", answer.StatusCode)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
