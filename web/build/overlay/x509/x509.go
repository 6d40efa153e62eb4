// Package x509 stands in the program for crypto/x509.
//
// The JOSE library mentions crypto/x509 for keys in PEM and for certificates.
// This tree reads and writes both by itself, more leniently and with better
// errors; and the real package brings net with it. In its place the build
// links this one: the names that the library mentions, each of which refuses.
package x509

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
	"io"
)

// ErrLeftOut is the answer of every function here.
var ErrLeftOut = errors.New("this program reads and writes certificates and PEM by itself")

// Certificate is never made.
type Certificate struct{ PublicKey any }

// CreateCertificate returns ErrLeftOut, as all do that can return an error.
func CreateCertificate(io.Reader, *Certificate, *Certificate, any, any) ([]byte, error) {
	return nil, ErrLeftOut
}

func ParseCertificate([]byte) (*Certificate, error) { return nil, ErrLeftOut }

func ParseECPrivateKey([]byte) (*ecdsa.PrivateKey, error) { return nil, ErrLeftOut }

func ParsePKCS1PrivateKey([]byte) (*rsa.PrivateKey, error) { return nil, ErrLeftOut }

func ParsePKCS1PublicKey([]byte) (*rsa.PublicKey, error) { return nil, ErrLeftOut }

func ParsePKCS8PrivateKey([]byte) (any, error) { return nil, ErrLeftOut }

func ParsePKIXPublicKey([]byte) (any, error) { return nil, ErrLeftOut }

func MarshalECPrivateKey(*ecdsa.PrivateKey) ([]byte, error) { return nil, ErrLeftOut }

func MarshalPKCS8PrivateKey(any) ([]byte, error) { return nil, ErrLeftOut }

func MarshalPKIXPublicKey(any) ([]byte, error) { return nil, ErrLeftOut }

// MarshalPKCS1PrivateKey panics: it has no error to return, and nothing would
// be worse than a key without its bytes. A test proves that no function that
// calls it is linked.
func MarshalPKCS1PrivateKey(*rsa.PrivateKey) []byte { panic(ErrLeftOut) }
