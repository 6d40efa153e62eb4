package der

import (
	"bytes"
	"crypto/elliptic"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/secp256k1"
)

// ParseCurve reads ECParameters (RFC 5480 section 2.1.1, X9.62) and returns
// the JWK name of the curve. Explicit parameters are accepted when every one
// of them is that of a named curve: a private generator of one's own would
// let anybody forge (CVE-2020-0601).
func ParseCurve(params cryptobyte.String) (string, error) { return new(oddities).parseCurve(params) }

func (o *oddities) parseCurve(params cryptobyte.String) (string, error) {
	var id, explicit cryptobyte.String
	switch {
	case params.PeekASN1Tag(asn1.OBJECT_IDENTIFIER):
		if !params.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) || !params.Empty() {
			return "", malformed("EC parameters")
		}
		oid := OIDString(id)
		if curve := namedCurves[oid]; curve != "" {
			return curve, nil
		}
		return "", refuseCurve(oid)
	case params.PeekASN1Tag(asn1.SEQUENCE):
		if !params.ReadASN1(&explicit, asn1.SEQUENCE) || !params.Empty() {
			return "", malformed("EC parameters")
		}
		o.note(explicitParameters)
		return o.explicitCurve(explicit)
	case params.PeekASN1Tag(asn1.NULL), params.Empty():
		return "", fault.New(fault.UnsupportedCurve, "the key does not say which curve it is on")
	}
	return "", malformed("EC parameters")
}

// explicitCurve finds the named curve that has exactly the given
// SpecifiedECDomain (SEC 1 appendix C.2).
func (o *oddities) explicitCurve(seq cryptobyte.String) (string, error) {
	const primeField = "1.2.840.10045.1.1"
	var field, fieldOID, curve, a, b, generator cryptobyte.String
	if _, ok := o.version(&seq, 1, 2, 3); !ok ||
		!seq.ReadASN1(&field, asn1.SEQUENCE) || !field.ReadASN1(&fieldOID, asn1.OBJECT_IDENTIFIER) {
		return "", malformed("EC parameters")
	}
	if OIDString(fieldOID) != primeField {
		return "", fault.New(fault.UnsupportedCurve, "a binary curve")
	}
	p, err := o.number(&field)
	if err != nil {
		return "", err
	}
	if !field.Empty() || !seq.ReadASN1(&curve, asn1.SEQUENCE) ||
		!curve.ReadASN1(&a, asn1.OCTET_STRING) || !curve.ReadASN1(&b, asn1.OCTET_STRING) ||
		!curve.SkipOptionalASN1(asn1.BIT_STRING) || !curve.Empty() || // seed
		!seq.ReadASN1(&generator, asn1.OCTET_STRING) {
		return "", malformed("EC parameters")
	}
	n, err := o.number(&seq)
	if err != nil {
		return "", err
	}
	cofactor := big.NewInt(1)
	if seq.PeekASN1Tag(asn1.INTEGER) {
		if cofactor, err = o.number(&seq); err != nil {
			return "", err
		}
	}
	if !seq.SkipOptionalASN1(asn1.SEQUENCE) || !seq.Empty() { // hash
		return "", malformed("EC parameters")
	}
	for _, name := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		c := curveNumbers(name)
		if p.Cmp(c.P) != 0 {
			continue
		}
		g, err := o.ecPoint(name, generator)
		if err != nil || !sameNumber(g.X, c.Gx) || !sameNumber(g.Y, c.Gy) || !sameNumber(a, curveA(name, c)) ||
			!sameNumber(b, c.B) || n.Cmp(c.N) != 0 {
			return "", fault.New(fault.UnsupportedCurve, "explicit parameters that differ from those of "+name)
		}
		if cofactor.Cmp(big.NewInt(1)) != 0 { // it follows from the others
			o.note(wrongCofactor)
		}
		return name, nil
	}
	return "", fault.New(fault.UnsupportedCurve, "explicit parameters of a curve that JOSE does not have")
}

func sameNumber(b []byte, n *big.Int) bool {
	return bytes.Equal(bytes.TrimLeft(b, "\x00"), n.Bytes())
}

// curveNumbers returns the parameters of one of our four curves.
func curveNumbers(name string) *elliptic.CurveParams {
	switch name {
	case key.P256:
		return elliptic.P256().Params()
	case key.P384:
		return elliptic.P384().Params()
	case key.P521:
		return elliptic.P521().Params()
	}
	return secp256k1.Params()
}

// curveA is the coefficient a, which elliptic.CurveParams takes to be -3: for
// secp256k1 it is 0.
func curveA(name string, c *elliptic.CurveParams) *big.Int {
	if name == key.Secp256k1 {
		return new(big.Int)
	}
	return new(big.Int).Sub(c.P, big.NewInt(3))
}

// ecPoint reads an ECPoint (SEC 1 section 2.3.4; X9.62 for the hybrid form):
// uncompressed, compressed or hybrid. It does not check that an uncompressed
// point is on the curve: key.EC.Check does.
func (o *oddities) ecPoint(curve string, b []byte) (*key.EC, error) {
	size := key.CurveBytes(curve)
	if len(b) == 0 {
		return nil, fault.New(fault.InvalidKey, "the public point is missing")
	}
	form, rest := b[0], b[1:]
	switch {
	case form == 0 && len(rest) == 0:
		return nil, fault.New(fault.InvalidKey, "the public point is infinity")
	case (form == 2 || form == 3) && len(rest) == size:
		return decompress(curve, rest, form&1)
	case form == 4 && len(rest) == 2*size:
		return &key.EC{Curve: curve, X: rest[:size], Y: rest[size:]}, nil
	case (form == 6 || form == 7) && len(rest) == 2*size:
		if rest[2*size-1]&1 != form&1 {
			return nil, fault.New(fault.InvalidKey, "the public point contradicts itself")
		}
		o.note(hybridPoint)
		return &key.EC{Curve: curve, X: rest[:size], Y: rest[size:]}, nil
	}
	return nil, malformed("public point")
}

// decompress computes the y of the given parity: a root of x³ + ax + b. The
// primes of all four curves are 3 modulo 4, so it is one exponentiation. That x
// is below the prime is left to key.EC.Check.
func decompress(curve string, x []byte, parity byte) (*key.EC, error) {
	c := curveNumbers(curve)
	xn := new(big.Int).SetBytes(x)
	square := new(big.Int).Mul(xn, xn)
	square.Add(square, curveA(curve, c)).Mul(square, xn)
	square.Add(square, c.B).Mod(square, c.P)
	y := new(big.Int).ModSqrt(square, c.P)
	if y == nil {
		return nil, fault.New(fault.InvalidKey, "the public point is not on the curve")
	}
	if byte(y.Bit(0)) != parity {
		y.Sub(c.P, y)
	}
	return &key.EC{Curve: curve, X: x, Y: y.FillBytes(make([]byte, len(x)))}, nil
}
