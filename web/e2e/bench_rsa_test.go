package e2e

import (
	"fmt"
	"os/exec"
	"testing"
	"time"
)

// inner has the worker add up, in globalThis.inner, how long SubtleCrypto
// itself takes, in ms.
const inner = `(() => {
	globalThis.inner = 0;
	for (const name of ['generateKey', 'exportKey']) {
		const original = SubtleCrypto.prototype[name];
		SubtleCrypto.prototype[name] = async function(...args) {
			const since = performance.now();
			const result = await original.apply(this, args);
			inner += performance.now() - since;
			return result;
		};
	}
})()`

// BenchmarkRSA makes RSA keys through the page, by bare SubtleCrypto in the
// same page, and by openssl, in turns. The search for primes is random, and
// its luck moves a median of a hundred by a tenth. So the page is held against
// what SubtleCrypto took for the very same keys: all else is the page's own.
func BenchmarkRSA(b *testing.B) {
	for _, c := range []struct{ bits, runs int }{{2048, 100}, {3072, 40}, {4096, 30}} {
		bits, runs := c.bits, c.runs
		b.Run(fmt.Sprint(bits), func(b *testing.B) {
			p := benchPage(b, fmt.Sprintf("#tab=generate&gen-type=RSA&gen-size=%d", bits))
			openssl := has(b, "openssl")
			worker := p.inWorker()
			evalIn[any](b, worker, inner)
			var page, same, bare, tool times
			for b.Loop() {
				for i := range runs {
					bare = append(bare, eval[float64](p, fmt.Sprintf(`bare(%d)`, bits)))
					before := evalIn[float64](b, worker, `inner`)
					page = append(page, eval[float64](p, `shown(() => document.getElementById('generate').click(), 'facts')`))
					same = append(same, evalIn[float64](b, worker, `inner`)-before)
					if openssl && i%4 == 0 {
						tool = append(tool, opensslGenRSA(b, bits))
					}
				}
			}
			ratio := page.median() / same.median()
			b.ReportMetric(page.median(), "page-ms")
			b.ReportMetric(bare.median(), "subtle-ms")
			b.ReportMetric(ratio, "x-subtle")
			against := fmt.Sprintf("SubtleCrypto for the same keys %v: %.2f times; bare, for others, %v: %.2f times", same, ratio, bare, page.median()/bare.median())
			if len(tool) > 0 {
				b.ReportMetric(tool.median(), "openssl-ms")
				against += fmt.Sprintf("; `openssl genrsa` %v: %.2f times", tool, page.median()/tool.median())
			}
			tell(partRSA, fmt.Sprintf("RSA-%d through the page, %d keys", bits, runs), page.String(), against, atMost(ratio, 1.10, " times SubtleCrypto"))
		})
	}
}

// opensslGenRSA is how long openssl takes for a key, in ms.
func opensslGenRSA(b *testing.B, bits int) float64 {
	b.Helper()
	since := time.Now()
	if out, err := exec.Command("openssl", "genrsa", "-out", "/dev/null", fmt.Sprint(bits)).CombinedOutput(); err != nil {
		b.Fatalf("openssl genrsa: %v: %s", err, out)
	}
	return time.Since(since).Seconds() * 1000
}

// BenchmarkRSAByGo is the engine for pages without SubtleCrypto.
func BenchmarkRSAByGo(b *testing.B) {
	for _, c := range []struct{ bits, runs int }{{2048, 20}, {3072, 8}, {4096, 6}} {
		b.Run(fmt.Sprint(c.bits), func(b *testing.B) {
			p := benchPage(b, fmt.Sprintf("#tab=generate&gen-type=RSA&gen-size=%d&gen-engine=go", c.bits))
			var page, bare times
			for b.Loop() {
				for range c.runs {
					page = append(page, eval[float64](p, `shown(() => document.getElementById('generate').click(), 'facts')`))
					for range 4 {
						bare = append(bare, eval[float64](p, fmt.Sprintf(`bare(%d)`, c.bits)))
					}
				}
			}
			ratio := page.median() / bare.median()
			b.ReportMetric(page.median(), "page-ms")
			b.ReportMetric(ratio, "x-subtle")
			tell(partRSA, fmt.Sprintf("RSA-%d by Go, %d keys", c.bits, c.runs), page.String(), fmt.Sprintf("bare SubtleCrypto %v: %.0f times", bare, ratio), "")
		})
	}
}
