package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// webkit is WebKitGTK's MiniBrowser, driven over WebDriver: JSON over HTTP.
type webkit struct {
	t       *testing.T
	driver  string // http://127.0.0.1:port
	session string
}

// startWebKit starts a WebKitGTK browser with a display of its own, or skips
// the test where there is none.
func startWebKit(t *testing.T) otherBrowser {
	t.Helper()
	leaveOut(t, "WebKit")
	browsers, _ := filepath.Glob("/usr/lib*/*/webkit2gtk-4.*/MiniBrowser")
	if more, _ := filepath.Glob("/usr/libexec/webkit2gtk-4.*/MiniBrowser"); len(more) > 0 {
		browsers = append(browsers, more...)
	}
	driver, err := exec.LookPath("WebKitWebDriver")
	xvfb, displayErr := exec.LookPath("Xvfb")
	if err != nil || displayErr != nil || len(browsers) == 0 {
		t.Skip("WebKit is not installed; on Debian: apt-get install -y webkit2gtk-driver xvfb")
	}
	// Xvfb chooses a free display and says which.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	display := exec.Command(xvfb, "-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
	display.ExtraFiles = []*os.File{w}
	start(t, display)
	w.Close()
	var number int
	if _, err := fmt.Fscan(r, &number); err != nil {
		t.Fatal("Xvfb: ", err)
	}
	port := freePort(t)
	start(t, exec.Command(driver, fmt.Sprint("--port=", port), "--host=127.0.0.1"), fmt.Sprint("DISPLAY=:", number), "HOME="+t.TempDir(),
		"GDK_BACKEND=x11", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "NO_AT_BRIDGE=1",
		"LIBGL_ALWAYS_SOFTWARE=1", "WEBKIT_DISABLE_COMPOSITING_MODE=1") // without a GPU, layers are a fifth of the work
	dial(t, port).Close()
	k := &webkit{t: t, driver: fmt.Sprint("http://127.0.0.1:", port)}
	var session struct{ SessionID string }
	k.post("/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": browsers[0], "args": []string{"--automation"}},
		"timeouts":                 map[string]any{"script": limit.Milliseconds(), "pageLoad": limit.Milliseconds()},
	}}}, &session)
	k.session = "/session/" + session.SessionID
	t.Cleanup(func() {
		request, err := http.NewRequest(http.MethodDelete, k.driver+k.session, nil)
		if err != nil {
			return
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
		}
	})
	return k
}

func (k *webkit) open(url string) {
	k.t.Helper()
	// Where the page before was still going to is done with first.
	k.post(k.session+"/url", map[string]any{"url": "about:blank"}, nil)
	k.post(k.session+"/url", map[string]any{"url": url}, nil)
}

func (k *webkit) eval(script string) json.RawMessage {
	k.t.Helper()
	var value json.RawMessage
	k.post(k.session+"/execute/async", map[string]any{"script": webDriverScript(script), "args": []any{}}, &value)
	return value
}

func (k *webkit) post(path string, params map[string]any, into any) {
	k.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		k.t.Fatal(err)
	}
	client := http.Client{Timeout: 2 * limit}
	response, err := client.Post(k.driver+path, "application/json", bytes.NewReader(body))
	if err != nil {
		k.t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		k.t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		k.t.Fatalf("%s: %.400s", path, answer.Value)
	}
	if into != nil {
		if err := json.Unmarshal(answer.Value, into); err != nil {
			k.t.Fatalf("%s: %v: %.200s", path, err, answer.Value)
		}
	}
}
