package jose

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math/big"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestOtherMask: a signature with SHA-1 in its mask is told from others, for moduli
// whose length is a whole number of bytes and one and seven bits off. What openssl
// makes is in package api's oddtokens.json; here EMSA-PSS-ENCODE stands beside it.
func TestOtherMask(t *testing.T) {
	input := []byte("input")
	digest := sha256.Sum256(input)
	for _, bits := range []int{2048, 2049, 2055} {
		k, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		m := &key.RSA{N: k.N, E: big.NewInt(int64(k.E))}
		sign := func(change func(em []byte)) []byte {
			em := make([]byte, (bits-1+7)/8)
			salt := make([]byte, 32)
			h := sum(crypto.SHA256, append(append(make([]byte, 8), digest[:]...), salt...))
			db := em[:len(em)-33]
			db[len(db)-33] = 1
			for i, c := range mask1(h, len(db)) {
				db[i] ^= c
			}
			db[0] &= 0xff >> (8*len(em) - (bits - 1))
			copy(em[len(db):], append(h, 0xbc))
			change(em)
			s := new(big.Int).SetBytes(em)
			return s.Exp(s, k.D, k.N).FillBytes(make([]byte, (bits+7)/8))
		}
		whole := sign(func([]byte) {})
		if !VerifyOtherMask(m, "PS256", input, whole) {
			t.Errorf("%d bits: not told", bits)
		}
		usual, err := rsa.SignPSS(rand.Reader, k, crypto.SHA256, digest[:], &rsa.PSSOptions{SaltLength: 32})
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string]bool{
			"of another text":         VerifyOtherMask(m, "PS256", []byte("other"), whole),
			"by another algorithm":    VerifyOtherMask(m, "PS384", input, whole),
			"by none with a mask":     VerifyOtherMask(m, "RS256", input, whole),
			"with the mask of JOSE":   VerifyOtherMask(m, "PS256", input, usual),
			"larger than the modulus": VerifyOtherMask(m, "PS256", input, new(big.Int).Add(new(big.Int).SetBytes(whole), k.N).Bytes()),
			"another last byte":       VerifyOtherMask(m, "PS256", input, sign(func(em []byte) { em[len(em)-1] = 0xcc })),
			"another first one":       VerifyOtherMask(m, "PS256", input, sign(func(em []byte) { em[1] ^= 1 })),
			"another digest":          VerifyOtherMask(m, "PS256", input, sign(func(em []byte) { em[len(em)-2] ^= 1 })),
		} {
			if got {
				t.Errorf("%d bits, %s: taken", bits, name)
			}
		}
	}
}
