package unlock

import "jwkmint/wasm/internal/fault"

// Costs are the most work and memory that one key derivation may take. A file
// names its own cost, so a hostile one could freeze the page; real tools stay
// far below. At the limit a derivation takes about 20 seconds in WebAssembly.
type Costs struct {
	HMACs        int   // PBKDF2: HMAC calls
	Hashes       int   // PBKDF1, PKCS#12: hash calls
	BcryptRounds int   // OpenSSH: rounds of two blocks each, as golang.org/x/crypto/ssh bounds them
	Memory       int64 // scrypt, Argon2: bytes at once
	Traffic      int64 // scrypt, Argon2: bytes written over all passes and lanes
}

// Limits is a variable so that fuzzing can lower it.
var Limits = Costs{
	HMACs:        10_000_000,
	Hashes:       20_000_000,
	BcryptRounds: 2048,
	Memory:       257 << 20, // N = 2¹⁸ and r = 8 make 256, and p a little more
	Traffic:      4 << 30,
}

// What a file may ask for beside the costs. Each bound stops a file whose cost,
// by the formula, is next to nothing.
const (
	// maxSalt is the longest salt in bytes; tools write 8 to 64. It is hashed
	// anew for each block that PBKDF2 makes, and scrypt has it make 4·r·p: with
	// N = 2, r = 1, p = 4,096 and 64 KiB of salt that is a gigabyte.
	maxSalt = 1024
	// maxScryptP is the largest p; tools write 1 to 16. With N = 2 next to
	// nothing is mixed, but p blocks of 128·r bytes are made, held and hashed.
	maxScryptP = 1024
	// maxArgon2Lanes is as many lanes as x/crypto/argon2 can count: 257 would be one,
	// and 256 none at all, on which it panics.
	maxArgon2Lanes = 255
	// maxArgon2Passes is the most passes; PuTTY writes some tens. However little
	// memory there is, each pass starts four goroutines for each lane and waits for
	// them.
	maxArgon2Passes = 1 << 15
)

// Cost is what a derivation takes, as a part of what one may take.
type Cost float64

// CheckSalt refuses a salt that is too long.
func CheckSalt(salt []byte) error {
	if len(salt) > maxSalt {
		return TooCostly("a salt over 1,024 bytes")
	}
	return nil
}

// IterationCost is the cost of a derivation whose iterations run anew for
// each of blocks output blocks. It refuses more than limit of them, and a
// number that is not positive.
func IterationCost(iterations int64, blocks, limit int) (Cost, error) {
	if iterations < 1 {
		return 0, fault.New(fault.Malformed, "an iteration count below one")
	}
	blocks = max(blocks, 1)
	if iterations > int64(limit/blocks) {
		return 0, TooCostly("too many iterations")
	}
	return Cost(iterations) * Cost(blocks) / Cost(limit), nil
}

// MemoryCost is the cost of a memory-hard derivation over size bytes. It refuses one that
// needs too much memory, or goes over it too often.
func MemoryCost(size, passes int64) (Cost, error) {
	if size > Limits.Memory {
		return 0, TooCostly("it asks for over 256 MiB of memory")
	}
	if passes > Limits.Traffic/max(size, 1) {
		return 0, TooCostly("too many passes")
	}
	return Cost(size) * Cost(passes) / Cost(Limits.Traffic), nil
}

// ScryptCost is the cost of scrypt, whose parameters are positive and below
// 2³¹. It holds 128·r·(N+p) bytes, goes over 128·r·N of them twice for each of
// p, and has PBKDF2 make the other 128·r·p of its salt and hash them at the end.
func ScryptCost(n, r, p int64, salt []byte) (Cost, error) {
	if p > maxScryptP {
		return 0, TooCostly("too many passes: a p over 1,024")
	}
	if r > Limits.Memory/128/(n+p) { // before the product overflows
		return 0, TooCostly("it asks for over 256 MiB of memory")
	}
	mix, err := MemoryCost(128*r*n, 2*p)
	if err != nil {
		return 0, err
	}
	hmacs := r * p * (12 + int64(len(salt))/32)
	fill, err := IterationCost(1, int(hmacs), Limits.HMACs)
	return mix + fill, err
}

// Argon2Cost is the cost of Argon2 over memory in KiB. It takes at least eight for
// each lane.
func Argon2Cost(memory, passes, lanes int64) (Cost, error) {
	if lanes > maxArgon2Lanes {
		return 0, TooCostly("it asks for over 255 threads")
	}
	if passes > maxArgon2Passes {
		return 0, TooCostly("too many passes")
	}
	return MemoryCost(max(memory, 8*lanes)<<10, passes)
}
