package sealed

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/unlock"
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

// explicit0 is the tag [0] around an element.
var explicit0 = asn1.Tag(0).ContextSpecific().Constructed()

// maxBagDepth is how deep bags may nest. Nobody nests them at all.
const maxBagDepth = 8

// splitContent splits the contents of a ContentInfo or SafeBag: an OID and an
// explicit [0].
func splitContent(info cryptobyte.String) (oid string, value cryptobyte.String, ok bool) {
	var id cryptobyte.String
	if !info.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) || !info.ReadASN1(&value, explicit0) {
		return "", nil, false
	}
	return der.OIDString(id), value, true
}

// bag is a SafeBag (RFC 7292 section 4.2). value is the DER of bagValue.
type bag struct {
	kind  string
	value []byte
	name  string // friendlyName
}

// visitor goes through the contents of a PKCS#12 file. What cannot be read goes
// to other, and what comes after it is read all the same.
type visitor struct {
	encrypted func(alg cryptobyte.String, ciphertext []byte)
	bag       func(bag)
	other     func(label string, err error)
}

// safe visits an AuthenticatedSafe (RFC 7292 section 4.1). It fails only for
// what is not even a SEQUENCE.
func (v *visitor) safe(content []byte) error {
	infos, err := elements(content)
	if err != nil {
		return err
	}
	for _, info := range infos {
		if info.Err == nil {
			info.Err = v.info(info.DER)
		}
		if info.Err != nil {
			v.other("PKCS#12 part", info.Err)
		}
	}
	return nil
}

// info visits one ContentInfo.
func (v *visitor) info(raw cryptobyte.String) error {
	var info cryptobyte.String
	if !raw.ReadASN1(&info, asn1.SEQUENCE) {
		return badPKCS12()
	}
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
		v.bags(data, 0)
	case oidEncryptedData:
		alg, ciphertext, ok := splitEncryptedData(value)
		if !ok {
			return badPKCS12()
		}
		v.encrypted(alg, ciphertext)
	case oidEnvelopedData:
		v.other("PKCS#12 enveloped part", unlock.UnsupportedEncryption("encrypted to a certificate, not with a passphrase"))
	default:
		return fault.New(fault.UnsupportedFormat, "a part of a kind that is not known")
	}
	return nil
}

// tagSequence is the first byte of a SEQUENCE.
const tagSequence = 0x30

// elements is der.Elements of what a PKCS#12 file has a SEQUENCE for.
func elements(ber []byte) ([]der.Element, error) {
	if len(ber) > 0 && ber[0] != tagSequence {
		return nil, badPKCS12()
	}
	return der.Elements(ber)
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
	if whole := asn1.Tag(0).ContextSpecific(); info.PeekASN1Tag(whole) {
		ok = info.ReadASN1(&content, whole)
		return alg, content, ok
	}
	if !info.ReadASN1(&content, explicit0) {
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
func (v *visitor) bags(ber []byte, depth int) {
	if depth > maxBagDepth {
		v.other("PKCS#12 bag", fault.New(fault.TooLarge, "nested too deep"))
		return
	}
	list, err := elements(ber)
	if err != nil {
		v.other("PKCS#12 bags", err)
		return
	}
	for _, element := range list {
		b, err := readBag(element)
		switch {
		case err != nil:
			v.other(bagLabel(b.kind), err)
		case b.kind == oidNestedBag:
			v.bags(b.value, depth+1)
		case b.kind == oidShroudedBag && looksLikePKCS8(b.value):
			b.kind = oidKeyBag // GnuTLS writes so what it is told not to encrypt
			v.bag(b)
		default:
			v.bag(b)
		}
	}
}

// readBag reads a SafeBag. When it fails, the kind is there if that can be read.
func readBag(element der.Element) (b bag, err error) {
	var content, id, value, attributes cryptobyte.String
	if element.Err != nil {
		_, _, inner, err := der.HeaderBER(element.DER)
		rest := cryptobyte.String(inner)
		if err == nil && rest.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
			b.kind = der.OIDString(id)
		}
		// What is broken in bags within a bag may be one of them.
		if _, size, value, err := der.HeaderBER(rest); b.kind == oidNestedBag && err == nil {
			if b.value = value; size >= 0 {
				b.value = value[:size]
			}
			return b, nil
		}
		return b, element.Err
	}
	if !element.DER.ReadASN1(&content, asn1.SEQUENCE) || !content.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
		return b, badPKCS12()
	}
	b.kind = der.OIDString(id)
	if !content.ReadASN1(&value, explicit0) {
		return b, badPKCS12()
	}
	b.value = value
	if content.ReadASN1(&attributes, asn1.SET) {
		b.name = friendlyName(attributes)
	}
	return b, nil
}

// bagLabel is what a bag that cannot be read is called.
func bagLabel(kind string) string {
	switch kind {
	case oidKeyBag, oidShroudedBag:
		return "PKCS#12 key"
	case oidCertBag:
		return "PKCS#12 certificate"
	}
	return "PKCS#12 bag"
}

// friendlyName finds the name among a bag's attributes. An attribute that
// cannot be read is no reason to lose a key.
func friendlyName(attributes cryptobyte.String) string {
	for !attributes.Empty() {
		var attribute, id, values, name cryptobyte.String
		if !attributes.ReadASN1(&attribute, asn1.SEQUENCE) || !attribute.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
			return ""
		}
		if der.OIDString(id) != oidFriendlyName {
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
