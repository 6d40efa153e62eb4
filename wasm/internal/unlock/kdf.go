package unlock

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/pbkdf2"
)

// Costs are the most work and memory that one key derivation may take. A file
// names its own cost, so a hostile one could freeze the page; real tools stay
// far below. At the limit a derivation takes about 20 seconds in WebAssembly.
type Costs struct {
	HMACs        int   // PBKDF2: HMAC calls
	Hashes       int   // PBKDF1, PKCS#12: hash calls
	BcryptRounds int   // OpenSSH: rounds of two blocks each
	Memory       int64 // scrypt, Argon2: bytes at once
	Traffic      int64 // scrypt, Argon2: bytes written over all passes and lanes
}

// Limits is a variable so that fuzzing can lower it.
var Limits = Costs{
	HMACs:        10_000_000,
	Hashes:       20_000_000,
	BcryptRounds: 2048,
	Memory:       256 << 20,
	Traffic:      4 << 30,
}

// Cost is what a derivation takes, as a part of what one may take.
type Cost float64

// FreeCost is the cost up to which the empty passphrase is tried before a
// person is asked for one: about half a second in WebAssembly.
const FreeCost Cost = 0.03

// MaxCost is what the derivations of one input may take together.
const MaxCost Cost = 3

// Effort is what the derivations of one input took so far, and who helps with
// them.
type Effort struct {
	// Subtle derives where the browser can; nil where it cannot.
	Subtle pbkdf2.Subtle
	spent  Cost
}

// Spend adds the cost of a derivation that is about to run. It answers
// kdf_too_costly when it must not: an input may hold any number of keys.
func (e *Effort) Spend(c Cost) error {
	if e.spent+c > MaxCost {
		return TooCostly("all its parts together")
	}
	e.spent += c
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

// MemoryCost is the cost of a memory-hard derivation. It refuses one that
// needs too much memory, or goes over it too often.
func MemoryCost(bytes, passes int64) (Cost, error) {
	if bytes > Limits.Memory {
		return 0, TooCostly("it asks for over 256 MiB of memory")
	}
	if passes > Limits.Traffic/max(bytes, 1) {
		return 0, TooCostly("too many passes")
	}
	return Cost(bytes) * Cost(passes) / Cost(Limits.Traffic), nil
}

// BytesToKeyMD5 is OpenSSL's EVP_BytesToKey with MD5 and one iteration, by
// which it makes the key of a PEM block with a DEK-Info header.
func BytesToKeyMD5(pass, salt []byte, size int) []byte {
	var key, last []byte
	for len(key) < size {
		h := md5.New()
		h.Write(last)
		h.Write(pass)
		h.Write(salt)
		last = h.Sum(nil)
		key = append(key, last...)
	}
	return key[:size]
}

// pbkdf1 derives size bytes, at most one hash, as RFC 8018 section 5.1 says.
func PBKDF1(newHash func() hash.Hash, pass, salt []byte, iterations, size int) []byte {
	h := newHash()
	h.Write(pass)
	h.Write(salt)
	sum := h.Sum(nil)
	for range iterations - 1 {
		h.Reset()
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum[:size]
}

// What a PKCS#12 derivation makes (RFC 7292 appendix B.3).
const (
	PKCS12ForKey = 1
	PKCS12ForIV  = 2
	PKCS12ForMAC = 3
)

// PKCS12KDF derives size bytes from a passphrase in BMPString form, as
// RFC 7292 appendix B.2 says.
func PKCS12KDF(newHash func() hash.Hash, pass, salt []byte, id byte, iterations, size int) []byte {
	h := newHash()
	v := h.BlockSize()
	d := make([]byte, v)
	for i := range d {
		d[i] = id
	}
	i := append(repeatTo(salt, v), repeatTo(pass, v)...)
	var key []byte
	for {
		h.Reset()
		h.Write(d)
		h.Write(i)
		a := h.Sum(nil)
		for range iterations - 1 {
			h.Reset()
			h.Write(a)
			a = h.Sum(a[:0])
		}
		key = append(key, a...)
		if len(key) >= size {
			return key[:size]
		}
		b := repeatTo(a, v)[:v]
		for j := 0; j < len(i); j += v {
			addOne(i[j:j+v], b)
		}
	}
}

// repeatTo repeats s to the next multiple of v bytes; nothing stays nothing.
func repeatTo(s []byte, v int) []byte {
	if len(s) == 0 {
		return nil
	}
	out := make([]byte, (len(s)+v-1)/v*v)
	for n := 0; n < len(out); {
		n += copy(out[n:], s)
	}
	return out
}

// addOne sets i to i + b + 1 modulo 2^(8·len(i)), big-endian.
func addOne(i, b []byte) {
	carry := 1
	for k := len(i) - 1; k >= 0; k-- {
		carry += int(i[k]) + int(b[k])
		i[k] = byte(carry)
		carry >>= 8
	}
}

// HashByOID returns the hash that an AlgorithmIdentifier names, as a bare
// digest or as the HMAC over it, or nil.
func HashByOID(oid string) func() hash.Hash {
	switch oid {
	case "1.2.840.113549.2.5":
		return md5.New
	case "1.3.14.3.2.26", "1.2.840.113549.2.7":
		return sha1.New
	case "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8":
		return sha256.New224
	case "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9":
		return sha256.New
	case "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10":
		return sha512.New384
	case "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11":
		return sha512.New
	case "2.16.840.1.101.3.4.2.5", "1.2.840.113549.2.12":
		return sha512.New512_224
	case "2.16.840.1.101.3.4.2.6", "1.2.840.113549.2.13":
		return sha512.New512_256
	}
	return nil
}

func HMAC(newHash func() hash.Hash, key, message []byte) []byte {
	m := hmac.New(newHash, key)
	m.Write(message)
	return m.Sum(nil)
}
