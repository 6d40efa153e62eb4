package jose

import (
	"math/big"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/testkit"
)

// TestOctetListBound: a list of octets is read up to the length of the longest text, and
// nothing longer: the elements of an object are looked for one by one.
func TestOctetListBound(t *testing.T) {
	const longest = 2 * 5 * (8192 * 4 / 3) // twice "-128," for each character that a text can have
	for over, want := range map[int]bool{-1: true, 0: true, 1: false} {
		text := "[1,2,255" + strings.Repeat(" ", longest+over-len("[1,2,255]")) + "]"
		if got := octetList([]byte(text)); (got != nil) != want {
			t.Errorf("%d over the bound: %x", over, got)
		}
	}
}

// TestOperationsBound: key_ops are read up to the bound, and longer ones left out with a
// note: each is looked for among the others.
func TestOperationsBound(t *testing.T) {
	for over, want := range map[int]bool{0: true, 1: false} {
		ops := `["verify"` + strings.Repeat(" ", maxOps+over-len(`["verify"]`)) + `]`
		k := parseOne(t, []byte(`{"kty":"oct","k":"c2VjcmV0IHNlY3JldA","key_ops":`+ops+`}`))
		if read := k.Given.KeyOps != nil; read != want || (len(k.Notes) == 0) != want {
			t.Errorf("%d over the bound: read %v, %v", over, read, k.Notes)
		}
	}
}

// TestZeroIsOneOctet: RFC 7518 section 2 writes zero as one zero octet, which is nothing
// to mend; any other is superfluous.
func TestZeroIsOneOctet(t *testing.T) {
	for text, want := range map[string]bool{"\x00": false, "\x01": false, "\x01\x00": false, "\x00\x00": true, "\x00\x01": true} {
		p := &parser{}
		p.uint("e", []byte(text))
		if notes := len(p.mended) > 0; notes != want {
			t.Errorf("%x: noted %v", text, notes)
		}
	}
}

// TestNumbersAsText: a number has the size that its curve asks for where there is one,
// else as few octets as it needs, and zero is one (RFC 7518 section 2).
func TestNumbersAsText(t *testing.T) {
	for _, c := range []struct {
		size int
		n    int64
		want string
	}{{0, 0, "AA"}, {0, 1, "AQ"}, {0, 65537, "AQAB"}, {2, 0, "AAA"}, {2, 1, "AAE"}, {2, 65535, "__8"}, {2, 65536, "AQAA"}} {
		if got := (shape{size: c.size}).number64(big.NewInt(c.n)); got != c.want {
			t.Errorf("%d in %d octets: %q, want %q", c.n, c.size, got, c.want)
		}
	}
}

// TestSignSaysWhy: what keeps a key from signing is said in the words of Signer.
func TestSignSaysWhy(t *testing.T) {
	public := testkit.NodeKeys(t)["ed25519"].Private.Material(t).Public()
	for name, m := range map[string]key.Material{"a public key": public, "a large exponent": &key.RSA{
		N: new(big.Int).Lsh(big.NewInt(1), 2047), E: big.NewInt(1<<31 + 1), D: big.NewInt(1), P: big.NewInt(1), Q: big.NewInt(1),
	}} {
		_, want := Signer(m)
		_, err := Sign([]byte("{}"), nil, Algorithms(m, UseSig, nil)[0], m)
		text, hint := fault.Text(err)
		wantText, wantHint := fault.Text(want)
		if want == nil || fault.CodeOf(err) != fault.CannotSign || text != wantText || hint != wantHint {
			t.Errorf("%s: %q, %q, want %q, %q", name, text, hint, wantText, wantHint)
		}
	}
}
