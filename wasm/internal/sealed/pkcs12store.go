package sealed

import (
	"slices"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/unlock"
)

// pkcs12Store collects what a file holds.
type pkcs12Store struct {
	pass   []byte
	spent  *unlock.Effort
	opened bool  // something opened with the passphrase
	ownKey bool  // and a key did
	shut   error // of the first that did not
	legacy bool  // as in locks
	result Contents
	keys   int // those that could be read, certificates' too
}

// isKey reports whether a part is one of the file's keys, and not a certificate.
func isKey(p der.Part) bool { return p.Cert == nil }

func (s *pkcs12Store) safe(content []byte) error {
	v := visitor{bag: s.bag, other: s.skip}
	v.encrypted = func(alg cryptobyte.String, ciphertext []byte) {
		scheme, err := parsePBE(alg)
		if err != nil {
			s.skip("PKCS#12 encrypted part", err)
			return
		}
		plain, err := s.open(scheme, ciphertext, readSafe)
		if err != nil {
			s.skip("PKCS#12 encrypted part", err)
			return
		}
		v.bags(plain, 0)
	}
	return v.safe(content)
}

func (s *pkcs12Store) skip(label string, err error) {
	s.result.Skipped = append(s.result.Skipped, key.Skipped{Label: label, Err: s.withCommand(err)})
}

func (s *pkcs12Store) withCommand(err error) error {
	return unlock.WithCommand(costlyWith(err, s.legacy), pkcs12Hint)
}

func (s *pkcs12Store) bag(b bag) {
	switch b.kind {
	case oidKeyBag:
		k, err := der.ParsePKCS8(b.value)
		s.add(k, err, srcPKCS12, b.name)
	case oidShroudedBag:
		plain, scheme, err := s.unshroud(b.value)
		if err != nil {
			s.skip("PKCS#12 key", err)
			return
		}
		s.ownKey = true
		k, err := der.ParsePKCS8(plain)
		s.add(k, err, srcPKCS12+", encrypted with "+scheme, b.name)
	case oidCertBag:
		s.certificate(b)
	case oidCRLBag:
		s.skip("PKCS#12 CRL", fault.New(fault.NotAKey, "a certificate revocation list"))
	case oidSecretBag:
		s.skip("PKCS#12 secret", fault.New(fault.UnsupportedFormat, "a secret key or password in a key store").
			WithHint("If it is a symmetric key, paste its value as a JWK of kty oct."))
	default:
		s.skip("PKCS#12 bag", fault.New(fault.UnsupportedFormat, "a bag of a kind that is not known"))
	}
}

func (s *pkcs12Store) add(k *key.Key, err error, source, name string) {
	if err != nil {
		s.skip("PKCS#12 key", err)
		return
	}
	k.Source, k.Comment = source, name
	s.result.Parts = append(s.result.Parts, der.Part{Key: k})
	s.keys++
}

// unshroud opens an EncryptedPrivateKeyInfo.
func (s *pkcs12Store) unshroud(value []byte) (plain []byte, name string, err error) {
	alg, ciphertext, err := parseEncryptedPKCS8(value)
	if err != nil {
		return nil, "", err
	}
	scheme, err := parsePBE(alg)
	if err != nil {
		return nil, "", err
	}
	plain, err = s.open(scheme, ciphertext, readPKCS8)
	return plain, scheme.name, err
}

func (s *pkcs12Store) open(scheme *pbeScheme, ciphertext []byte, read func([]byte) ([]byte, error)) ([]byte, error) {
	plain, err := scheme.open(ciphertext, s.pass, s.spent, read)
	if err == nil {
		s.opened = true
	} else if s.shut == nil {
		s.shut = err
	}
	return plain, err
}

// certificate reads a CertBag.
func (s *pkcs12Store) certificate(b bag) {
	value := cryptobyte.String(b.value)
	var seq, raw cryptobyte.String
	if !value.ReadASN1(&seq, asn1.SEQUENCE) {
		s.skip("PKCS#12 certificate", badPKCS12())
		return
	}
	oid, content, ok := splitContent(seq)
	switch {
	case !ok:
		s.skip("PKCS#12 certificate", badPKCS12())
	case oid != oidX509Certificate:
		s.skip("PKCS#12 certificate", fault.New(fault.UnsupportedFormat, "an SDSI certificate"))
	case !content.ReadASN1(&raw, asn1.OCTET_STRING):
		s.skip("PKCS#12 certificate", badPKCS12())
	default:
		c, k, err := der.ParseCertificate(raw)
		if err != nil {
			s.result.Skipped = append(s.result.Skipped, key.Skipped{Label: "CERTIFICATE", Err: err})
		}
		if k != nil {
			k.Source += " in PKCS#12"
			s.keys++
		}
		if c != nil {
			s.result.Parts = append(s.result.Parts, der.Part{Key: k, Cert: c, Name: b.name})
		}
	}
}

// finish decides between what was found and an error. Keys come before
// certificates, whatever order the bags have: it is the keys that a person has
// such a file for.
func (s *pkcs12Store) finish() (*Contents, error) {
	slices.SortStableFunc(s.result.Parts, func(a, b der.Part) int {
		switch {
		case (a.Cert == nil) == (b.Cert == nil):
			return 0
		case a.Cert == nil:
			return -1
		}
		return 1
	})
	switch {
	case s.keys > 0:
		return &s.result, nil
	case len(s.result.Skipped) > 0:
		return nil, key.MostUseful(s.result.Skipped)
	}
	return nil, fault.New(fault.NotAKey, "an empty PKCS#12 file")
}
