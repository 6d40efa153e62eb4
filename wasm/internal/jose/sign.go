package jose

import (
	"encoding/base64"
	"errors"
	"slices"

	"github.com/lestrrat-go/jwx/v2/cert"
	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jws"

	"jwkmint/wasm/internal/key"
)

// ErrUnsignable says that a key cannot sign: it is public, the algorithm does
// not fit it, or there is no code here for it (Ed448, RSA keys that crypto/rsa
// refuses).
var ErrUnsignable = errors.New("jose: this key cannot sign so")

// Header is the protected header of a JWS (RFC 7515 section 4.1). Empty fields
// are left out; Alg must not be empty.
type Header struct {
	Typ, Alg, KID string
	X5T, X5TS256  string   // base64url, as they are written
	X5C           [][]byte // certificates, DER, leaf first
}

// Sign returns the compact serialization (RFC 7515 section 7.1) of payload,
// signed by the key m with the algorithm of the header, which must be one of
// Algorithms. The members of the header come in the order of their names.
func Sign(h Header, payload []byte, m key.Material) (string, error) {
	if !m.IsPrivate() || !slices.Contains(Algorithms(m, UseSig, nil), h.Alg) || m.Check() != nil {
		return "", ErrUnsignable
	}
	numbers := forJWS(m)
	if numbers == nil {
		return "", ErrUnsignable
	}
	headers := jws.NewHeaders()
	for name, text := range map[string]string{
		jws.TypeKey: h.Typ, jws.KeyIDKey: h.KID, jws.X509CertThumbprintKey: h.X5T, jws.X509CertThumbprintS256Key: h.X5TS256,
	} {
		if text == "" {
			continue
		}
		if err := headers.Set(name, text); err != nil {
			return "", err
		}
	}
	if len(h.X5C) > 0 {
		var chain cert.Chain
		for _, der := range h.X5C {
			if err := chain.AddString(base64.StdEncoding.EncodeToString(der)); err != nil {
				return "", err
			}
		}
		if err := headers.Set(jws.X509CertChainKey, &chain); err != nil {
			return "", err
		}
	}
	token, err := jws.Sign(payload, jws.WithKey(jwa.SignatureAlgorithm(h.Alg), numbers, jws.WithProtectedHeaders(headers)))
	if err != nil {
		return "", ErrUnsignable // crypto/rsa refuses the key
	}
	return string(token), nil
}
