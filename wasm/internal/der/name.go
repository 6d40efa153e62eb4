package der

import (
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// attributeNames are the short names of RFC 4514 section 3, and those that
// people know from certificates besides.
var attributeNames = map[string]string{
	"2.5.4.3":                    "CN",
	"2.5.4.4":                    "SN",
	"2.5.4.5":                    "serialNumber",
	"2.5.4.6":                    "C",
	"2.5.4.7":                    "L",
	"2.5.4.8":                    "ST",
	"2.5.4.9":                    "STREET",
	"2.5.4.10":                   "O",
	"2.5.4.11":                   "OU",
	"2.5.4.12":                   "title",
	"2.5.4.15":                   "businessCategory",
	"2.5.4.17":                   "postalCode",
	"2.5.4.42":                   "GN",
	"2.5.4.97":                   "organizationIdentifier",
	"0.9.2342.19200300.100.1.1":  "UID",
	"0.9.2342.19200300.100.1.25": "DC",
	"1.2.840.113549.1.9.1":       "emailAddress",
}

// nameText writes a Name (RFC 5280 section 4.1.2.4) as RFC 4514 text: last
// RDN first. It reports false, with what it could read, when the DER is broken.
func nameText(der cryptobyte.String) (string, bool) {
	var rdns, rdn cryptobyte.String
	if !der.ReadASN1(&rdns, asn1.SEQUENCE) {
		return "", false
	}
	var parts []string
	ok := true
	for ok && !rdns.Empty() {
		if ok = rdns.ReadASN1(&rdn, asn1.SET); ok {
			var part string
			part, ok = rdnText(rdn)
			parts = append(parts, part)
		}
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, ","), ok
}

func rdnText(set cryptobyte.String) (string, bool) {
	var text strings.Builder
	for !set.Empty() {
		var attribute, id, value, element cryptobyte.String
		var tag asn1.Tag
		if !set.ReadASN1(&attribute, asn1.SEQUENCE) || !attribute.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) {
			return text.String(), false
		}
		element = attribute
		if !attribute.ReadAnyASN1(&value, &tag) || !attribute.Empty() {
			return text.String(), false
		}
		if text.Len() > 0 {
			text.WriteByte('+')
		}
		oid := OIDString(id)
		name, known := attributeNames[oid]
		s, isText := directoryString(value, tag)
		switch {
		case known && isText:
			text.WriteString(name + "=" + escapeName(s))
		case known:
			text.WriteString(name + "=#" + hex.EncodeToString(element))
		default: // RFC 4514 section 2.4: a type without a name has its value in hexadecimal
			text.WriteString(oid + "=#" + hex.EncodeToString(element))
		}
	}
	return text.String(), true
}

// directoryString decodes the string types that names are written in.
func directoryString(value cryptobyte.String, tag asn1.Tag) (string, bool) {
	const printable, numeric, teletex, ia5, visible, universal, bmp = 19, 18, 20, 22, 26, 28, 30
	switch tag {
	case asn1.UTF8String, printable, numeric, ia5, visible:
		return string(value), utf8.Valid(value)
	case teletex: // in practice Latin-1
		runes := make([]rune, len(value))
		for i, b := range value {
			runes[i] = rune(b)
		}
		return string(runes), true
	case bmp:
		return UTF16(value, true), len(value)%2 == 0
	case universal:
		var runes []rune
		for len(value) >= 4 {
			runes = append(runes, rune(value[0])<<24|rune(value[1])<<16|rune(value[2])<<8|rune(value[3]))
			value = value[4:]
		}
		return string(runes), len(value) == 0
	}
	return "", false
}

// UTF16 decodes UTF-16; an odd byte at the end is left out.
func UTF16(b []byte, bigEndian bool) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		first, second := uint16(b[2*i]), uint16(b[2*i+1])
		if !bigEndian {
			first, second = second, first
		}
		units[i] = first<<8 | second
	}
	return string(utf16.Decode(units))
}

// escapeName escapes a value as RFC 4514 section 2.4 asks. Control
// characters are escaped too: the text is shown to people.
func escapeName(s string) string {
	var out strings.Builder
	for i, r := range s {
		last := i+utf8.RuneLen(r) == len(s)
		switch {
		case r < 0x20 || r == 0x7f:
			out.WriteByte('\\')
			out.WriteString(hex.EncodeToString([]byte{byte(r)}))
			continue
		case strings.ContainsRune(`"+,;<>\`, r), r == '#' && i == 0, r == ' ' && (i == 0 || last):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
