package doctor

import (
	"slices"
	"strings"

	"jwkmint/wasm/internal/vendors"
)

const (
	// assertionType is the client_assertion_type of RFC 7523 section 2.2.
	assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	// grantType is the grant_type of RFC 7523 section 2.1, and typGrant the explicit type
	// of such a grant (draft-ietf-oauth-rfc7523bis).
	grantType = "urn:ietf:params:oauth:grant-type:jwt-bearer"
	typGrant  = "authorization-grant+jwt"
)

// isGrant reports whether the token is the grant itself, and not what shows who the
// client is.
func (c *Case) isGrant() bool {
	if c.known() {
		return c.Vendor.Send.By == vendors.ByGrant
	}
	return c.Token.typ() == typGrant || c.sentAsGrant()
}

// sentAsGrant reports whether the request around the token has it as the grant.
func (c *Case) sentAsGrant() bool {
	body := percent.Replace(c.Text)
	return strings.Contains(body, grantType) && !hasWord(body, "client_assertion")
}

// request looks at the request around the token, of which a part may be there.
func request(c *Case, r *report) {
	body := percent.Replace(c.Text)
	asClient := hasWord(body, "client_assertion")
	if asClient && hasWord(body, "grant_type") && !strings.Contains(body, assertionType) {
		r.mild("assertion_type", "As it stands here the request has no client_assertion_type, or another than that of RFC 7523.", "Send it: "+assertionType+".")
	}
	if c.Token.Encoded {
		r.mild("encoded_twice", "As it stands here the whole token is in base64 once more.", "Send it as it is inside: three parts with dots between.")
	}
	if !asClient && hasWord(body, "grant_type") && !c.sentAsGrant() && c.inHeader() {
		r.mild("in_header", "As it stands here the token is in the Authorization header, and RFC 7523 (section 2.2) has it in the body.", "Send it there as client_assertion, beside client_assertion_type, if the system does not say otherwise.")
	}
	if asClient && !isForm(body) {
		r.mild("not_form", "As it stands here the request is sent as JSON or in parts (multipart), and not as a form, which OAuth has there (RFC 6749 section 4.4.2).",
			"Send it as application/x-www-form-urlencoded, if the server does not say otherwise: curl has -d or --data-urlencode for that.")
	}
	if hasAny(c.Text, wrappings) {
		r.mild("around", "As it stands here the request has quotes, b'…' or Bearer around the token.", "Send the token alone; in Python make it a str, by .decode().")
	}
	if asClient && hasOtherProof(body) {
		r.mild("two_proofs", "As it stands here the request has a client_secret or Basic beside the client_assertion: one request has one proof of the client (RFC 6749 section 2.3).", "Leave out the other one.")
	}
}

// isForm reports whether a request is one, as far as its Content-Type and the options of curl
// tell, which stand before the token or, in a command, anywhere.
func isForm(body string) bool {
	before, _, _ := strings.Cut(body, "client_assertion")
	command := strings.TrimRight(before, "\"'")
	if strings.HasSuffix(command, " -F ") || strings.HasSuffix(command, " --form ") {
		return false
	}
	before = strings.ToLower(before)
	_, kind, said := strings.Cut(before, "content-type")
	kind, _, _ = strings.Cut(strings.TrimLeft(kind, "\"':=, \t"), "\n")
	answers := strings.HasPrefix(before, "http/") || hasAny(before, []string{"\nhttp/", "< http/"}) // whose type it is then
	return answers || !said || !strings.HasPrefix(kind, "application/json") && !strings.HasPrefix(kind, "multipart/")
}

// inHeader reports whether the token, and no other, is in the Authorization header of a request.
func (c *Case) inHeader() bool {
	return hasWord(strings.ToLower(c.Text), "authorization") && slices.ContainsFunc(c.Token.Inputs, func(input []byte) bool {
		return hasAny(c.Text, []string{"Bearer " + string(input), "bearer " + string(input)})
	})
}

// wrappings are what is sent by mistake before a token, in a form. Quotes that are not
// encoded may be those of a shell.
var wrappings = []string{"assertion=%22ey", "assertion=%27ey", "assertion=b%27ey", "assertion=b'ey", "assertion=Bearer", `assertion="Bearer`}

func hasAny(text string, list []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(text, s) })
}

// secrets are how the parameter of a secret is written before it.
var secrets = []string{"client_secret=", `client_secret":"`, `client_secret": "`, `client_secret': '`}

// hasOtherProof reports whether a request has HTTP's Basic, or a secret that is no token.
func hasOtherProof(body string) bool {
	for _, name := range secrets {
		_, value, _ := strings.Cut(body, name)
		if value != "" && isWord(rune(value[0])) && !strings.HasPrefix(value, "ey") {
			return true
		}
	}
	_, command, _ := strings.Cut(body, "curl")
	return hasBasic(strings.ToLower(body)) || hasAny(command, []string{" -u ", " --user "}) // and not those of sudo
}

// hasBasic reports whether the Authorization of a request is Basic, as HTTP writes it, or as
// JSON does, in one member or two. That for a proxy shows nothing of the client.
func hasBasic(small string) bool {
	parts := strings.Split(small, "authorization")
	for i, after := range parts[1:] {
		value := strings.TrimLeft(after, "\"':=, \t\r\nvalue")
		between := strings.TrimSuffix(after, value)
		if strings.HasPrefix(value, "basic ") && strings.ContainsAny(between, ":=") && !strings.HasSuffix(parts[i], "proxy-") {
			return true
		}
	}
	return false
}
