package jose

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"hash"
	"io"
)

// content is a way to encrypt the content of a JWE (RFC 7518 section 5).
type content struct {
	size int              // of its key in bytes
	hash func() hash.Hash // of its HMAC; nil for GCM, which needs none
}

var contents = map[string]content{
	"A128GCM":       {16, nil},
	"A192GCM":       {24, nil},
	"A256GCM":       {32, nil},
	"A128CBC-HS256": {32, sha256.New},
	"A192CBC-HS384": {48, sha512.New384},
	"A256CBC-HS512": {64, sha512.New},
}

// ContentKeySize is how many bytes the key of an "enc" algorithm has; 0 for one
// that is not known.
func ContentKeySize(enc string) int { return contents[enc].size }

const gcmNonceSize, gcmTagSize = 12, 16

// openGCM decrypts AES-GCM as JWE has it (RFC 7518 sections 4.7 and 5.3); false
// when something of it does not fit.
func openGCM(key, iv, ciphertext, tag, aad []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil || len(iv) != gcmNonceSize || len(tag) != gcmTagSize {
		return nil, false
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, false
	}
	plain, err := gcm.Open(nil, iv, bytes.Join([][]byte{ciphertext, tag}, nil), aad)
	return plain, err == nil
}

// openCBC decrypts AES_CBC_HMAC_SHA2 (RFC 7518 section 5.2.2.2). The first half of
// its key is for the HMAC.
func openCBC(c content, key, iv, ciphertext, tag, aad []byte) ([]byte, bool) {
	half := c.size / 2
	mac := hmac.New(c.hash, key[:half])
	mac.Write(aad)
	mac.Write(iv)
	mac.Write(ciphertext)
	mac.Write(binary.BigEndian.AppendUint64(nil, 8*uint64(len(aad))))
	if !hmac.Equal(mac.Sum(nil)[:half], tag) {
		return nil, false
	}
	block, err := aes.NewCipher(key[half:])
	if err != nil || len(iv) != aes.BlockSize || len(ciphertext) == 0 || len(ciphertext)%aes.BlockSize != 0 {
		return nil, false
	}
	plain := make([]byte, len(ciphertext))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, ciphertext)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > aes.BlockSize || !bytes.Equal(plain[len(plain)-pad:], bytes.Repeat([]byte{byte(pad)}, pad)) {
		return nil, false
	}
	return plain[:len(plain)-pad], true
}

// maxInflation bounds what packed content ("zip") unpacks to, as a multiple of its
// size, and smallContent what it always may. JWKs shrink to a half, or with
// many spaces to a tenth. Deflate can make a thousand bytes of one: a few
// megabytes would be gigabytes.
const (
	maxInflation = 32
	smallContent = 16 << 10
)

// inflate unpacks content (RFC 7516 section 4.1.3).
func inflate(packed []byte) ([]byte, bool) {
	most := smallContent + maxInflation*int64(len(packed))
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), most+1))
	return plain, err == nil && int64(len(plain)) <= most
}

// SealGCM encrypts content by AES-GCM under a key that is used for nothing else,
// with an initialisation vector that it makes.
func SealGCM(key, plain, aad []byte) (iv, ciphertext, tag []byte) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("jose: no key of AES")
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic("jose: " + err.Error())
	}
	iv = make([]byte, gcmNonceSize)
	rand.Read(iv)
	sealed := gcm.Seal(nil, iv, plain, aad)
	return iv, sealed[:len(plain)], sealed[len(plain):]
}
