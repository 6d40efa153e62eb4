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

// visitor goes through the contents of a PKCS#12 file.
type visitor struct {
	encrypted func(alg cryptobyte.String, ciphertext []byte) error
	bag       func(bag)
	other     func(label string, err error)
}

// safe visits an AuthenticatedSafe (RFC 7292 section 4.1).
func (v *visitor) safe(content []byte) error {
	der, err := der.FromBER(content)
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
		der, err := der.FromBER(data)
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
		v.other("PKCS#12 enveloped part", unlock.UnsupportedEncryption("encrypted to a certificate, not with a passphrase"))
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
func (v *visitor) bags(data []byte, depth int) error {
	if depth > maxBagDepth {
		return fault.New(fault.TooLarge, "nested too deep")
	}
	input := cryptobyte.String(data)
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
		if !content.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) || !content.ReadASN1(&value, explicit0) {
			return badPKCS12()
		}
		b := bag{kind: der.OIDString(id), value: value}
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
