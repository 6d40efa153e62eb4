//go:build !unix

package testkit

import "time"

var started = time.Now()

// cpuTime is the time that passes: this system does not tell the processor's.
func cpuTime() time.Duration { return time.Since(started) }
