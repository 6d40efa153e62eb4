package decode

import (
	"bytes"
	"math/big"
	"slices"
	"strings"

	"jwkmint/wasm/internal/der"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/plain"
	"jwkmint/wasm/internal/raw"
)

// xmlKeys reads every RSAKeyValue of an XML text (XML Signature section
// 4.5.2.2). .NET's RSA.ToXmlString writes the private numbers in it as well.
func (r *reader) xmlKeys(text []byte) {
	const name = "RSAKeyValue"
	text = plainXML(text)
	for !r.full() {
		element, rest, ok := xmlElement(text, name)
		if !ok {
			return
		}
		k, err := key.Checked(parseRSAKeyValue(element))
		if err != nil || !slices.ContainsFunc(r.parts, func(p der.Part) bool { return p.Key != nil && isNoMore(der.Part{Key: k}, p.Key) }) {
			r.add(name, k, err)
		}
		text = rest
	}
}

// plainXML returns a text with an XML key in it as XML has it, where its brackets
// were written otherwise: in HTML, in JSON by .NET, in a URL, or all of it in
// base64.
func plainXML(text []byte) []byte {
	const name = "RSAKeyValue"
	if word := bytes.TrimSpace(text); len(word) > 4 && string(word[:4]) == "PFJT" && len(word) < maxXML {
		if data, closed, _, err := (&base64Reader{text: word}).all(); closed && err == nil {
			text = data
		}
	}
	if !bytes.Contains(text, []byte(name)) || bytes.Contains(text, []byte("</")) {
		return text
	}
	return []byte(xmlBrackets.Replace(string(text)))
}

// maxXML bounds the base64 of an XML key, which is looked through once more. That
// of RSA 16384 has 14 kB.
const maxXML = 1 << 16

var xmlBrackets = strings.NewReplacer("&lt;", "<", "&gt;", ">", `\u003c`, "<", `\u003e`, ">", `\u003C`, "<", `\u003E`, ">", "%3C", "<", "%3E", ">", "%3c", "<", "%3e", ">", "%2F", "/", "%2f", "/", "%2B", "+", "%2b", "+", "%3D", "=", "%3d", "=")

func parseRSAKeyValue(element []byte) (*key.Key, error) {
	const most = 4096 // bytes of a number, twice what the largest key has
	bad := malformed("RSA key in XML")
	m := &key.RSA{}
	strange := false
	element = bytes.Clone(element)
	for _, member := range []struct {
		name   string
		number **big.Int
	}{
		{"Modulus", &m.N}, {"Exponent", &m.E}, {"D", &m.D}, {"P", &m.P}, {"Q", &m.Q},
		{"DP", &m.DP}, {"DQ", &m.DQ}, {"InverseQ", &m.QI},
	} {
		text, _, ok := xmlElement(element, member.name)
		if !ok {
			continue
		}
		// A number has no length of its own that would tell a lost or an added
		// character: the padding must, which XML always has.
		data, closed, padded, err := (&base64Reader{text: text}).all()
		switch {
		case !closed || len(data) == 0:
			return nil, bad
		case err != nil:
			return nil, err
		case !padded:
			return nil, errLength
		case len(data) > most:
			return nil, fault.New(fault.TooLarge, "a number of an RSA key in XML")
		}
		*member.number = new(big.Int).SetBytes(data)
		clear(text)
		strange = strange || member.name == "Exponent" && (data[0] == 0 || !knownExponent(data))
	}
	if m.N == nil || m.E == nil || m.D == nil && (m.P != nil || m.Q != nil) {
		return nil, bad
	}
	source := "XML public key"
	if m.IsPrivate() {
		source = "XML private key"
	}
	k := &key.Key{Source: source, Material: m}
	raw.NoteOddSize(k)
	if !m.IsPrivate() && plain.InRow(element, plain.IsBase64) >= minLeft { // in no element that is whole
		k.Notes = append(k.Notes, raw.NumbersLeft)
	}
	if strange && !m.IsPrivate() { // a private key proves its exponent
		k.Notes = append(k.Notes, oddExponent)
	}
	return k, m.Complete()
}

// knownExponent reports whether an exponent is one that is written in XML: those
// programs take that of Fermat's primes.
func knownExponent(octets []byte) bool {
	return slices.Contains([]string{"\x03", "\x05", "\x11", "\x01\x01", "\x01\x00\x01"}, string(octets))
}

// oddExponent names what a character in the place of padding may give, where the
// number is so short that nothing else tells.
var oddExponent = key.Warning{
	Code:    "rsa_odd_exponent",
	Message: "The public exponent of this key is not one that programs write in XML: a character of its text may have been changed.",
	Action:  "Compare the key with its original.",
}

// xmlElement finds the first element of a name, under any namespace prefix,
// and returns what is in it and what follows it.
func xmlElement(text []byte, name string) (contents, rest []byte, ok bool) {
	_, contents, rest, ok = xmlElementHead(text, name)
	return contents, rest, ok
}

// xmlElementHead is xmlElement, and returns the attributes as well.
func xmlElementHead(text []byte, name string) (head, contents, rest []byte, ok bool) {
	const longest = 64 // of prefixes
	for pos := 0; ; {
		i := bytes.Index(text[pos:], []byte(name))
		if i < 0 {
			return nil, nil, nil, false
		}
		i += pos
		pos = i + len(name)
		before := text[max(0, i-longest):i]
		prefix := before[bytes.LastIndexByte(before, '<')+1:]
		if len(prefix) == len(before) || len(prefix) > 0 && (prefix[0] == '/' || prefix[len(prefix)-1] != ':') ||
			bytes.ContainsAny(prefix, " \t\n>") || pos == len(text) || bytes.IndexByte([]byte(" \t\n>"), text[pos]) < 0 {
			continue
		}
		start := bytes.IndexByte(text[pos:], '>')
		if start < 0 {
			return nil, nil, nil, false
		}
		head = text[pos : pos+start]
		start += pos + 1
		end := bytes.Index(text[start:], []byte("</"+string(prefix)+name))
		if end < 0 || text[start-2] == '/' {
			return nil, nil, nil, false
		}
		return head, text[start : start+end], text[start+end:], true
	}
}
