// Package pbkdf2 derives keys from passphrases as RFC 8018 section 5.2 says,
// by the browser where it can: Go in WebAssembly takes some ten times as
// long, and files of today ask for 600,000 iterations.
package pbkdf2

import (
	"crypto/pbkdf2"
	"hash"
)

// Subtle is the part of the browser's SubtleCrypto that derives keys.
type Subtle interface {
	// PBKDF2 derives size bytes with HMAC over the hash of that name
	// ("SHA-256"). After an error Go derives the key.
	PBKDF2(name string, pass, salt []byte, iterations, size int) ([]byte, error)
}

// worthwhile is the number of iterations from which asking the browser takes
// less time than it saves.
const worthwhile = 1000

// subtleNames are the hashes that SubtleCrypto has (Web Cryptography section
// 32.4.1), by their size and the size of their blocks, in bytes: SHA-512/256
// has the size of SHA-256, and the blocks of SHA-512.
var subtleNames = map[[2]int]string{{20, 64}: "SHA-1", {32, 64}: "SHA-256", {48, 128}: "SHA-384", {64, 128}: "SHA-512"}

// Key derives size bytes with HMAC over a hash, in at least one iteration.
// subtle is nil where the browser has none. It fails as crypto/pbkdf2 does, for
// sizes that no key has.
func Key(subtle Subtle, newHash func() hash.Hash, pass, salt []byte, iterations, size int) ([]byte, error) {
	h := newHash()
	name := subtleNames[[2]int{h.Size(), h.BlockSize()}]
	if subtle != nil && name != "" && iterations >= worthwhile && size > 0 {
		if key, err := subtle.PBKDF2(name, pass, salt, iterations, size); err == nil && len(key) == size {
			return key, nil
		}
	}
	return pbkdf2.Key(newHash, string(pass), salt, iterations, size)
}
