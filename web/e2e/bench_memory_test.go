package e2e

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// usage is what a page holds in memory, in bytes, after a collection.
type usage struct {
	program int64 // of the Go program; it can only grow
	scripts int64 // of the page's and the worker's JavaScript
}

func (u usage) String() string {
	return fmt.Sprintf("%.1f MB and %.1f MB of scripts", float64(u.program)/1e6, float64(u.scripts)/1e6)
}

func (p *tab) memory(worker context.Context) usage {
	p.t.Helper()
	u := usage{program: programMemory(p.t, worker)}
	for _, ctx := range []context.Context{p.ctx, worker} {
		if _, err := chromedp.Call(ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			p.t.Fatal(err)
		}
		heap, err := chromedp.Call(ctx, runtime.GetHeapUsage, cdp.Empty{})
		if err != nil {
			p.t.Fatal(err)
		}
		u.scripts += int64(heap.UsedSize)
	}
	return u
}

// programMemory is the size of every WebAssembly memory in the worker, found
// as developer tools find objects.
func programMemory(t testing.TB, worker context.Context) int64 {
	t.Helper()
	prototype, err := chromedp.Call(worker, runtime.Evaluate, runtime.EvaluateParams{Expression: "WebAssembly.Memory.prototype"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := chromedp.Call(worker, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: prototype.Result.ObjectID})
	if err != nil {
		t.Fatal(err)
	}
	byValue := true
	sum, err := chromedp.Call(worker, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: found.Objects.ObjectID, ReturnByValue: &byValue,
		FunctionDeclaration: `function() { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }`,
	})
	if err != nil {
		t.Fatal(err)
	}
	var n int64
	if _, err := fmt.Sscan(string(sum.Result.Value), &n); err != nil || n == 0 {
		t.Fatalf("the worker has no WebAssembly memory: %s, %v", sum.Result.Value, err)
	}
	return n
}

// BenchmarkMemory is what the page holds when it is ready, after conversions,
// and after making RSA keys: nothing may be left behind.
func BenchmarkMemory(b *testing.B) {
	files := []string{guideFile(b, "rsa4096-pkcs8.key"), guideFile(b, "sshrsa4096.key"), guideFile(b, "p256-pkcs8.key")}
	for b.Loop() {
		p := benchPage(b, "")
		worker := p.inWorker()
		next := 0
		convert := func(times int) {
			for range times {
				call[float64](p, `pasted`, files[next%len(files)])
				next++
			}
		}
		ready := p.memory(worker)
		convert(100)
		hundred := p.memory(worker)
		convert(900)
		thousand := p.memory(worker)
		p.prepare(recipe{kind: "RSA", size: "4096"})
		for range 20 {
			eval[float64](p, `shown(() => document.getElementById('generate').click(), 'facts')`)
		}
		generated := p.memory(worker)
		if p.workerCount() != 1 {
			b.Fatal("the worker was replaced")
		}
		tell(partMemory, "memory when ready", ready.String(), "", "")
		tell(partMemory, "memory after 100 conversions", hundred.String(), "", "")
		for _, c := range []struct {
			what string
			usage
		}{{"1,000 conversions", thousand}, {"20 RSA-4096 keys more", generated}} {
			growth := float64(c.program+c.scripts-hundred.program-hundred.scripts) / 1e6
			tell(partMemory, "memory after "+c.what, c.String(), fmt.Sprintf("after 100 conversions: %+.1f MB", growth), atMost(growth, 1, " MB more"))
		}
		b.ReportMetric(float64(ready.program)/1e6, "ready-MB")
		b.ReportMetric(float64(thousand.program)/1e6, "thousand-MB")
		b.ReportMetric(float64(thousand.program-hundred.program)/1e6, "growth-MB")
	}
}
