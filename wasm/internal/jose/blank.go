package jose

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"math/big"
	"sync"

	"github.com/lestrrat-go/jwx/v2/jwk"

	"jwkmint/wasm/internal/key"
)

// blank gives a jwx key of a type to read a JWK into, with numbers that mean
// nothing and are overwritten. jwk.ParseKey finds the type by itself, but
// brings jwx's reader of PEM with it, and that crypto/x509: 44 kB more for
// everyone to download.
func blank(kty string, private bool) (jwk.Key, error) {
	one := big.NewInt(1)
	public := rsa.PublicKey{N: one, E: 1}
	var raw any
	switch {
	case kty == key.KtyRSA && private:
		raw = &rsa.PrivateKey{PublicKey: public, D: one}
	case kty == key.KtyRSA:
		raw = &public
	case kty == key.KtyEC:
		curve, err := curveKey()
		if err != nil {
			return nil, err
		}
		raw = &curve.PublicKey
		if private {
			raw = curve
		}
	case kty == key.KtyOKP && private:
		raw = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	case kty == key.KtyOKP:
		raw = make(ed25519.PublicKey, ed25519.PublicKeySize)
	default:
		raw = []byte{0}
	}
	return jwk.FromRaw(raw)
}

// curveKey is some key on a curve, made when it is first needed.
var curveKey = sync.OnceValues(func() (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
})
