// Package e2e drives the built page in a real Chromium, served by the real
// handler, as a person would use it.
//
// Every page that these tests open is watched: a console error, a violation
// of the Content-Security-Policy or a request after the lock fails the test
// that caused it, whatever else the test is about.
package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// browserCtx is the context of the one Chromium that the tests share. Each
// test opens its own browser context in it, with its own caches and storage.
var browserCtx context.Context

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if siteFiles() == nil {
		fmt.Fprintln(os.Stderr, "web/e2e: the site is not built; run: make build")
		return 1
	}
	if findChromium() == "" {
		fmt.Fprintln(os.Stderr, "web/e2e: Chromium is needed; on Debian: apt-get install -y chromium")
		return 1
	}
	ctx, stop, err := startChromium(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "web/e2e: Chromium does not start:", err)
		return 1
	}
	defer stop()
	browserCtx = ctx
	code := m.Run()
	printTable(os.Stdout)
	return code
}

// startChromium starts a Chromium of its own, with a fresh profile.
func startChromium(parent context.Context, extra ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findChromium()),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		// A name that is not localhost, for pages that are no secure context.
		chromedp.Flag("host-resolver-rules", "MAP intranet.test 127.0.0.1"),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium refuses its sandbox to root
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(parent, append(opts, extra...)...)
	ctx, stop := chromedp.NewContext(allocator)
	both := func() { stop(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		both()
		return nil, nil, err
	}
	return ctx, both, nil
}

// findChromium gives the path of the browser under test, or "".
func findChromium() string {
	if path := os.Getenv("JWKMINT_CHROMIUM"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
