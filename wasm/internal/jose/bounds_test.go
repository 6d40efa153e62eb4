package jose

import (
	"strings"
	"testing"
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
