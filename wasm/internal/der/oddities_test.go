package der

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// codes are the codes of remarks, apart by spaces.
func codes(list []key.Warning) string {
	var all []string
	for _, w := range list {
		all = append(all, w.Code)
	}
	return strings.Join(all, " ")
}

func TestOddNumbers(t *testing.T) {
	for _, c := range []struct{ der, number, codes string }{
		{"020100", "0", ""},
		{"020101", "1", ""},
		{"02017f", "7f", ""},
		{"020180", "80", "number_without_sign_octet"},
		{"0201ff", "ff", "number_without_sign_octet"},
		{"02020080", "80", ""},
		{"0202007f", "7f", "number_padded"},
		{"02020000", "0", "number_padded"},
		{"0203000080", "80", "number_padded"},
		{"0202ff80", "ff80", "number_without_sign_octet"},
		{"0200", "0", "number_empty"},
		{"040101", "", ""},
		{"0202", "", ""},
		{"", "", ""},
	} {
		var odd oddities
		s := cryptobyte.String(testkit.Hex(t, c.der))
		n, err := odd.number(&s)
		switch {
		case c.number == "":
			if fault.CodeOf(err) != fault.Malformed {
				t.Errorf("%s: %v, %v", c.der, n, err)
			}
		case err != nil || n.Text(16) != c.number || codes(odd) != c.codes || !s.Empty():
			t.Errorf("%s: %v, %v, %q, want %s, %q", c.der, n, err, codes(odd), c.number, c.codes)
		}
	}
}

func TestBitReadings(t *testing.T) {
	for _, c := range []struct{ field, readings, codes string }{
		{"00aabb", "aabb", ""},
		{"00", "", ""},
		{"03aab8", "aab8", "unused_bits"},
		{"03aabf", "aab8 aabf", "unused_bits"},
		{"01aabf", "aabe aabf", "unused_bits"},
		{"07aaff", "aa80 aaff", "unused_bits"},
		{"08aa00", "none", ""},
		{"ffaa00", "none", ""},
		{"01", "none", ""},
		{"", "none", ""},
	} {
		var odd oddities
		got := odd.bitReadings(testkit.Hex(t, c.field))
		var want [][]byte
		if c.readings != "none" {
			for _, reading := range strings.Split(c.readings, " ") {
				want = append(want, testkit.Hex(t, reading))
			}
		}
		same := len(got) == len(want)
		for i := range min(len(got), len(want)) {
			same = same && bytes.Equal(got[i], want[i])
		}
		if !same || codes(odd) != c.codes {
			t.Errorf("%s: %x, %q, want %s, %q", c.field, got, codes(odd), c.readings, c.codes)
		}
	}
}

// A remark is made once, however often there is cause.
func TestOdditiesOnce(t *testing.T) {
	var odd oddities
	for range 3 {
		odd.note(paddedNumber)
		odd.note(NotDER)
	}
	k, err := odd.on(&key.Key{Notes: []key.Warning{emptyNumber}}, nil)
	if err != nil || codes(k.Notes) != "number_padded not_strict_der number_empty" {
		t.Errorf("%v, %v", k, err)
	}
	for _, w := range k.Notes {
		if w.Message == "" || w.Action == "" {
			t.Errorf("%s lacks words", w.Code)
		}
	}
}
