package encode

import (
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
)

// pkcs8DER writes a PrivateKeyInfo, version 1 (RFC 5208 section 5), which is
// what OpenSSL writes: version 2 (RFC 5958), with a public key after it, is
// refused by older readers.
func pkcs8DER(m key.Material) ([]byte, error) {
	inner, err := privateDER(m)
	if err != nil {
		return nil, err
	}
	return sequence(func(b *cryptobyte.Builder) error {
		b.AddASN1Int64(0)
		if err := addAlgorithm(b, m); err != nil {
			return err
		}
		b.AddASN1OctetString(inner)
		return nil
	})
}

// privateDER writes the privateKey of a PrivateKeyInfo.
func privateDER(m key.Material) ([]byte, error) {
	switch m := m.(type) {
	case *key.RSA:
		return pkcs1DER(m)
	case *key.EC:
		return sec1DER(m, false)
	case *key.OKP:
		tag := byte(der.OCTET_STRING) // CurvePrivateKey, RFC 8410 section 7
		if m.Kty() == key.KtyAKP {
			tag = 0x80 // the seed, as RFC 9881 section 6 recommends
		}
		return append([]byte{tag, byte(len(m.D))}, m.D...), nil
	}
	return nil, noSuchForm()
}

// traditionalDER writes PKCS#1 or SEC 1, the forms of OpenSSL before 1.0.
func traditionalDER(m key.Material) ([]byte, error) {
	switch m := m.(type) {
	case *key.RSA:
		return pkcs1DER(m)
	case *key.EC:
		return sec1DER(m, true)
	}
	return nil, noSuchForm()
}

// pkcs1DER writes an RSAPrivateKey (RFC 8017 appendix A.1.2); its version is
// 1 (multi) when there are more than two primes.
func pkcs1DER(m *key.RSA) ([]byte, error) {
	return sequence(func(b *cryptobyte.Builder) error {
		version := int64(0)
		if len(m.Others) > 0 {
			version = 1
		}
		b.AddASN1Int64(version)
		addIntegers(b, m.N, m.E, m.D, m.P, m.Q, m.DP, m.DQ, m.QI)
		if version == 0 {
			return nil
		}
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, o := range m.Others {
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { addIntegers(b, o.R, o.D, o.T) })
			}
		})
		return nil
	})
}

// sec1DER writes an ECPrivateKey with its public key (RFC 5915 section 3).
// Inside PKCS#8 the curve is named outside, so it is left out here.
func sec1DER(m *key.EC, withCurve bool) ([]byte, error) {
	curve := ecOID(m.Curve)
	if curve == nil {
		return nil, noSuchForm()
	}
	return sequence(func(b *cryptobyte.Builder) error {
		b.AddASN1Int64(1)
		b.AddASN1OctetString(m.D)
		if withCurve {
			b.AddASN1(der.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(curve)
			})
		}
		b.AddASN1(der.Tag(1).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
			b.AddASN1BitString(ecPoint(m))
		})
		return nil
	})
}
