package der

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// ParseSEC1 reads an ECPrivateKey (RFC 5915 section 3). curve is that of a key
// that names none, as the EC PARAMETERS before it say, or "".
func ParseSEC1(der []byte, curve string) (*key.Key, error) {
	k := &key.Key{Source: srcSEC1}
	var err error
	k.Material, err = sec1Private(der, "")
	if err == errNoCurve && curve != "" {
		k.Material, err = sec1Private(der, curve)
	}
	return key.Checked(k, err)
}

var errNoCurve = fault.New(fault.Malformed, "the key does not say which curve it is on")

// sec1Private reads an ECPrivateKey. curve is what the AlgorithmIdentifier
// around it says, or "". The private number may have lost its leading zeros,
// or have too many: some tools write so. A missing public point is computed.
func sec1Private(der []byte, curve string) (key.Material, error) {
	seq, err := Sequence(der)
	if err != nil {
		return nil, err
	}
	var version int
	var scalar, params, public cryptobyte.String
	var hasParams, hasPublic bool
	if !seq.ReadASN1Integer(&version) || version != 1 || !seq.ReadASN1(&scalar, asn1.OCTET_STRING) ||
		!seq.ReadOptionalASN1(&params, &hasParams, tagContext0) ||
		!seq.ReadOptionalASN1(&public, &hasPublic, tagContext1) || !seq.Empty() {
		return nil, malformed("EC private key")
	}
	if hasParams {
		own, err := ParseCurve(params)
		if err != nil {
			return nil, err
		}
		if curve != "" && own != curve {
			return nil, fault.New(fault.KeyMismatch, "it names two curves")
		}
		curve = own
	}
	if curve == "" {
		return nil, errNoCurve
	}
	d, ok := pad(scalar, key.CurveBytes(curve))
	if !ok {
		return nil, fault.New(fault.InvalidKey, "the private number is out of range")
	}
	point, err := key.ECPoint(curve, d)
	if err != nil {
		return nil, err
	}
	size := key.CurveBytes(curve)
	k := &key.EC{Curve: curve, X: point[1 : 1+size], Y: point[1+size:], D: d}
	if hasPublic {
		var bits []byte
		if !public.ReadASN1BitStringAsBytes(&bits) || !public.Empty() {
			return nil, malformed("EC private key")
		}
		claimed, err := ecPoint(curve, bits)
		if err != nil {
			return nil, err
		}
		if !key.SamePublic(k, claimed) {
			return nil, fault.New(fault.KeyMismatch, "the private number does not give the public point")
		}
	}
	return k, nil
}

// spkiPoint reads the point of a SubjectPublicKeyInfo, given its parameters.
func spkiPoint(params cryptobyte.String, bits []byte) (key.Material, error) {
	curve, err := ParseCurve(params)
	if err != nil {
		return nil, err
	}
	k, err := ecPoint(curve, bits)
	if err != nil {
		return nil, err
	}
	return k, nil
}

// narrowEC sets k.Algs for a key that says it is for key agreement only.
func narrowEC(k *key.Key, oid string) {
	if oid == oidECDH {
		k.Algs = []string{"ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"}
	}
}
