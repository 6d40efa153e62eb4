package e2e

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// noteWorker remembers the page's workers, in the order in which they start,
// but for those by which the page tries its headers before it is locked.
func (p *tab) noteWorker(info *target.Info, session target.SessionID) {
	if info.Type != "worker" || !strings.HasPrefix(info.URL, "data:") {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.workers = append(p.workers, info.TargetID)
	if p.alive == nil {
		p.alive = map[target.SessionID]bool{}
	}
	p.alive[session] = true
}

// workerGone forgets a worker that has ended.
func (p *tab) workerGone(session target.SessionID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.alive, session)
}

// spyOnWorkers has the page remember whether a worker is given a program. The
// page must not be there yet.
func (p *tab) spyOnWorkers() {
	p.beforeLoad(`{
		const post = Worker.prototype.postMessage;
		Worker.prototype.postMessage = function (message, ...rest) {
			if (message.module) globalThis.programGiven = true;
			return post.call(this, message, ...rest);
		};
	}`)
}

// noWorker waits until none of the page's workers is there any more, and
// fails if one was given a program; see spyOnWorkers.
func (p *tab) noWorker() {
	p.t.Helper()
	if eval[bool](p, `globalThis.programGiven === true`) {
		p.t.Error("a worker was given the program")
	}
	for end := time.Now().Add(limit); ; time.Sleep(10 * time.Millisecond) {
		p.mu.Lock()
		left := len(p.alive)
		p.mu.Unlock()
		if left == 0 {
			return
		}
		if time.Now().After(end) {
			p.t.Fatal("a worker is still there")
		}
	}
}

// workerCount is how many have been started.
func (p *tab) workerCount() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.workers)
}

// inWorker gives a context in which script runs inside the page's newest
// worker, as typed into the console of its developer tools.
func (p *tab) inWorker() context.Context {
	p.t.Helper()
	for end := time.Now().Add(limit); p.workerCount() == 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatal("the page starts no worker")
		}
	}
	p.mu.Lock()
	id := p.workers[len(p.workers)-1]
	p.mu.Unlock()
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal("attaching to the worker: ", err)
	}
	return ctx
}

// evalIn evaluates an expression in the given context, a worker's.
func evalIn[T any](t testing.TB, ctx context.Context, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", firstLine(expression), err)
	}
	return v
}
