package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/evanw/esbuild/pkg/api"

	"jwkmint/wasm/testkit"
)

var jose = testkit.Jose

// joseScript is jose as a script that sets globalThis.jose, or "" where it is
// not there.
func joseScript(b *testing.B) string {
	b.Helper()
	files := jose.Files(b, "../..")
	if files == nil {
		return ""
	}
	unpacked := fstest.MapFS{}
	for name, content := range files {
		unpacked[name] = &fstest.MapFile{Data: content}
	}
	dir := b.TempDir()
	if err := os.CopyFS(dir, unpacked); err != nil {
		b.Fatal(err)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(dir, "package", "dist", "webapi", "index.js")},
		Bundle:      true, Format: api.FormatIIFE, GlobalName: "jose",
	})
	if len(result.Errors) > 0 || len(result.OutputFiles) != 1 {
		b.Fatalf("bundling jose: %v", result.Errors)
	}
	return string(result.OutputFiles[0].Contents) + "\nglobalThis.jose = jose;"
}

// byJose converts as a page would that was written with jose and WebCrypto:
// to a public JWK with use, alg and thumbprint, as text.
const byJose = `async (text, milliseconds) => {
	const secret = text.includes('PRIVATE'), alg = text.length > 700 ? 'RS256' : 'ES256';
	let n = 0, out;
	const since = performance.now();
	do {
		const key = await (secret ? jose.importPKCS8 : jose.importSPKI)(text, alg, {extractable: true});
		const {kty, n: modulus, e, crv, x, y} = await jose.exportJWK(key);
		const jwk = {kty, n: modulus, e, crv, x, y};
		out = JSON.stringify({...jwk, use: 'sig', alg, kid: await jose.calculateJwkThumbprint(jwk)}, null, 2);
		n++;
	} while (performance.now() - since < milliseconds);
	return {rate: n / (performance.now() - since) * 1000, kid: JSON.parse(out).kid, jwk: out};
}`

// byWasm asks the Go program in the worker, without the page around it.
const byWasm = `async (text, milliseconds) => {
	const requests = ['a', 'b'].map((name) => new TextEncoder().encode(JSON.stringify({op: 'convert', params: {input: 0, name, forms: ['jwk']}})));
	const input = new TextEncoder().encode(text);
	let n = 0, out;
	const since = performance.now();
	do {
		out = await new Promise((resolve) => jwkmintHandle(requests[n % 2], [input], resolve));
		n++;
	} while (performance.now() - since < milliseconds);
	const rate = n / (performance.now() - since) * 1000;
	return {rate, kid: JSON.parse(JSON.parse(out).result.keys[0].outputs.jwk).kid};
}`

type measured struct {
	Rate float64
	KID  string
}

// BenchmarkConvert is how many keys a second are turned into a JWK: by the Go
// program in the page's worker, by the same Go natively, and by jose in the
// same page, in turns.
func BenchmarkConvert(b *testing.B) {
	const rounds, milliseconds = 9, 300
	native := nativeConvert(b)
	script := joseScript(b)
	for _, c := range []struct{ name, file string }{
		{"RSA-4096 public", "rsa4096-spki.pem"},
		{"RSA-4096 private", "rsa4096-pkcs8.key"},
		{"P-256 private", "p256-pkcs8.key"},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := benchPage(b, "")
			worker := p.inWorker()
			if script != "" {
				eval[any](p, `void (() => {`+script+`})()`)
			}
			pem := guideFile(b, c.file)
			inWasm := func(milliseconds int) float64 {
				m := evalIn[measured](b, worker, fmt.Sprintf("(%s)(%s, %d)", byWasm, quote(pem), milliseconds))
				if want := guide(b)[c.file].Thumbprint; m.KID != want {
					b.Fatalf("the key ID is %q, want %q", m.KID, want)
				}
				return m.Rate
			}
			inWasm(2000) // warms the compiler
			var wasm, natively, withJose rates
			for b.Loop() {
				for range rounds {
					wasm = append(wasm, inWasm(milliseconds))
					natively = append(natively, native(c.file))
					if script != "" {
						m := call[measured](p, byJose, pem, milliseconds)
						if m.KID != guide(b)[c.file].Thumbprint {
							b.Fatalf("jose makes another key of it: %q", m.KID)
						}
						withJose = append(withJose, m.Rate)
					}
				}
			}
			toNative := natively.median() / wasm.median()
			b.ReportMetric(wasm.median(), "wasm/s")
			b.ReportMetric(natively.median(), "native/s")
			b.ReportMetric(toNative, "native/wasm")
			against := fmt.Sprintf("the same Go natively: %v: %.1f times as many", natively, toNative)
			if len(withJose) > 0 {
				toJose := wasm.median() / withJose.median()
				b.ReportMetric(withJose.median(), "jose/s")
				b.ReportMetric(toJose, "wasm/jose")
				against += fmt.Sprintf("; jose with WebCrypto: %v: jwkmint makes %.2f times as many", withJose, toJose)
			}
			tell(partConvert, "conversions a second: "+c.name, wasm.String(), against, "")
		})
	}
}

// rates are measurements of one thing, a second.
type rates []float64

func (r rates) median() float64 { return times(r).median() }

func (r rates) String() string {
	return fmt.Sprintf("%.0f (%.0f to %.0f)", r.median(), times(r).at(0), times(r).at(1))
}

// nativeConvert gives a function that measures the same conversion natively:
// it runs the benchmark of package api, whose requests are the same.
func nativeConvert(b *testing.B) func(file string) float64 {
	b.Helper()
	program := filepath.Join(b.TempDir(), "api.test")
	if out, err := exec.Command("go", "test", "-c", "-o", program, "jwkmint/wasm/internal/api").CombinedOutput(); err != nil {
		b.Fatalf("building the native benchmark: %v: %s", err, out)
	}
	result := regexp.MustCompile(`\s([0-9.]+) ns/op`)
	return func(file string) float64 {
		run := exec.Command(program, "-test.run=^$", "-test.bench=^BenchmarkConvert$/^"+regexp.QuoteMeta(file)+"$", "-test.benchtime=300ms")
		run.Dir = filepath.Join("..", "..", "wasm", "internal", "api")
		out, err := run.CombinedOutput()
		found := result.FindSubmatch(out)
		if err != nil || found == nil {
			b.Fatalf("the native benchmark: %v: %s", err, out)
		}
		ns, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			b.Fatal(err)
		}
		return 1e9 / ns
	}
}

// BenchmarkBundle pastes bundles of certificates: ten times the keys must not
// take more than eleven times the time.
func BenchmarkBundle(b *testing.B) {
	p := benchPage(b, "")
	median := map[int]float64{}
	for _, c := range []struct{ size, runs int }{{10, 30}, {100, 20}, {1000, 10}, {2000, 10}} {
		b.Run(fmt.Sprint(c.size), func(b *testing.B) {
			bundles := []string{string(testkit.Certificates(b, c.size)), string(testkit.Certificates(b, c.size))}
			var page times
			for b.Loop() {
				for i := range c.runs + 2 {
					took := call[float64](p, `pasted`, bundles[i%2])
					if n := eval[int](p, `JSON.parse(document.getElementById('output').textContent).keys.length`); n != c.size {
						b.Fatalf("%d keys came of %d certificates", n, c.size)
					}
					if i >= 2 {
						page = append(page, took)
					}
				}
			}
			median[c.size] = page.median()
			b.ReportMetric(page.median(), "median-ms")
			against, aim := "", ""
			if before, ok := median[c.size/10]; ok {
				ratio := page.median() / before
				b.ReportMetric(ratio, "x-tenth")
				against, aim = fmt.Sprintf("%d certificates: %.1f times", c.size/10, ratio), atMost(ratio, 11, " times")
			}
			if c.size == 2000 {
				against = fmt.Sprintf("1,000 certificates: %.1f times", page.median()/median[1000])
				aim = atMost(page.median()/1000, 2, " s")
			}
			tell(partBundle, fmt.Sprintf("paste to JWK Set shown: %d certificates, %d times", c.size, c.runs), page.String(), against, aim)
		})
	}
}
