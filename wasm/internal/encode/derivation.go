package encode

import (
	"crypto/rand"
	"crypto/sha256"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/pbkdf2"
)

// Iterations is the PBKDF2-HMAC-SHA-256 count of the encrypted forms: the figure
// of the OWASP Password Storage Cheat Sheet.
const Iterations = 600_000

const saltBytes = 16 // RFC 8018 section 4.1 asks for 8, NIST SP 800-132 for 16

// derivation makes the key of the encrypted forms of a passphrase, once.
type derivation struct {
	passphrase string // "" once the key is made
	subtle     pbkdf2.Subtle
	salt       []byte
	iterations int // when not 0, in place of Iterations, for tests
}

// newDerivation has a random salt. The passphrase's UTF-8 bytes are used as they are.
func newDerivation(passphrase string, subtle pbkdf2.Subtle) derivation {
	d := derivation{passphrase: passphrase, subtle: subtle, salt: make([]byte, saltBytes)}
	rand.Read(d.salt)
	return d
}

func (d *derivation) count() int {
	if d.iterations != 0 {
		return d.iterations
	}
	return Iterations
}

// key derives size bytes. salt is what the scheme makes of d.salt.
func (d *derivation) key(salt []byte, size int) ([]byte, error) {
	key, err := pbkdf2.Key(d.subtle, sha256.New, []byte(d.passphrase), salt, d.count(), size)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, "", err)
	}
	d.passphrase = ""
	return key, nil
}
