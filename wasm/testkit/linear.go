package testkit

import (
	"testing"
	"time"
)

// Linear demands that run takes time in proportion to the size of its input:
// with eight times the input no more than three times what eight runs of the small
// one take. Linear work takes as long, n·log n a quarter more, quadratic work
// eight times as long; what is between is room for caches, for the collector, and
// for budgets that are constant at first. Under a millisecond for one run nothing
// is compared: then even quadratic work takes a quarter of a second on 16 times
// the size.
//
// It counts the processor's time, so that other programs matter little, and
// takes the least of some runs, and many together where they are short, since
// systems count those badly. A busy system disturbs it for seconds; so what looks too slow
// is tried again, later.
func Linear(t testing.TB, name string, size int, input func(size int) []byte, run func(input []byte)) {
	t.Helper()
	const factor, most, tries, least = 8, 3, 12, 8 * time.Millisecond
	small, large := input(size/factor), input(size)
	var low, high time.Duration
	for try := range tries {
		pause(try)
		if took := ProcessorTime(func() { run(large) }); try == 0 || took < high {
			high = took
		}
		if high <= most*least {
			return
		}
		took := factor * ProcessorTime(func() { run(small) })
		if 2*high <= most*took { // even if that one short run was counted twice too long
			return
		}
		if took < factor*least {
			took = ProcessorTime(func() {
				for range factor {
					run(small)
				}
			})
		}
		if try == 0 || took < low {
			low = took
		}
		if high <= most*max(low, least) {
			return
		}
	}
	t.Errorf("%s: %d bytes took %v, %d took %v", name, len(small), low/factor, len(large), high)
}

// Alike demands that run takes for an input no more than most times as long as
// for another one, which is plainer and about as large. Where depth, not size,
// multiplies the work, and the depth has a bound, Linear sees nothing.
func Alike(t testing.TB, name string, most int, input, plain []byte, run func(input []byte)) {
	t.Helper()
	var took, base time.Duration
	for try := range 16 {
		pause(try)
		if d := ProcessorTime(func() { run(plain) }); try == 0 || d < base {
			base = d
		}
		if d := ProcessorTime(func() { run(input) }); try == 0 || d < took {
			took = d
		}
		if took <= time.Duration(most)*max(base, time.Millisecond) {
			return
		}
	}
	t.Errorf("%s: %d bytes took %v, %d plainer ones %v", name, len(input), took, len(plain), base)
}

// pause waits before a try that comes after some others.
func pause(try int) {
	if try >= 4 {
		time.Sleep(100 * time.Millisecond)
	}
}

// ProcessorTime returns how much of the processor's time run takes, so that a
// busy machine does not matter.
func ProcessorTime(run func()) time.Duration {
	start := cpuTime()
	run()
	return cpuTime() - start
}
