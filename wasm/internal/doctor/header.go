package doctor

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"jwkmint/wasm/internal/digest"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/rawjson"
	"jwkmint/wasm/internal/token"
)

// thumbprintKind is a member that names a certificate by its digest (RFC 7515
// sections 4.1.7 and 4.1.8).
type thumbprintKind struct {
	name string
	size int
	sum  func([]byte) []byte
}

var thumbprintKinds = []thumbprintKind{
	{"x5t", sha1.Size, func(data []byte) []byte { s := sha1.Sum(data); return s[:] }},
	{"x5t#S256", sha256.Size, func(data []byte) []byte { s := sha256.Sum256(data); return s[:] }},
}

// hasThumbprint reports whether the token's header names the certificate.
func hasThumbprint(t *Token, cert *key.Certificate) bool {
	return slices.ContainsFunc(thumbprintKinds, func(kind thumbprintKind) bool {
		value := text(t.Members, kind.name)
		return value != "" && token.Plain(value) == base64.RawURLEncoding.EncodeToString(kind.sum(cert.Raw))
	})
}

// thumbprints looks at x5t and x5t#S256.
func thumbprints(c *Case, r *report) {
	found := false
	for name := range c.Token.Members {
		if plain := strings.NewReplacer("#", "", "_", "", "-", "").Replace(name); strings.EqualFold(plain, "x5ts256") && c.Token.Members["x5t#S256"] == nil {
			r.grave("x5t_name", "The header's x5t#S256 is not spelled so.", "Its S is a capital, no other letter is, and # stands before it.")
			found = true
		}
	}
	for _, t := range thumbprintKinds {
		if _, there := c.Token.Members[t.name]; there {
			found = true
			t.check(c, r)
		}
	}
	if c.Vendor != nil && c.Vendor.Header.X5TS256 && !found {
		r.grave("x5t_missing", c.Vendor.Name+" finds the key by a certificate's thumbprint, and the header has none.",
			"Put x5t#S256 into the header: base64url of the SHA-256 of the certificate's DER.")
	}
}

func (t thumbprintKind) check(c *Case, r *report) {
	name, size := t.name, t.size
	value := text(c.Token.Members, name)
	grave := func(code, is, action string) { r.grave(code, "The header's "+name+is, action) }
	const mend = "Take base64url, without padding, of the digest's bytes."
	if isHex(value, size) {
		grave("x5t_hex", " is in hexadecimal.", mend)
		return
	}
	raw, err := token.Decode(value)
	switch {
	case value == "":
		grave("x5t_form", " is empty or no text.", mend)
		return
	case err != nil:
		grave("x5t_form", " is no base64url.", mend)
		return
	case isHex(string(raw), sha1.Size) || isHex(string(raw), sha256.Size):
		grave("x5t_hex", " was made of the hexadecimal text, not of the digest's bytes.", mend)
		return
	case len(raw) != size:
		grave("x5t_size", " is not as long as its digest: x5t is SHA-1, 20 bytes, x5t#S256 SHA-256, 32.", mend)
		return
	case token.Plain(value) != value:
		grave("x5t_form", " is in ordinary base64, with padding or with + and /.", mend)
	}
	known := false
	for _, k := range c.Keys {
		for _, cert := range k.Chain {
			known = true
			switch {
			case !bytes.Equal(t.sum(cert.Raw), raw):
				continue
			case r.signer >= 0 && !key.SamePublic(k.Material, c.Keys[r.signer].Material):
				grave("x5t_of_another", " is of the certificate of another registered key than the one that signed.",
					"Name the certificate of the key that signs.")
			}
			return
		}
	}
	if !known {
		r.unchecked = append(r.unchecked, "Whether "+name+" is of the registered certificate: give that certificate.")
		return
	}
	is := " is not of the registered certificate."
	if at := meant(c, r); at >= 0 {
		if what := digestOf(&c.Keys[at], value); what != "" {
			is = " is " + what + ", and not the digest of its certificate's DER."
		}
	}
	grave("x5t_other", is, "Take it of the very certificate that was uploaded: a new one for the same key has another.")
}

// digestOf completes "it is": what a value is of the registered key, or what was
// hashed for it by mistake; "" where it is nothing of it.
func digestOf(k *Registered, value string) string {
	of, values := &key.Key{Material: k.Material, Chain: k.Chain}, digest.Read(value)
	m, ok := digest.Find(of, values)
	if !ok {
		m, _ = digest.FindMistaken(of, values)
	}
	return m.What
}

// validity looks at the dates of the registered certificate that the header names.
func validity(c *Case, r *report) {
	at := meant(c, r)
	if at < 0 || len(c.Keys[at].Chain) == 0 {
		return
	}
	cert := c.Keys[at].Chain[0]
	switch {
	case cert.NotAfter.IsZero() || !hasThumbprint(c.Token, cert):
	case c.Now.After(cert.NotAfter):
		r.mild("certificate_expired", "The registered certificate has expired: some systems, as Microsoft Entra ID, take it no more.",
			"Make a new one for the key, register it, and name it in the header.")
	case c.Now.Before(cert.NotBefore):
		r.mild("certificate_early", "The registered certificate is not valid yet, which some systems look at.", "Compare the clocks, or make one that is valid now.")
	}
}

// isHex reports whether text is a digest of so many bytes in hexadecimal, also
// with colons or spaces between.
func isHex(text string, size int) bool {
	plain := strings.NewReplacer(":", "", " ", "", "\n", "").Replace(text)
	raw, err := hex.DecodeString(plain)
	return err == nil && len(raw) == size
}

// privateMembers are those of a JWK that must not be seen (RFC 7518 section 6).
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "k", "priv"}

// leak looks for a private key in jwk.
func leak(c *Case, r *report) {
	jwk := object(c.Token.JWK)
	if slices.ContainsFunc(privateMembers, func(name string) bool { return jwk[name] != nil }) {
		r.grave("jwk_private", "The header carries a private key (jwk): whoever sees the token has it.",
			"Make a new key, and withdraw this one where it is registered.")
	}
}

// members looks at crit and b64, and at names that stand twice.
func members(c *Case, r *report) {
	const mend = "Leave crit and b64 out."
	switch t := c.Token; {
	case t.Unencoded:
		r.grave("b64", "The header says that the payload is signed as it is (b64), which RFC 7797 forbids here.", mend)
	case t.Critical:
		r.mild("crit", token.AboutCritical, mend)
	}
	if c.Token.X5CNotList {
		r.mild("x5c", token.AboutChain, "Write it as an array, or leave it out.")
	}
	if c.Token.Members["zip"] != nil {
		r.mild("zip", "The header has zip, which is for encrypted tokens (RFC 7516).", "Leave it out.")
	}
	if repeats(c.Token.HeaderText, c.Token.Members) || repeats(c.Token.Payload, c.Token.Claims) {
		r.mild("name_twice", "In the header or the claims a name stands twice: some servers refuse that, and others take the last.", "Write each name once.")
	}
}

// repeats reports whether a JSON object has more members than names.
func repeats(text []byte, names map[string]any) bool {
	if names == nil {
		return false // there is none
	}
	n := 0
	for range rawjson.Members(bytes.TrimSpace(text)) {
		n++
	}
	return n > len(names)
}

// tokenType looks at typ.
func tokenType(c *Case, r *report) {
	typ := c.Token.typ()
	if c.Vendor != nil && c.Vendor.Header.NeedsTyp && typ != strings.ToLower(c.Vendor.Header.Typ) {
		r.grave("typ", c.Vendor.Name+" takes no token whose header has not the typ "+c.Vendor.Header.Typ+".", "Write "+c.Vendor.Header.Typ+" there.")
		return
	}
	switch typ {
	case "", "jwt":
		if value, there := c.Token.Members["typ"]; there && typ == "" && value != "" {
			r.mild("typ", "The header's typ is no text.", "Write JWT or client-authentication+jwt there, in quotes.")
		}
	case "client-authentication+jwt":
		if c.Vendor != nil && c.Vendor.Header.Typ == "JWT" {
			r.mild("typ", c.Vendor.Name+" has JWT as typ in its examples, and the token has client-authentication+jwt.", "Try JWT.")
		}
	default: // at which many servers do not look
		if typ == typGrant && c.isGrant() {
			break
		}
		r.mild("typ", "The token says that it is of another kind: its typ is neither JWT nor client-authentication+jwt.",
			"Write client-authentication+jwt there, or JWT.")
	}
}
