package pbkdf2

import (
	"bytes"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"hash"
	"testing"
)

// browser is a SubtleCrypto for tests.
type browser func(hash string, pass, salt []byte, iterations, size int) ([]byte, error)

func (b browser) PBKDF2(hash string, pass, salt []byte, iterations, size int) ([]byte, error) {
	return b(hash, pass, salt, iterations, size)
}

// TestKey derives with every hash that key files name, with and without a
// browser, and asks the browser for those that it has and no others.
func TestKey(t *testing.T) {
	ofBrowser := map[string]func() hash.Hash{"SHA-1": sha1.New, "SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New}
	asked := ""
	works := browser(func(name string, pass, salt []byte, iterations, size int) ([]byte, error) {
		asked = name
		return pbkdf2.Key(ofBrowser[name], string(pass), salt, iterations, size)
	})
	fails := browser(func(string, []byte, []byte, int, int) ([]byte, error) { return nil, errors.New("no") })
	afterAll := browser(func(string, []byte, []byte, int, int) ([]byte, error) { return make([]byte, 40), errors.New("no") })
	short := browser(func(string, []byte, []byte, int, int) ([]byte, error) { return []byte{1}, nil })
	pass, salt := []byte("correct horse"), []byte("battery staple")
	for _, c := range []struct {
		newHash    func() hash.Hash
		iterations int
		want       string // what the browser is asked for
	}{
		{sha1.New, 2048, "SHA-1"}, {sha256.New, 2048, "SHA-256"}, {sha512.New384, 1000, "SHA-384"}, {sha512.New, 2048, "SHA-512"},
		{sha256.New, 999, ""},
		{md5.New, 2048, ""}, {sha256.New224, 2048, ""}, {sha512.New512_224, 2048, ""}, {sha512.New512_256, 2048, ""},
	} {
		want, err := pbkdf2.Key(c.newHash, string(pass), salt, c.iterations, 40)
		if err != nil {
			t.Fatal(err)
		}
		asked = ""
		for _, subtle := range []Subtle{nil, works, fails, afterAll, short} {
			if got, err := Key(subtle, c.newHash, pass, salt, c.iterations, 40); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes of hash: %x, %v, want %x", c.newHash().Size(), got, err, want)
			}
		}
		if asked != c.want {
			t.Errorf("%d bytes of hash: the browser is asked for %q, want %q", c.newHash().Size(), asked, c.want)
		}
	}
}

// TestKeyByBrowser: the browser's key is the one that is used, or asking it would
// save no time. Sizes that no key has do not reach it.
func TestKeyByBrowser(t *testing.T) {
	theirs := browser(func(_ string, _, _ []byte, _, size int) ([]byte, error) { return bytes.Repeat([]byte{0xb5}, size), nil })
	if got, err := Key(theirs, sha256.New, []byte("pass"), []byte("salt"), 2048, 32); err != nil || !bytes.Equal(got, bytes.Repeat([]byte{0xb5}, 32)) {
		t.Errorf("%x, %v", got, err)
	}
	for _, size := range []int{0, -1} {
		if got, err := Key(theirs, sha256.New, []byte("pass"), []byte("salt"), 2048, size); err == nil {
			t.Errorf("%d bytes: %x", size, got)
		}
	}
}
