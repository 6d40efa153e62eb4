package der

import (
	"bytes"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// The names that a key's source is given.
const (
	srcSPKI         = "SPKI public key"
	srcPKCS8        = "PKCS#8 private key"
	srcPKCS1Public  = "PKCS#1 public key"
	srcPKCS1Private = "PKCS#1 private key"
	srcSEC1         = "SEC 1 private key"
)

var (
	tagContext0 = asn1.Tag(0).ContextSpecific().Constructed()
	tagContext1 = asn1.Tag(1).ContextSpecific().Constructed()
	tagContext2 = asn1.Tag(2).ContextSpecific().Constructed()
	tagContext3 = asn1.Tag(3).ContextSpecific().Constructed()
)

// MaxInput is the largest input read, in bytes.
const MaxInput = 16 << 20

func malformed(detail string) error { return fault.New(fault.Malformed, detail) }

// Sequence returns the contents of the one SEQUENCE that der must be. It
// tells an input that ends early, or goes on, from one that is broken.
func Sequence(der []byte) (cryptobyte.String, error) {
	size, err := Size(der)
	switch {
	case err != nil:
		return nil, err
	case size > len(der):
		return nil, fault.New(fault.Truncated, "")
	case size < len(der):
		return nil, fault.New(fault.TrailingData, "")
	}
	input := cryptobyte.String(der)
	var contents cryptobyte.String
	if !input.ReadASN1(&contents, asn1.SEQUENCE) {
		return nil, malformed("not DER")
	}
	return contents, nil
}

// Size returns how long the SEQUENCE that der begins with says it is, its
// header included, whether or not der holds that much.
func Size(der []byte) (int, error) {
	switch {
	case len(der) == 0 || der[0] != 0x30:
		return 0, malformed("not a DER sequence")
	case len(der) == 1:
		return 0, fault.New(fault.Truncated, "")
	case der[1] < 0x80:
		return 2 + int(der[1]), nil
	}
	n := int(der[1] & 0x7f)
	switch {
	case n == 0:
		return 0, malformed("BER of indefinite length, not DER")
	case n > 4:
		return 0, fault.New(fault.TooLarge, "a length over 4 GiB")
	case len(der) < 2+n:
		return 0, fault.New(fault.Truncated, "")
	}
	size := int64(0)
	for _, b := range der[2 : 2+n] {
		size = size<<8 | int64(b)
	}
	// A length that no input can have is cut, so that an int of 32 bits holds it.
	return 2 + n + int(min(size, 2*MaxInput)), nil
}

// ParseSPKI reads a SubjectPublicKeyInfo (RFC 5280 section 4.1).
func ParseSPKI(der []byte) (*key.Key, error) {
	info, err := Sequence(der)
	if err != nil {
		return nil, err
	}
	var alg cryptobyte.String
	var bits []byte
	if !info.ReadASN1(&alg, asn1.SEQUENCE) || !info.ReadASN1BitStringAsBytes(&bits) || !info.Empty() {
		return nil, malformed("public key")
	}
	return key.Checked(publicKey(alg, bits))
}

// publicKey reads the BIT STRING of a SubjectPublicKeyInfo, given the
// contents of its AlgorithmIdentifier.
func publicKey(alg cryptobyte.String, bits []byte) (*key.Key, error) {
	oid, params, ok := SplitAlgorithm(alg)
	if !ok {
		return nil, malformed("algorithm identifier")
	}
	k := &key.Key{Source: srcSPKI}
	var err error
	switch oid {
	case oidRSA, oidRSAX509, oidRSAPSS, oidRSAOAEP:
		k.Material, err = pkcs1Public(bits)
		if err == nil {
			err = narrowRSA(k, oid, params)
		}
	case oidEC, oidECDH:
		k.Material, err = spkiPoint(params, bits)
		narrowEC(k, oid)
	default:
		curve := okpCurves[oid]
		if curve == "" {
			return nil, refuseAlgorithm(oid)
		}
		k.Material = &key.OKP{Curve: curve, X: bits}
	}
	return k, err
}

// ParsePKCS8 reads an unencrypted OneAsymmetricKey (RFC 5958 section 2).
func ParsePKCS8(der []byte) (*key.Key, error) {
	info, err := Sequence(der)
	if err != nil {
		return nil, err
	}
	var version int
	var alg, private cryptobyte.String
	if !info.ReadASN1Integer(&version) || version < 0 || version > 1 ||
		!info.ReadASN1(&alg, asn1.SEQUENCE) || !info.ReadASN1(&private, asn1.OCTET_STRING) ||
		!info.SkipOptionalASN1(tagContext0) { // attributes
		return nil, malformed("PKCS#8 private key")
	}
	var public []byte
	if !readPublicField(&info, &public) || !info.Empty() {
		return nil, malformed("PKCS#8 private key")
	}
	return key.Checked(privateKey(alg, private, public))
}

// readPublicField reads the optional [1] IMPLICIT BIT STRING of RFC 5958, or an
// explicit one, which ring wrote until 2023.
func readPublicField(s *cryptobyte.String, out *[]byte) bool {
	implicit := asn1.Tag(1).ContextSpecific()
	var field cryptobyte.String
	switch {
	case s.PeekASN1Tag(tagContext1):
		return s.ReadASN1(&field, tagContext1) && field.ReadASN1BitStringAsBytes(out) && field.Empty()
	case !s.PeekASN1Tag(implicit):
		return true
	case !s.ReadASN1(&field, implicit) || len(field) < 1 || field[0] != 0:
		return false
	}
	*out = field[1:]
	return true
}

// privateKey reads the OCTET STRING of a PKCS#8 key, given the contents of
// its AlgorithmIdentifier. public, when not nil, must be its public half.
func privateKey(alg, private cryptobyte.String, public []byte) (*key.Key, error) {
	oid, params, ok := SplitAlgorithm(alg)
	if !ok {
		return nil, malformed("algorithm identifier")
	}
	k := &key.Key{Source: srcPKCS8}
	var err error
	switch oid {
	case oidRSA, oidRSAX509, oidRSAPSS, oidRSAOAEP:
		k.Material, err = pkcs1Private(private)
		if err == nil {
			err = narrowRSA(k, oid, params)
		}
	case oidEC, oidECDH:
		var curve string
		if !params.Empty() {
			if curve, err = ParseCurve(params); err != nil {
				return nil, err
			}
		}
		k.Material, err = sec1Private(private, curve)
		narrowEC(k, oid)
	default:
		curve := okpCurves[oid]
		if curve == "" {
			return nil, refuseAlgorithm(oid)
		}
		k.Material, err = okpPrivate(curve, private)
	}
	if err != nil {
		return nil, err
	}
	if public != nil {
		claimed, err := publicKey(alg, public)
		if err != nil {
			return nil, err
		}
		if !key.SamePublic(k.Material, claimed.Material) {
			return nil, fault.New(fault.KeyMismatch, "the public key that came along is another")
		}
	}
	return k, nil
}

// okpPrivate reads a CurvePrivateKey (RFC 8410 section 7).
func okpPrivate(curve string, der cryptobyte.String) (key.Material, error) {
	var seed cryptobyte.String
	if !der.ReadASN1(&seed, asn1.OCTET_STRING) {
		return nil, malformed(curve + " private key")
	}
	if !der.Empty() {
		return nil, fault.New(fault.TrailingData, "")
	}
	public, err := key.OKPPublic(curve, seed)
	if err != nil {
		return nil, err
	}
	return &key.OKP{Curve: curve, X: public, D: seed}, nil
}

// readNumber reads an INTEGER that must not be negative.
func readNumber(s *cryptobyte.String) (*big.Int, error) {
	n := new(big.Int)
	if !s.ReadASN1Integer(n) {
		return nil, malformed("a number in it")
	}
	if n.Sign() < 0 {
		return nil, fault.New(fault.InvalidKey, "a number in it is negative")
	}
	return n, nil
}

// pad returns b, a big-endian number, at exactly size bytes; false when it
// does not fit.
func pad(b []byte, size int) ([]byte, bool) {
	b = bytes.TrimLeft(b, "\x00")
	if len(b) > size {
		return nil, false
	}
	return append(make([]byte, size-len(b), size), b...), true
}
