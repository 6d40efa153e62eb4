package der

import (
	"bytes"
	"fmt"
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
		{"pieces of bits", "2380 030200aa 03030380c0 0000", "0304 03aa80c0"},
		{"no pieces of bits", "23800000", "030100"},
		{"an empty piece of bits", "2380 030100 0000", "030100"},
		{"length with zeros before it", "30880000000000000003 020103", "3003020103"},
		{"length of 127 octets", "30ff" + strings.Repeat("00", 126) + "03 020103", "3003020103"},
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
		{"length over the word", "30888000000000000003 020103", fault.Truncated},
		{"length that leaves the word", "30890100000000000000 03020103", fault.Truncated},
		{"tag of seven octets", "bf8080808080800100", fault.Truncated},
		{"bits before the last piece not used", "2380 030201aa 030200bb 0000", fault.Malformed},
		{"piece of bits without a count", "2380 0300 0000", fault.Malformed},
		{"piece of bits that is none", "2380 0402 00aa 0000", fault.Malformed},
		{"pieces of bits in pieces", "2380 2380 030200aa 0000 0000", fault.Malformed},
		{"piece of bits without an end", "2380 030400aa", fault.Truncated},
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

func TestStrictDER(t *testing.T) {
	for _, c := range []struct{ about, ber, der string }{
		{"DER", "3003020103", ""},
		{"DER of pieces of its own", "3006 3004 04022480", ""},
		{"indefinite", "30800201030000", "3003020103"},
		{"long", "30810302 0103", "3003020103"},
		{"long inside", "3006 3004 02810103", "3005 3003 020103"},
		{"pieces inside", "3007 2405 0401aa 0400", "3003 0401aa"},
		{"pieces of bits inside", "3006 2304 030200aa", "3004 030200aa"},
		{"large tag", "3004 bf8f0100", ""},
		{"broken", "3003020203", ""},
		{"two", "3000 3000", ""},
		{"nothing", "", ""},
		{"as deep as it is looked at", nested(maxBERDepth, "02810103"), nested(maxBERDepth, "020103")},
	} {
		in := testkit.Hex(t, strings.ReplaceAll(c.ber, " ", ""))
		want := testkit.Hex(t, strings.ReplaceAll(c.der, " ", ""))
		got, odd := Strict(in)
		if c.der == "" {
			want = in
		}
		if !bytes.Equal(got, want) || odd != (c.der != "") {
			t.Errorf("%s: got %x, %v, want %x", c.about, got, odd, want)
		}
	}
}

// nested wraps an element, in hexadecimal, in SEQUENCEs.
func nested(depth int, element string) string {
	for range depth {
		element = fmt.Sprintf("30%02x%s", len(element)/2, element)
	}
	return element
}

func TestDERSize(t *testing.T) {
	for _, c := range []struct {
		der  string
		size int
		code fault.Code
	}{
		{"3003", 5, ""},
		{"307f", 129, ""},
		{"3081ff", 258, ""},
		{"30820100", 260, ""},
		{"3084000000ff", 261, ""},
		{"30850000000003", 10, ""},
		{"308400ffffff", 6 + 1<<24 - 1, ""},
		{"3084ffffffff", 6 + 2*MaxInput, ""},
		{"30850100000000", 0, fault.TooLarge},
		{"3089ffffffffffffffffff", 0, fault.TooLarge},
		{"30", 0, fault.Truncated},
		{"3082ff", 0, fault.Truncated},
		{"3084ffffff", 0, fault.Truncated},
		{"3085ff", 0, fault.TooLarge},
		{"3080", 0, fault.Malformed},
		{"3103", 0, fault.Malformed},
		{"", 0, fault.Malformed},
	} {
		size, err := Size(testkit.Hex(t, c.der))
		if size != c.size || c.code != "" && fault.CodeOf(err) != c.code || c.code == "" && err != nil {
			t.Errorf("%s: %d, %v, want %d, %s", c.der, size, err, c.size, c.code)
		}
	}
}
