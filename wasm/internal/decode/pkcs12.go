package decode

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
)

// Contents of a PKCS#12 file (RFC 7292 sections 4 and 4.2, RFC 2985).
const (
	oidData          = "1.2.840.113549.1.7.1"
	oidSignedData    = "1.2.840.113549.1.7.2"
	oidEnvelopedData = "1.2.840.113549.1.7.3"
	oidEncryptedData = "1.2.840.113549.1.7.6"

	oidKeyBag      = "1.2.840.113549.1.12.10.1.1"
	oidShroudedBag = "1.2.840.113549.1.12.10.1.2"
	oidCertBag     = "1.2.840.113549.1.12.10.1.3"
	oidCRLBag      = "1.2.840.113549.1.12.10.1.4"
	oidSecretBag   = "1.2.840.113549.1.12.10.1.5"
	oidNestedBag   = "1.2.840.113549.1.12.10.1.6"

	oidX509Certificate = "1.2.840.113549.1.9.22.1"
	oidFriendlyName    = "1.2.840.113549.1.9.20"
)

// maxBagDepth is how deep bags may nest. Nobody nests them at all.
const maxBagDepth = 8

const srcPKCS12 = "PKCS#12 private key"

func badPKCS12() error { return fault.New(fault.Malformed, "PKCS#12 file") }

// isPKCS12 reports whether ber is a PFX as far as its first elements tell:
// SEQUENCE { INTEGER 3, SEQUENCE { OBJECT IDENTIFIER, in DER or BER.
func isPKCS12(ber []byte) bool {
	w := &berWriter{in: ber}
	sequence := func() bool {
		tag, _, err := w.header(0)
		return err == nil && len(tag) == 1 && tag[0] == 0x30
	}
	if !sequence() || !bytes.HasPrefix(w.in, []byte{2, 1, 3}) {
		return false
	}
	w.in = w.in[3:]
	return sequence() && len(w.in) > 0 && w.in[0] == 0x06
}

// parsePKCS12 reads a PFX (RFC 7292): its keys with their friendly names, and
// its certificates joined to them. What is in it and gives no key is in
// Skipped; when nothing gives one, the first such fault is the error.
//
// The MAC decides whether a passphrase is right; where there is none, whether
// something opens with it. With no passphrase given (nil) the empty one is
// tried, where that costs nothing.
func parsePKCS12(ber, pass []byte, spent *effort) (*Result, error) {
	der, err := berToDER(ber)
	if err != nil {
		return nil, err
	}
	content, mac, err := splitPFX(der)
	if err != nil {
		return nil, err
	}
	locks, err := findLocks(content)
	if err != nil {
		return nil, err
	}
	forms, err := rightForms(passForms(pass), pass == nil, content, mac, locks, spent)
	if err != nil {
		return nil, err
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

// splitContent splits the contents of a ContentInfo or SafeBag: an OID and an
// explicit [0].
func splitContent(info cryptobyte.String) (oid string, value cryptobyte.String, ok bool) {
	var id cryptobyte.String
	if !info.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) || !info.ReadASN1(&value, tagContext0) {
		return "", nil, false
	}
	return oidString(id), value, true
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
func rightForms(forms []passForm, none bool, content []byte, mac *pkcs12MAC, locks []lock, spent *effort) ([]passForm, error) {
	if mac == nil && len(locks) == 0 {
		return forms, nil
	}
	var each cost
	if mac != nil {
		each = mac.cost
	} else {
		for _, l := range locks {
			each += l.scheme.cost
		}
	}
	if none && each > freeCost {
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
	return nil, errWrongPassphrase()
}

// anyOpens reports whether the passphrase gives, of any of the locks,
// something that is DER of a SEQUENCE, no more and no less. A later form than
// the first is tried only where it differs.
func anyOpens(locks []lock, form passForm, first bool, spent *effort) (bool, error) {
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

// sequenceBER is berToDER of something that must be a SEQUENCE.
func sequenceBER(ber []byte) ([]byte, error) {
	if len(ber) == 0 || ber[0] != 0x30 {
		return nil, badPKCS12()
	}
	return berToDER(ber)
}

// pkcs12Store collects what a file holds.
type pkcs12Store struct {
	forms  []passForm // the right one first
	spent  *effort
	result Result
	certs  []*key.Certificate
	names  map[string]string // friendly names of certificates, by DER
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
	s.result.Skipped = append(s.result.Skipped, key.Skipped{Label: label, Err: err})
}

func (s *pkcs12Store) bag(b bag) {
	switch b.kind {
	case oidKeyBag:
		k, err := parsePKCS8(b.value)
		s.add(k, err, srcPKCS12, b.name)
	case oidShroudedBag:
		plain, scheme, err := s.unshroud(b.value)
		if err != nil {
			s.skip("PKCS#12 key", err)
			return
		}
		k, err := parsePKCS8(plain)
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
	s.result.Keys = append(s.result.Keys, k)
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
	return nil, errWrongPassphrase()
}

// certificate reads a CertBag.
func (s *pkcs12Store) certificate(b bag) {
	value := cryptobyte.String(b.value)
	var seq, der cryptobyte.String
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
	case !content.ReadASN1(&der, asn1.OCTET_STRING):
		s.skip("PKCS#12 certificate", badPKCS12())
	default:
		s.certs = append(s.certs, &key.Certificate{Raw: der})
		if b.name != "" {
			if s.names == nil {
				s.names = map[string]string{}
			}
			s.names[string(der)] = b.name
		}
	}
}

// finish joins the certificates to the keys.
func (s *pkcs12Store) finish() (*Result, error) {
	joinCertificates(&s.result, s.certs)
	for _, k := range s.result.Keys {
		if !strings.HasPrefix(k.Source, srcPKCS12) {
			k.Source += " in PKCS#12"
		}
		if k.Comment == "" && len(k.Chain) > 0 {
			k.Comment = s.names[string(k.Chain[0].Raw)]
		}
	}
	if len(s.result.Keys) > 0 {
		return &s.result, nil
	}
	if len(s.result.Skipped) > 0 {
		return nil, s.result.Skipped[0].Err
	}
	return nil, fault.New(fault.NotAKey, "an empty PKCS#12 file")
}

// bag is a SafeBag (RFC 7292 section 4.2). value is the DER of bagValue.
type bag struct {
	kind  string
	value []byte
	name  string // friendlyName
}

// visitor goes through the contents of a PKCS#12 file.
type visitor struct {
	encrypted func(alg cryptobyte.String, ciphertext []byte) error
	bag       func(bag)
	other     func(label string, err error)
}

// safe visits an AuthenticatedSafe (RFC 7292 section 4.1).
func (v *visitor) safe(content []byte) error {
	der, err := berToDER(content)
	if err != nil {
		return err
	}
	input := cryptobyte.String(der)
	var infos cryptobyte.String
	if !input.ReadASN1(&infos, asn1.SEQUENCE) {
		return badPKCS12()
	}
	for !infos.Empty() {
		var info cryptobyte.String
		if !infos.ReadASN1(&info, asn1.SEQUENCE) {
			return badPKCS12()
		}
		if err := v.info(info); err != nil {
			return err
		}
	}
	return nil
}

// info visits one ContentInfo.
func (v *visitor) info(info cryptobyte.String) error {
	oid, value, ok := splitContent(info)
	if !ok {
		return badPKCS12()
	}
	switch oid {
	case oidData:
		var data cryptobyte.String
		if !value.ReadASN1(&data, asn1.OCTET_STRING) {
			return badPKCS12()
		}
		der, err := berToDER(data)
		if err != nil {
			return err
		}
		return v.bags(der, 0)
	case oidEncryptedData:
		alg, ciphertext, ok := splitEncryptedData(value)
		if !ok {
			return badPKCS12()
		}
		return v.encrypted(alg, ciphertext)
	case oidEnvelopedData:
		v.other("PKCS#12 enveloped part", unsupportedEncryption("encrypted to a certificate, not with a passphrase"))
	default:
		v.other("PKCS#12 part", fault.New(fault.UnsupportedFormat, "a part of a kind that is not known"))
	}
	return nil
}

// splitEncryptedData reads EncryptedData (RFC 5652 section 8).
func splitEncryptedData(value cryptobyte.String) (alg cryptobyte.String, ciphertext []byte, ok bool) {
	var data, info cryptobyte.String
	var version int64
	if !value.ReadASN1(&data, asn1.SEQUENCE) || !data.ReadASN1Integer(&version) ||
		!data.ReadASN1(&info, asn1.SEQUENCE) || !info.SkipASN1(asn1.OBJECT_IDENTIFIER) ||
		!info.ReadASN1(&alg, asn1.SEQUENCE) {
		return nil, nil, false
	}
	var content cryptobyte.String
	if info.ReadASN1(&content, asn1.Tag(0).ContextSpecific()) {
		return alg, content, true
	}
	if !info.ReadASN1(&content, tagContext0) {
		return nil, nil, false
	}
	for !content.Empty() { // an OCTET STRING in pieces, under an implicit tag
		var piece cryptobyte.String
		if !content.ReadASN1(&piece, asn1.OCTET_STRING) {
			return nil, nil, false
		}
		ciphertext = append(ciphertext, piece...)
	}
	return alg, ciphertext, true
}

// bags visits SafeContents, nested ones too.
func (v *visitor) bags(der []byte, depth int) error {
	if depth > maxBagDepth {
		return fault.New(fault.TooLarge, "nested too deep")
	}
	input := cryptobyte.String(der)
	var list cryptobyte.String
	if !input.ReadASN1(&list, asn1.SEQUENCE) {
		return badPKCS12()
	}
	for !list.Empty() {
		var content cryptobyte.String
		if !list.ReadASN1(&content, asn1.SEQUENCE) {
			return badPKCS12()
		}
		var id, value, attributes cryptobyte.String
		if !content.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) || !content.ReadASN1(&value, tagContext0) {
			return badPKCS12()
		}
		b := bag{kind: oidString(id), value: value}
		if b.kind == oidNestedBag {
			if err := v.bags(value, depth+1); err != nil {
				return err
			}
			continue
		}
		if content.ReadASN1(&attributes, asn1.SET) {
			b.name = friendlyName(attributes)
		}
		v.bag(b)
	}
	return nil
}

// friendlyName finds the name among a bag's attributes. An attribute that
// cannot be read is no reason to lose a key.
func friendlyName(attributes cryptobyte.String) string {
	for !attributes.Empty() {
		var attribute, id, values, name cryptobyte.String
		if !attributes.ReadASN1(&attribute, asn1.SEQUENCE) || !attribute.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
			return ""
		}
		if oidString(id) != oidFriendlyName {
			continue
		}
		if !attribute.ReadASN1(&values, asn1.SET) || !values.ReadASN1(&name, asn1.Tag(30)) {
			return ""
		}
		units := make([]uint16, len(name)/2)
		for i := range units {
			units[i] = uint16(name[2*i])<<8 | uint16(name[2*i+1])
		}
		return strings.TrimRight(string(utf16.Decode(units)), "\x00")
	}
	return ""
}
