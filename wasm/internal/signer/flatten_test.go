package signer

import (
	"bytes"
	"testing"
)

// TestFlatten turns DER into r and s, and nothing else into anything.
func TestFlatten(t *testing.T) {
	der := []byte{0x30, 7, 2, 1, 5, 2, 2, 0, 0x80}
	if flat, ok := flatten(der, 2); !ok || !bytes.Equal(flat, []byte{0, 5, 0, 0x80}) {
		t.Errorf("got %x", flat)
	}
	full := []byte{0x30, 10, 2, 3, 0, 0x80, 1, 2, 3, 0, 0xff, 2}
	if flat, ok := flatten(full, 2); !ok || !bytes.Equal(flat, []byte{0x80, 1, 0xff, 2}) {
		t.Errorf("numbers as long as can be: got %x", flat)
	}
	for name, bad := range map[string][]byte{
		"empty": {}, "cut": der[:6], "trailing": append(der[:9:9], 0), "negative": {0x30, 6, 2, 1, 5, 2, 1, 0x80}, "zero": {0x30, 6, 2, 1, 0, 2, 1, 5},
		"three numbers": {0x30, 9, 2, 1, 5, 2, 1, 5, 2, 1, 5}, "too long": {0x30, 9, 2, 1, 5, 2, 4, 1, 0, 0, 0},
		"r a bit too long": {0x30, 8, 2, 3, 1, 0, 0, 2, 1, 5}, "s a bit too long": {0x30, 8, 2, 1, 5, 2, 3, 1, 0, 0}, "s zero": {0x30, 6, 2, 1, 5, 2, 1, 0},
	} {
		if _, ok := flatten(bad, 2); ok {
			t.Errorf("%s: taken", name)
		}
	}
}
