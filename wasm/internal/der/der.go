package der

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
)

// The names that a key's source is given.
const (
	srcSPKI         = "SPKI public key"
	srcPKCS8        = "PKCS#8 private key"
	srcPKCS1Public  = "PKCS#1 public key"
	srcPKCS1Private = "PKCS#1 private key"
	srcSEC1         = "SEC 1 private key"
)

var (
	tagContext0 = asn1.Tag(0).ContextSpecific().Constructed()
	tagContext1 = asn1.Tag(1).ContextSpecific().Constructed()
	tagContext2 = asn1.Tag(2).ContextSpecific().Constructed()
	tagContext3 = asn1.Tag(3).ContextSpecific().Constructed()
)

// MaxInput is the largest input read, in bytes.
const MaxInput = 16 << 20

func malformed(detail string) error { return fault.New(fault.Malformed, detail) }

// Sequence returns the contents of the one SEQUENCE that der must be, as DER
// where it is BER. It tells an input that ends early, or goes on, from one that
// is broken.
func Sequence(der []byte) (cryptobyte.String, error) {
	der, _ = Strict(der)
	size, err := Size(der)
	switch {
	case err != nil:
		return nil, err
	case size > len(der):
		return nil, fault.New(fault.Truncated, "")
	case size < len(der):
		return nil, fault.New(fault.TrailingData, "")
	}
	input := cryptobyte.String(der)
	var contents cryptobyte.String
	if !input.ReadASN1(&contents, asn1.SEQUENCE) {
		return nil, malformed("not DER")
	}
	return contents, nil
}

// Size returns how long the SEQUENCE that der begins with says it is, its
// header included, whether or not der holds that much.
func Size(der []byte) (int, error) {
	switch {
	case len(der) == 0 || der[0] != 0x30:
		return 0, malformed("not a DER Sequence")
	case len(der) == 1:
		return 0, fault.New(fault.Truncated, "")
	case der[1] < 0x80:
		return 2 + int(der[1]), nil
	}
	n := int(der[1] & 0x7f)
	if n == 0 {
		return 0, malformed("BER of indefinite length, not DER")
	}
	if len(der) < 2+n {
		if n > 4 {
			return 0, fault.New(fault.TooLarge, "a length over 4 GiB")
		}
		return 0, fault.New(fault.Truncated, "")
	}
	size := int64(0)
	for _, b := range der[2 : 2+n] {
		if size = size<<8 | int64(b); size > 1<<32-1 {
			return 0, fault.New(fault.TooLarge, "a length over 4 GiB")
		}
	}
	// A length that no input can have is cut, so that an int of 32 bits holds it.
	return 2 + n + int(min(size, 2*MaxInput)), nil
}

// pad returns b, a big-endian number, at exactly size bytes; false when it
// does not fit.
func pad(b []byte, size int) ([]byte, bool) {
	b = bytes.TrimLeft(b, "\x00")
	if len(b) > size {
		return nil, false
	}
	return append(make([]byte, size-len(b), size), b...), true
}

// IsOne reports whether data is one element and nothing else.
func IsOne(data []byte) bool {
	size, err := Size(data)
	return err == nil && size == len(data)
}
