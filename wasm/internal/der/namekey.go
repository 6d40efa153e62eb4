package der

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// nameKey is a Name in a form that is equal for all spellings of one name:
// the string types, the case of ASCII letters and the number of spaces count
// for nothing (RFC 5280 section 7.1, in the form that OpenSSL compares). A
// name that cannot be read is its own bytes.
func nameKey(der cryptobyte.String) string {
	whole := string(der)
	var rdns, rdn cryptobyte.String
	if !der.ReadASN1(&rdns, asn1.SEQUENCE) || !der.Empty() {
		return whole
	}
	var b strings.Builder
	for !rdns.Empty() {
		var attributes []string
		if !rdns.ReadASN1(&rdn, asn1.SET) {
			return whole
		}
		for !rdn.Empty() {
			var attribute, id, value cryptobyte.String
			var tag asn1.Tag
			if !rdn.ReadASN1(&attribute, asn1.SEQUENCE) || !attribute.ReadASN1(&id, asn1.OBJECT_IDENTIFIER) ||
				!attribute.ReadAnyASN1(&value, &tag) || !attribute.Empty() {
				return whole
			}
			attributes = append(attributes, field(string(id))+field(valueKey(value, tag)))
		}
		slices.Sort(attributes)
		b.WriteString(field(strings.Join(attributes, "")))
	}
	return b.String()
}

// valueKey is one attribute's value: text in one spelling, all else as it is.
// A NumericString is no text to OpenSSL here, nor to us.
func valueKey(value cryptobyte.String, tag asn1.Tag) string {
	const numeric = 18
	s, isText := directoryString(value, tag)
	if !isText || tag == numeric {
		return string([]byte{byte(tag)}) + string(value)
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n\v\f\r", r) })
	return "=" + strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, strings.Join(words, " "))
}

// field marks off a part, so that two names never run into one.
func field(s string) string { return strconv.Itoa(len(s)) + ":" + s }
