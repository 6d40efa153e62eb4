// Package doctor says why an authorization server refuses a token by which a
// client shows that it has its key (RFC 7523): most servers answer
// invalid_client to all of a dozen faults.
//
// It looks at DPoP proofs, too (RFC 9449).
//
// Each rule looks at one thing and says what is wrong in one sentence, with the
// mend. A rule says nothing about what it cannot know; Unchecked tells what that
// was. Nothing that is said holds a part of the token.
package doctor

import (
	"time"

	"jwkmint/wasm/internal/key"
	"jwkmint/wasm/internal/vendors"
)

// Case is a token that was refused, and what is known of where it was sent.
type Case struct {
	Token *Token
	// Keys are those that the server has; none where that is not known.
	Keys []Registered
	// Unread is how many more it has that cannot be read here.
	Unread int
	Vendor *vendors.Vendor
	// Client, Issuer and Endpoint are "" where they are not known.
	Client, Issuer, Endpoint string
	// Error is what the server answered, and Text what the token stood in.
	Error, Text string
	Now         time.Time
}

// known reports whether it is known which system refused the token.
func (c *Case) known() bool { return c.Vendor != nil && !c.Vendor.IsGeneric() }

// Registered is a key as the server has it; the texts are "" where its form, a
// PEM, has none.
type Registered struct {
	Material      key.Material
	KID, Use, Alg string
	KeyOps        []string
	Chain         []*key.Certificate
}

// Finding is one thing that is wrong.
type Finding struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Action  string `json:"action"`
	// Grave says that any server refuses the token for it, or that a key is lost;
	// others are matters on which servers differ.
	Grave bool `json:"grave"`
}

// A rule looks at one thing.
type rule func(*Case, *report)

// rules are in the order in which people should mend what they find.
var rules = []rule{
	serverAnswer, leak, encoding, members, algorithm, signature, keyID, keyUse, keyAlgorithm,
	parties, audience, times, tokenID, scopes, thumbprints, validity, tokenType, request,
}

type report struct {
	findings  []Finding
	unchecked []string
	signer    int    // index of the key that signed, -1 for none or unknown
	signedBy  string // its algorithm, where that is not the header's
}

// say is called for each finding: inlined there it would make the program larger by some
// kilobytes.
//
//go:noinline
func (r *report) say(code, message, action string, grave bool) {
	r.findings = append(r.findings, Finding{code, message, action, grave})
}

func (r *report) grave(code, message, action string) { r.say(code, message, action, true) }

func (r *report) mild(code, message, action string) { r.say(code, message, action, false) }

// Diagnosis is what was found.
type Diagnosis struct {
	Findings []Finding
	// Unchecked are sentences on what could not be looked at, and what it takes.
	Unchecked []string
	// Signer is the number, from 0, of the key that signed; -1 where none did or
	// that is not known.
	Signer int
}

// Diagnose runs all rules. Where nothing is wrong it says what else can be.
func Diagnose(c Case) Diagnosis {
	r := &report{signer: -1}
	c.settle()
	rules := rules
	switch {
	case c.Token.isFederated():
		rules = []rule{serverAnswer, federated}
	case c.Token.isProof():
		rules = []rule{serverAnswer, leak, encoding, members, proof}
	case c.Token.Laid && c.Token.kind() == "":
		rules = c.Token.laidRules()
	case c.Token.kind() != "":
		rules = []rule{serverAnswer, otherKind, leak}
	}
	for _, rule := range rules {
		rule(&c, r)
	}
	wrong := false
	for _, f := range r.findings {
		wrong = wrong || f.Grave
	}
	switch {
	case wrong:
	case c.Token.isProof():
		r.mild("nothing_grave", "Nothing was found in the proof that every server refuses.",
			"Look at the request: its method and address beside htm and htu, a nonce that the server sent (DPoP-Nonce), and beside an access token its ath.")
	default:
		r.mild("nothing_grave", "Nothing was found in the token that every server refuses.",
			"Look at what the server has: an old copy of the set, the client ID of another environment, a jti that was used before, another clock.")
	}
	return Diagnosis{r.findings, r.unchecked, r.signer}
}
