// Package e2e drives the built page in a real Chromium, served by the real
// handler, as a person would use it.
//
// Every page that these tests open is watched: a console error, a violation
// of the Content-Security-Policy or a request after the lock fails the test
// that caused it, whatever else the test is about.
package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// browserCtx is the context of the one Chromium that the tests share. Each
// test opens its own browser context in it, with its own caches and storage.
// It is the headless shell where that is installed: the same engine without
// what Chromium has around the page (it reads every form for its autofill,
// draws its windows), which takes as much time again.
var browserCtx context.Context

// wholeChromium starts the Chromium that people have, at the first test that
// says so: those of the lock, of what a browser keeps, and of the ways a key
// comes in.
var wholeChromium = sync.OnceValues(func() (context.Context, error) {
	if !shell {
		return browserCtx, nil
	}
	ctx, stop, err := startChromium(context.Background(), forTests()...)
	stopWhole = stop
	return ctx, err
})

var (
	shell     bool        // browserCtx is the headless shell
	stopWhole = func() {} // ends wholeChromium
)

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
	flag.Parse()
	var extra []chromedp.ExecAllocatorOption
	if flag.Lookup("test.bench").Value.String() == "" {
		extra = forTests()
		if path := findShell(); path != "" {
			shell = true
			extra = append(extra, chromedp.ExecPath(path))
		}
	}
	ctx, stop, err := startChromium(context.Background(), extra...)
	if err != nil {
		fmt.Fprintln(os.Stderr, "web/e2e: Chromium does not start:", err)
		return 1
	}
	defer stop()
	browserCtx = ctx
	runSeveral()
	code := m.Run()
	stopWhole()
	printTable(os.Stdout)
	return code
}

// forTests is how a Chromium is started that many pages are opened in, none for long.
func forTests() []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		// What runs long is still compiled the better way, but not all that
		// runs for a moment as each page loads. That goes for scripts, too:
		// no page lives for as long as its best code takes to be made.
		chromedp.Flag("js-flags", "--wasm-tiering-budget=100000000 --no-turbofan"),
		// A page that a test has left is not kept for going back, which has a
		// new process made for each page. TestPagehideDropsSecrets goes back.
		chromedp.Flag("disable-back-forward-cache", true),
		// Nor is a process started for the page after the next, a tenth of what opening a page takes.
		chromedp.Flag("disable-features", unneeded+",SpareRendererForSitePerProcess"),
	}
}

// runSeveral has more tests run at a time than there are processors, unless
// -parallel says how many: each waits most of the time.
func runSeveral() {
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == "test.parallel" })
	if !said {
		flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
}

// unneeded is what chromedp leaves out of Chromium, and the pages that that loads for its own
// address bar, in a process for each window: they cost more than opening jwkmint does.
const unneeded = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"

// startChromium starts a Chromium of its own, with a fresh profile.
func startChromium(parent context.Context, extra ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(findChromium()),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", unneeded),
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

// findShell gives the path of Chromium's headless shell, or "": where a
// browser is named, all tests are to run in that one.
func findShell() string {
	if os.Getenv("JWKMINT_CHROMIUM") != "" {
		return ""
	}
	path, _ := exec.LookPath("chromium-headless-shell")
	return path
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
