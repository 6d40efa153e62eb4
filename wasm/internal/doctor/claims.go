package doctor

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/vendors"
)

// parties looks at iss and sub.
func parties(c *Case, r *report) {
	iss, sub := text(c.Token.Claims, "iss"), text(c.Token.Claims, "sub")
	wants := &vendors.Claims{}
	if c.Vendor != nil {
		wants = &c.Vendor.Claims
	}
	if number, ok := c.Token.Claims["iss"].(json.Number); ok && wants.NumberIssuer {
		iss = number.String()
		r.mild("iss_number", "The claim iss is a number, which "+c.Vendor.Name+" takes, though RFC 7519 has a text there.", "Write it in quotes, as newer libraries do.")
	}
	anyIssuer := c.isGrant() && !c.known() // the client, or a service that made it (RFC 7523 section 3)
	if iss == "" {
		mend := "Put " + wants.Whom(wants.Issuer) + " there."
		if anyIssuer {
			mend = "Name there who makes the token."
		}
		r.grave("iss_missing", "The claim iss is missing or no text.", mend)
	}
	if sub == "" && wants.Subject != vendors.Nobody && !wants.OtherOptional {
		mend := "Put " + wants.Whom(wants.Subject) + " there."
		if anyIssuer { // Google does without
			mend = "Name there for whom the grant is (RFC 7523 section 3), unless the system does without."
		}
		r.say("sub_missing", "The claim sub is missing or no text.", mend, c.known() || !c.isGrant())
	}
	client := wants.Whom(vendors.Client)
	same := wants.Issuer == vendors.Client && wants.Subject == vendors.Client && !c.isGrant()
	if same && iss != "" && sub != "" && iss != sub {
		r.grave("iss_sub", "The claims iss and sub are not the same.", "Both are "+client+".")
	}
	if wants.Issuer == vendors.ClientAndKey {
		issuerAndKey(c, r, iss, sub)
	}
	name, named := "iss", iss
	if wants.Issuer == vendors.Other {
		name, named = "sub", sub
	}
	switch {
	case anyIssuer:
	case c.Client == "":
		r.unchecked = append(r.unchecked, "Whether "+name+" is your client: type "+client+".")
	case wants.Issuer != vendors.ClientAndKey && named != "" && named != c.Client:
		message := "The token is of another client than the one you typed."
		switch how := nearly(named, c.Client); {
		case how != "":
			message = "In " + name + " is almost the client that you typed: " + how
		case named == c.Issuer || named == c.Endpoint:
			message = "In " + name + " is the server, and not the client."
		}
		r.grave("client_other", message, "Put "+client+" into "+name+".")
	}
}

// issuerAndKey looks at an iss that names a key, as Snowflake's does: the account
// and user in capitals, and the SHA-256 of the key.
func issuerAndKey(c *Case, r *report, iss, sub string) {
	const mark = ".SHA256:"
	account, print, ok := strings.Cut(iss, mark)
	name := c.Vendor.Name
	switch {
	case iss == "":
		return
	case !ok:
		r.grave("iss_form", "The claim iss is not what "+name+" has there.", "Put "+c.Vendor.Claims.Whom(vendors.ClientAndKey)+" there.")
		return
	case strings.Contains(sub, mark):
		r.grave("iss_sub", "The claim sub has the digest of the key, which belongs into iss alone.", "Put "+c.Vendor.Claims.Whom(vendors.ClientCapitals)+" into sub.")
	case account != strings.ToUpper(account) || sub != strings.ToUpper(sub):
		r.grave("capitals", "The claims iss and sub of "+name+" are in capitals, but for the digest.", "Write account and user in capitals.")
	case sub != "" && sub != account:
		r.grave("iss_sub", "The claims iss and sub name different users.", "Let iss begin with what is in sub.")
	}
	if c.Client != "" && account != "" && !strings.EqualFold(account, c.Client) {
		r.grave("client_other", "The token is of another client than the one you typed.", "Put your account and user into iss and sub.")
	}
	at := meant(c, r)
	if at < 0 {
		return
	}
	const hash = "SHA256:"
	m := c.Keys[at].Material
	own := encode.Fingerprint(m)
	if own == "" || hash+print == own {
		return
	}
	message := "The digest in iss is not that of the registered key."
	if is := digestOf(&c.Keys[at], print); is != "" {
		message = "The digest in iss is " + is + ", where the SHA-256 of its public key (SPKI) belongs."
		if is == digestOf(&c.Keys[at], own) {
			message = "The digest in iss is the right one of the registered key, but spelled otherwise than in base64 with its padding."
		}
	}
	r.grave("iss_key", message, "Put the SHA-256 of the public key there, as RSA_PUBLIC_KEY_FP shows it, in base64 with its padding.")
}

// audiences are the texts of aud, which is one or an array of them (RFC 7519 section 4.1.3).
func (t *Token) audiences() (values []string) {
	list, ok := t.Claims["aud"].([]any)
	if !ok {
		list = []any{t.Claims["aud"]}
	}
	for _, item := range list {
		if s, ok := item.(string); ok {
			values = append(values, s)
		}
	}
	return values
}

// audience compares aud with what the server is.
func audience(c *Case, r *report) {
	kind, choices := vendors.Issuer, []vendors.Choice(nil)
	if c.Vendor != nil {
		kind, choices = c.Vendor.Claims.Audience, c.Vendor.Claims.Choices
	}
	if kind == vendors.NoAudience {
		return
	}
	values := c.Token.audiences()
	if aud, ok := c.Token.Claims["aud"].([]any); ok {
		if len(values) == len(aud) && len(values) == 1 {
			r.mild("aud_array", "The claim aud is an array, though of one value.", "Write it as one string: newer servers take nothing else.")
		} else if len(aud) > 1 {
			r.mild("aud_several", "The claim aud is an array of several values, which newer servers refuse.",
				"Name this one server, as one string.")
		}
	}
	if len(values) == 0 || values[0] == "" {
		r.grave("aud_missing", "The claim aud is missing or no text.", "Put the issuer of the server there, or its token endpoint where it wants that.")
		return
	}
	compareAudience(c, r, kind, choices, values)
}

func compareAudience(c *Case, r *report, kind vendors.Audience, choices []vendors.Choice, values []string) {
	right, other := c.Issuer, c.Endpoint
	rightName, otherName := "the issuer", "the token endpoint"
	if kind == vendors.Endpoint {
		right, other, rightName, otherName = other, right, otherName, rightName
	}
	var expected []string
	for _, choice := range choices {
		expected = append(expected, choice.Audience)
	}
	if kind != vendors.Fixed {
		if right == "" && other == "" {
			r.unchecked = append(r.unchecked, "Whether aud is this server: type its issuer or its token endpoint.")
			return
		}
		expected = []string{right}
	} else {
		other, rightName = "", "what "+c.Vendor.Name+" has there"
	}
	mend := "Put " + rightName + " there, to the letter."
	if kind == vendors.Fixed {
		mend = "Put " + strings.Join(expected, " or ") + " there, to the letter."
	}
	for _, want := range expected {
		if !slices.Contains(values, want) {
			continue
		}
		for _, choice := range choices {
			sandbox := choice.Name == "sandbox" && c.Vendor.Claims.Sandbox != "" && strings.Contains(c.Endpoint, c.Vendor.Claims.Sandbox)
			if choice.Audience != want && (sandbox || choice.Endpoint == c.Endpoint) {
				r.grave("aud_environment", "The claim aud is that of another environment than the endpoint's.", "Let both be of the one that has the key.")
			}
		}
		return
	}
	if kind != vendors.Fixed && other != "" && slices.Contains(values, other) {
		// Which of the two a server wants is known of vendors alone.
		if c.Vendor != nil && c.Vendor.Claims.Either {
			return
		}
		if c.known() {
			wants, sure := " wants ", true
			if c.Vendor.ID == "entra" { // MSAL.NET's page "Client assertions" has the other one
				wants, sure = "'s page on certificates has ", false
			}
			r.say("aud_other_one", "The claim aud is "+otherName+", and "+c.Vendor.Name+wants+rightName+".", mend, sure)
		} else {
			r.mild("aud_other_one", "The claim aud is "+otherName+"; newer servers want "+rightName+".", mend)
		}
		return
	}
	ways := []func(value, want string) string{nearly, longer, elsewhere}
	if c.known() && c.Vendor.Claims.OtherAudiences {
		ways = ways[:2] // another host may be another of its environments
	}
	for _, how := range ways {
		for _, value := range values {
			for _, want := range append(expected, other) {
				how := how(value, want)
				if value == "" || want == "" || how == "" {
					continue
				}
				// PAR's own address is one that a server takes there (RFC 9126 section 2).
				message, sure := "The claim aud is almost right: "+how, how != moreBehind || want != c.Issuer || c.known() && !c.Vendor.Claims.Either
				if !sure {
					message = neither
				}
				r.say("aud_nearly", message, mend, sure)
				return
			}
		}
		if kind != vendors.Fixed && (right == "" || other == "") {
			break // what is longer or shorter may be the one that is not known
		}
	}
	if kind != vendors.Fixed && (right == "" || other == "") {
		known := rightName
		if right == "" {
			known = otherName
		} else if c.known() && !c.Vendor.Claims.Either {
			r.grave("aud_other", "The claim aud is not "+known+" that you typed, which "+c.Vendor.Name+" wants there.", mend)
			return
		}
		r.mild("aud_other", "The claim aud is not "+known+" that you typed; whether it is the other of issuer and endpoint is not known here.",
			"Compare it with the issuer and the token_endpoint of the server's discovery document.")
		return
	}
	r.grave("aud_other", neither, mend)
	if slices.Contains(values, c.Client) {
		r.findings[len(r.findings)-1].Message = "The claim aud is the client, and not the server."
	}
	if kind == vendors.Fixed {
		f := &r.findings[len(r.findings)-1]
		f.Message = "The claim aud is not " + rightName + "."
		if c.Vendor.Claims.OtherAudiences {
			f.Message, f.Grave = "The claim aud is not "+rightName+" in general; some have another.", false
		}
	}
}

// settle takes off what came along where people typed or copied, and makes the issuer of the
// address of its discovery document. A slash at its end is not in that (OpenID Connect
// Discovery section 4.1), so aud counts for that.
func (c *Case) settle() {
	for _, typed := range []*string{&c.Client, &c.Issuer, &c.Endpoint} {
		*typed = strings.Trim(seen(*typed), around)
	}
	before, after, found := strings.Cut(c.Issuer, "/.well-known/")
	if !found {
		return
	}
	if _, path, _ := strings.Cut(after, "/"); path != "" { // RFC 8414 section 3.1
		before += "/" + path
	}
	if c.Issuer = before; slices.Contains(c.Token.audiences(), before+"/") {
		c.Issuer += "/"
	}
}

// nearly says in what two addresses differ that look the same; "" where they do
// not.
func nearly(value, want string) string {
	switch {
	case strings.Trim(value, around) == strings.Trim(want, around):
		return "it has white space or quotes around it."
	case seen(value) == seen(want):
		return "it has characters that cannot be seen."
	case value == want+"/":
		return "it has a slash too many at its end."
	case value+"/" == want:
		return "the slash at its end is missing."
	case strings.EqualFold(value, want):
		return "it differs in capitals."
	case scheme(value) == scheme(want):
		return "it differs in http, https or nothing before the host."
	case strings.Replace(value, ":443", "", 1) == strings.Replace(want, ":443", "", 1):
		return "it differs in the port."
	}
	return ""
}

// seen is a text without the characters that cannot be seen, which come along when one is
// copied.
func seen(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Cc) {
			return -1
		}
		return r
	}, text)
}

// around is what stands around a value by mistake.
const around = " \t\r\n\"'<>"

// elsewhere says that two addresses have one path, on different hosts; "" where they
// have not.
func elsewhere(value, want string) string {
	_, path, _ := strings.Cut(scheme(value), "/")
	_, wanted, _ := strings.Cut(scheme(want), "/")
	if path != "" && path == wanted {
		return "its host is another."
	}
	return ""
}

const neither = "The claim aud is neither the issuer nor the token endpoint of this server."

const moreBehind = "it has more behind the right address."

// longer says that one address is the beginning of another; "" where it is not.
func longer(value, want string) string {
	switch {
	case strings.HasPrefix(scheme(value), strings.TrimSuffix(scheme(want), "/")+"/"):
		return moreBehind
	case strings.HasPrefix(scheme(want), strings.TrimSuffix(scheme(value), "/")+"/"):
		return "the end of the address is missing."
	}
	return ""
}

// scheme takes http:// and https:// off.
func scheme(address string) string {
	return strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
}

// scopes looks at scope where a system has it in the token. Google's may have
// target_audience in its place, for an ID token.
func scopes(c *Case, r *report) {
	if c.known() && c.Vendor.Claims.Scope && text(c.Token.Claims, "scope") == "" && c.Token.Claims["target_audience"] == nil {
		r.say("scope_missing", "The claim scope is missing or no text, and "+c.Vendor.Name+" has it in the token.", "Put the scopes there as one text, with blanks between.", c.Vendor.ID == "google")
	}
}

const newID = "Put a new random text there for each token; a UUID is one."

// tokenID looks at jti.
func tokenID(c *Case, r *report) {
	jti, there := c.Token.Claims["jti"]
	switch s, isText := jti.(string); {
	case c.Vendor != nil && !c.Vendor.Claims.JTI || !there && c.isGrant():
	case !there: // without which RFC 7523 section 3 and Okta's own guide do
		r.say("jti_missing", "The claim jti is missing, which OpenID Connect and many servers want.", newID, c.known() && c.Vendor.ID != "okta")
	case !isText || s == "":
		r.grave("jti_missing", "The claim jti is empty or no text.", newID)
	}
}
