package vendors

import "time"

var epic = Vendor{
	ID:         "epic",
	Name:       "Epic on FHIR",
	Forms:      []Form{JWKSetURL},
	Algorithms: []string{"RS384", "ES384"},
	Keys:       smartKeys,
	Where:      "In Edit App on fhir.epic.com, the field Production JWK Set URL.",
	KeyID:      "Each key in the set has a kid of its own, and the token names it.",
	Header:     Header{Typ: "JWT", KID: true},
	Claims:     Claims{Audience: Endpoint, JTI: true},
	Lifetime:   4 * time.Minute, MaxLifetime: 5 * time.Minute, FromNow: true,
	Notes: []string{
		"Backend apps host a JWK Set: keys are no longer uploaded for production.",
		"The aud is the token endpoint of the organisation that you call, which differs from one to the next.",
		"Use other keys for tests than for production.",
	},
	Sources: []Source{
		{"Epic on FHIR, OAuth 2.0 Specification", "read November 2026"},
		{"Epic, JWKS Requirement 2026", "read November 2026"},
	},
}
