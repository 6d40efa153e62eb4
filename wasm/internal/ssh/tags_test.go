package ssh

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"testing"

	"golang.org/x/crypto/chacha20"
	//lint:ignore SA1019 OpenSSH's own ChaCha20-Poly1305 is no AEAD that another package has
	"golang.org/x/crypto/poly1305"
)

// TestTags: what is encrypted under a tag is given out where the tag is right in every bit,
// and so is every bit that it is of.
func TestTags(t *testing.T) {
	plain := []byte("what an OpenSSH file holds")
	secret := bytes.Repeat([]byte{1, 2, 3, 5}, 16)

	// PROTOCOL.chacha20poly1305, with x/crypto's parts.
	stream, err := chacha20.NewUnauthenticatedCipher(secret[:32], make([]byte, chacha20.NonceSize))
	if err != nil {
		t.Fatal(err)
	}
	var polyKey [64]byte // one block
	stream.XORKeyStream(polyKey[:], polyKey[:])
	chacha := make([]byte, len(plain))
	stream.XORKeyStream(chacha, plain)
	var chachaTag [16]byte
	poly1305.Sum(&chachaTag, chacha, (*[32]byte)(polyKey[:32]))

	block, err := aes.NewCipher(secret[:32])
	if err != nil {
		t.Fatal(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	iv := secret[32:44]
	gcm := aead.Seal(nil, iv, plain, nil)

	for name, c := range map[string]struct {
		open            func(key, iv, ciphertext, tag []byte) ([]byte, bool)
		key             []byte
		ciphertext, tag []byte
	}{
		"chacha20-poly1305": {sshChaCha, secret, chacha, chachaTag[:]},
		"aes256-gcm":        {sshGCM, secret[:32], gcm[:len(plain)], gcm[len(plain):]},
	} {
		if got, ok := c.open(c.key, iv, c.ciphertext, c.tag); !ok || !bytes.Equal(got, plain) {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
		for _, part := range [][]byte{c.ciphertext, c.tag} {
			for bit := range 8 * len(part) {
				part[bit/8] ^= 1 << (bit % 8)
				if got, ok := c.open(c.key, iv, c.ciphertext, c.tag); ok || got != nil {
					t.Fatalf("%s: bit %d changed: %q", name, bit, got)
				}
				part[bit/8] ^= 1 << (bit % 8)
			}
		}
	}
}
