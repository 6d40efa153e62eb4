// Package assertion makes the token by which a client shows an authorization
// server that it has its private key (RFC 7523), with all that is needed to
// send it: the form body, commands for two shells, and programs that make it
// again and again.
//
// What a person types ends in JSON, in a URL, in shells and in source code. Each
// of these has one function that quotes for it (quote.go), and what cannot be
// seen is refused before.
package assertion

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"jwkmint/wasm/internal/encode"
	"jwkmint/wasm/internal/fault"
	"jwkmint/wasm/internal/jose"
	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

// MaxLifetime bounds how long a token can be made valid for: the longest that a
// system takes is six months, and a typing error should not make a token that
// outlives its key.
const MaxLifetime = 366 * 24 * time.Hour

// Ask is what a token is made of.
type Ask struct {
	Key        *key.Key // a private one
	KeyID, Alg string
	// JWK is what the public JWK of the key says that it is for.
	JWK    Purpose
	Vendor *vendors.Vendor
	// Client and Other are the parties of the vendor's claims; Other may be empty
	// where there is none or where it is optional.
	Client, Other string
	// Audience is aud, empty where the vendor has none; where it is empty otherwise,
	// the endpoint stands for it.
	Audience string
	// Endpoint is where the token is sent; without one there are no commands.
	Endpoint string
	Scope    string
	Lifetime time.Duration // 0 is the vendor's
	// What the header has beside what the vendor wants; each needs a certificate.
	X5T, X5TS256, X5C bool

	Now time.Time
	JTI string // random, never used before
}

// Purpose is what a JWK says that its key is for; what is empty it does not say.
type Purpose struct {
	Use, Alg string
	KeyOps   []string
}

// signs reports whether nothing in it forbids to verify a signature by the key.
func (p *Purpose) signs() bool {
	return p.Use != jose.UseEnc && (len(p.KeyOps) == 0 || slices.Contains(p.KeyOps, "verify") || slices.Contains(p.KeyOps, "sign"))
}

// Assertion is a token and what goes with it, as finished texts.
type Assertion struct {
	Header, Claims string // JSON on several lines
	Token          string
	// Body is the form as it is sent; empty where the token goes in a header.
	Body string
	// Curl and PowerShell send it; empty without an endpoint.
	Curl, PowerShell string
	Snippets         []Snippet
	// Notes are what does not fit the vendor, or was decided here.
	Notes []key.Warning
}

// Make makes a token. Its errors are faults: missing for what was not typed,
// bad_option for what was, and those of jose.Sign.
func Make(a Ask) (*Assertion, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	header, claims := a.header(), a.claims()
	token, err := jose.Sign([]byte(encode.Object(header, encode.Compact)),
		[]byte(encode.Object(a.values(claims), encode.Compact)), a.Alg, a.Key.Material)
	if err != nil {
		return nil, err
	}
	r := a.request(token)
	return &Assertion{
		Header:     encode.Object(header, encode.Pretty),
		Claims:     encode.Object(a.values(claims), encode.Pretty),
		Token:      token,
		Body:       r.body(),
		Curl:       r.curl(),
		PowerShell: r.powerShell(),
		Snippets:   snippets(a.Alg, header, claims),
		Notes:      a.notes(),
	}, nil
}

// check trims what was typed, and refuses what no server could mean.
func (a *Ask) check() error {
	c := &a.Vendor.Claims
	for _, field := range []struct {
		name string
		text *string
	}{
		{"client ID", &a.Client}, {"other party", &a.Other}, {"audience", &a.Audience},
		{"endpoint", &a.Endpoint}, {"scope", &a.Scope},
	} {
		*field.text = strings.TrimSpace(*field.text)
		if err := checkText(field.name, *field.text); err != nil {
			return err
		}
	}
	if a.Client == "" {
		return missing(cmp.Or(c.ClientName, "client ID"), "")
	}
	if c.OtherName != "" && !c.OtherOptional && a.Other == "" {
		return missing(c.OtherName, "")
	}
	if a.Endpoint != "" {
		var err error
		if a.Endpoint, err = checkURL(a.Endpoint); err != nil {
			return err
		}
	}
	if c.Audience != vendors.NoAudience && a.audience() == "" {
		if c.Audience == vendors.Endpoint {
			return missing("token endpoint", ": it is the aud of the token")
		}
		return missing("audience", ": the issuer of the server, or its token endpoint")
	}
	if a.Lifetime == 0 {
		a.Lifetime = a.Vendor.Lifetime
	}
	if a.Lifetime < time.Second || a.Lifetime > MaxLifetime {
		return fault.New(fault.BadOption, "a token is valid for a second to a year").WithHint("Five minutes suit most servers.")
	}
	if (a.X5T || a.X5TS256 || a.X5C) && len(a.Key.Chain) == 0 {
		return fault.New(fault.BadOption, "there is no certificate to name in the header").
			WithHint("Make a certificate for this key first, or paste the one that is registered.")
	}
	return nil
}

// missing refuses for want of a field, by the name that it has with this system.
func missing(name, why string) error {
	return fault.New(fault.Missing, "the "+name).WithHint("Type the " + name + why + ".")
}

// audience is aud, "" where nothing was typed that could be it.
func (a *Ask) audience() string {
	if a.Audience == "" {
		return a.Endpoint
	}
	return a.Audience
}

// header is the JOSE header, alg first.
func (a *Ask) header() []jose.Member {
	wants := a.Vendor.Header
	list := []jose.Member{{Name: "alg", Value: a.Alg}}
	if wants.Typ != "" {
		list = append(list, jose.Member{Name: "typ", Value: wants.Typ})
	}
	if wants.KID && a.KeyID != "" {
		list = append(list, jose.Member{Name: "kid", Value: a.KeyID})
	}
	if len(a.Key.Chain) == 0 {
		return list
	}
	leaf := a.Key.Chain[0]
	if a.X5T || wants.X5T {
		list = append(list, jose.Member{Name: "x5t", Value: encode.CertificateSHA1(leaf)})
	}
	if a.X5TS256 || wants.X5TS256 {
		list = append(list, jose.Member{Name: "x5t#S256", Value: encode.CertificateThumbprint(leaf)})
	}
	if a.X5C {
		chain := make([]string, len(a.Key.Chain))
		for i, c := range a.Key.Chain {
			chain[i] = base64.StdEncoding.EncodeToString(c.Raw)
		}
		list = append(list, jose.Member{Name: "x5c", Value: chain})
	}
	return list
}

// claim is one claim: a text, a time so many seconds from now, or a random ID.
type claim struct {
	name  string
	kind  claimKind
	text  string
	after time.Duration
}

type claimKind int

const (
	isText claimKind = iota
	isTime
	isRandom
)

func (a *Ask) claims() []claim {
	wants := a.Vendor.Claims
	var list []claim
	text := func(name, value string) {
		if value != "" {
			list = append(list, claim{name: name, text: value})
		}
	}
	text("iss", a.party(wants.Issuer))
	text("sub", a.party(wants.Subject))
	if wants.Audience != vendors.NoAudience {
		text("aud", a.audience())
	}
	if wants.JTI {
		list = append(list, claim{name: "jti", kind: isRandom})
	}
	list = append(list, claim{name: "iat", kind: isTime, after: -wants.Backdate})
	if wants.NotBefore {
		list = append(list, claim{name: "nbf", kind: isTime})
	}
	list = append(list, claim{name: "exp", kind: isTime, after: a.Lifetime})
	if wants.Scope {
		text("scope", a.Scope)
	}
	return list
}

func (a *Ask) party(p vendors.Party) string {
	switch p {
	case vendors.Client:
		return a.Client
	case vendors.Other:
		return a.Other
	case vendors.ClientCapitals:
		return strings.ToUpper(a.Client)
	case vendors.ClientAndKey:
		return strings.ToUpper(a.Client) + "." + encode.Fingerprint(a.Key.Material) // secrets have none, and do not get here
	}
	return ""
}

// values are the claims as JSON has them.
func (a *Ask) values(claims []claim) []jose.Member {
	list := make([]jose.Member, len(claims))
	for i, c := range claims {
		list[i].Name = c.name
		switch c.kind {
		case isTime:
			list[i].Value = a.Now.Add(c.after).Unix()
		case isRandom:
			list[i].Value = a.JTI
		default:
			list[i].Value = c.text
		}
	}
	return list
}
