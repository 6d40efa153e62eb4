package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"jwkmint/server/handler"
)

// starts is how often each start is measured.
const starts = 11

// whenReady runs before the page's own script and gives, in the page, the
// time from the beginning of the navigation until the page takes keys, in ms.
const whenReady = `
globalThis.readyAt = new Promise((resolve) => {
	const watcher = new MutationObserver(() => {
		if (document.documentElement?.dataset.state !== 'ready') return;
		watcher.disconnect();
		resolve(performance.now());
	});
	watcher.observe(document, {subtree: true, attributes: true, attributeFilter: ['data-state']});
});
`

// helloSite serves the same page with the smallest Go program that its loader
// takes (package hello), built as ours is.
func helloSite(b *testing.B) *site {
	b.Helper()
	root := filepath.Join("..", "..")
	out := filepath.Join(".cache", "hello")
	build := exec.Command("go", "run", "./web/build", "-program", "./web/e2e/hello", "-out", out)
	build.Dir = root
	if text, err := build.CombinedOutput(); err != nil {
		b.Fatalf("building the page of hello: %v: %s", err, text)
	}
	h, err := handler.New(os.DirFS(filepath.Join(root, out)), handler.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return startServer(b, h)
}

// coldStart opens url in a fresh browser context, without anything cached;
// warm does it a second time, when everything is kept.
func coldStart(b *testing.B, s *site, url string, warm *times) float64 {
	b.Helper()
	p, done := newTab(b, browserCtx, s)
	defer done()
	p.beforeLoad(whenReady)
	p.goTo(url)
	cold := eval[float64](p, `readyAt`)
	if warm != nil {
		p.stored()
		p.do(chromedp.Navigate("about:blank"))
		p.goTo(url)
		*warm = append(*warm, eval[float64](p, `readyAt`))
	}
	return cold
}

// BenchmarkStart is the time from the navigation until the page takes keys,
// on the first visit and on the second, beside the same page with a Go
// program that does nothing; and that of the page as one file on disk.
func BenchmarkStart(b *testing.B) {
	ours, hello := ownSite(b), helloSite(b)
	file := standalone(b)
	var cold, warm, coldHello, warmHello, fromDisk times
	for b.Loop() {
		for range starts {
			cold = append(cold, coldStart(b, ours, ours.URL+"/", &warm))
			coldHello = append(coldHello, coldStart(b, hello, hello.URL+"/", &warmHello))
			fromDisk = append(fromDisk, coldStart(b, nil, file, nil))
		}
	}
	for _, c := range []struct {
		visit        string
		page, hello  times
		limit, ratio float64
	}{
		{"first visit", cold, coldHello, 2, cold.median() / coldHello.median()},
		{"second visit", warm, warmHello, 1.5, warm.median() / warmHello.median()},
	} {
		tell(partStart, fmt.Sprintf("navigation to ready, %s, %d times", c.visit, starts), c.page.String(),
			fmt.Sprintf("a Go program that does nothing, in the same page: %v: %.2f times", c.hello, c.ratio), atMost(c.ratio, c.limit, " times"))
	}
	ratio := fromDisk.median() / cold.median()
	tell(partStandalone, fmt.Sprintf("one file from disk to ready, %d times", starts), fromDisk.String(),
		fmt.Sprintf("the hosted page, first visit: %.2f times", ratio), atMost(ratio, 2, " times"))
	b.ReportMetric(cold.median(), "cold-ms")
	b.ReportMetric(warm.median(), "warm-ms")
	b.ReportMetric(fromDisk.median(), "file-ms")
	b.ReportMetric(cold.median()/coldHello.median(), "x-hello-cold")
	b.ReportMetric(warm.median()/warmHello.median(), "x-hello-warm")
	b.ReportMetric(ratio, "x-hosted")
}
