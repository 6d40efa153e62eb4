package encode

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/pbkdf2"
)

// Iterations is the PBKDF2-HMAC-SHA-256 count of the encrypted forms: the figure
// of the OWASP Password Storage Cheat Sheet.
const Iterations = 600_000

const saltBytes = 16 // RFC 8018 section 4.1 asks for 8, NIST SP 800-132 for 16

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
	passphrase string
	subtle     pbkdf2.Subtle
	salt       []byte
	iterations int // when not 0, in place of Iterations, for tests
	block      cipher.Block
}

// NewSealer returns a Sealer with a random salt. The passphrase's UTF-8
// bytes are used as they are, which is what openssl does. subtle is nil where
// the browser has none.
func NewSealer(passphrase string, subtle pbkdf2.Subtle) *Sealer {
	s := &Sealer{passphrase: passphrase, subtle: subtle, salt: make([]byte, saltBytes)}
	rand.Read(s.salt)
	return s
}

func (s *Sealer) count() int {
	if s.iterations != 0 {
		return s.iterations
	}
	return Iterations
}

func (s *Sealer) derive() error {
	if s.block != nil {
		return nil
	}
	secret, err := pbkdf2.Key(s.subtle, sha256.New, []byte(s.passphrase), s.salt, s.count(), 32)
	if err != nil {
		return fault.Wrap(fault.Internal, "", err)
	}
	s.block, err = aes.NewCipher(secret)
	clear(secret)
	s.passphrase = ""
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
