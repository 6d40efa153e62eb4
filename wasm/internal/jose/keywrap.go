package jose

import (
	"crypto/aes"
	"crypto/subtle"
	"encoding/binary"
)

// keyWrapIV is the initial value of AES Key Wrap (RFC 3394 section 2.2.3.1), by
// which a key that does not fit shows.
var keyWrapIV = []byte{0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6}

// WrapKey encrypts a key by AES Key Wrap (RFC 3394 section 2.2.1). kek has the
// size of an AES key, and cek a multiple of 8 bytes, at least 16.
func WrapKey(kek, cek []byte) []byte {
	block, err := aes.NewCipher(kek)
	if err != nil || len(cek) < 16 || len(cek)%8 != 0 {
		panic("jose: a key of that size cannot be wrapped")
	}
	out := append(append([]byte{}, keyWrapIV...), cek...)
	var b [aes.BlockSize]byte
	copy(b[:8], out)
	n := len(cek) / 8
	for t := 1; t <= 6*n; t++ {
		r := out[8*((t-1)%n)+8:][:8]
		copy(b[8:], r)
		block.Encrypt(b[:], b[:])
		copy(r, b[8:])
		binary.BigEndian.PutUint64(b[:8], binary.BigEndian.Uint64(b[:8])^uint64(t))
	}
	copy(out, b[:8])
	return out
}

// UnwrapKey undoes WrapKey (RFC 3394 section 2.2.2); false when kek is not the
// key, or wrapped was changed.
func UnwrapKey(kek, wrapped []byte) ([]byte, bool) {
	block, err := aes.NewCipher(kek)
	if err != nil || len(wrapped) < 24 || len(wrapped)%8 != 0 {
		return nil, false
	}
	cek := append([]byte{}, wrapped[8:]...)
	var b [aes.BlockSize]byte
	copy(b[:8], wrapped)
	n := len(cek) / 8
	for t := 6 * n; t >= 1; t-- {
		r := cek[8*((t-1)%n):][:8]
		binary.BigEndian.PutUint64(b[:8], binary.BigEndian.Uint64(b[:8])^uint64(t))
		copy(b[8:], r)
		block.Decrypt(b[:], b[:])
		copy(r, b[8:])
	}
	return cek, subtle.ConstantTimeCompare(b[:8], keyWrapIV) == 1
}
