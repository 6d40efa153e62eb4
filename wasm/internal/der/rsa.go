package der

import (
	"errors"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// ParsePKCS1Public reads an RSAPublicKey (RFC 8017 appendix A.1.1).
func ParsePKCS1Public(der []byte) (*key.Key, error) {
	var odd oddities
	m, err := odd.pkcs1Public(der)
	return odd.on(key.Checked(&key.Key{Source: srcPKCS1Public, Material: m}, err))
}

// ParsePKCS1Private reads an RSAPrivateKey (RFC 8017 appendix A.1.2).
func ParsePKCS1Private(der []byte) (*key.Key, error) {
	var odd oddities
	m, err := odd.pkcs1Private(der)
	return odd.on(rsaChecked(&key.Key{Source: srcPKCS1Private, Material: m}, err))
}

// rsaChecked is key.Checked for a file that openssl reads. Where the numbers of a
// private key do not belong together, one of them is damaged, and most keys are
// whole where they came from.
func rsaChecked(k *key.Key, err error) (*key.Key, error) {
	const hint = "Copy it again from the original file, whole. This tells whether that file is: openssl pkey -in FILE -check -noout"
	if k, err = key.Checked(k, err); err == nil {
		return k, nil
	}
	var f *fault.Error
	if errors.As(err, &f) && (f.Code == fault.InvalidKey || f.Code == fault.KeyMismatch) {
		err = f.WithHint(hint)
	}
	return nil, err
}

// IsDHParameters reports whether what reads as an RSAPublicKey is a prime and a
// generator (PKCS #3): no RSA modulus is prime. The test costs several
// exponentiations, a third of a second in a browser at 4096 bits and ten times
// that at 8192. So it is made only up to there, only where the second number is
// small, as generators are, and only a few times in one input, which *tests
// counts.
func IsDHParameters(k *key.Key, tests *int) bool {
	const mostTests, mostBits = 4, 4096
	m := k.Material.(*key.RSA)
	if m.E.BitLen() >= 8 || m.N.BitLen() > mostBits || *tests == mostTests {
		return false
	}
	*tests++
	return m.N.ProbablyPrime(0)
}

func (o *oddities) pkcs1Public(der []byte) (key.Material, error) {
	seq, err := o.inner(der)
	if err != nil {
		return nil, err
	}
	var k key.RSA
	negative := isNegative(seq)
	if err := o.numbers(&seq, &k.N, &k.E); err != nil {
		return nil, err
	}
	if !seq.Empty() {
		return nil, malformed("RSA public key")
	}
	if negative {
		return nil, fault.New(fault.InvalidKey, "the modulus is negative")
	}
	return &k, nil
}

// isNegative reports whether the first number is meant to be negative, where
// nothing beside it proves what is meant. A modulus that lacks its sign octet
// has an even number of octets, as all that are in use; a negative one has an
// octet more, to be told from a positive one.
func isNegative(seq cryptobyte.String) bool {
	var octets cryptobyte.String
	return seq.ReadASN1(&octets, asn1.INTEGER) && len(octets)%2 == 1 && octets[0] >= 0x80
}

func (o *oddities) pkcs1Private(der []byte) (key.Material, error) {
	seq, err := o.inner(der)
	if err != nil {
		return nil, err
	}
	var k key.RSA
	version, ok := o.version(&seq, 0, 1)
	if !ok {
		return nil, malformed("RSA private key")
	}
	if err := o.numbers(&seq, &k.N, &k.E, &k.D, &k.P, &k.Q, &k.DP, &k.DQ, &k.QI); err != nil {
		return nil, err
	}
	if !seq.Empty() {
		if k.Others, err = o.otherPrimes(&seq); err != nil {
			return nil, err
		}
	}
	// Version 1 is that of keys of more than two primes.
	if multi := k.Others != nil; version != 1 && multi || version == 1 && !multi {
		o.note(oddVersion)
	}
	if !seq.Empty() {
		return nil, malformed("RSA private key")
	}
	return &k, nil
}

// otherPrimes reads OtherPrimeInfos: a multi-prime key has one or more of them.
func (o *oddities) otherPrimes(seq *cryptobyte.String) ([]key.OtherPrime, error) {
	var list cryptobyte.String
	if !seq.ReadASN1(&list, asn1.SEQUENCE) || list.Empty() {
		return nil, malformed("RSA private key")
	}
	var others []key.OtherPrime
	for !list.Empty() {
		var info cryptobyte.String
		var prime key.OtherPrime
		if !list.ReadASN1(&info, asn1.SEQUENCE) {
			return nil, malformed("RSA private key")
		}
		if err := o.numbers(&info, &prime.R, &prime.D, &prime.T); err != nil {
			return nil, err
		}
		if !info.Empty() {
			return nil, malformed("RSA private key")
		}
		others = append(others, prime)
	}
	return others, nil
}

// rsaHashes are the hashes of the JWA algorithms, with the ending of their
// PS and RSA-OAEP names and their size in bytes.
var rsaHashes = map[string]struct {
	pss, oaep string
	size      int
}{
	"1.3.14.3.2.26":          {"", "RSA-OAEP", 20},
	"2.16.840.1.101.3.4.2.1": {"PS256", "RSA-OAEP-256", 32},
	"2.16.840.1.101.3.4.2.2": {"PS384", "RSA-OAEP-384", 48},
	"2.16.840.1.101.3.4.2.3": {"PS512", "RSA-OAEP-512", 64},
}

// narrowRSA sets k.Algs to what an RSASSA-PSS or RSAES-OAEP identifier and its
// parameters (RFC 4055 sections 3.1 and 4.1) allow. Parameters that no JWA
// algorithm has leave none, and a note. Plain RSA is not narrowed, and its
// parameters are ignored, as OpenSSL does; where they are missing, that is noted
// (RFC 3279 section 2.3.1).
func (o *oddities) narrowRSA(k *key.Key, oid string, params cryptobyte.String) error {
	if oid != oidRSAPSS && oid != oidRSAOAEP {
		if oid == oidRSA && string(params) != "\x05\x00" {
			o.note(oddParameters)
		}
		return nil
	}
	pss := oid == oidRSAPSS
	if params.Empty() || params.PeekASN1Tag(asn1.NULL) {
		k.Algs = []string{"RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"}
		if pss {
			k.Algs = []string{"PS256", "PS384", "PS512"}
		}
		return nil
	}
	hash, salt, ok := paddingParams(params, pss)
	if !ok {
		return malformed("the parameters of RSA padding")
	}
	k.Algs = []string{}
	h := rsaHashes[hash]
	switch {
	case pss && h.pss != "" && salt <= h.size:
		k.Algs = append(k.Algs, h.pss)
	case !pss && h.oaep != "":
		k.Algs = append(k.Algs, h.oaep)
	default:
		k.Notes = append(k.Notes, key.Warning{
			Code:    "rsa_no_algorithm",
			Message: "The key's own parameters ask for a hash or salt that no JOSE algorithm has.",
			Action:  "Use it without \"alg\", or make a key without parameters.",
		})
	}
	return nil
}

// paddingParams reads RSASSA-PSS-params or RSAES-OAEP-params and returns the
// OID of the hash and the least salt length. The hash is "" when hash and
// mask hash differ, or when something else is there that JWA does not have.
func paddingParams(params cryptobyte.String, pss bool) (hash string, salt int, ok bool) {
	const sha1, mgf1, emptyLabel = "1.3.14.3.2.26", "1.2.840.113549.1.1.8", "1.2.840.113549.1.1.9"
	var seq, field cryptobyte.String
	if !params.ReadASN1(&seq, asn1.SEQUENCE) || !params.Empty() {
		return "", 0, false
	}
	optional := func(number uint8, use func(oid string, params cryptobyte.String)) bool {
		var present bool
		var alg cryptobyte.String
		if !seq.ReadOptionalASN1(&field, &present, asn1.Tag(number).ContextSpecific().Constructed()) {
			return false
		}
		if !present {
			return true
		}
		if !field.ReadASN1(&alg, asn1.SEQUENCE) || !field.Empty() {
			return false
		}
		oid, rest, ok := SplitAlgorithm(alg)
		use(oid, rest)
		return ok
	}
	hash, salt = sha1, 20
	mask, usual := sha1, true
	ok = optional(0, func(oid string, _ cryptobyte.String) { hash = oid }) &&
		optional(1, func(oid string, inner cryptobyte.String) {
			var alg cryptobyte.String
			if oid != mgf1 || !inner.ReadASN1(&alg, asn1.SEQUENCE) {
				mask = ""
				return
			}
			mask, _, _ = SplitAlgorithm(alg)
		})
	if pss {
		trailer := 1
		ok = ok && seq.ReadOptionalASN1Integer(&salt, tagContext2, 20) &&
			seq.ReadOptionalASN1Integer(&trailer, tagContext3, 1)
		usual = trailer == 1 && salt >= 0
	} else {
		ok = ok && optional(2, func(oid string, label cryptobyte.String) {
			var value cryptobyte.String
			usual = oid == emptyLabel && label.ReadASN1(&value, asn1.OCTET_STRING) && value.Empty()
		})
	}
	if mask != hash || !usual {
		hash = ""
	}
	return hash, salt, ok && seq.Empty()
}
