package e2e

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// firefox is a Firefox driven over Marionette, its own remote protocol:
// a length, a colon, and a JSON array, over TCP.
type firefox struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	last int
}

// startFirefox starts a Firefox with a fresh profile, or skips the test where
// there is none.
func startFirefox(t *testing.T) otherBrowser {
	t.Helper()
	leaveOut(t, "Firefox")
	program := ""
	for _, name := range []string{"firefox-esr", "firefox"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("Firefox is not installed; on Debian: apt-get install -y firefox-esr")
	}
	port := freePort(t)
	profile := t.TempDir()
	prefs := fmt.Sprintf("user_pref(\"marionette.port\", %d);\n", port)
	for _, off := range []string{"datareporting.healthreport.uploadEnabled", "datareporting.policy.dataSubmissionEnabled", "app.update.enabled",
		"browser.safebrowsing.malware.enabled", "browser.safebrowsing.phishing.enabled", "network.captive-portal-service.enabled",
		"network.connectivity-service.enabled", "extensions.update.enabled", "browser.region.update.enabled", "app.normandy.enabled",
		"dom.ipc.processPrelaunch.enabled"} {
		prefs += fmt.Sprintf("user_pref(%q, false);\n", off)
	}
	// WebRTC leaves out the machine itself, where the test's server is.
	prefs += "user_pref(\"media.peerconnection.ice.loopback\", true);\n"
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, exec.Command(program, "--headless", "--marionette", "--no-remote", "--profile", profile), "HOME="+t.TempDir(), "MOZ_CRASHREPORTER_DISABLE=1")
	f := &firefox{t: t, conn: dial(t, port)}
	f.in = bufio.NewReader(f.conn)
	t.Cleanup(func() { f.conn.Close() })
	if _, err := f.read(); err != nil { // its greeting
		t.Fatal(err)
	}
	f.command("WebDriver:NewSession", map[string]any{})
	f.command("WebDriver:SetTimeouts", map[string]any{"script": limit.Milliseconds(), "pageLoad": limit.Milliseconds()})
	return f
}

func (f *firefox) open(url string) {
	f.t.Helper()
	// Where the page before was still going to is done with first: that it
	// could not be reached would be told of this address.
	_, _ = f.ask("WebDriver:Navigate", map[string]any{"url": "about:blank"})
	f.command("WebDriver:Navigate", map[string]any{"url": url})
}

func (f *firefox) eval(script string) json.RawMessage {
	f.t.Helper()
	var result struct{ Value json.RawMessage }
	// In a sandbox of its own, as WebDriver has it: the page's policy is the
	// page's, and does not forbid what the test types in.
	raw := f.command("WebDriver:ExecuteAsyncScript", map[string]any{"script": webDriverScript(script), "args": []any{}, "newSandbox": false})
	if err := json.Unmarshal(raw, &result); err != nil {
		f.t.Fatal(err)
	}
	return result.Value
}

func (f *firefox) command(name string, params map[string]any) json.RawMessage {
	f.t.Helper()
	result, err := f.ask(name, params)
	if err != nil {
		f.t.Fatal(err)
	}
	return result
}

// ask is command for what Firefox may refuse.
func (f *firefox) ask(name string, params map[string]any) (json.RawMessage, error) {
	f.t.Helper()
	f.last++
	text, err := json.Marshal([]any{0, f.last, name, params})
	if err != nil {
		f.t.Fatal(err)
	}
	f.conn.SetDeadline(time.Now().Add(2 * limit))
	if _, err := fmt.Fprintf(f.conn, "%d:%s", len(text), text); err != nil {
		f.t.Fatal(err)
	}
	answer, err := f.read()
	if err != nil {
		f.t.Fatal(name, ": ", err)
	}
	var parts []json.RawMessage // type, number, error, result
	if err := json.Unmarshal(answer, &parts); err != nil || len(parts) != 4 {
		f.t.Fatalf("Firefox answers %.200s", answer)
	}
	if string(parts[2]) != "null" {
		return nil, fmt.Errorf("%s: %.400s", name, parts[2])
	}
	return parts[3], nil
}

func (f *firefox) read() ([]byte, error) {
	length, err := f.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(f.in, text)
	return text, err
}

func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// dial waits until a program that was just started listens.
func dial(t testing.TB, port int) net.Conn {
	t.Helper()
	var err error
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		var conn net.Conn
		if conn, err = net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return conn
		}
	}
	t.Fatal(err)
	return nil
}

// start runs a program for the length of the test.
func start(t testing.TB, cmd *exec.Cmd, env ...string) {
	t.Helper()
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case err := <-done:
			if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
				t.Error(err)
			}
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-done
		}
	})
}
