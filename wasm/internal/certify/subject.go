package certify

import (
	"encoding/asn1"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"jwkmint/wasm/internal/fault"
)

// Subject is a distinguished name, the most general attribute first, as it is
// written into a certificate.
type Subject []Attribute

// Attribute is one attribute of a name: its short name (CN, O, OU, C, ST, L)
// and its value.
type Attribute struct{ Name, Value string }

// attributes are the names that a subject can have, in the order in which they
// are written, with their bounds in characters (RFC 5280 appendix A.1).
var attributes = []struct {
	name string
	oid  asn1.ObjectIdentifier
	max  int
}{
	{"C", asn1.ObjectIdentifier{2, 5, 4, 6}, 2},
	{"ST", asn1.ObjectIdentifier{2, 5, 4, 8}, 128},
	{"L", asn1.ObjectIdentifier{2, 5, 4, 7}, 128},
	{"O", asn1.ObjectIdentifier{2, 5, 4, 10}, 64},
	{"OU", asn1.ObjectIdentifier{2, 5, 4, 11}, 64},
	{"CN", asn1.ObjectIdentifier{2, 5, 4, 3}, 64},
}

// ParseSubject reads a subject as people write it: "my-client" is a common
// name; "CN=my-client, O=Example, C=DE" and OpenSSL's "/C=DE/O=Example/CN=…"
// name their attributes. A comma, slash or backslash that belongs to a value
// stands behind a backslash, or the value in quotes. The error is a fault: missing
// where there is no name, else bad_option.
func ParseSubject(text string) (Subject, error) {
	text = strings.TrimSpace(text)
	separator := byte(',')
	switch {
	case strings.HasPrefix(text, "/") && strings.Contains(text, "="):
		separator, text = '/', text[1:]
	case ofOthers(text):
		return nil, errAttributes
	case !named(text):
		return Subject{{"CN", text}}.checked()
	}
	values := map[string]string{}
	for _, part := range split(text, separator) {
		name, value, ok := strings.Cut(part, "=")
		name = strings.ToUpper(strings.TrimSpace(name))
		if !ok || !known(name) {
			return nil, errAttributes
		}
		if values[name] != "" {
			return nil, fault.New(fault.BadOption, "the subject has "+name+" twice")
		}
		value = strings.TrimSpace(value)
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
		}
		values[name] = unescape(value)
	}
	var s Subject
	for _, a := range attributes {
		if values[a.name] != "" {
			s = append(s, Attribute{a.name, values[a.name]})
		}
	}
	return s.checked()
}

var errAttributes = fault.New(fault.BadOption, "a subject has CN, O, OU, L, ST and C").
	WithHint("Write it as CN=my-client, O=Example, C=DE, or just a name.")

// ofOthers reports whether text begins with an attribute that names have elsewhere
// and those here do not: it would all become the common name.
func ofOthers(text string) bool {
	name, _, ok := strings.Cut(text, "=")
	name = strings.ToUpper(strings.TrimSpace(name))
	return ok && slices.Contains([]string{"EMAILADDRESS", "EMAIL", "E", "DC", "UID", "SERIALNUMBER", "GN", "SN", "T", "TITLE", "STREET", "S", "DNQ"}, name)
}

// named reports whether text names its attributes: a plain name may itself
// have an equals sign in it, but not behind CN, O and their like.
func named(text string) bool {
	name, _, ok := strings.Cut(text, "=")
	return ok && known(strings.ToUpper(strings.TrimSpace(name)))
}

func known(name string) bool {
	for _, a := range attributes {
		if a.name == name {
			return true
		}
	}
	return false
}

// split cuts text at separators that no backslash precedes and no quotes hold.
func split(text string, separator byte) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"': // around a whole value, as in O="Example, Inc."
			quoted = !quoted && i > 0 && text[i-1] == '='
		case separator:
			if quoted {
				continue
			}
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

func unescape(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) {
			i++
			// Two digits are an octet (RFC 4514 section 2.4).
			if octet, err := strconv.ParseUint(text[i:min(len(text), i+2)], 16, 8); err == nil && i+1 < len(text) {
				out.WriteByte(byte(octet))
				i++
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

func (s Subject) checked() (Subject, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s Subject) check() error {
	if len(s) == 0 || slices.ContainsFunc(s, func(a Attribute) bool { return a.Value == "" }) {
		return fault.New(fault.Missing, "the name").WithHint("Give the certificate a name, such as your client's.")
	}
	for _, a := range s {
		if !utf8.ValidString(a.Value) || strings.ContainsFunc(a.Value, unicode.IsControl) {
			return fault.New(fault.BadOption, "the subject's "+a.Name+" has control characters, or octets that are no UTF-8").
				WithHint("Type it by hand: copying brought something along.")
		}
		for _, bound := range attributes {
			if bound.name == a.Name && utf8.RuneCountInString(a.Value) > bound.max {
				return fault.New(fault.BadOption, "the subject's "+a.Name+" is too long").
					WithHint("CN, O and OU have at most 64 characters, ST and L 128, C two letters.")
			}
		}
		if a.Name == "C" && !isCountry(a.Value) {
			return fault.New(fault.BadOption, "the subject's C is no country code").WithHint("C is two letters, such as DE.")
		}
	}
	return nil
}

func isCountry(value string) bool {
	return len(value) == 2 && !strings.ContainsFunc(value, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// add writes the name, each attribute in a set of its own, in UTF8String; a
// country is a PrintableString (RFC 5280 appendix A.1).
func (s Subject) add(b *cryptobyte.Builder) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		for _, a := range s {
			b.AddASN1(der.SET, func(b *cryptobyte.Builder) {
				b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) { a.add(b) })
			})
		}
	})
}

func (a Attribute) add(b *cryptobyte.Builder) {
	for _, known := range attributes {
		if known.name != a.Name {
			continue
		}
		b.AddASN1ObjectIdentifier(known.oid)
		tag := der.UTF8String
		if a.Name == "C" {
			tag = der.PrintableString
		}
		b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes([]byte(a.Value)) })
	}
}
