package jose

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"encoding/binary"
	"math/big"
	"slices"

	"jwkmint/wasm/internal/key"
)

// VerifyOtherMask reports whether signature is that of input by one of PS256, PS384
// and PS512, but for the digest of its mask, which is the SHA-1 where a library was
// told the digest of the text alone: a JWS takes one for both (RFC 7518 section 3.5).
// The salt may have any length.
func VerifyOtherMask(m key.Material, alg string, input, signature []byte) bool {
	public, hash := pssKey(m, alg)
	s := new(big.Int).SetBytes(signature)
	if public == nil || s.Cmp(public.N) >= 0 {
		return false
	}
	bits := public.N.BitLen() - 1
	em := s.Exp(s, big.NewInt(int64(public.E)), public.N)
	if em.BitLen() > bits {
		return false
	}
	return isPSS(em.FillBytes(make([]byte, (bits+7)/8)), bits, hash, sum(hash, input))
}

// isPSS is EMSA-PSS-VERIFY (RFC 8017 section 9.1.2) with MGF1 over SHA-1, for a salt of
// any length.
func isPSS(em []byte, bits int, hash crypto.Hash, digest []byte) bool {
	if len(em) < len(digest)+2 || em[len(em)-1] != 0xbc {
		return false
	}
	db, h := em[:len(em)-len(digest)-1], em[len(em)-len(digest)-1:len(em)-1]
	for i, c := range mask1(h, len(db)) {
		db[i] ^= c
	}
	db[0] &= 0xff >> (8*len(em) - bits)
	salt := bytes.TrimLeft(db, "\x00")
	if len(salt) == 0 || salt[0] != 1 {
		return false
	}
	return bytes.Equal(h, sum(hash, slices.Concat(make([]byte, 8), digest, salt[1:])))
}

// mask1 is MGF1 (RFC 8017 appendix B.2.1) over SHA-1.
func mask1(seed []byte, size int) (mask []byte) {
	for i := uint32(0); len(mask) < size; i++ {
		block := sha1.Sum(binary.BigEndian.AppendUint32(bytes.Clone(seed), i))
		mask = append(mask, block[:]...)
	}
	return mask[:size]
}

func sum(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}
