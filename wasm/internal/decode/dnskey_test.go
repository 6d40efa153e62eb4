package decode

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"jwkmint/wasm/internal/fault"
)

// TestDNSKEYBounds: what has not even the lengths of RFC 3110 section 2, or no
// modulus behind the exponent, is refused.
func TestDNSKEYBounds(t *testing.T) {
	for _, octets := range []string{"", "\x00", "\x03", "\x00\x00", "\x03\x01", "\x00\x01\x00", "\x03\x01\x00\x01", "\x04\x01\x00\x01", "\x00\x00\x03\x01\x00\x01", "\x00\xff\xff\x01"} {
		if m, err := dnskeyRSA([]byte(octets)); !errors.Is(err, errDNSKEY) {
			t.Errorf("%q: %v, %v", octets, m, err)
		}
		_, err := Decode(Input{Data: []byte("a. IN DNSKEY 257 3 8 " + base64.StdEncoding.EncodeToString([]byte(octets)))})
		if octets != "" && fault.CodeOf(err) != fault.Malformed {
			t.Errorf("%q: %v", octets, err)
		}
	}
	if _, err := dnskeyRSA([]byte("\x01\x03\x07")); err != nil {
		t.Error("a modulus of one octet: ", err)
	}
}

// TestDNSKEYSentence: the numbers of a record may stand in any text, and a
// record that says what it is says what is wrong with it.
func TestDNSKEYSentence(t *testing.T) {
	for _, sentence := range []string{"of 256 3 8 were left", "257 3 13 AAAA", "256 3 1 Zm9v"} {
		_, err := Decode(Input{Data: []byte("It was said: " + sentence)})
		if _, text := fault.Text(err); fault.CodeOf(err) != fault.NoKey || strings.Contains(text, "DNSKEY") {
			t.Errorf("%s: %v", sentence, err)
		}
		if _, err = Decode(Input{Data: []byte("a. IN DNSKEY " + sentence)}); fault.CodeOf(err) == fault.NoKey {
			t.Errorf("a record: %s: %v", sentence, err)
		}
	}
}
