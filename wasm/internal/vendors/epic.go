package vendors

import "time"

var epic = Vendor{
	ID:         "epic",
	Name:       "Epic on FHIR",
	Forms:      []Form{JWKSetURL},
	Algorithms: []string{"RS384", "ES384", "RS256", "RS512", "ES256"},
	Keys:       smartKeys,
	Where:      "In Edit App on fhir.epic.com, the field Production JWK Set URL; for tests there is another.",
	KeyID:      "Epic advises that each key in the set has a kid of its own, and that the token names it.",
	Header:     Header{Typ: "JWT", KID: true, KIDAdvised: true},
	Claims:     Claims{Audience: Endpoint, JTI: true},
	Lifetime:   4 * time.Minute, MaxLifetime: 5 * time.Minute, FromNow: true,
	Notes: []string{
		"Backend apps host a JWK Set: keys are no longer uploaded for production.",
		"The aud is the token endpoint of the organisation that you call, which differs from one to the next.",
		"Use other keys for tests than for production.",
		"The jti is a text of at most 151 characters.",
	},
	Sources: []Source{
		{"Epic on FHIR, OAuth 2.0 Specification", "read November 2026"},
		{"Epic, JWKS Requirement 2026", "read November 2026"},
	},
}
