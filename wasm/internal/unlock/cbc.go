package unlock

import (
	"crypto/cipher"
	"crypto/des"
)

// DecryptCBC decrypts whole blocks and leaves the padding.
func DecryptCBC(block cipher.Block, iv, ciphertext []byte) ([]byte, bool) {
	size := block.BlockSize()
	if len(iv) != size || len(ciphertext) == 0 || len(ciphertext)%size != 0 {
		return nil, false
	}
	plain := make([]byte, len(ciphertext))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, ciphertext)
	return plain, true
}

// NewTripleDES takes two-key DES-EDE too.
func NewTripleDES(key []byte) (cipher.Block, error) {
	if len(key) == 16 {
		key = append(key[:16:16], key[:8]...)
	}
	return des.NewTripleDESCipher(key)
}
