package decode

import (
	"bytes"
	"encoding/base64"
	"strings"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// useAttribute is the value of that attribute in the head of a KeyDescriptor
// (SAML metadata section 2.4.1.1), or "".
func useAttribute(head string) string {
	const space = " \t\n\f\r"
	for {
		before, after, ok := strings.Cut(head, "use")
		if !ok {
			return ""
		}
		head = after
		value, isAttribute := strings.CutPrefix(strings.TrimLeft(after, space), "=")
		value = strings.TrimLeft(value, space)
		if !isAttribute || before == "" || strings.IndexByte(space, before[len(before)-1]) < 0 || value == "" || strings.IndexByte(`"'`, value[0]) < 0 {
			continue
		}
		for _, use := range []string{"signing", "encryption"} {
			if rest, ok := strings.CutPrefix(value[1:], use); ok && rest != "" && strings.IndexByte(`"'`, rest[0]) >= 0 {
				return use
			}
		}
	}
}

// samlUses gives certificates and keys the use of the KeyDescriptor in which they
// stand. One that is there for both has none.
func (r *reader) samlUses(text []byte) {
	const name = "KeyDescriptor"
	if len(r.parts) == 0 || !bytes.Contains(text, []byte(name)) {
		return
	}
	uses := map[string]string{} // by certificate or public half
	note := func(id, use string) {
		if before, ok := uses[id]; ok && before != use {
			use = ""
		}
		uses[id] = use
	}
	for {
		head, element, rest, ok := xmlElementHead(text, name)
		if !ok {
			break
		}
		text = rest
		use := map[string]string{"signing": jose.UseSig, "encryption": jose.UseEnc}[useAttribute(string(head))]
		for left := element; ; {
			cert, after, ok := xmlElement(left, "X509Certificate")
			if !ok {
				break
			}
			left = after
			if der, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(cert), nil))); err == nil {
				note(string(der), use)
			}
		}
		for left := element; ; {
			value, after, ok := xmlElement(left, "RSAKeyValue")
			if !ok {
				break
			}
			left = after
			if k, err := parseRSAKeyValue(value); err == nil {
				note(publicID(k.Material), use)
			}
		}
	}
	for _, p := range r.parts {
		switch {
		case p.Key == nil:
		case p.Cert != nil:
			p.Key.Given.AddBeside(key.Given{Use: uses[string(p.Cert.Raw)]})
		default:
			p.Key.Given.AddBeside(key.Given{Use: uses[publicID(p.Key.Material)]})
		}
	}
}
