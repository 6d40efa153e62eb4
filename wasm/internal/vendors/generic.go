package vendors

import "time"

var generic = Vendor{
	ID:    "generic",
	Name:  "private_key_jwt in general",
	Forms: []Form{JWKSetURL, JWKSet, JWK},
	Where: "In the client's registration, as jwks_uri or as jwks, never both (RFC 7591).",
	KeyID: "The kid of the token must be that of the registered key; without one, servers with several keys cannot choose.",
	Header: Header{
		Typ: TypClientAuthentication,
		KID: true,
	},
	Claims:   Claims{Audience: Issuer, JTI: true},
	Lifetime: 5 * time.Minute,
	Notes: []string{
		"Newer servers want the issuer as aud, alone and as one string; older ones want the token endpoint.",
		"Each token counts once: a jti that was seen before is refused.",
		"The alg of the token must be that of the registered key; EdDSA and Ed25519 count as two.",
		"A server that fetches your set may keep the old one for hours.",
	},
	Sources: []Source{
		{"RFC 7523, JWT Profile for OAuth 2.0 Client Authentication and Authorization Grants", "May 2015"},
		{"draft-ietf-oauth-rfc7523bis-11", "April 2026"},
		{"OpenID Connect Core 1.0, section 9", "December 2023"},
		{"RFC 7591, OAuth 2.0 Dynamic Client Registration Protocol", "July 2015"},
	},
}
