package der

import (
	"slices"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// ParseSEC1 reads an ECPrivateKey (RFC 5915 section 3). curve is that of a key
// that names none, as the EC PARAMETERS before it say, or "": then its public point
// tells, where it has one.
func ParseSEC1(der []byte, curve string) (*key.Key, error) {
	var odd oddities
	k := &key.Key{Source: srcSEC1}
	var err error
	k.Material, err = odd.sec1Private(der, "")
	if err == errNoCurve && curve == "" {
		if curve = curveOf(der); curve != "" {
			odd.note(noCurve)
		}
	}
	if err == errNoCurve && curve != "" {
		k.Material, err = odd.sec1Private(der, curve)
	}
	return odd.on(key.Checked(k, err))
}

var errNoCurve = fault.New(fault.Malformed, "the key does not say which curve it is on").
	WithHint("Put the parameters of its curve before it, if you know that. For P-256: openssl ecparam -name prime256v1 | cat - FILE > key.pem")

// curveOf is the curve on which the private number of an ECPrivateKey gives the point that
// stands beside it, as GnuTLS writes one without its curve; "" where there is none.
func curveOf(der []byte) string {
	seq, _ := new(oddities).inner(der)
	var scalar, public, bits cryptobyte.String
	if !seq.SkipASN1(asn1.INTEGER) || !seq.ReadASN1(&scalar, asn1.OCTET_STRING) || !seq.ReadASN1(&public, tagContext1) || !public.ReadASN1(&bits, asn1.BIT_STRING) || len(bits) == 0 {
		return ""
	}
	for _, curve := range []string{key.P256, key.P384, key.P521, key.Secp256k1} {
		d, fits := pad(scalar, key.CurveBytes(curve))
		point, err := new(oddities).ecPoint(curve, bits[1:])
		if !fits || err != nil {
			continue
		}
		if own, err := key.NewEC(curve, d); err == nil && key.SamePublic(own, point) {
			return curve
		}
	}
	return ""
}

// sec1Private reads an ECPrivateKey. curve is what the AlgorithmIdentifier
// around it says, or "". The private number may have lost its leading zeros,
// or have too many: some tools write so. A missing public point is computed.
func (o *oddities) sec1Private(der []byte, curve string) (key.Material, error) {
	seq, err := o.inner(der)
	if err != nil {
		return nil, err
	}
	var scalar, params, public cryptobyte.String
	var hasParams, hasPublic bool
	if _, ok := o.version(&seq, 1); !ok || !seq.ReadASN1(&scalar, asn1.OCTET_STRING) ||
		!seq.ReadOptionalASN1(&params, &hasParams, tagContext0) ||
		!seq.ReadOptionalASN1(&public, &hasPublic, tagContext1) || !seq.Empty() {
		return nil, malformed("EC private key")
	}
	if hasParams {
		own, err := o.parseCurve(params)
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
	size := key.CurveBytes(curve)
	d, ok := pad(scalar, size)
	if !ok {
		return nil, fault.New(fault.InvalidKey, "the private number is out of range")
	}
	if len(scalar) != size {
		o.note(scalarLength)
	}
	k, err := key.NewEC(curve, d)
	if err != nil {
		return nil, err
	}
	half := noHalf
	if hasPublic {
		half = o.publicHalf(k, public, func(bits []byte) (*key.Key, error) {
			return new(oddities).ecPublic(curve, bits)
		})
	}
	switch {
	case half == anotherHalf:
		return nil, fault.New(fault.KeyMismatch, "the private number does not give the public point").WithHint(noPublicHint)
	case half != sameHalf && ofOtherCurve(len(scalar), size):
		return nil, fault.New(fault.InvalidKey, "the private number has the length of those of another curve")
	}
	return k, nil
}

// ofOtherCurve reports whether a private number of that many bytes is one of a
// curve other than that of the given size: then the name of the curve is
// damaged, since nobody loses so many leading zeros by chance.
func ofOtherCurve(length, size int) bool {
	return length != size && slices.Contains([]int{32, 48, 66}, length)
}

// noPublicHint names a command that needs no public half: pkey repeats it.
const noPublicHint = "Find out which half is yours. This writes the private one without the public one: openssl ec -in FILE -no_public -out private.pem"

// ecPublic reads a point as a key.
func (o *oddities) ecPublic(curve string, bits []byte) (*key.Key, error) {
	m, err := o.ecPoint(curve, bits)
	if err != nil {
		return nil, err
	}
	return &key.Key{Material: m}, nil
}

// spkiPoint reads the point of a SubjectPublicKeyInfo, given its parameters.
func (o *oddities) spkiPoint(params cryptobyte.String, bits []byte) (key.Material, error) {
	curve, err := o.parseCurve(params)
	if err != nil {
		return nil, err
	}
	k, err := o.ecPoint(curve, bits)
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
