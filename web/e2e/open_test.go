package e2e

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
)

// A cell of the table "What is closed where" in web/README.md: one engine,
// one way to open the page, one kind of channel.
type matrix map[string]map[string]map[string]string // engine, way, kind: "closed", "open", or "none" where there is no such thing

// kinds are the columns of the table, and the escapes that stand for each.
var kinds = map[string][]string{
	"another address": {"open-window-open", "open-location", "open-link", "open-meta-refresh", "open-download"},
	"WebRTC":          {"open-stun", "open-turn"},
	"preconnect":      {"open-preconnect"},
	"own server":      {"open-update"},
}

// readMatrix reads the table out of web/README.md.
func readMatrix(t *testing.T) matrix {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := matrix{}
	var columns []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case len(cells) > 2 && cells[0] == "engine":
			columns = cells
		case columns == nil || len(cells) != len(columns) || strings.HasPrefix(cells[0], "-"):
			if !strings.HasPrefix(cells[0], "-") {
				columns = nil
			}
		default:
			engine, _, _ := strings.Cut(cells[0], " ")
			if m[engine] == nil {
				m[engine] = map[string]map[string]string{}
			}
			row := map[string]string{}
			for i := 2; i < len(cells); i++ {
				row[columns[i]] = cells[i]
			}
			m[engine][cells[1]] = row
		}
	}
	return m
}

// TestMatrix finds out every cell of the table in web/README.md, of one engine.
// Each is a test of its own: it waits for most of its time, and the tests that a
// test has run at a time come last, when there is nothing else left to do.
func TestMatrix(t *testing.T) {
	tryMatrix(t, "Chromium", func(t *testing.T) otherBrowser { return startChromiumAtHome(t) })
}

func TestMatrixFirefox(t *testing.T) { tryMatrix(t, "Firefox", startFirefox) }
func TestMatrixWebKit(t *testing.T)  { tryMatrix(t, "WebKit", startWebKit) }

func tryMatrix(t *testing.T, engine string, start func(*testing.T) otherBrowser) {
	t.Parallel()
	m := readMatrix(t)
	files := siteWithSpy(t)
	b := start(t)
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			row, ok := m[engine][way.name]
			if !ok {
				t.Fatalf("web/README.md has no row for it, but %v", m[engine])
			}
			if row["requests"] != "closed" { // TestLock proves it
				t.Errorf("requests: %q", row["requests"])
			}
			way.open(t, b, files)
			// The page says no more than it could find out, and that it says.
			all := row["another address"] == "closed" && way.page == "index.html"
			says := text1(t, b, `return document.getElementById('lock-level').textContent`)
			if got := strings.Contains(says, "no other server can be reached at all"); got != all {
				t.Errorf("the lock's panel says: %s", says)
			}
			for kind, words := range map[string]string{"another address": "another address", "WebRTC": "WebRTC", "preconnect": "in advance"} {
				if row[kind] == "open" && !strings.Contains(says, words) {
					t.Errorf("%s is open, and the lock's panel says: %s", kind, says)
				}
			}
			got := map[string]string{}
			for kind := range kinds {
				got[kind] = "closed"
			}
			if text1(t, b, `return typeof RTCPeerConnection`) == "undefined" {
				got["WebRTC"] = "none"
			}
			tryOpenChannels(t, b, way, files, func(kind, name string) {
				got[kind] = "open"
				t.Log(kind, name, "arrives")
			}, row)
			if way.serve == nil {
				got["own server"] = "none"
			}
			for kind := range kinds {
				if row[kind] != got[kind] {
					t.Errorf("%s: %s, and web/README.md says %s", kind, got[kind], row[kind])
				}
			}
		})
	}
}

// tryOpenChannels tries every escape that no Content-Security-Policy closes,
// each with a sink of its own, and calls arrived for those that arrive. What
// the table calls closed is given time.
func tryOpenChannels(t *testing.T, b otherBrowser, way way, files fstest.MapFS, arrived func(kind, name string), row map[string]string) {
	t.Helper()
	kindOf := func(name string) string {
		for kind, list := range kinds {
			if slices.Contains(list, name) {
				return kind
			}
		}
		t.Fatalf("%s is of no kind", name)
		return ""
	}
	all := escapes(t, "open")
	together := unmarked(all, "leaves")
	alone := slices.DeleteFunc(slices.Clone(all), func(e escape) bool { return !e.is("leaves") })
	last := map[string]string{} // of each kind, the one that is tried last
	for _, e := range slices.Concat(together, alone) {
		last[kindOf(e.name)] = e.name
	}
	seen := map[string]bool{} // the kinds of which one has arrived
	run := func(list []escape) {
		own := way.open(t, b, files)
		if own != nil && slices.ContainsFunc(list, func(e escape) bool { return e.is("home") }) {
			if way.page != "index.html" {
				b.open(own.URL + "/") // which registers the service worker, of this page too
				waitReady(t, b)
				waitServiceWorker(t, b)
				b.open(own.URL + "/" + way.page)
				waitReady(t, b)
			}
			waitServiceWorker(t, b)
		}
		sinks := map[string]*sink{}
		for _, e := range list {
			sinks[e.name] = startSink(t, nil)
			if e.is("home") {
				if own == nil {
					continue
				}
				sinks[e.name] = own
			}
			b.eval(`setTimeout(() => { ` + e.call(sinks[e.name]) + ` }, 50); return true`)
		}
		came := func(kind string) bool {
			return seen[kind] || slices.ContainsFunc(list, func(e escape) bool { return kindOf(e.name) == kind && e.arrivedAt(sinks[e.name]) })
		}
		began := time.Now()
		waits := func(e escape) bool {
			patience := 2 * silence
			switch kind := kindOf(e.name); {
			case row[kind] == "open" && e.name == last[kind] && !came(kind):
				patience = limit / 2 // one of its kind is to come
			case e.is("home"):
				patience = 5 * patience // Chromium looks for a service worker when it has time
			}
			return time.Since(began) < patience && !e.arrivedAt(sinks[e.name])
		}
		for slices.ContainsFunc(list, waits) {
			time.Sleep(20 * time.Millisecond)
		}
		for _, e := range list {
			if e.arrivedAt(sinks[e.name]) {
				seen[kindOf(e.name)] = true
				arrived(kindOf(e.name), e.name)
			}
		}
	}
	run(together)
	for _, e := range alone {
		run([]escape{e})
	}
}

// arrivedAt says whether anything of an escape reached its sink.
func (e escape) arrivedAt(to *sink) bool {
	return slices.Contains(to.heard(), e.name) || !e.is("home") && to.connections()+to.packets() > 0
}

// waitServiceWorker waits until there is one, where there can be.
func waitServiceWorker(t *testing.T, b otherBrowser) {
	t.Helper()
	got := text1(t, b, `
		for (const end = Date.now() + 5000; Date.now() < end; await new Promise((r) => setTimeout(r, 50)))
			if ((await navigator.serviceWorker?.getRegistration())?.active) return 'active';
		return 'none'`)
	if got != "active" {
		t.Fatal("there is no service worker")
	}
}

// TestAllowlistOffline: the page that the service worker keeps has its
// headers, and they hold.
func TestAllowlistOffline(t *testing.T) {
	t.Parallel()
	s := ownSite(t)
	p := open(t, s, "")
	p.stored()
	s.Server.CloseClientConnections()
	s.Server.Close()
	q := p.another()
	q.allow("")
	for _, e := range escapes(t, "open") {
		if e.is("home") {
			continue
		}
		q.goTo(s.URL + "/")
		q.waitReady()
		other := startSink(t, nil)
		eval[any](q, `setTimeout(() => { `+e.call(other)+` }, 50)`)
		time.Sleep(silence)
		if e.arrivedAt(other) {
			t.Errorf("%s arrives from the stored page", e.name)
		}
	}
}

// TestLevelIsFoundOut: the lock's panel does not take the header for granted,
// nor a script that does not start for the header.
func TestLevelIsFoundOut(t *testing.T) {
	t.Parallel()
	says := func(t *testing.T, b otherBrowser, h http.Handler) bool {
		b.open(startSink(t, h).URL + "/")
		waitReady(t, b)
		return strings.Contains(text1(t, b, `return document.getElementById('lock-level').textContent`), "no other server can be reached at all")
	}
	served := serveAsWeDo(t, siteWithSpy(t))
	// what is served without the header, but for one path
	without := func(path string, instead http.HandlerFunc) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == path {
				instead(w, r)
				return
			}
			recorder := httptest.NewRecorder()
			served.ServeHTTP(recorder, r)
			maps.Copy(w.Header(), recorder.Header())
			w.Header().Del("Connection-Allowlist")
			w.WriteHeader(recorder.Code)
			w.Write(recorder.Body.Bytes())
		})
	}
	t.Run("served", func(t *testing.T) {
		// On a busy machine a worker may take longer to start than the page waits, and
		// the page then says less than is so; but not each time.
		for range 5 {
			if says(t, startChromiumEngine(t), served) {
				return
			}
		}
		t.Error("the panel does not say that all is closed")
	})
	t.Run("a browser that does not know the header", func(t *testing.T) {
		b := startChromiumAtHome(t, chromedp.Flag("disable-features", "ConnectionAllowlists,Translate"))
		if says(t, b, served) {
			t.Error("the panel says that all is closed")
		}
	})
	for name, h := range map[string]http.Handler{
		"no header":             without("", nil),
		"not found":             without("/lock-trial-redirected.js", http.NotFound),
		"refused by the server": without("/lock-trial-redirected.js", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) }),
		"an answer in HTML":     without("/lock-trial-redirected.js", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<!doctype html>") }),
		"no trial at all":       without("/lock-trial.js", http.NotFound),
	} {
		t.Run(name, func(t *testing.T) {
			if says(t, startChromiumEngine(t), h) {
				t.Error("the panel says that all is closed")
			}
		})
	}
}
