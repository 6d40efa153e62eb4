package e2e

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"jwkmint/server/handler"
)

// TestOtherDocuments opens the site's other documents in windows, on a host
// without https, where browsers ignore Cross-Origin-Opener-Policy, and has
// script of the page use what those windows have: each is held by a policy
// of its own.
func TestOtherDocuments(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: serveAsWeDo(t, siteWithSpy(t)), MaxHeaderBytes: 16 << 10}
	go server.Serve(handler.Guard(listener))
	t.Cleanup(func() { server.Close() })
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	guarded := "http://intranet.test:" + port

	bare := startServer(t, http.FileServerFS(siteFiles())) // as a control

	for name, path := range map[string]string{
		"nothing there":  "/nothing",
		"the checksums":  "/SHA256SUMS",
		"a script":       "/sw.js",
		"the trial":      "/lock-trial.js",
		"the manifest":   "/manifest.webmanifest",
		"too long a URL": "/" + strings.Repeat("a", 40<<10),
		"a broken URL":   "/%",
	} {
		t.Run(name, func(t *testing.T) {
			if heard := useWindow(t, guarded, path); len(heard) > 0 {
				t.Errorf("arrived through a window: %v", heard)
			}
		})
	}
	t.Run("control", func(t *testing.T) {
		if heard := useWindow(t, bare.Intranet(), "/nothing"); fmt.Sprint(heard) != "[beacon fetch image rtc]" {
			t.Errorf("through a window without a policy there arrived only %v", heard)
		}
	})
}

// useWindow opens a document of the site from the locked page, and uses what
// it has. It lists what arrived elsewhere.
func useWindow(t *testing.T, site, path string) []string {
	t.Helper()
	b := startChromiumEngine(t)
	b.open(site + "/")
	waitReady(t, b)
	to := startSink(t, nil)
	got := text1(t, b, fmt.Sprintf(`
		const w = window.open(%q, '_blank');
		// One that is refused in the middle of its request is never complete.
		const began = Date.now();
		let there = 0;
		while (Date.now() < began + 10000 && !(there && Date.now() > there + 1000)) {
			try {
				if (w.location.href !== 'about:blank') {
					if (w.document.readyState === 'complete') break;
					there ||= Date.now();
				}
			} catch { break; }
			await new Promise((r) => setTimeout(r, 50));
		}
		const leak = %q, udp = %q;
		const attempts = [
			() => w.fetch(leak + 'fetch', {mode: 'no-cors'}),
			() => { w.navigator.sendBeacon(leak + 'beacon', 'x'); },
			() => { new w.Image().src = leak + 'image'; },
			() => setTimeout(async () => { // last: Chromium 156 ends the page for it, where it is not allowed
				const c = new w.RTCPeerConnection({iceServers: [{urls: 'stun:' + udp}]});
				c.createDataChannel('x');
				await c.setLocalDescription(await c.createOffer());
			}, 200),
		];
		for (const attempt of attempts) try { Promise.resolve(attempt()).catch(() => {}); } catch {}
		return 'tried';`, path, to.URL+"/leak/", to.udp.LocalAddr()))
	if got != "tried" {
		t.Fatal(got)
	}
	time.Sleep(2 * silence)
	b.open("about:blank")
	heard := to.heard()
	if to.packets() > 0 {
		heard = append(heard, "rtc")
	}
	return heard
}
