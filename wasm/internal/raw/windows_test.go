package raw

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jwkmint/wasm/internal/key"
)

// TestWindows: of every blob in the vectors, one that is cut anywhere or longer is none, and
// one whose head is changed is none or the same key.
func TestWindows(t *testing.T) {
	const dir = "../../testdata/vectors/windows"
	n := 0
	for _, pattern := range []string{"private.*", "public.blob", "cng-*.bin"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			blob, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			whole := Windows(blob)
			if whole == nil {
				t.Errorf("%s is not read", file)
				continue
			}
			n++
			for size := range blob {
				if Windows(blob[:size]) != nil {
					t.Errorf("%s: the first %d bytes are read", file, size)
				}
			}
			if Windows(append(blob[:len(blob):len(blob)], 0)) != nil {
				t.Errorf("%s: read with a byte behind it", file)
			}
			head := 20
			if strings.HasSuffix(file, ".pvk") {
				head += 24
			}
			if strings.Contains(file, "P-") {
				head = 8
			}
			for at := range head {
				for bit := range 8 {
					changed := append([]byte(nil), blob...)
					changed[at] ^= 1 << bit
					if k, err := key.Checked(orNone(changed)); err == nil && !key.SamePublic(k.Material, whole.Material) && !isExponent(file, at) {
						t.Errorf("%s: another key when bit %d of byte %d is changed", file, bit, at)
					}
				}
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d blobs", n)
	}
}

// TestWindowsHostile: primes that are none, and lengths that do not fit.
func TestWindowsHostile(t *testing.T) {
	for name, blob := range map[string]string{
		"p is 1":                                "RSA2\x00\x02\x00\x00\x01\x00\x00\x00@\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x03" + strings.Repeat("\x83", 64) + "\x01\x05",
		"p is 0":                                "RSA2\x00\x02\x00\x00\x01\x00\x00\x00@\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x03" + strings.Repeat("\x83", 64) + "\x00\x05",
		"a long prime":                          "RSA2\x00\x02\x00\x00\x01\x00\x00\x00@\x00\x00\x00\x00@\x00\x00\x01\x00\x00\x00\x03" + strings.Repeat("\x83", 64) + strings.Repeat("\x83", 1<<14) + "\x05",
		"a public key with a length of a prime": "RSA1\x00\x02\x00\x00\x01\x00\x00\x00@\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03" + strings.Repeat("\x83", 64),
	} {
		if Windows([]byte(blob)) != nil {
			t.Errorf("%s: read", name)
		}
	}
}

// orNone is the key of a blob, or an error where it is none.
func orNone(blob []byte) (*key.Key, error) {
	if k := Windows(blob); k != nil {
		return k, nil
	}
	return nil, os.ErrInvalid
}

// isExponent reports whether a byte is of the public exponent, which nothing shows to be wrong
// in a public key.
func isExponent(file string, at int) bool {
	return strings.HasSuffix(file, "public.blob") && at >= 16
}
