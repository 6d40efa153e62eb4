package e2e

import (
	"fmt"
	"slices"
	"testing"
)

// stopwatch defines, in the page, what the benchmarks measure with: times in
// ms, taken where the work is done, so that the test's own tools cost nothing.
const stopwatch = `
globalThis.bare = async (bits) => {
	const since = performance.now();
	const {privateKey} = await crypto.subtle.generateKey(
		{name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'}, true, ['sign', 'verify']);
	await crypto.subtle.exportKey('pkcs8', privateKey);
	return performance.now() - since;
};
// From an action of the person to the moment when the page shows its result and is ready again.
globalThis.shown = (act, id) => new Promise((resolve) => {
	const root = document.documentElement, place = document.getElementById(id);
	const before = place.textContent;
	const since = performance.now();
	const look = () => {
		if (root.dataset.state !== 'ready' || !place.textContent || place.textContent === before) return;
		watcher.disconnect();
		resolve(performance.now() - since);
	};
	const watcher = new MutationObserver(look);
	watcher.observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state']});
	act();
});
`

// times are measurements of one thing, in ms.
type times []float64

func (t times) at(fraction float64) float64 {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[int(fraction*float64(len(sorted)-1)+0.5)]
}

func (t times) median() float64 { return t.at(0.5) }

func (t times) String() string {
	return fmt.Sprintf("median %.0f ms (%.0f to %.0f, %d runs)", t.median(), t.at(0), t.at(1), len(t))
}

func benchPage(b *testing.B, fragment string) *tab {
	b.Helper()
	p := open(b, startSite(b), fragment)
	eval[any](p, `void (() => {`+stopwatch+`})()`)
	return p
}

// BenchmarkRSA makes RSA keys through the page and by bare SubtleCrypto in
// the same page, in turns. The search for primes is random, so that a ratio
// means something only over many runs.
func BenchmarkRSA(b *testing.B) {
	const runs = 60
	for _, bits := range []int{2048, 3072, 4096} {
		b.Run(fmt.Sprint(bits), func(b *testing.B) {
			p := benchPage(b, fmt.Sprintf("#tab=generate&gen-type=RSA&gen-size=%d", bits))
			var page, bare times
			for b.Loop() {
				for range runs {
					bare = append(bare, eval[float64](p, fmt.Sprintf(`bare(%d)`, bits)))
					page = append(page, eval[float64](p, `shown(() => document.getElementById('generate').click(), 'facts')`))
				}
			}
			b.Logf("through the page: %v; bare SubtleCrypto: %v", page, bare)
			b.ReportMetric(page.median(), "page-ms")
			b.ReportMetric(bare.median(), "subtle-ms")
			b.ReportMetric(page.median()/bare.median(), "x-subtle")
		})
	}
}

// BenchmarkRSAByGo is the engine for pages without SubtleCrypto.
func BenchmarkRSAByGo(b *testing.B) {
	for _, c := range []struct{ bits, runs int }{{2048, 20}, {3072, 10}, {4096, 5}} {
		b.Run(fmt.Sprint(c.bits), func(b *testing.B) {
			p := benchPage(b, fmt.Sprintf("#tab=generate&gen-type=RSA&gen-size=%d&gen-engine=go", c.bits))
			var page times
			for b.Loop() {
				for range c.runs {
					page = append(page, eval[float64](p, `shown(() => document.getElementById('generate').click(), 'facts')`))
				}
			}
			b.Logf("by Go: %v", page)
			b.ReportMetric(page.median(), "page-ms")
		})
	}
}

// BenchmarkPaste is the time from a paste to the JWK shown, warm.
func BenchmarkPaste(b *testing.B) {
	const runs = 100
	for _, c := range []struct{ name, first, second string }{
		{"RSA-4096-public", "rsa4096-spki.pem", "sshrsa4096-spki.pem"},
		{"RSA-4096-private", "rsa4096-pkcs8.key", "sshrsa4096.key"},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := benchPage(b, "")
			files := []string{guideFile(b, c.first), guideFile(b, c.second)}
			var page times
			for b.Loop() {
				for i := range runs + 20 {
					took := call[float64](p, `(text) => shown(() => {
						const field = document.getElementById('key-input');
						field.value = text;
						field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
					}, 'output')`, files[i%2])
					if i >= 20 { // the first ones warm the compiler
						page = append(page, took)
					}
				}
			}
			b.Logf("paste to JWK: %v, 95th percentile %.1f ms", page, page.at(0.95))
			b.ReportMetric(page.median(), "median-ms")
			b.ReportMetric(page.at(0.95), "p95-ms")
		})
	}
}
