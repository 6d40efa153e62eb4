package encode

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/pbkdf2"
)

var (
	oidPBES2      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidHMACSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidAES256CBC  = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}
)

// Sealer encrypts PKCS#8 keys under one passphrase. The key derivation, which
// is slow by intent, is done once, when the first key is sealed; every key
// gets an initialisation vector of its own.
type Sealer struct {
	derivation
	block cipher.Block
}

// NewSealer returns a Sealer with a random salt. The passphrase's UTF-8
// bytes are used as they are, which is what openssl does. subtle is nil where
// the browser has none.
func NewSealer(passphrase string, subtle pbkdf2.Subtle) *Sealer {
	return &Sealer{derivation: newDerivation(passphrase, subtle)}
}

func (s *Sealer) derive() error {
	if s.block != nil {
		return nil
	}
	secret, err := s.key(s.salt, 32)
	if err != nil {
		return err
	}
	s.block, err = aes.NewCipher(secret)
	clear(secret)
	return err
}

// PEM writes k as "ENCRYPTED PRIVATE KEY": PBES2 with PBKDF2-HMAC-SHA-256
// and AES-256-CBC (RFC 8018 section 6.2, RFC 5958 section 3).
func (s *Sealer) PEM(k *key.Key) (string, error) {
	iv := make([]byte, aes.BlockSize)
	rand.Read(iv)
	return s.pem(k, iv)
}

func (s *Sealer) pem(k *key.Key, iv []byte) (string, error) {
	if !Has(k, PKCS8Encrypted) {
		return "", noSuchForm()
	}
	plain, err := pkcs8DER(k.Material)
	if err != nil {
		return "", err
	}
	defer clear(plain)
	if err := s.derive(); err != nil {
		return "", err
	}
	// PKCS#7 padding, RFC 8018 section 6.1.1 step 4.
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	sealed := make([]byte, len(plain)+pad)
	for i := copy(sealed, plain); i < len(sealed); i++ {
		sealed[i] = byte(pad)
	}
	cipher.NewCBCEncrypter(s.block, iv).CryptBlocks(sealed, sealed)

	out, err := sequence(func(b *cryptobyte.Builder) error {
		s.addAlgorithm(b, iv)
		b.AddASN1OctetString(sealed)
		return nil
	})
	if err != nil {
		return "", err
	}
	return toPEM(labelEncrypted, out), nil
}

// addAlgorithm writes the AlgorithmIdentifier with PBES2-params.
func (s *Sealer) addAlgorithm(b *cryptobyte.Builder, iv []byte) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidPBES2)
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidPBKDF2)
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1OctetString(s.salt)
					b.AddASN1Int64(int64(s.count()))
					b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1ObjectIdentifier(oidHMACSHA256)
						b.AddASN1NULL()
					})
				})
			})
			b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidAES256CBC)
				b.AddASN1OctetString(iv)
			})
		})
	})
}
