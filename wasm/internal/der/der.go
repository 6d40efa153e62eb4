package der

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/mldsa"
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

// Sequence returns the contents of the one SEQUENCE that der must be, as DER
// where it is BER. It tells an input that ends early, or goes on, from one that
// is broken.
func Sequence(der []byte) (cryptobyte.String, error) {
	der, _ = Strict(der)
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
		return 0, malformed("not a DER Sequence")
	case len(der) == 1:
		return 0, fault.New(fault.Truncated, "")
	case der[1] < 0x80:
		return 2 + int(der[1]), nil
	}
	n := int(der[1] & 0x7f)
	if n == 0 {
		return 0, malformed("BER of indefinite length, not DER")
	}
	if len(der) < 2+n {
		if n > 4 {
			return 0, fault.New(fault.TooLarge, "a length over 4 GiB")
		}
		return 0, fault.New(fault.Truncated, "")
	}
	size := int64(0)
	for _, b := range der[2 : 2+n] {
		if size = size<<8 | int64(b); size > 1<<32-1 {
			return 0, fault.New(fault.TooLarge, "a length over 4 GiB")
		}
	}
	// A length that no input can have is cut, so that an int of 32 bits holds it.
	return 2 + n + int(min(size, 2*MaxInput)), nil
}

// ParseSPKI reads a SubjectPublicKeyInfo (RFC 5280 section 4.1).
func ParseSPKI(der []byte) (*key.Key, error) {
	var odd oddities
	info, err := odd.sequence(der)
	if err != nil {
		return nil, err
	}
	var alg, field cryptobyte.String
	if !info.ReadASN1(&alg, asn1.SEQUENCE) {
		return nil, malformed("public key")
	}
	if err := refusedAlgorithm(alg); err != nil {
		return nil, err
	}
	if !info.ReadASN1(&field, asn1.BIT_STRING) || !info.Empty() {
		return nil, malformed(akpName(alg) + "public key")
	}
	return odd.on(key.Checked(odd.publicKey(alg, odd.bitReadings(field))))
}

// refusedAlgorithm is the fault for an AlgorithmIdentifier, given its contents,
// of which no key is read, whatever stands beside it; nil for others.
func refusedAlgorithm(alg cryptobyte.String) error {
	oid, _, ok := SplitAlgorithm(alg)
	switch {
	case !ok:
		return malformed("algorithm identifier")
	case isRSA(oid), oid == oidEC, oid == oidECDH, okpCurve(oid) != "":
		return nil
	}
	return refuseAlgorithm(oid)
}

func isRSA(oid string) bool {
	return oid == oidRSA || oid == oidRSAX509 || oid == oidRSAPSS || oid == oidRSAOAEP
}

// publicKey reads the BIT STRING of a SubjectPublicKeyInfo, given the contents
// of its AlgorithmIdentifier. Of several readings of the bits, the one is taken
// that makes a key; where several may, as numbers and seeds do, none is.
func (o *oddities) publicKey(alg cryptobyte.String, readings [][]byte) (k *key.Key, err error) {
	if len(readings) == 0 {
		return nil, malformed("public key")
	}
	if len(readings) == 1 {
		return o.publicBytes(alg, readings[0])
	}
	if oid, _, _ := SplitAlgorithm(alg); oid != oidEC && oid != oidECDH {
		return nil, malformed(akpName(alg) + "bits that it says are not used, and that are used")
	}
	for _, bits := range readings {
		if k, err = key.Checked(o.publicBytes(alg, bits)); err == nil {
			break
		}
	}
	return k, err
}

// publicBytes is publicKey for bytes of which there is no doubt.
func (o *oddities) publicBytes(alg cryptobyte.String, bits []byte) (*key.Key, error) {
	oid, params, _ := SplitAlgorithm(alg)
	k := &key.Key{Source: srcSPKI}
	var err error
	switch {
	case isRSA(oid):
		k.Material, err = o.pkcs1Public(bits)
		if err == nil {
			err = o.narrowRSA(k, oid, params)
		}
	case oid == oidEC, oid == oidECDH:
		k.Material, err = o.spkiPoint(params, bits)
		narrowEC(k, oid)
	default:
		o.noParameters(params)
		k.Material = &key.OKP{Curve: okpCurve(oid), X: bits}
	}
	return k, err
}

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
	public, err := key.OKPPublic(curve, seed)
	if err != nil {
		return nil, err
	}
	return &key.OKP{Curve: curve, X: public, D: seed}, nil
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
