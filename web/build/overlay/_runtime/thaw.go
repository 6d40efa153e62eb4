package runtime

// The build runs the program until it waits, and what browsers get is the
// program as it waits then (freeze.go). It is the same for everyone: so what
// must not be, or may not be old, is made anew when JavaScript first calls.

// thawed reports whether the program has been called: whether it is in a
// browser, then, since the build never calls it.
var thawed bool

// thaw makes the runtime's random state anew, before anything can ask for
// random numbers of this visit: it seeds the maps that are made from now on,
// and whatever else asks the runtime. Cryptography asks the browser, each time.
//
// hashkey stays: the maps that are there were filled with it. It goes into the
// hash of a map's keys beside the map's own seed, which nobody knows who writes
// an input. The maps that are there have known seeds as well, and hold names
// out of this program alone.
func thaw() {
	debug.clobberfree = 0
	var seed [32]byte
	if readRandom(seed[:]) != len(seed) || allZero(seed[:]) {
		throw("no random bytes")
	}
	lock(&globalRand.lock)
	globalRand.state.Init(seed)
	unlock(&globalRand.lock)
	clear(seed[:])
	mrandinit(getg().m) // the only one: a browser's program has one thread
	idleStart = nanotime()
}
