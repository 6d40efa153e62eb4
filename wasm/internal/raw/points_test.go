package raw

import (
	"slices"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestBasePoint: what a curve begins with is nobody's key, and neither is its negative.
func TestBasePoint(t *testing.T) {
	const (
		x, y     = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
		negative = "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a"
		doubled  = "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978 07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1"
	)
	for text, want := range map[string]int{"04" + x + y: 0, x + " " + y: 0, x + " " + negative: 0, doubled: 1} {
		if found := Points([]byte(text), true); len(found) != want {
			t.Errorf("%s: %d keys, want %d", text, len(found), want)
		}
	}
}

// TestLongNumberBesidePoint: that a modulus beside a point was not read is said.
func TestLongNumberBesidePoint(t *testing.T) {
	const point = "x 7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978 y 07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1 "
	for digits, want := range map[int]bool{0: false, 282: false, 283: true, 617: true} {
		found := Points([]byte(point+strings.Repeat("7", digits)), true)
		if len(found) != 1 || slices.ContainsFunc(found[0].Notes, func(w key.Warning) bool { return w.Code == NumbersLeft.Code }) != want {
			t.Errorf("%d digits: %+v", digits, found)
		}
	}
}
