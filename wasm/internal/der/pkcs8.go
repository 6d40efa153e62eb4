package der

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
)

// ParsePKCS8 reads an unencrypted OneAsymmetricKey (RFC 5958 section 2).
func ParsePKCS8(der []byte) (*key.Key, error) {
	var odd oddities
	info, err := odd.sequence(der)
	if err != nil {
		return nil, err
	}
	var alg, private, public cryptobyte.String
	if _, ok := odd.version(&info, 0, 1); !ok || !info.ReadASN1(&alg, asn1.SEQUENCE) {
		return nil, malformed("PKCS#8 private key")
	}
	if err := refusedAlgorithm(alg); err != nil {
		return nil, err
	}
	if !info.ReadASN1(&private, asn1.OCTET_STRING) || !info.SkipOptionalASN1(tagContext0) { // attributes
		return nil, malformed(akpName(alg) + "PKCS#8 private key")
	}
	// BIT STRING, IMPLICIT; ring wrote it EXPLICIT until 2023.
	var tag asn1.Tag
	hasPublic := info.PeekASN1Tag(tagContext1) || info.PeekASN1Tag(asn1.Tag(1).ContextSpecific())
	if hasPublic && !info.ReadAnyASN1(&public, &tag) || !info.Empty() {
		return nil, malformed(akpName(alg) + "PKCS#8 private key")
	}
	k, err := odd.privateKey(alg, private)
	if err == nil && hasPublic && odd.publicHalf(k.Material, public, func(bits []byte) (*key.Key, error) {
		return new(oddities).publicBytes(alg, bits)
	}) == anotherHalf {
		return nil, fault.New(fault.KeyMismatch, akpName(alg)+"the public key that came along is another")
	}
	if oid, _, _ := SplitAlgorithm(alg); isRSA(oid) {
		return odd.on(rsaChecked(k, err))
	}
	return odd.on(key.Checked(k, err))
}

// privateKey reads the OCTET STRING of a PKCS#8 key, given the contents of
// its AlgorithmIdentifier.
func (o *oddities) privateKey(alg, private cryptobyte.String) (*key.Key, error) {
	oid, params, _ := SplitAlgorithm(alg)
	k := &key.Key{Source: srcPKCS8}
	var err error
	switch {
	case isRSA(oid):
		k.Material, err = o.pkcs1Private(private)
		if err == nil {
			err = o.narrowRSA(k, oid, params)
		}
	case oid == oidEC, oid == oidECDH:
		var curve string
		if !params.Empty() {
			if curve, err = o.parseCurve(params); err != nil {
				return nil, err
			}
		}
		k.Material, err = o.sec1Private(private, curve)
		narrowEC(k, oid)
	default:
		o.noParameters(params)
		k.Material, err = o.okpPrivate(okpCurve(oid), private)
	}
	if err != nil {
		return nil, err
	}
	return k, nil
}

// noParameters notes parameters where none belong (RFC 8410 section 3, RFC 9881
// section 2).
func (o *oddities) noParameters(params cryptobyte.String) {
	if !params.Empty() {
		o.note(oddParameters)
	}
}

// okpPrivate reads a CurvePrivateKey (RFC 8410 section 7).
func (o *oddities) okpPrivate(curve string, wrapped []byte) (key.Material, error) {
	if mldsa.PublicSize(curve) > 0 {
		return o.akpPrivate(curve, wrapped)
	}
	var seed cryptobyte.String
	der := cryptobyte.String(o.strict(wrapped))
	if !der.ReadASN1(&seed, asn1.OCTET_STRING) {
		return nil, malformed(curve + " private key")
	}
	if !der.Empty() {
		o.note(trailingInside)
	}
	k, err := key.NewOKP(curve, seed)
	if err != nil {
		return nil, err
	}
	return k, nil
}
