package decode

import (
	"bytes"
	"encoding/base64"
	"regexp"

	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
)

// useAttribute is that of a KeyDescriptor (SAML metadata section 2.4.1.1).
var useAttribute = regexp.MustCompile(`\suse\s*=\s*["'](signing|encryption)["']`)

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
		use := ""
		if match := useAttribute.FindSubmatch(head); match != nil {
			use = map[string]string{"signing": jose.UseSig, "encryption": jose.UseEnc}[string(match[1])]
		}
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
