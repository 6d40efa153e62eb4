// Package vendors says what the systems that keys are registered with want to
// be given: the form of the key, its algorithm and key ID, where it goes, and the
// header and claims of the token that it signs.
//
// Each system has a file of its own and a line in All; one table test holds all
// of them to the same rules. What a system's own documentation does not say is
// left out: a zero value says that nothing is known, not that nothing is asked.
package vendors

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// All are the systems, the most general first.
var All = []*Vendor{
	&generic, &smart, &epic, &nhsEngland, &okta, &auth0, &entra, &keycloak, &pingOne, &salesforce, &snowflake,
	&netsuite, &loginGov, &google, &apple, &github, &docusign, &singpass, &maskinporten,
}

// ByID returns the system with that ID, or nil.
func ByID(id string) *Vendor {
	for _, v := range All {
		if v.ID == id {
			return v
		}
	}
	return nil
}

// Vendor is what one system wants to be given.
type Vendor struct {
	// ID is short and stable; it stands in addresses: "entra".
	ID string
	// Name is what people call the system.
	Name string
	// Forms are how the public key is handed over, the best first; none where
	// the system makes the key itself.
	Forms []Form
	// Where is the place in the system where keys are registered, or made if it
	// makes them: a sentence or two, "" where its pages don't tell.
	Where    string
	Register Register
	// Algorithms are what it verifies tokens by, the best first; none where any
	// registered one will do. Encryption likewise, for keys with use enc.
	Algorithms, Encryption []string
	// Older are algorithms that its older pages name, which it may take still.
	Older []string
	// MinRSA and MaxRSA are the sizes of the RSA keys that it takes, in bits; 0 where
	// its pages set no limit.
	MinRSA, MaxRSA int
	// Keys are those of one set, where it wants several that differ.
	Keys []NewKey
	// KeyID is the rule for key IDs, a sentence.
	KeyID  string
	Header Header
	Claims Claims
	Send   Send
	// Lifetime is how long a token is made valid for, and MaxLifetime how long it
	// may be; 0 where that is not said.
	Lifetime, MaxLifetime time.Duration
	// FromNow says that MaxLifetime counts from the moment that the system sees the
	// token, and not from its iat.
	FromNow bool
	// Notes are what goes wrong with this system, each a sentence or two.
	Notes []string
	// Sources are the pages that say all this.
	Sources []Source
}

// Source is a page by its name, and its own date, or when it was read.
type Source struct{ Page, Date string }

// NewKey is a key to be made, and what its JWK says.
type NewKey struct {
	Type     string
	Size     int    // of RSA, in bits
	Curve    string // of EC and OKP
	Use, Alg string
}

// Form is a way to hand over a public key.
type Form string

// The forms.
const (
	JWK            Form = "jwk"
	JWKSet         Form = "jwks"
	JWKSetURL      Form = "jwks_uri" // a JWK Set at an address of one's own
	SPKI           Form = "spki"     // PEM, BEGIN PUBLIC KEY
	SPKIBase64     Form = "spki_base64"
	CertificatePEM Form = "certificate_pem"
	CertificateDER Form = "certificate_der"
)

// Register is a text that registers a key, where the system has one: a command, or
// what goes into one of its own. In it {} stands for the key in that form, by
// itself; parts in <> are the person's.
type Register struct {
	Title string // what the text is for
	Form  Form
	Text  string
}

// Header is what the token's header has beside alg.
type Header struct {
	Typ string // "" for none
	// NeedsTyp says that the system refuses a token without it.
	NeedsTyp bool
	// KID says whether the key ID is wanted, X5T and X5TS256 whether a
	// certificate's thumbprint is. TheirKID says that the system gives the key
	// its ID, so that one of our own would lead nowhere, KIDAdvised that it is advice:
	// that the system refuses a token without one is not known.
	KID, TheirKID, KIDAdvised, X5T, X5TS256 bool
}

// TypClientAuthentication is the explicit type of client assertions
// (draft-ietf-oauth-rfc7523bis).
const TypClientAuthentication = "client-authentication+jwt"

// Party is whom iss or sub names.
type Party int

// The parties. A person types the client and, where some claim needs it, the
// other one.
const (
	Client Party = iota
	Other
	// ClientAndKey is Snowflake's: the client in capitals, "." and the SHA-256 of the key.
	ClientAndKey
	// ClientCapitals is the client in capitals.
	ClientCapitals
	Nobody
)

// Claims is what the token says.
type Claims struct {
	Issuer, Subject Party
	// ClientName is what the system calls the client; "" is "Client ID".
	// OtherName is what it calls the other party, "" where there is none.
	ClientName, OtherName string
	// NumberIssuer says that iss may be a number.
	NumberIssuer bool
	// OtherOptional says that the claim is left out where nobody is named.
	OtherOptional bool
	Audience      Audience
	// Either says that the other of issuer and token endpoint is taken as well.
	Either bool
	// Choices are the values of aud where they are fixed.
	Choices []Choice
	// Sandbox is what endpoints have that are of the choice of that name.
	Sandbox string
	// OtherAudiences says that some have an audience that is none of the choices.
	OtherAudiences bool
	// NotBefore and JTI say which of these claims it wants, Scope that the scope
	// is a claim and not a parameter.
	NotBefore, JTI, Scope bool
	// Backdate is how far in the past iat is set, against clocks that differ.
	Backdate time.Duration
}

// Whom says whom a claim names, in the words of the system: "the team ID".
func (c *Claims) Whom(p Party) string {
	name := c.ClientName
	switch {
	case p == ClientAndKey:
		return name + ".SHA256:, and after it the digest of the key in base64,"
	case p == ClientCapitals:
		return name + ", in capitals,"
	case p == Other:
		name = c.OtherName
	case name == "":
		name = "client ID"
	}
	if name[1] < 'a' { // a form, not a word
		return name
	}
	return "the " + strings.ToLower(name[:1]) + name[1:]
}

// Audience is what aud holds.
type Audience int

// The audiences.
const (
	Issuer Audience = iota // the authorization server's issuer identifier
	Endpoint
	Fixed
	NoAudience
)

// Choice is one fixed audience, and the endpoint that goes with it.
type Choice struct{ Name, Audience, Endpoint string }

// Send is how the token is handed over.
type Send struct {
	By Carrier
	// Grant is the grant_type beside the token; "" is client_credentials.
	Grant string
	// Endpoint is how the endpoint's address looks; its parts in braces are the
	// person's.
	Endpoint string
	// Headers are further ones that the request has.
	Headers []string
}

// Carrier is the parameter or header that holds the token.
type Carrier int

// The carriers.
const (
	ByAssertion Carrier = iota // client_assertion, RFC 7523 section 2.2
	ByGrant                    // assertion, RFC 7523 section 2.1
	BySecret                   // client_secret
	ByBearer                   // Authorization: Bearer, with no token endpoint
)

// IsGeneric reports whether v is no system in particular.
func (v *Vendor) IsGeneric() bool { return v == &generic }

// TakesJWK reports whether keys are handed over to the system as JWKs.
func (v *Vendor) TakesJWK() bool {
	return slices.ContainsFunc(v.Forms, func(f Form) bool { return f == JWK || f == JWKSet || f == JWKSetURL })
}

// Takes reports whether the system verifies tokens by alg.
func (v *Vendor) Takes(alg string) bool {
	return len(v.Algorithms) == 0 || slices.Contains(v.Algorithms, alg)
}

// FindsByKID reports whether the system finds a JWK by the key ID that is in it.
func (v *Vendor) FindsByKID() bool { return v.Header.KID && !v.Header.TheirKID }

// TakesRSA reports whether the system takes RSA keys of that size, in bits; 0 is a key of another type.
func (v *Vendor) TakesRSA(bits int) bool {
	return bits == 0 || bits >= v.MinRSA && (v.MaxRSA == 0 || bits <= v.MaxRSA)
}

// RSASizes says in words which RSA keys the system takes; "" where its pages set no limit.
func (v *Vendor) RSASizes() string {
	least := "RSA keys of " + strconv.Itoa(v.MinRSA)
	switch {
	case v.MinRSA == 0:
		return ""
	case v.MaxRSA == 0:
		return least + " bits at least"
	}
	return least + " to " + strconv.Itoa(v.MaxRSA) + " bits"
}

// Named are those of algs that the system's pages name, in its order; nil for none.
func (v *Vendor) Named(algs []string) []string {
	var named []string
	for _, wanted := range [][]string{v.Algorithms, v.Encryption} {
		for _, alg := range wanted {
			if slices.Contains(algs, alg) {
				named = append(named, alg)
			}
		}
	}
	return named
}

// Order returns algs with those that the system takes first, in its order; the
// others follow as they were.
func (v *Vendor) Order(algs []string) []string {
	ordered := v.Named(algs)
	for _, alg := range algs {
		if !slices.Contains(ordered, alg) {
			ordered = append(ordered, alg)
		}
	}
	return ordered
}
