package plain

import (
	"bytes"

	"jwkmint/wasm/internal/fault"
)

// DecodeHex decodes a text that is nothing but hexadecimal digits, with any of
// the separators that dumps and C arrays have; nil when it is anything else.
// The error says that the last octet has one digit; then data is without it.
func DecodeHex(text []byte) (data []byte, err error) {
	digits := make([]byte, 0, 64)
	for i := 0; i < len(text); i++ {
		digit := HexDigit(text[i])
		switch {
		case bytes.HasPrefix(text[i:], []byte("0x")), bytes.HasPrefix(text[i:], []byte("0X")), bytes.HasPrefix(text[i:], []byte(`\x`)):
			i++
		case digit < 16:
			digits = append(digits, digit)
		case bytes.IndexByte([]byte(" \t\n:,;{}\"'"), text[i]) < 0:
			return nil, nil
		}
	}
	data = make([]byte, len(digits)/2)
	for i := range data {
		data[i] = digits[2*i]<<4 | digits[2*i+1]
	}
	if len(digits)%2 == 1 {
		err = ErrOddHex
	}
	return data, err
}

// ErrOddHex refuses hexadecimal that lost a digit or got one more: nobody knows
// which one it was, and all octets after it would be different.
var ErrOddHex = fault.New(fault.Malformed, "a digit of its hexadecimal was lost or added").
	WithHint("Copy it again from where it came: every octet has two digits.")
