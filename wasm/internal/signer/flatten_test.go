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
	for name, bad := range map[string][]byte{
		"empty": {}, "cut": der[:6], "trailing": append(der[:9:9], 0), "negative": {0x30, 6, 2, 1, 5, 2, 1, 0x80}, "zero": {0x30, 6, 2, 1, 0, 2, 1, 5},
		"three numbers": {0x30, 9, 2, 1, 5, 2, 1, 5, 2, 1, 5}, "too long": {0x30, 9, 2, 1, 5, 2, 4, 1, 0, 0, 0},
	} {
		if _, ok := flatten(bad, 2); ok {
			t.Errorf("%s: taken", name)
		}
	}
}
