package key_test

import (
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// Whole multiples of 256 bits, or a bit or two less, are usual; a line of base64 less than
// one is not.
func TestOddSizes(t *testing.T) {
	for bits, want := range map[uint]bool{
		2048: false, 2047: false, 2046: false, 2045: true, 2044: true, 2049: true, 2051: true, 2056: true,
		1024: false, 1280: false, 2048 - 384: true, 3072: false, 3072 - 456: true, 4096 - 384: true,
	} {
		if got := key.OddSize(new(big.Int).Lsh(big.NewInt(1), bits-1)); (len(got) == 1 && got[0] == key.OddModulus) != want {
			t.Errorf("%d bits: %v", bits, got)
		}
	}
	for _, bits := range []uint{1152, 1408, 1984} {
		if got := key.OddSize(new(big.Int).Lsh(big.NewInt(1), bits-1)); len(got) != 1 || !strings.Contains(got[0].Message, "EMV") {
			t.Errorf("%d bits: %v", bits, got)
		}
	}
}
