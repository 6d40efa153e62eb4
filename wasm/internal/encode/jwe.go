package encode

import (
	"crypto/rand"
	"encoding/base64"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/pbkdf2"
)

const (
	jweAlg = "PBES2-HS256+A128KW"
	jweEnc = "A256GCM"
)

// JWESealer encrypts JWKs and sets under one passphrase, as JWE (RFC 7517
// section 7): with the algorithms, the members and the layout that step writes.
// The key derivation, which is slow by intent, is done once, when the first is
// sealed; each has a key for its content and an initialisation vector of its own.
type JWESealer struct {
	derivation // its salt is "p2s"
	kek        []byte
}

// NewJWESealer returns a JWESealer with a random salt. The passphrase's UTF-8
// bytes are used as they are, as RFC 7518 section 4.8.1 has it. subtle is nil where
// the browser has none.
func NewJWESealer(passphrase string, subtle pbkdf2.Subtle) *JWESealer {
	return &JWESealer{derivation: newDerivation(passphrase, subtle)}
}

func (s *JWESealer) derive() (err error) {
	if s.kek == nil {
		s.kek, err = s.key(append([]byte(jweAlg+"\x00"), s.salt...), 16) // RFC 7518 section 4.8.1.1
	}
	return err
}

// Seal writes the flattened JSON serialization (RFC 7516 section 7.2.2) of text, a
// private JWK or, where set is true, a JWK Set. There is no newline at the end.
func (s *JWESealer) Seal(text string, set bool, layout Layout) (string, error) {
	if err := s.derive(); err != nil {
		return "", err
	}
	cty := "jwk+json"
	if set {
		cty = "jwk-set+json"
	}
	header := Object([]jose.Member{
		{Name: "alg", Value: jweAlg},
		{Name: "cty", Value: cty},
		{Name: "enc", Value: jweEnc},
		{Name: "p2c", Value: int64(s.count())},
		{Name: "p2s", Value: base64.RawURLEncoding.EncodeToString(s.salt)},
	}, Compact)
	protected := base64.RawURLEncoding.EncodeToString([]byte(header))
	cek := make([]byte, jose.ContentKeySize(jweEnc))
	rand.Read(cek)
	defer clear(cek)
	iv, ciphertext, tag := jose.SealGCM(cek, []byte(text), []byte(protected))
	member := func(name string, value []byte) jose.Member {
		return jose.Member{Name: name, Value: base64.RawURLEncoding.EncodeToString(value)}
	}
	return Object([]jose.Member{
		{Name: "protected", Value: protected},
		member("encrypted_key", jose.WrapKey(s.kek, cek)),
		member("iv", iv),
		member("ciphertext", ciphertext),
		member("tag", tag),
	}, layout), nil
}
