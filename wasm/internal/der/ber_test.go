package der

import (
	"bytes"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/testkit"
)

func TestBERToDER(t *testing.T) {
	long := strings.Repeat("ab", 200)
	for _, c := range []struct{ about, ber, der string }{
		{"DER", "3003020103", "3003020103"},
		{"indefinite", "30800201030000", "3003020103"},
		{"indefinite in indefinite", "308030800201030000 0000", "30053003020103"},
		{"length not minimal", "308203020103", ""},
		{"length not minimal, whole", "30820003020103", "3003020103"},
		{"length grows over one byte", "3080 0481c8" + long + "0000", "3081cb 0481c8" + long},
		{"pieces", "2480 0401aa 0402bbcc 0000", "0403aabbcc"},
		{"pieces of definite length", "2407 0401aa 0402bbcc", "0403aabbcc"},
		{"pieces in pieces", "2480 2480 0401aa 0000 0401bb 0000", "0402aabb"},
		{"no pieces", "24800000", "0400"},
		{"high tag number", "bf8f7f03020103", "bf8f7f03020103"},
		{"zeros behind", "30030201030000000000", "3003020103"},
	} {
		got, err := FromBER(testkit.Hex(t, strings.ReplaceAll(c.ber, " ", "")))
		want := testkit.Hex(t, strings.ReplaceAll(c.der, " ", ""))
		if c.der == "" {
			if err == nil {
				t.Errorf("%s: got %x, want an error", c.about, got)
			}
		} else if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: got %x, %v, want %x", c.about, got, err, want)
		}
	}
}

func TestBERToDERRefuses(t *testing.T) {
	for _, c := range []struct {
		about, ber string
		want       fault.Code
	}{
		{"nothing", "", fault.Truncated},
		{"no length", "30", fault.Truncated},
		{"cut", "300302", fault.Truncated},
		{"no end", "3080020103", fault.Truncated},
		{"half an end", "308002010300", fault.Truncated},
		{"length of four bytes", "3084ffffffff00", fault.Truncated},
		{"length of no sense", "30ff00", fault.Truncated},
		{"child longer than its parent", "3003020403", fault.Truncated},
		{"tail", "3003020103ff", fault.TrailingData},
		{"primitive of indefinite length", "04800000", fault.Malformed},
		{"piece that is none", "2480020103 0000", fault.Malformed},
		{"deep", strings.Repeat("3080", 5000), fault.TooLarge},
		{"deep pieces", strings.Repeat("2480", 5000), fault.TooLarge},
	} {
		got, err := FromBER(testkit.Hex(t, strings.ReplaceAll(c.ber, " ", "")))
		if fault.CodeOf(err) != c.want {
			t.Errorf("%s: got %x, %v, want %s", c.about, got, err, c.want)
		}
	}
}
