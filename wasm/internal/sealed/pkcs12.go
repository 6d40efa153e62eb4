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

const (
	srcPKCS12  = "PKCS#12 private key"
	pkcs12Hint = "Let openssl open it, and give the result: openssl pkcs12 -in FILE -noenc -out keys.pem"
)

func badPKCS12() error { return fault.New(fault.Malformed, "PKCS#12 file") }

// Contents is what a PKCS#12 file holds.
type Contents struct {
	// Parts are the keys, in the file's order, and after them the certificates.
	Parts []der.Part
	// Skipped are the parts that gave no key, in the file's order.
	Skipped []key.Skipped
}

// ParsePKCS12 reads a PFX (RFC 7292): its keys and its certificates, with their
// friendly names. What is in it and gives no key is in Skipped; when nothing
// gives one, the first such fault is the error.
//
// The MAC decides whether a passphrase is right; where there is none, whether
// something opens with it. With no passphrase given (nil) the empty one is
// tried, where that costs nothing.
func ParsePKCS12(ber, pass []byte, spent *unlock.Effort) (*Contents, error) {
	der, err := der.FromBER(ber)
	if err != nil {
		return nil, err
	}
	content, mac, err := splitPFX(der)
	if err != nil {
		return nil, unlock.WithCommand(err, pkcs12Hint)
	}
	locks, err := findLocks(content)
	if err != nil {
		return nil, unlock.WithCommand(err, pkcs12Hint)
	}
	forms, err := rightForms(passForms(pass), pass == nil, content, mac, locks, spent)
	if err != nil {
		return nil, unlock.WithCommand(err, pkcs12Hint)
	}
	s := &pkcs12Store{forms: forms, spent: spent}
	if err := s.safe(content); err != nil {
		return nil, err
	}
	return s.finish()
}

// splitPFX returns the contents of the authenticated safe, over which the MAC
// goes, and the MAC or nil.
func splitPFX(der []byte) (content []byte, mac *pkcs12MAC, err error) {
	input := cryptobyte.String(der)
	var pfx, info, macData cryptobyte.String
	var version int64
	if !input.ReadASN1(&pfx, asn1.SEQUENCE) || !pfx.ReadASN1Integer(&version) || version != 3 ||
		!pfx.ReadASN1(&info, asn1.SEQUENCE) {
		return nil, nil, badPKCS12()
	}
	oid, value, ok := splitContent(info)
	switch {
	case !ok:
		return nil, nil, badPKCS12()
	case oid == oidSignedData:
		return nil, nil, fault.New(fault.UnsupportedFormat, "a PKCS#12 file with a signature in place of a MAC").
			WithHint("Export it again with a passphrase: certutil, keytool and openssl pkcs12 all do.")
	case oid != oidData:
		return nil, nil, badPKCS12()
	}
	var data cryptobyte.String
	if !value.ReadASN1(&data, asn1.OCTET_STRING) || !value.Empty() {
		return nil, nil, badPKCS12()
	}
	if !pfx.Empty() {
		if !pfx.ReadASN1(&macData, asn1.SEQUENCE) || !pfx.Empty() {
			return nil, nil, badPKCS12()
		}
		if mac, err = parseMACData(macData); err != nil {
			return nil, nil, err
		}
	}
	return data, mac, nil
}

// lock is something encrypted that can be seen without a passphrase.
type lock struct {
	scheme     *pbeScheme
	ciphertext []byte
}

// findLocks looks through the outer layer for what is encrypted. When all of
// that is encrypted in ways that are not read, the first such fault is
// returned, so that nobody types a passphrase in vain.
func findLocks(content []byte) ([]lock, error) {
	var locks []lock
	var first error
	readable := false
	look := func(alg cryptobyte.String, ciphertext []byte) {
		scheme, err := parsePBE(alg)
		if err == nil {
			locks = append(locks, lock{scheme, ciphertext})
		} else if first == nil {
			first = err
		}
	}
	v := visitor{
		encrypted: func(alg cryptobyte.String, ciphertext []byte) error { look(alg, ciphertext); return nil },
		bag: func(b bag) {
			if b.kind == oidShroudedBag {
				if alg, ciphertext, err := parseEncryptedPKCS8(b.value); err == nil {
					look(alg, ciphertext)
				}
				return
			}
			readable = true
		},
		other: func(string, error) {},
	}
	if err := v.safe(content); err != nil {
		return nil, err
	}
	if first != nil && len(locks) == 0 && !readable {
		return nil, first
	}
	return locks, nil
}

// rightForms orders the passphrase's forms, the right one first. Where there
// is neither a MAC nor anything encrypted, all are right.
func rightForms(forms []passForm, none bool, content []byte, mac *pkcs12MAC, locks []lock, spent *unlock.Effort) ([]passForm, error) {
	if mac == nil && len(locks) == 0 {
		return forms, nil
	}
	var each unlock.Cost
	if mac != nil {
		each = mac.cost
	} else {
		for _, l := range locks {
			each += l.scheme.cost
		}
	}
	if none && each > unlock.FreeCost {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	for i, form := range forms {
		right, err := false, error(nil)
		switch {
		case mac == nil:
			right, err = anyOpens(locks, form, i == 0, spent)
		case mac.bmp || i == 0:
			right, err = mac.fits(form, content, spent)
		}
		if err != nil {
			return nil, err
		}
		if right {
			return append([]passForm{form}, slices.Delete(slices.Clone(forms), i, i+1)...), nil
		}
	}
	if none {
		return nil, fault.New(fault.PassphraseRequired, "")
	}
	return nil, unlock.WrongPassphrase()
}

// anyOpens reports whether the passphrase gives, of any of the locks,
// something that is DER of a SEQUENCE, no more and no less. A later form than
// the first is tried only where it differs.
func anyOpens(locks []lock, form passForm, first bool, spent *unlock.Effort) (bool, error) {
	for _, l := range locks {
		if !first && !l.scheme.bmp {
			continue
		}
		plain, err := l.scheme.open(l.ciphertext, form, spent)
		if fault.CodeOf(err) == fault.KDFTooCostly && err != nil {
			return false, err
		}
		if err == nil {
			if _, err = sequenceBER(plain); err == nil {
				return true, nil
			}
		}
	}
	return false, nil
}

// sequenceBER is der.FromBER of something that must be a SEQUENCE.
func sequenceBER(ber []byte) ([]byte, error) {
	if len(ber) == 0 || ber[0] != 0x30 {
		return nil, badPKCS12()
	}
	return der.FromBER(ber)
}

// pkcs12Store collects what a file holds.
type pkcs12Store struct {
	forms  []passForm // the right one first
	spent  *unlock.Effort
	result Contents
	keys   int // those that could be read, certificates' too
}

func (s *pkcs12Store) safe(content []byte) error {
	v := visitor{bag: s.bag, other: s.skip}
	v.encrypted = func(alg cryptobyte.String, ciphertext []byte) error {
		scheme, err := parsePBE(alg)
		if err != nil {
			s.skip("PKCS#12 encrypted part", err)
			return nil
		}
		der, err := s.open(scheme, ciphertext, sequenceBER)
		if err != nil {
			s.skip("PKCS#12 encrypted part", err)
			return nil
		}
		return v.bags(der, 0)
	}
	return v.safe(content)
}

func (s *pkcs12Store) skip(label string, err error) {
	s.result.Skipped = append(s.result.Skipped, key.Skipped{Label: label, Err: unlock.WithCommand(err, pkcs12Hint)})
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
	plain, err = s.open(scheme, ciphertext, func(plain []byte) ([]byte, error) {
		if !looksLikePKCS8(plain) {
			return nil, badPKCS12()
		}
		return plain, nil
	})
	return plain, scheme.name, err
}

// open decrypts with each form of the passphrase in turn and returns the
// first plaintext that read accepts.
func (s *pkcs12Store) open(scheme *pbeScheme, ciphertext []byte, read func(plain []byte) ([]byte, error)) ([]byte, error) {
	for _, form := range scheme.forms(s.forms) {
		plain, err := scheme.open(ciphertext, form, s.spent)
		if err == nil {
			plain, err = read(plain)
		}
		if err == nil || fault.CodeOf(err) == fault.KDFTooCostly {
			return plain, err
		}
	}
	return nil, unlock.WrongPassphrase()
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
		return nil, s.result.Skipped[0].Err
	}
	return nil, fault.New(fault.NotAKey, "an empty PKCS#12 file")
}
