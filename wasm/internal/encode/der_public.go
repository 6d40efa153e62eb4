package encode

import (
	"crypto/sha256"
	"encoding/asn1"
	"encoding/base64"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// Fingerprint is "SHA256:" and the SHA-256 of the DER of the public key, in base64, as
// GitHub Apps and Snowflake have it; "" for a secret.
func Fingerprint(m key.Material) string {
	spki, err := PublicDER(m)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(spki)
	return "SHA256:" + base64.StdEncoding.EncodeToString(sum[:])
}

var (
	oidRSA = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1} // rsaEncryption, RFC 8017 appendix A.1
	oidEC  = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}     // id-ecPublicKey, RFC 5480 section 2.1.1
)

// ecOID gives the namedCurve of RFC 5480 section 2.1.1.1 (secp256k1: SEC 2 section
// A.2), okpOID the algorithm of RFC 8410 section 3 or RFC 9881 section 2; nil for
// another name.
func ecOID(curve string) asn1.ObjectIdentifier {
	switch curve {
	case key.P256:
		return asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}
	case key.P384:
		return asn1.ObjectIdentifier{1, 3, 132, 0, 34}
	case key.P521:
		return asn1.ObjectIdentifier{1, 3, 132, 0, 35}
	case key.Secp256k1:
		return asn1.ObjectIdentifier{1, 3, 132, 0, 10}
	}
	return nil
}

func okpOID(curve string) asn1.ObjectIdentifier {
	switch curve {
	case key.X25519:
		return asn1.ObjectIdentifier{1, 3, 101, 110}
	case key.X448:
		return asn1.ObjectIdentifier{1, 3, 101, 111}
	case key.Ed25519:
		return asn1.ObjectIdentifier{1, 3, 101, 112}
	case key.Ed448:
		return asn1.ObjectIdentifier{1, 3, 101, 113}
	}
	return mldsa.OID(curve)
}

// addAlgorithm writes the AlgorithmIdentifier of m. An RSA key is always
// plain rsaEncryption, also when it was read as RSASSA-PSS: that is what
// every tool takes, and a JWK cannot say it otherwise than by alg.
func addAlgorithm(b *cryptobyte.Builder, m key.Material) error {
	var algorithm, curve asn1.ObjectIdentifier
	switch m := m.(type) {
	case *key.RSA:
		algorithm = oidRSA
	case *key.EC:
		algorithm = oidEC
		if curve = ecOID(m.Curve); curve == nil {
			return noSuchForm()
		}
	case *key.OKP:
		if algorithm = okpOID(m.Curve); algorithm == nil {
			return noSuchForm()
		}
	default:
		return noSuchForm()
	}
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(algorithm)
		switch m.(type) {
		case *key.RSA:
			b.AddASN1NULL()
		case *key.EC:
			b.AddASN1ObjectIdentifier(curve)
		} // OKP and AKP have none (RFC 8410 section 3, RFC 9881 section 2).
	})
	return nil
}

// PublicDER writes the SubjectPublicKeyInfo of the public half of m; a secret
// has none (no_such_form).
func PublicDER(m key.Material) ([]byte, error) { return spkiDER(m.Public()) }

// spkiDER writes a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
func spkiDER(public key.Material) ([]byte, error) {
	var bits []byte
	switch m := public.(type) {
	case *key.RSA:
		var err error
		if bits, err = pkcs1PublicDER(m); err != nil {
			return nil, err
		}
	case *key.EC:
		bits = ecPoint(m)
	case *key.OKP:
		bits = m.X
	default:
		return nil, noSuchForm()
	}
	return sequence(func(b *cryptobyte.Builder) error {
		if err := addAlgorithm(b, public); err != nil {
			return err
		}
		b.AddASN1BitString(bits)
		return nil
	})
}

// pkcs1PublicDER writes an RSAPublicKey (RFC 8017 appendix A.1.1).
func pkcs1PublicDER(public key.Material) ([]byte, error) {
	m, ok := public.(*key.RSA)
	if !ok {
		return nil, noSuchForm()
	}
	return sequence(func(b *cryptobyte.Builder) error {
		addIntegers(b, m.N, m.E)
		return nil
	})
}

// ecPoint is the uncompressed point of SEC 1 section 2.3.3.
func ecPoint(m *key.EC) []byte {
	point := make([]byte, 0, 1+len(m.X)+len(m.Y))
	point = append(point, 4)
	point = append(point, m.X...)
	return append(point, m.Y...)
}

func addIntegers(b *cryptobyte.Builder, numbers ...*big.Int) {
	for _, n := range numbers {
		b.AddASN1BigInt(n)
	}
}

// sequence returns the DER of one SEQUENCE that write fills.
func sequence(write func(*cryptobyte.Builder) error) ([]byte, error) {
	var failed error
	b := cryptobyte.NewBuilder(nil)
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { failed = write(b) })
	out, err := b.Bytes()
	if failed != nil {
		return nil, failed
	}
	return out, err
}
