package der

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/key"
)

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

// refusedAlgorithm returns the fault for an AlgorithmIdentifier, given its
// contents, whose keys are not read, whatever stands beside it; nil for others.
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

// publicKey reads the BIT STRING of a SubjectPublicKeyInfo, given the contents of
// its AlgorithmIdentifier. Of several readings of the bits it takes the one that
// makes a key, and none where several may make one, as numbers and seeds do.
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

// publicBytes is publicKey for bytes that can be read in one way only.
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
